import { describe, expect, it } from "vitest";
import { checkSolution } from "../../src/solver/check-solution";
import { solveWeighted } from "../../src/solver/weighted/goal/lexicographic";
import { drain, findFault } from "../support/choice-brute-force";
import { tinyInstance } from "../support/choice-tiny";

describe("the weighted engine against listing every choice", () => {
  it("proves every goal of tiny instances of all kinds within its tolerance", () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const instance = tinyInstance(seed);
      const result = drain(solveWeighted(instance, {}));
      checkSolution(instance, result);
      expect(findFault(instance, result), `seed ${seed}`).toBeNull();
      if (result.kind === "solved") expect(result.termination, `seed ${seed}`).toBe("optimal");
    }
  });

  it("claims nothing false when a step limit ends it early", () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const instance = tinyInstance(seed);
      const result = drain(solveWeighted(instance, { stepLimit: 1 + (seed % 12) }));
      checkSolution(instance, result);
      expect(findFault(instance, result), `seed ${seed}`).toBeNull();
    }
  });
});
