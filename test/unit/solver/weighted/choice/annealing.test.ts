import { describe, expect, it } from "vitest";
import { Annealing } from "../../../../../src/solver/weighted/choice/annealing";
import { PenalisedChoice } from "../../../../../src/solver/weighted/choice/penalised-choice";
import { propose } from "../../../../../src/solver/weighted/choice/proposals";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { drain } from "../../../../support/choice-brute-force";
import { Dice } from "../../../../support/choice-random";
import { coreOf, flat, gapCore, meter, randomChoice, SCALE, solvedSmallProblems, valuesFound } from "../../../../support/core-problems";

describe("a choice that may break constraints", () => {
  it("says of every move what it changes, whatever moves were made before", () => {
    let moves = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = coreOf(seed);
      if (problem.isContradictory || problem.itemCount === 0) continue;
      const dice = new Dice(seed);
      const state = new PenalisedChoice(problem, meter(), SCALE);
      state.reset(randomChoice(dice, problem));
      for (let k = 0; k < 20; k++) {
        const i = dice.between(0, problem.itemCount - 1);
        const before = state.value;
        const change = state.peek(i, dice.between(problem.optionStart[i]!, problem.optionStart[i + 1]! - 1));
        const o = dice.between(problem.optionStart[i]!, problem.optionStart[i + 1]! - 1);
        const free = state.peek(i, o);
        state.apply(i, o);
        moves++;
        // Without weights a move changes the value alone.
        expect(state.value - before).toBeCloseTo(free, 6);
        expect(Number.isNaN(change)).toBe(false);
      }
      const anew = new PenalisedChoice(problem, meter(), SCALE);
      anew.reset(state.choice);
      expect([state.value, state.broken, [...state.use]]).toEqual([anew.value, anew.broken, [...anew.use]]);
      if (state.broken === 0) expect(state.value).toBe(SCALE * coreValue(problem, state.choice));
      if (problem.grids.every((grid) => grid.residue === 0)) expect(state.broken === 0).toBe(isCoreFeasible(problem, state.choice));
    }
    expect(moves).toBeGreaterThan(3000);
  });

  it("makes what is broken dearer, and nothing else", () => {
    const problem = gapCore(3, 2, 6, 60);
    const state = new PenalisedChoice(problem, meter(), SCALE);
    state.reset(Int32Array.from({ length: problem.itemCount }, (_, i) => problem.optionStart[i]!));
    state.rowWeight.fill(1);
    expect(state.isOver(0)).toBe(true);
    expect(state.raiseWeights(2)).toBe(true);
    expect([...state.rowWeight]).toEqual([2, 1]);
  });
});

describe("annealing", () => {
  const search = (problem: CoreProblem) => new Annealing(problem, meter(), SCALE);

  it("finds the best of all choices of small problems, step by step", () => {
    expect(solvedSmallProblems(search)).toBeGreaterThan(6);
  });

  it("does the same every time", () => {
    const problem = gapCore(5, 5, 40, 100);
    const start = randomChoice(new Dice(1), problem);
    expect(valuesFound(search, problem, start, 5_000_000)).toEqual(valuesFound(search, problem, start, 5_000_000));
  });

  it("ends at once where nothing is worth trying", () => {
    const problem = gapCore(1, 2, 4, 150);
    const none = propose(problem, new Float64Array(problem.optionCount).fill(Infinity), 10);
    expect(none.options.length).toBe(0);
    drain(new Annealing(problem, meter(), SCALE).run(new Int32Array(problem.itemCount), none, flat(problem), Infinity, () => expect.unreachable()));
  });
});

describe("proposals", () => {
  it("are options by what taking them costs, of items that have two", () => {
    const problem = gapCore(2, 2, 4, 150);
    const excess = Float64Array.from([0, 5, 3, 0, 0, 1000, 0, 1]);
    expect([...propose(problem, excess, 10).options]).toEqual([0, 3, 6, 7, 2, 1]);
  });
});
