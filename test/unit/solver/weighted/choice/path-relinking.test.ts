import { describe, expect, it, vi } from "vitest";
import { EjectionChains } from "../../../../../src/solver/weighted/choice/ejection-chains";
import { PathRelinking } from "../../../../../src/solver/weighted/choice/path-relinking";
import { PenalisedChoice } from "../../../../../src/solver/weighted/choice/penalised-choice";
import { propose } from "../../../../../src/solver/weighted/choice/proposals";
import { RowUsers } from "../../../../../src/solver/weighted/choice/row-users";
import { WideSearch } from "../../../../../src/solver/weighted/choice/wide-search";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { drain } from "../../../../support/choice-brute-force";
import { Dice } from "../../../../support/choice-random";
import { coreOf, everything, firstOf, flat, gapCore, meter, randomChoice, SCALE, solvedSmallProblems, valuesFound, type SearchNear } from "../../../../support/core-problems";

function weighted(problem: CoreProblem, choice: Int32Array): PenalisedChoice {
  const state = new PenalisedChoice(problem, meter(), SCALE);
  state.setWeights(new Float64Array(problem.rowCount + problem.request.terminalBudgets.length).fill(SCALE), 1, SCALE);
  state.reset(choice);
  return state;
}

describe("the cheapest move of an item", () => {
  it("is the least of what each of its other options changes, and leaves the choice as it is", () => {
    let moves = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = coreOf(seed);
      if (problem.isContradictory || problem.itemCount === 0) continue;
      const dice = new Dice(seed);
      const state = weighted(problem, randomChoice(dice, problem));
      for (let i = 0; i < problem.itemCount; i++) {
        const options = Int32Array.from({ length: problem.optionStart[i + 1]! - problem.optionStart[i]! }, (_, k) => problem.optionStart[i]! + k);
        const use = [...state.use];
        const changes = [...options].filter((o) => o !== state.choice[i]).map((o) => state.peek(i, o));
        const least = Math.min(Infinity, ...changes);
        const o = state.cheapest(i, options, Infinity);
        expect(o < 0 ? Infinity : state.peek(i, o)).toBe(least);
        if (o >= 0) {
          moves++;
          expect(state.least).toBeCloseTo(least, 6);
          expect(state.cheapest(i, options, least - 1)).toBe(-1);
        }
        expect([...state.use]).toEqual(use);
      }
    }
    expect(moves).toBeGreaterThan(500);
  });

  it("changes the total by what it says", () => {
    const problem = gapCore(4, 4, 20, 90);
    const state = weighted(problem, randomChoice(new Dice(4), problem));
    for (let i = 0; i < problem.itemCount; i++) {
      const before = state.total;
      const o = state.cheapest(i, Int32Array.from([0, 1, 2, 3], (k) => problem.optionStart[i]! + k), Infinity);
      const change = state.least;
      state.apply(i, o);
      expect(state.total - before).toBeCloseTo(change, 6);
    }
  });
});

describe("users of rows", () => {
  it("are those of the choice, whatever took whose place", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const problem = coreOf(seed);
      const dice = new Dice(seed);
      const choice = randomChoice(dice, problem);
      const users = new RowUsers(problem);
      users.reset(choice);
      for (let k = 0; k < 20 && problem.itemCount > 0; k++) {
        const i = dice.between(0, problem.itemCount - 1);
        const o = dice.between(problem.optionStart[i]!, problem.optionStart[i + 1]! - 1);
        users.replace(choice[i]!, o);
        choice[i] = o;
      }
      for (let r = 0; r < problem.rowCount; r++) {
        const listed = [...users.list.subarray(users.start[r]!, users.start[r]! + users.length[r]!)].sort((a, b) => a - b);
        const using = [...choice].filter((o) => problem.entryRow.subarray(problem.entryStart[o]!, problem.entryStart[o + 1]!).includes(r));
        expect(listed).toEqual(using.sort((a, b) => a - b));
      }
    }
  });
});

