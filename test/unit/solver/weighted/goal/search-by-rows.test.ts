import { expect, it } from "vitest";
import { searchByRows } from "../../../../../src/solver/weighted/goal/search-by-rows";
import type { StageState } from "../../../../../src/solver/weighted/goal/stage-state";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { feasibleChoices } from "../../../../support/choice-brute-force";
import { gapCore, meter } from "../../../../support/core-problems";

/** What the search finds by its end, or by some pauses; every choice taken must be feasible and better than those before. */
function search(problem: CoreProblem, pauses: number): { value: number; bound: number; end: "no more" | null } {
  let value = Infinity;
  const stage: Pick<StageState, "bound" | "isMet" | "take"> = {
    bound: -Infinity,
    get isMet(): boolean {
      return value <= stage.bound;
    },
    take(choice: Int32Array) {
      expect(isCoreFeasible(problem, choice)).toBe(true);
      const next = problem.costOffset + problem.costUnit * coreValue(problem, choice);
      expect(next).toBeLessThan(value);
      value = next;
    },
  };
  const run = searchByRows(stage as StageState, meter(), problem, () => (value - problem.costOffset) / problem.costUnit);
  for (let pause = 0; pause < pauses && !stage.isMet; pause++) {
    const { done, value: end } = run.next();
    if (done === true) return { value, bound: stage.bound, end };
  }
  return { value, bound: stage.bound, end: null };
}

it("finds choices near a true bound, and says when it knows no more", () => {
  let ended = 0;
  let best = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const problem = gapCore(seed, 3, 7, 100);
    const least = Math.min(Infinity, ...feasibleChoices(problem.instance).map((choice) => problem.costOffset + problem.costUnit * coreValue(problem, choice)));
    const { value, bound, end } = search(problem, 20_000);
    expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least);
    expect(value, `seed ${seed}`).toBeGreaterThanOrEqual(least);
    if (value === least) best++;
    if (end === "no more") ended++;
    else expect(value, `seed ${seed}`).toBe(bound);
  }
  expect(best).toBeGreaterThan(20);
  expect(ended).toBeGreaterThan(2);
});

it("finds them among some of many items, the others as they are taken most", () => {
  // More items than a dive among all of them may have.
  for (const seed of [1, 2, 3]) {
    const { value, bound } = search(gapCore(seed, 12, 240, 102), 3000);
    expect(value - bound).toBeLessThanOrEqual(bound / 100);
  }
});
