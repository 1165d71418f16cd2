import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareIds } from "../../../src/report/compare-ids";

describe("the order of ids on a page", () => {
  it("counts figures as numbers, whatever stands before or after them", () => {
    expect(["W10", "W2", "K1", "W1-10", "W1-9", "W1", "10", "9", "W02"].sort(compareIds)).toEqual(["9", "10", "K1", "W1", "W1-9", "W1-10", "W02", "W2", "W10"]);
    expect(["F99999999999999999999", "F100000000000000000000", "F3"].sort(compareIds)).toEqual(["F3", "F99999999999999999999", "F100000000000000000000"]);
  });

  it("is an order: one of two differing ids comes first, and of three the same wherever one begins", () => {
    const id = fc.stringMatching(/^[0-2a-b]{0,5}$/);
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(compareIds(a, b)) + Math.sign(compareIds(b, a))).toBe(0);
        if (a !== b) expect(compareIds(a, b)).not.toBe(0);
        if (compareIds(a, b) < 0 && compareIds(b, c) < 0) expect(compareIds(a, c)).toBeLessThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