describe("ejection chains", () => {
  it("never go up, and when they find nothing no move of one item pays", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const problem = gapCore(seed, 4, 24, 100);
      const { ofItem } = everything(problem);
      const state = weighted(problem, randomChoice(new Dice(seed), problem));
      const chains = new EjectionChains(problem, meter(), state);
      chains.aim(ofItem, new Float64Array(problem.rowCount).fill(SCALE));
      let total = state.total;
      for (let made = 1; made > 0; ) {
        made = 0;
        drain(
          chains.descend(null, 0, Infinity, () => {
            made++;
            expect(state.total).toBeLessThan(total);
            total = state.total;
          }),
        );
      }
      for (let i = 0; i < problem.itemCount; i++) expect(state.cheapest(i, ofItem[i]!, -0.5)).toBe(-1);
    }
  });

  it("find what takes two items changing places", () => {
    // Two agents with room for one of two jobs each, given the wrong way round.
    const problem = gapCore(0, 2, 2, 100, { agents: 2, jobs: 2, cost: [1, 9, 9, 1], weight: [5, 5, 5, 5], capacity: [5, 5] });
    const state = weighted(problem, Int32Array.from([1, 2]));
    state.rowWeight.fill(100 * SCALE);
    const chains = new EjectionChains(problem, meter(), state);
    chains.aim(everything(problem).ofItem, new Float64Array(2));
    drain(chains.descend(null, 0, Infinity, () => {}));
    expect([...state.choice]).toEqual([0, 3]);
  });

  /** Twelve generalised assignments side by side: what changes in one matters to no other. */
  const apart = (): CoreProblem => {
    const agents = 36;
    const jobs = 96;
    const dice = new Dice(1);
    const isNear = (agent: number, job: number): boolean => agent % 12 === job % 12;
    const cells = (near: () => number, far: number): number[] => Array.from({ length: agents * jobs }, (_, k) => (isNear(Math.floor(k / jobs), k % jobs) ? near() : far));
    const cost = cells(() => dice.between(10, 50), 1000);
    const weight = cells(() => dice.between(5, 25), 100);
    return gapCore(0, agents, jobs, 100, { agents, jobs, cost, weight, capacity: new Array<number>(agents).fill(48) });
  };

  it("look only where a choice differs from one that was carried down, and leave nothing there that pays", () => {
    const problem = apart();
    const ofItem = Array.from({ length: problem.itemCount }, (_, i) =>
      Int32Array.from({ length: problem.optionStart[i + 1]! - problem.optionStart[i]! }, (__, k) => problem.optionStart[i]! + k).filter((o) => problem.entryAmount[problem.entryStart[o]!]! < 100),
    );
    const work = meter();
    const state = weighted(problem, Int32Array.from(ofItem, (options) => options[0]!));
    const chains = new EjectionChains(problem, work, state);
    chains.aim(ofItem, flat(problem));
    const spentBy = (former: Int32Array | null): number => {
      const before = work.spent;
      drain(chains.descend(former, 0, Infinity, () => {}));
      return work.spent - before;
    };
    let made = 1;
    while (made > 0) {
      made = 0;
      drain(chains.descend(null, 0, Infinity, () => made++));
    }
    while (state.raiseWeights(2)) spentBy(null);
    const all = spentBy(null);
    const low = state.choice.slice();
    expect(spentBy(low)).toBeLessThan(all / 10);
    for (let i = 0; i < problem.itemCount; i++) {
      const dearest = [...ofItem[i]!].sort((a, b) => state.peek(i, b) - state.peek(i, a)).find((o) => o !== low[i])!;
      state.reset(low);
      state.apply(i, dearest);
      expect(spentBy(low)).toBeLessThan(all / 2);
      for (let j = 0; j < problem.itemCount; j++) expect(state.cheapest(j, ofItem[j]!, -0.5)).toBe(-1);
    }
  });
});

