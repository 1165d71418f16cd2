import { describe, expect, it } from "vitest";
import { everyPattern } from "../../../../../src/solver/weighted/pattern/live-patterns";
import { PatternBound } from "../../../../../src/solver/weighted/program/pattern-bound";
import { randomRelief } from "../../../../support/choice-relief";
import { listedRelief } from "../../../../support/listed-relief";

describe("the bound of prices over listed patterns", () => {
  it("is that of no prices, where a program that broke down has none", () => {
    const { relaxation, list } = listedRelief(randomRelief(1, 3, 3, 2, 90));
    const all = everyPattern(list);
    const bounds = new PatternBound(relaxation, list);
    const without = bounds.evaluate(all, new Float64Array(relaxation.rowSize));
    expect(bounds.evaluate(all, new Float64Array(relaxation.rowSize).fill(NaN))).toBe(without);
    expect([...bounds.price]).toEqual([...new Float64Array(relaxation.rowSize)]);
  });
});
