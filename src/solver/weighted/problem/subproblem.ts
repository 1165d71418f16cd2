/**
 * Some blocks of a core problem as a problem of their own, the others staying as a choice has them.
 *
 * Invariants. A choice of the subproblem, put back, keeps every constraint of the whole; its value is the whole's less `rest`.
 * Cost. O(options of the blocks + items of the others).
 */
import { range } from "../../../base/range";
import type { ChoiceInstance, StepFunctions } from "../../instance";
import { blockTotal, stepCost } from "../../goal-values";
import type { CoreProblem } from "./core-problem";

/** See the head of the file. */
export interface Subproblem {
  readonly problem: CoreProblem;
  /** What the other blocks add to the value. */
  readonly rest: number;
  /** The whole choice with the blocks' part replaced. */
  readonly merge: (part: Int32Array) => Int32Array;
}

/** Takes out blocks, ascending; null when the others alone exceed a row or a budget. */
export function takeOut(problem: CoreProblem, choice: Int32Array, blocks: readonly number[]): Subproblem | null {
  const { request, instance } = problem;
  const isInside = new Uint8Array(problem.blockCount);
  for (const b of blocks) isInside[b] = 1;
  const rowLimit = problem.rowLimit.slice();
  const budgetLeft = request.terminalBudgets.map(({ limit }) => limit);
  let rest = 0;
  for (let b = 0; b < problem.blockCount; b++) {
    if (isInside[b] === 1) continue;
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
      const o = choice[i]!;
      rest += problem.cost[o]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) rowLimit[problem.entryRow[e]!]! -= problem.entryAmount[e]!;
    }
    const total = blockTotal(instance, choice, b);
    if (request.steps !== null) rest += stepCost(request.steps, b, total) / problem.costUnit;
    request.terminalBudgets.forEach(({ steps }, k) => (budgetLeft[k]! -= stepCost(steps, b, total)));
  }
  if (rowLimit.some((limit) => limit < 0) || budgetLeft.some((limit) => limit < 0)) return null;
  const items = blocks.flatMap((b) => range(problem.itemStart[b]!, problem.itemStart[b + 1]!));
  const options = items.flatMap((i) => range(problem.optionStart[i]!, problem.optionStart[i + 1]!));
  const entries = options.flatMap((o) => range(problem.entryStart[o]!, problem.entryStart[o + 1]!));
  const frame = {
    blockCount: blocks.length,
    itemCount: items.length,
    optionCount: options.length,
    itemStart: starts(blocks, problem.itemStart),
    optionStart: starts(items, problem.optionStart),
    tally: Uint8Array.from(options, (o) => problem.tally[o]!),
    tallyLimit: Int32Array.from(blocks, (b) => problem.tallyLimit[b]!),
  };
  const sub: ChoiceInstance = {
    ...frame,
    rowCount: instance.rowCount,
    gain: Int32Array.from(options, (o) => instance.gain[o]!),
    leastTotal: Float64Array.from(blocks, (b) => instance.leastTotal[b]!),
    entryStart: new Int32Array(options.length + 1),
    entryRow: new Int32Array(0),
    entryAmount: new Int32Array(0),
    rowLimit: instance.rowLimit,
    goals: [],
  };
  return {
    rest,
    merge: (part) => {
      const whole = choice.slice();
      items.forEach((i, k) => (whole[i] = options[part[k]!]!));
      return whole;
    },
    problem: {
      ...problem,
      ...frame,
      instance: sub,
      request: {
        ...request,
        steps: request.steps === null ? null : stepsOf(request.steps, blocks),
        terminalBudgets: request.terminalBudgets.map(({ steps }, k) => ({ steps: stepsOf(steps, blocks), limit: budgetLeft[k]! })),
      },
      itemOfOption: owners(frame.optionStart),
      blockOfItem: owners(frame.itemStart),
      entryStart: starts(options, problem.entryStart),
      entryRow: Int32Array.from(entries, (e) => problem.entryRow[e]!),
      entryAmount: Float64Array.from(entries, (e) => problem.entryAmount[e]!),
      rowLimit,
      cost: Float64Array.from(options, (o) => problem.cost[o]!),
      grids: blocks.map((b) => problem.grids[b]!),
    },
  };
}

/** Starts of the rows of a compressed table that are kept. */
function starts(kept: readonly number[], start: Int32Array): Int32Array {
  const next = new Int32Array(kept.length + 1);
  kept.forEach((at, k) => (next[k + 1] = next[k]! + start[at + 1]! - start[at]!));
  return next;
}

/** Part → the whole it belongs to. */
function owners(start: Int32Array): Int32Array {
  const owner = new Int32Array(start[start.length - 1]!);
  for (let k = 0; k + 1 < start.length; k++) owner.fill(k, start[k]!, start[k + 1]!);
  return owner;
}

function stepsOf(steps: StepFunctions, blocks: readonly number[]): StepFunctions {
  const places = blocks.flatMap((b) => range(steps.start[b]!, steps.start[b + 1]!));
  return { start: starts(blocks, steps.start), from: Float64Array.from(places, (j) => steps.from[j]!), cost: Float64Array.from(places, (j) => steps.cost[j]!) };
}
