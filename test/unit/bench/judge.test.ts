import { describe, expect, it } from "vitest";
import { againstPeer, againstReference, evaluate, judged } from "../../../bench/full/judge";
import { without, type Answer } from "../../../bench/full/answer";
import { linearModel } from "../../../bench/full/linear-model";
import { prepareOurs } from "../../../bench/full/ours";
import type { Problem } from "../../../bench/full/problem";
import { goalValue } from "../../../src/solver/goal-values";
import { feasibleChoices } from "../../support/choice-brute-force";
import { gapInstance, randomGap } from "../../support/choice-gap";
import { randomRelief, reliefInstance, type ReliefProblem } from "../../support/choice-relief";
import { unitReliefFlow } from "../../support/flow-files";
import { solveMinCostFlow } from "../../../src/solver/flow/min-cost-flow";

const gap: Problem = { family: "gap", gap: { agents: 2, jobs: 2, cost: [1, 2, 3, 4], weight: [5, 5, 1, 1], capacity: [5, 2] } };
const relief: Problem = {
  family: "relief",
  relief: { P: 1, M: 1, items: [{ p: 0, a: 4, cand: [0], w: [3], c: [10] }, { p: 0, a: 1, cand: [0], w: [3], c: [7] }], L: [2], U: [3], K: [5], pen: 100 },
};
const flow: Problem = {
  family: "flow",
  flow: { nodeCount: 2, source: Int32Array.of(0, 0), target: Int32Array.of(1, 1), lower: Float64Array.of(1, 0), upper: Float64Array.of(2, Infinity), cost: Float64Array.of(3, -1), supply: Float64Array.of(5, -5) },
};

const answer = (value: number | null, bound: number | null, status: Answer["status"] = "optimal"): Answer => ({ status, value, bound, solution: null });

describe("evaluate", () => {
  it("values what is in order by the file's data", () => {
    expect(evaluate(gap, Float64Array.of(0, 1))).toEqual({ kind: "value", value: 5 });
    expect(evaluate(relief, Float64Array.of(0, -1))).toEqual({ kind: "value", value: 110 });
    expect(evaluate(relief, Float64Array.of(-1, -1))).toEqual({ kind: "value", value: 200 });
    expect(evaluate(flow, Float64Array.of(2, 3))).toEqual({ kind: "value", value: 3 });
  });

  it("names what is broken", () => {
    expect(evaluate(gap, Float64Array.of(0, 0))).toEqual({ kind: "fault", why: "agent 0 carries 10 of 5" });
    expect(evaluate(gap, Float64Array.of(0, 2))).toEqual({ kind: "fault", why: "job 1 goes to no agent" });
    expect(evaluate(gap, Float64Array.of(0))).toMatchObject({ kind: "fault" });
    expect(evaluate(relief, Float64Array.of(0, 0))).toEqual({ kind: "fault", why: "agent 0 carries 6 of 5" });
    expect(evaluate(relief, Float64Array.of(1, -1))).toMatchObject({ kind: "fault" });
    expect(evaluate(flow, Float64Array.of(0, 5))).toMatchObject({ kind: "fault" });
    expect(evaluate(flow, Float64Array.of(2, 2))).toEqual({ kind: "fault", why: "node 0 sends 4 net, not 5" });
    expect(evaluate(flow, Float64Array.of(1.5, 3.5))).toMatchObject({ kind: "fault" });
  });
});

describe("judged", () => {
  const solution = Float64Array.of(0, 1);

  it("passes a right answer, its value recomputed", () => {
    expect(judged(gap, { status: "optimal", value: null, bound: 5, solution })).toMatchObject({ status: "optimal", value: 5 });
    expect(judged(gap, { status: "feasible", value: 5, bound: 3, solution })).toMatchObject({ status: "feasible", value: 5 });
    expect(judged(gap, without("infeasible"))).toMatchObject({ status: "infeasible" });
  });

  it("turns every false claim into an error", () => {
    const claims: readonly Answer[] = [
      { status: "optimal", value: 4, bound: 4, solution },
      { status: "optimal", value: 5, bound: 4, solution },
      { status: "feasible", value: 5, bound: 6, solution },
      { status: "optimal", value: 5, bound: 5, solution: null },
      { status: "feasible", value: 3, bound: 3, solution: Float64Array.of(0, 0) },
    ];
    for (const claim of claims) expect(judged(gap, claim), JSON.stringify(claim)).toMatchObject({ status: "error" });
  });
});