describe("path relinking", () => {
  const search: SearchNear = (problem) => {
    const relinking = new PathRelinking(problem, meter(), SCALE);
    return { run: (start, ...rest) => relinking.run([start], ...rest) };
  };

  it("finds the best of all choices of small problems, step by step", () => {
    expect(solvedSmallProblems(search)).toBeGreaterThan(6);
  });

  it("does the same every time", () => {
    const problem = gapCore(5, 5, 40, 100);
    const start = randomChoice(new Dice(1), problem);
    expect(valuesFound(search, problem, start, 5_000_000)).toEqual(valuesFound(search, problem, start, 5_000_000));
  });

  it("gives back choices that keep blocks, tallies and budgets too", () => {
    let found = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = coreOf(seed);
      if (problem.isContradictory || problem.itemCount === 0 || problem.grids.some(({ residue }) => residue !== 0)) continue;
      const price = new Float64Array(problem.rowCount + problem.request.terminalBudgets.length).fill(SCALE);
      drain(
        new PathRelinking(problem, meter(), SCALE).run([firstOf(problem)], everything(problem), price, 300_000, (choice) => {
          expect(isCoreFeasible(problem, choice)).toBe(true);
          found++;
        }),
      );
    }
    expect(found).toBeGreaterThan(20);
  });
});

describe("the wide search", () => {
  it("finds the same in whatever scale it is told", () => {
    const problem = gapCore(7, 4, 30, 100);
    const start = randomChoice(new Dice(7), problem);
    const valuesIn = (scale: number): number[] => {
      const values: number[] = [];
      const wide = new WideSearch(problem, meter());
      const guide = (one: number) => ({ excess: problem.cost.map((cost) => cost * one), price: new Float64Array(problem.rowCount).fill(one), gap: 50 * one, scale: one });
      // The first call sets the scale of the search, the second is told in another.
      let least = Infinity;
      let choice = start;
      const offer = (next: Int32Array): boolean => {
        const value = coreValue(problem, next);
        if (value >= least || !isCoreFeasible(problem, next)) return false;
        least = value;
        choice = next.slice();
        values.push(value);
        return true;
      };
      for (const one of [SCALE, scale]) drain(wide.run(() => choice, guide(one), 2_000_000, offer));
      return values;
    };
    const values = valuesIn(SCALE);
    expect(values.length).toBeGreaterThan(1);
    expect(valuesIn(4 * SCALE)).toEqual(values);
  });

  it("has paid when it found something, and not when it did not", () => {
    const problem = gapCore(7, 4, 30, 120);
    const wide = new WideSearch(problem, meter());
    const guide = { excess: problem.cost.map((cost) => cost * SCALE), price: flat(problem), gap: 50 * SCALE, scale: SCALE };
    expect(wide.hasPaid).toBe(false);
    drain(wide.run(() => firstOf(problem), guide, 1_000_000, () => true));
    expect(wide.hasPaid).toBe(true);
    drain(wide.run(() => firstOf(problem), guide, 1_000_000, () => false));
    expect(wide.hasPaid).toBe(false);
  });

  it("has path relinking begin with what every run of annealing ends with", () => {
    const problem = gapCore(7, 4, 30, 100);
    const begun: number[] = [];
    const relink = vi.spyOn(PathRelinking.prototype, "run").mockImplementation(function* (starts) {
      begun.push(...starts.map((start) => coreValue(problem, start)));
      yield;
    });
    const guide = { excess: problem.cost.map((cost) => cost * SCALE), price: flat(problem), gap: 50 * SCALE, scale: SCALE };
    const annealed = new Set<number>();
    drain(
      new WideSearch(problem, meter()).run(() => firstOf(problem), guide, 4_000_000, (choice) => {
        annealed.add(coreValue(problem, choice));
        return true;
      }),
    );
    relink.mockRestore();
    expect(begun.length).toBeGreaterThan(2);
    expect(begun.slice(0, -1).every((value) => annealed.has(value))).toBe(true);
    expect(begun).toContain(Math.min(...annealed));
    expect(begun.at(-1)).toBe(coreValue(problem, firstOf(problem)));
  });

  it("proposes nothing where nothing is worth trying", () => {
    const problem = gapCore(1, 2, 4, 150);
    expect(propose(problem, new Float64Array(problem.optionCount).fill(Infinity), 10).ofItem.map((list) => list.length)).toEqual([0, 0, 0, 0]);
  });
});
