import { describe, expect, it } from "vitest";
import { goalValue } from "../../../src/solver/goal-values";
import { proveBound } from "../../../src/solver/prove";
import { drain, feasibleChoices } from "../../support/choice-brute-force";
import { tinyInstance } from "../../support/choice-tiny";

describe("asking for the proof of a bound that is not true", () => {
  it("proves something else, or nothing, and never fails", () => {
    let asked = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const instance = tinyInstance(seed);
      const choices = feasibleChoices(instance);
      if (choices.length === 0 || instance.goals[0] === undefined || instance.goals[0].kind === "peak") continue;
      const best = Math.min(...choices.map((choice) => goalValue(instance, instance.goals[0]!, choice)));
      for (const more of [1, 3, 50]) {
        const proved = drain(proveBound(instance, 0, [], best + more, { stepLimit: 200 }));
        asked++;
        expect(proved?.bound ?? -Infinity, `seed ${seed}, ${more} above ${best}`).toBeLessThanOrEqual(best);
      }
    }
    expect(asked).toBeGreaterThan(150);
  });
});
