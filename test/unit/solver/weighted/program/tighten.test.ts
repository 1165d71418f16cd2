import { describe, expect, it } from "vitest";
import { coreValue, isCoreFeasible } from "../../../../../src/solver/weighted/problem/core-problem";
import { PatternSearch } from "../../../../../src/solver/weighted/program/pattern-search";
import { QUICK, THOROUGH, tighten, type Effort } from "../../../../../src/solver/weighted/program/tighten";
import { drain } from "../../../../support/choice-brute-force";
import { randomRelief } from "../../../../support/choice-relief";
import { listedRelief } from "../../../../support/listed-relief";

describe("tightening a problem", () => {
  it("gives bounds below the optimum, thoroughly no lower ones, and keeps every choice", () => {
    let higher = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const { problem, meter, relaxation, list } = listedRelief(randomRelief(seed, 4, 6, 3, 70 + (seed % 4) * 10));
      let best: Int32Array | null = null;
      let least = Infinity;
      const offer = (choice: Int32Array): boolean => {
        if (coreValue(problem, choice) >= least || !isCoreFeasible(problem, choice)) return false;
        best = choice.slice();
        least = coreValue(problem, choice);
        return true;
      };
      drain(new PatternSearch(relaxation, list, [], () => Math.min(least, 2 ** 30), offer, () => false).run(Infinity));
      expect(best, `seed ${seed}`).not.toBeNull();
      const boundBy = (effort: Effort): number => {
        const tightened = drain(tighten(problem, meter, null, Infinity, effort));
        expect(isCoreFeasible(tightened.problem, best!), `seed ${seed}: a cut forbids the best choice`).toBe(true);
        return tightened.bound;
      };
      const quick = boundBy(QUICK);
      const thorough = boundBy(THOROUGH);
      expect(quick, `seed ${seed}`).toBeLessThanOrEqual(least);
      expect(thorough, `seed ${seed}`).toBeLessThanOrEqual(least);
      expect(thorough, `seed ${seed}`).toBeGreaterThanOrEqual(quick);
      if (thorough > quick) higher++;
    }
    expect(higher).toBeGreaterThan(3);
  });
});
