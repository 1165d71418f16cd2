import { describe, expect, it } from "vitest";
import { Relaxation } from "../../../../../src/solver/weighted/bound/relaxation";
import { firstPush, rowsToKeep } from "../../../../../src/solver/weighted/bound/kept-rows";
import { LiveOptions } from "../../../../../src/solver/weighted/goal/live-options";
import { NodeRelaxation } from "../../../../../src/solver/weighted/goal/node-relaxation";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { drain, feasibleChoices } from "../../../../support/choice-brute-force";
import { coreOf, gapCore, meter } from "../../../../support/core-problems";

const PROBLEMS = [...Array.from({ length: 150 }, (_, k) => coreOf(k + 1)), ...Array.from({ length: 30 }, (_, k) => gapCore(k + 1, 3, 6, 100))].filter(({ isContradictory }) => !isContradictory);

interface Known {
  readonly choice: Int32Array;
  readonly value: number;
}

/** All choices that keep everything, by value. */
function listed(problem: CoreProblem): Known[] {
  return feasibleChoices(problem.instance)
    .filter((choice) => isCoreFeasible(problem, choice))
    .map((choice) => ({ choice, value: coreValue(problem, choice) }))
    .sort((a, b) => a.value - b.value);
}

function nodeOf(problem: CoreProblem) {
  const work = meter();
  const relaxation = new Relaxation(problem, work);
  const options = new LiveOptions(problem, work);
  return { relaxation, options, node: new NodeRelaxation(relaxation, options, work), price: new Float64Array(relaxation.capacity) };
}

/** Climbs from no prices at all, with rows kept whole or without, for what lies below a limit. */
function climb({ relaxation, options, node, price }: ReturnType<typeof nodeOf>, limit: number, isKeeping: boolean): number {
  if (isKeeping) relaxation.keep(rowsToKeep(relaxation.problem), price, firstPush(relaxation.problem, options.live, node.forced));
  return drain(node.climb(price, { steps: 40, bound: 0, limit, reach: Infinity, isFresh: true }, () => {}));
}

describe("the relaxation at a node", () => {
  it("climbs to a bound that no choice is below, with rows kept whole and without", () => {
    let raised = 0;
    for (const problem of PROBLEMS) {
      const least = listed(problem)[0]?.value ?? Infinity;
      for (const isKeeping of [false, true]) {
        const at = nodeOf(problem);
        const unpriced = drain(at.relaxation.evaluate(at.price, at.options.live));
        const bound = climb(at, 1000, isKeeping);
        expect(Math.ceil(bound / at.relaxation.scale)).toBeLessThanOrEqual(least);
        if (bound > unpriced) raised++;
      }
    }
    expect(raised).toBeGreaterThan(60);
  });

  it("keeps as mean how often its choices took an option: one an item in all, shared where they differed", () => {
    let shared = 0;
    for (const problem of PROBLEMS.slice(0, 40)) {
      const at = nodeOf(problem);
      if (climb(at, 1000, false) === Infinity) continue;
      for (let i = 0; i < problem.itemCount; i++) {
        const sum = at.node.mean.subarray(problem.optionStart[i], problem.optionStart[i + 1]).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 9);
      }
      if (at.node.mean.some((part) => part > 0.01 && part < 0.99)) shared++;
    }
    expect(shared).toBeGreaterThan(5);
  });

  it("drops no option that a choice below the limit takes, and says that nothing is left only where nothing is", () => {
    const seen = { dropped: 0, ended: 0 };
    for (const problem of PROBLEMS) {
      const all = listed(problem);
      const least = all[0]?.value ?? 10;
      for (const limit of [least, least + 1, least + 4]) {
        const at = nodeOf(problem);
        climb(at, limit, false);
        const isAnyLeft = drain(at.node.dropHopeless(at.price, limit, true));
        const sought = all.filter(({ value }) => value < limit);
        if (!isAnyLeft) {
          expect(sought).toEqual([]);
          seen.ended++;
          continue;
        }
        for (const { choice } of sought) for (const o of choice) expect(at.options.live[o]).toBe(1);
        // Something is left only where every item has an option.
        for (let i = 0; i < problem.itemCount; i++) expect(at.options.count[i]).toBeGreaterThan(0);
        seen.dropped += at.options.mark();
      }
    }
    expect(seen.dropped).toBeGreaterThan(200);
    expect(seen.ended).toBeGreaterThan(30);
  });

  it("notes at the root what an option costs, at most what the best choice with it does", () => {
    for (const problem of PROBLEMS.slice(0, 80)) {
      const at = nodeOf(problem);
      if (climb(at, 1000, false) === Infinity) continue;
      expect(at.node.excessBound).toBe(-Infinity);
      if (!drain(at.node.dropHopeless(at.price, 1000, true))) continue;
      const { scale } = at.relaxation;
      const bound = at.node.excessBound;
      expect(bound).toBe(drain(at.relaxation.evaluate(at.price, at.options.live)));
      for (const { choice, value } of listed(problem)) for (const o of choice) expect(bound + at.node.excess[o]!).toBeLessThanOrEqual(value * scale);
      const before = at.node.excess.slice();
      drain(at.node.dropHopeless(at.price, 1, false));
      expect(at.node.excess).toEqual(before);
      expect(at.node.excessBound).toBe(bound);
    }
  });
});
