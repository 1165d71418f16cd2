import { describe, expect, it } from "vitest";
import { greatestEnough } from "../../../../../src/solver/weighted/goal/search-choices";

/** A goal's next cutoff with a gap in thousandths of the value. */
function within(perMille: number): (value: number) => number {
  return (value) => Math.ceil(value - Math.floor((value * perMille) / 1000));
}

describe("the greatest value that ends a search", () => {
  it("is the last whose next cutoff the bound has reached", () => {
    for (const perMille of [1, 5, 10, 200]) {
      for (const bound of [0, 1, 99, 1000, 8487]) {
        const enough = greatestEnough(bound, 1_000_000, within(perMille));
        expect(within(perMille)(enough)).toBeLessThanOrEqual(bound);
        expect(within(perMille)(enough + 1)).toBeGreaterThan(bound);
      }
    }
  });

  it("is the bound itself where nothing is tolerated, and ends where everything is", () => {
    expect(greatestEnough(42, 1000, (value) => value)).toBe(42);
    expect(greatestEnough(42, 1000, () => 0)).toBeGreaterThanOrEqual(999);
  });
});
