import { describe, expect, it } from "vitest";
import { Standing, type SearchRule } from "../../../../../src/solver/weighted/goal/standing";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { Dice } from "../../../../support/choice-random";
import { gapCore, randomChoice } from "../../../../support/core-problems";

/** A search that only remembers, its bound set by hand. */
class Remembering extends Standing {
  constructor(problem: CoreProblem, rule: Partial<SearchRule>, rootBound = 0) {
    super(problem, { cutoff: Infinity, incumbent: null, nextCutoff: (value) => value, isFirstEnough: false, price: null, ...rule });
    this.rootBound = rootBound;
  }

  get isOver(): boolean {
    return this.isEnough();
  }

  get greatestEnough(): number {
    return this.enough();
  }

  sought(trial: number): number {
    this.trial = trial;
    return this.limit;
  }
}

const problem = gapCore(3, 3, 7, 130);
const dice = new Dice(5);
const choices = Array.from({ length: 400 }, () => randomChoice(dice, problem));
const feasible = choices.filter((choice) => isCoreFeasible(problem, choice));
const valueOf = (choice: Int32Array): number => coreValue(problem, choice);
const byValue = feasible.slice().sort((a, b) => valueOf(a) - valueOf(b));

describe("what a search has found", () => {
  it("is the least of the feasible choices offered, in whatever order, and the cutoff follows", () => {
    expect(feasible.length).toBeGreaterThan(20);
    expect(feasible.length).toBeLessThan(choices.length);
    const standing = new Remembering(problem, {});
    let least = Infinity;
    for (const choice of choices) {
      const isBetter = isCoreFeasible(problem, choice) && valueOf(choice) < least;
      expect(standing.offer(choice)).toBe(isBetter);
      if (isBetter) least = valueOf(choice);
      expect(standing.bestValue).toBe(least);
      if (standing.best !== null) expect(standing.cutoff).toBe(least);
    }
    expect(valueOf(standing.best!)).toBe(least);
    expect(standing.offer(byValue[0]!)).toBe(false);
  });

  it("is a copy: what is offered may be overwritten", () => {
    const standing = new Remembering(problem, {});
    const offered = byValue[0]!.slice();
    standing.offer(offered);
    offered.fill(0);
    expect(standing.best).toEqual(byValue[0]);
  });

  it("is nothing while all that is offered lies at the cutoff or above", () => {
    const standing = new Remembering(problem, { cutoff: valueOf(byValue[0]!) });
    for (const choice of feasible) standing.offer(choice);
    expect(standing.best).toBeNull();
  });
});

describe("what a search still seeks", () => {
  it("lies below the cutoff, and below a trial", () => {
    const standing = new Remembering(problem, { cutoff: 50 });
    expect(standing.sought(Infinity)).toBe(50);
    expect(standing.sought(20)).toBe(20);
    expect(standing.sought(70)).toBe(50);
  });

  it("ends with a choice within what is tolerated of the bound, not with one just above", () => {
    const nextCutoff = (value: number): number => value - 3;
    for (const choice of feasible) {
      for (const above of [2, 3, 4]) {
        const bound = valueOf(choice) - above;
        const standing = new Remembering(problem, { nextCutoff }, bound);
        expect(standing.isOver).toBe(false);
        expect(standing.greatestEnough).toBe(bound + 3);
        standing.offer(choice);
        expect(standing.isOver).toBe(above <= 3);
      }
    }
  });

  it("ends with the first choice below the cutoff where any is enough", () => {
    const cutoff = valueOf(byValue[10]!) + 1;
    const standing = new Remembering(problem, { cutoff, isFirstEnough: true });
    expect(standing.greatestEnough).toBe(cutoff - 1);
    standing.offer(byValue.at(-1)!);
    expect(standing.isOver).toBe(false);
    standing.offer(byValue[10]!);
    expect(standing.isOver).toBe(true);
  });
});
