import { describe, expect, it } from "vitest";
import { checkSolution } from "../../../src/solver/check-solution";
import type { SolveResult } from "../../../src/solver/instance";
import { solveWeighted } from "../../../src/solver/weighted/goal/lexicographic";
import { drain } from "../../support/choice-brute-force";
import { buildInstance } from "../../support/choice-builder";

const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
const instance = buildInstance(
  [{ items: [[{ gain: 0 }, { gain: 2, rows: [[0, 2]] }], [{ gain: 0 }, { gain: 3, tally: 1, rows: [[0, 2]] }]], leastTotal: 2, tallyLimit: 1 }],
  [3],
  [{ kind: "linear", tolerance, cost: Float64Array.of(0, 5, 0, 4) }],
);
const witness = Int32Array.of(0, 3);
const solved = drain(solveWeighted(instance, {}));

function tampered(change: Partial<Extract<SolveResult, { kind: "solved" }>>): SolveResult {
  if (solved.kind !== "solved") throw new Error("the example is feasible");
  return { ...solved, ...change };
}

describe("the check of an answer", () => {
  it("passes what the engine found", () => {
    checkSolution(instance, solved);
    expect(solved.kind === "solved" && [...solved.choice]).toEqual([0, 3]);
  });

  it.each([
    ["an exceeded row", tampered({ choice: Int32Array.of(1, 3) })],
    ["a missed floor", tampered({ choice: Int32Array.of(0, 2) })],
    ["an option of another item", tampered({ choice: Int32Array.of(2, 3) })],
    ["a wrong value", tampered({ goals: [{ value: 3, stageValue: 3, bound: 3, witness, isMet: true }] })],
    ["a witness of another value", tampered({ goals: [{ value: 4, stageValue: 4, bound: 4, witness: Int32Array.of(1, 2), isMet: true }] })],
    ["a bound above the value", tampered({ goals: [{ value: 4, stageValue: 4, bound: 5, witness, isMet: true }] })],
    ["a goal called met that is not", tampered({ goals: [{ value: 4, stageValue: 4, bound: 1, witness, isMet: true }] })],
    ["an optimal answer with an open goal", tampered({ goals: [{ value: 4, stageValue: 4, bound: 1, witness, isMet: false }] })],
  ])("refuses %s", (_, result) => {
    expect(() => checkSolution(instance, result)).toThrow("Broken invariant");
  });
});