describe("againstReference", () => {
  const known = { kind: "range", bound: 10, value: 12 } as const;

  it("agrees with what can be", () => {
    for (const ours of [answer(10, 10), answer(12, 12), answer(20, 12, "feasible"), answer(null, null, "unknown")]) expect(againstReference(ours, known)).toBeNull();
    expect(againstReference(without("infeasible"), { kind: "infeasible" })).toBeNull();
    expect(againstReference(answer(1, 1), undefined)).toBeNull();
  });

  it("finds what cannot be", () => {
    for (const ours of [answer(9, 9), answer(20, 13, "feasible"), without("infeasible"), without("unbounded")]) expect(againstReference(ours, known), JSON.stringify(ours)).not.toBeNull();
    expect(againstReference(answer(1, 1), { kind: "infeasible" })).not.toBeNull();
    expect(againstReference(without("unbounded"), { kind: "infeasible" })).not.toBeNull();
    expect(againstReference(answer(1, 1), { kind: "unbounded" })).not.toBeNull();
  });
});

describe("againstPeer", () => {
  it("holds ours to what a peer proved, and to what it found", () => {
    expect(againstPeer(answer(10, 10), answer(10, 10))).toBeNull();
    expect(againstPeer(answer(11, 11), answer(10, 10))).not.toBeNull();
    expect(againstPeer(answer(11, 11), answer(10, 3, "feasible"))).not.toBeNull();
    expect(againstPeer(answer(9, 9), answer(null, 10, "unknown"))).not.toBeNull();
    expect(againstPeer(without("infeasible"), answer(10, null, "feasible"))).not.toBeNull();
    expect(againstPeer(without("infeasible"), answer(null, 3, "unknown"))).toBeNull();
    expect(againstPeer(answer(9, 9), without("unavailable"))).toBeNull();
    expect(againstPeer(answer(9, 9), without("error", "called feasible, but 3 columns are fractional"))).toBeNull();
  });
});

describe("our answers in the words of the files", () => {
  it("are optimal beside listing, for gap and relief of shuffled items", async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const one = randomGap(seed, 3, 5, 60 + (seed % 5) * 10);
      const jobs = gapInstance(one);
      await expectBest({ family: "gap", gap: one }, feasibleChoices(jobs).map((choice) => goalValue(jobs, jobs.goals[0]!, choice)));
      const ordered = randomRelief(seed, 2, 3, 2, 80 + (seed % 4) * 20);
      const shuffled: ReliefProblem = { ...ordered, items: ordered.items.filter((_, i) => i % 2 === 0).concat(ordered.items.filter((_, i) => i % 2 === 1)) };
      const { instance } = reliefInstance(shuffled);
      await expectBest({ family: "relief", relief: shuffled }, feasibleChoices(instance).map((choice) => goalValue(instance, instance.goals[0]!, choice)));
    }
  });

  async function expectBest(problem: Problem, values: readonly number[]): Promise<void> {
    const ours = judged(problem, await prepareOurs(problem, 60_000)());
    if (values.length === 0) expect(ours.status).toBe("infeasible");
    else expect(ours).toMatchObject({ status: "optimal", value: Math.min(...values) });
  }

  it("agree with the flow on unit relief, odd bands included", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const weighted = randomRelief(seed, 3, 4, 2, 100);
      const items = weighted.items.map((item) => ({ ...item, a: 1, w: item.cand.map(() => 1) }));
      const L = [seed % 4, 1, -2];
      const problem: ReliefProblem = { ...weighted, items, L, U: [(seed % 4) + 1, 1, seed % 3 === 0 ? -1 : 2], K: [2, seed % 3] };
      const { problem: network, constant } = unitReliefFlow(problem);
      const result = solveMinCostFlow(network);
      const ours = judged({ family: "relief", relief: problem }, await prepareOurs({ family: "relief", relief: problem }, 60_000)());
      expect(result.kind).toBe("optimal");
      expect(ours).toMatchObject({ status: "optimal", value: result.kind === "optimal" ? constant + result.value : null });
    }
  });
});

describe("linearModel", () => {
  it("prices a solution as the file does, short and over included", () => {
    const { cost, column, value, rowStart, rowLower, rowUpper, helpersFrom, read } = linearModel(relief);
    // One item moved: 4 within 2 to 3 is one over.
    const columns = [1, 0, 0, 1];
    expect(columns.reduce((sum, one, at) => sum + one * cost[at]!, 0)).toBe(110);
    expect(helpersFrom).toBe(2);
    for (let row = 0; row < rowLower.length; row++) {
      let sum = 0;
      for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) sum += value[entry]! * columns[column[entry]!]!;
      expect(sum).toBeGreaterThanOrEqual(rowLower[row]!);
      expect(sum).toBeLessThanOrEqual(rowUpper[row]!);
    }
    expect([...read(columns)]).toEqual([0, -1]);
  });
});
