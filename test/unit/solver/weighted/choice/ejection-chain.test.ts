import { describe, expect, it, vi } from "vitest";
import { EjectionChain } from "../../../../../src/solver/weighted/choice/ejection-chain";
import { PenalisedChoice } from "../../../../../src/solver/weighted/choice/penalised-choice";
import type { CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { Dice } from "../../../../support/choice-random";
import { coreOf, everything, gapCore, meter, randomChoice, SCALE } from "../../../../support/core-problems";

function weighted(problem: CoreProblem, choice: Int32Array): PenalisedChoice {
  const state = new PenalisedChoice(problem, meter(), SCALE);
  state.setWeights(new Float64Array(problem.rowCount + problem.request.terminalBudgets.length).fill(SCALE), 100, SCALE);
  state.reset(choice);
  return state;
}

function aimed(problem: CoreProblem, state: PenalisedChoice): EjectionChain {
  const chain = new EjectionChain(problem, state);
  chain.aim(everything(problem).ofItem, new Float64Array(problem.rowCount).fill(SCALE));
  return chain;
}

/** The least that Z changes by when item i is lifted out, one item follows into what it left, and i is put back. */
function leastOfThree(problem: CoreProblem, state: PenalisedChoice, i: number): number {
  const { optionCount, itemOfOption, blockOfItem, entryStart, entryRow } = problem;
  const rowsOf = (o: number): number[] => [...entryRow.subarray(entryStart[o]!, entryStart[o + 1]!)];
  const left = state.choice[i]!;
  let least = Infinity;
  const lifted = state.peek(i, state.none);
  state.apply(i, state.none);
  for (let o = 0; o < optionCount; o++) {
    const j = itemOfOption[o]!;
    const old = state.choice[j]!;
    if (j === i || o === old || (blockOfItem[j] !== blockOfItem[i] && !rowsOf(o).some((r) => rowsOf(left).includes(r)))) continue;
    const followed = state.peek(j, o);
    state.apply(j, o);
    if (state.cheapest(i, everything(problem).ofItem[i]!, Infinity) >= 0) least = Math.min(least, lifted + followed + state.least);
    state.apply(j, old);
  }
  state.apply(i, left);
  return least;
}

const problems = [...Array(300).keys()].map((seed) => (seed % 2 === 0 ? gapCore(seed, 4, 16, 95) : coreOf(seed))).filter(({ isContradictory, itemCount }) => !isContradictory && itemCount > 0);

describe("an item lifted out", () => {
  it("changes the total by what was said, and is put back for what was said", () => {
    problems.forEach((problem, seed) => {
      const dice = new Dice(seed);
      const state = weighted(problem, randomChoice(dice, problem));
      const before = { total: state.total, broken: state.broken, use: [...state.use] };
      const i = dice.between(0, problem.itemCount - 1);
      const old = state.choice[i]!;
      const change = state.peek(i, state.none);
      state.apply(i, state.none);
      expect(state.total).toBeCloseTo(before.total + change, 3);
      expect(state.peek(i, old)).toBeCloseTo(-change, 3);
      const best = state.cheapest(i, everything(problem).ofItem[i]!, Infinity);
      if (best >= 0) expect(state.peek(i, best)).toBeCloseTo(state.least, 3);
      state.apply(i, old);
      expect({ total: state.total, broken: state.broken, use: [...state.use] }).toEqual(before);
    });
  });
});

describe("a chain that begins with a lifted item", () => {
  it("changes the total by less than asked for, or nothing at all", () => {
    const lengths = Array<number>(7).fill(0);
    problems.forEach((problem, seed) => {
      const dice = new Dice(seed);
      const state = weighted(problem, randomChoice(dice, problem));
      const chain = aimed(problem, state);
      for (let k = 0; k < 20; k++) {
        const before = { total: state.total, choice: state.choice.slice() };
        const below = dice.between(-20, 0) * SCALE;
        const isMade = chain.make(dice.between(0, problem.itemCount - 1), below);
        const moved = [...state.choice].flatMap((option, j) => (option === before.choice[j] ? [] : [j]));
        if (isMade) {
          expect(state.total - before.total).toBeLessThan(below + 1e-6 * SCALE);
          expect([...new Set(chain.item.subarray(0, chain.length))].sort((a, b) => a - b)).toEqual(expect.arrayContaining(moved));
          lengths[chain.length]!++;
        } else {
          expect(moved).toEqual([]);
          expect(state.total).toBeCloseTo(before.total, 3);
        }
        expect(state.choice).not.toContain(state.none);
      }
    });
    // One move, or an item lifted, one to four that follow, and the item put back.
    expect(lengths[0]! + lengths[2]!).toBe(0);
    for (const length of [1, 3, 4]) expect(lengths[length]).toBeGreaterThan(20);
  });

  it("is found whenever an item that follows and putting back pay", () => {
    let missing = 0;
    problems.forEach((problem, seed) => {
      const dice = new Dice(seed);
      const state = weighted(problem, randomChoice(dice, problem));
      const chain = aimed(problem, state);
      for (let k = 0; k < 10; k++) {
        const i = dice.between(0, problem.itemCount - 1);
        if (chain.make(i, -SCALE)) continue;
        missing++;
        expect(leastOfThree(problem, state, i)).toBeGreaterThan(-1.001 * SCALE);
      }
    });
    expect(missing).toBeGreaterThan(50);
  });

  it("is tried to its end only where it pays, where items have one option a row", () => {
    let missing = 0;
    for (const [seed, problem] of [...Array(50).keys()].map((seed) => [seed, gapCore(seed, 4, 16, 95)] as const)) {
      const dice = new Dice(seed);
      const state = weighted(problem, randomChoice(dice, problem));
      const chain = aimed(problem, state);
      const cheapest = vi.spyOn(state, "cheapest");
      for (let k = 0; k < 20; k++) {
        cheapest.mockClear();
        if (chain.make(dice.between(0, problem.itemCount - 1), -SCALE)) continue;
        missing++;
        expect(cheapest).toHaveBeenCalledTimes(1);
      }
    }
    expect(missing).toBeGreaterThan(50);
  });

  it("finds a round of four items that change places", () => {
    // Each agent has room for one job. Every job does best one agent further on, and worst anywhere else but where it is.
    const of = [0, 1, 2, 3];
    const cost = of.flatMap((agent) => of.map((job) => [9, 1, 9999, 9999][(agent - job + 4) % 4]!));
    const problem = gapCore(0, 4, 4, 100, { agents: 4, jobs: 4, cost, weight: Array<number>(16).fill(5), capacity: [5, 5, 5, 5] });
    const state = weighted(problem, Int32Array.from([0, 5, 10, 15]));
    state.rowWeight.fill(10_000 * SCALE);
    expect(aimed(problem, state).make(0, -SCALE)).toBe(true);
    expect([...state.choice]).toEqual([1, 6, 11, 12]);
  });
});
