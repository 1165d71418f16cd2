import { describe, expect, it } from "vitest";
import { MoveChain } from "../../../../../src/solver/weighted/choice/move-chain";
import { PenalisedChoice } from "../../../../../src/solver/weighted/choice/penalised-choice";
import type { CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { Dice } from "../../../../support/choice-random";
import { coreOf, everything, gapCore, meter, randomChoice, SCALE } from "../../../../support/core-problems";

function begin(problem: CoreProblem, choice: Int32Array): { state: PenalisedChoice; chain: MoveChain } {
  const state = new PenalisedChoice(problem, meter(), SCALE);
  state.setWeights(new Float64Array(problem.rowCount + problem.request.terminalBudgets.length).fill(SCALE), 100, SCALE);
  state.reset(choice);
  const chain = new MoveChain(problem, state);
  chain.users.reset(choice);
  return { state, chain };
}

describe("a chain of moves", () => {
  it("changes the total by no more than allowed, or nothing at all", () => {
    const lengths = [0, 0, 0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const problem = seed % 2 === 0 ? gapCore(seed, 4, 16, 95) : coreOf(seed);
      if (problem.isContradictory || problem.itemCount === 0) continue;
      const dice = new Dice(seed);
      const { state, chain } = begin(problem, randomChoice(dice, problem));
      const { ofItem } = everything(problem);
      for (let k = 0; k < 20; k++) {
        const i = dice.between(0, problem.itemCount - 1);
        const o = dice.between(problem.optionStart[i]!, problem.optionStart[i + 1]! - 1);
        if (o === state.choice[i]) continue;
        const before = { total: state.total, choice: state.choice.slice() };
        const allowed = dice.between(-20, 5) * SCALE;
        const isMade = chain.make(i, o, ofItem, allowed);
        const moved = [...state.choice].flatMap((option, j) => (option === before.choice[j] ? [] : [j]));
        if (isMade) {
          expect(state.total - before.total).toBeLessThanOrEqual(allowed + 1e-6 * SCALE);
          expect(moved).toEqual([...chain.item.subarray(0, chain.length)].sort((a, b) => a - b));
          chain.keep();
          lengths[chain.length]!++;
        } else {
          expect(moved).toEqual([]);
          expect(state.total).toBeCloseTo(before.total, 3);
        }
      }
    }
    for (const length of [1, 2, 3]) expect(lengths[length]).toBeGreaterThan(20);
  });

  it("makes room for a move that pays by two others", () => {
    // Each agent has room for one job. Every job does best one agent further on, and worst two further on.
    const cost = [0, 1, 2].flatMap((agent) => [0, 1, 2].map((job) => [9, 1, 9999][(agent - job + 3) % 3]!));
    const problem = gapCore(0, 3, 3, 100, { agents: 3, jobs: 3, cost, weight: Array<number>(9).fill(5), capacity: [5, 5, 5] });
    const { state, chain } = begin(problem, Int32Array.from([0, 4, 8]));
    expect(chain.make(0, 1, everything(problem).ofItem, -SCALE)).toBe(true);
    expect([...state.choice]).toEqual([1, 5, 6]);
    expect(chain.length).toBe(3);
  });
});
