import { describe, expect, it } from "vitest";
import { Relaxation } from "../../../../../src/solver/weighted/bound/relaxation";
import { everyPattern } from "../../../../../src/solver/weighted/pattern/live-patterns";
import { listPatterns } from "../../../../../src/solver/weighted/pattern/pattern-list";
import { buildCoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { PatternBound } from "../../../../../src/solver/weighted/program/pattern-bound";
import { drain } from "../../../../support/choice-brute-force";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

describe("the bound of prices over listed patterns", () => {
  it("is that of no prices, where a program that broke down has none", () => {
    const { instance, cost, steps } = reliefInstance(randomRelief(1, 3, 3, 2, 90));
    const problem = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
    const relaxation = new Relaxation(problem, new WorkMeter(1, {}));
    const live = new Uint8Array(problem.optionCount).fill(1);
    const price = new Float64Array(relaxation.capacity);
    drain(relaxation.evaluate(price, live));
    const list = drain(listPatterns(relaxation, price, live, 2 ** 45, 100_000, Infinity))!;
    const all = everyPattern(list);
    const bounds = new PatternBound(relaxation, list);
    const without = bounds.evaluate(all, new Float64Array(relaxation.rowSize));
    expect(bounds.evaluate(all, new Float64Array(relaxation.rowSize).fill(NaN))).toBe(without);
    expect([...bounds.price]).toEqual([...new Float64Array(relaxation.rowSize)]);
  });
});
