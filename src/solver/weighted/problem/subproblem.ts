/**
 * Some items of a core problem as a problem of their own, the others staying as a choice has them.
 *
 * Method. Blocks without such an item are left out. In the others, an item that stays has one option.
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
  /** What the blocks left out add to the value. */
  readonly rest: number;
  /** The whole choice with the items' part replaced. */
  readonly merge: (part: Int32Array) => Int32Array;
}

/** Takes out the items that are free to change; null when the blocks left out alone exceed a row or a budget. */
export function takeOut(problem: CoreProblem, choice: Int32Array, free: Iterable<number>): Subproblem | null {
  const { request, instance } = problem;
  const isFree = new Uint8Array(problem.itemCount);
  const isInside = new Uint8Array(problem.blockCount);
  for (const i of free) {
    isFree[i] = 1;
    isInside[problem.blockOfItem[i]!] = 1;
  }
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
  const blocks = range(0, problem.blockCount).filter((b) => isInside[b] === 1);
  const items = blocks.flatMap((b) => range(problem.itemStart[b]!, problem.itemStart[b + 1]!));
  const optionsOf = items.map((i) => (isFree[i] === 1 ? range(problem.optionStart[i]!, problem.optionStart[i + 1]!) : [choice[i]!]));
  const options = optionsOf.flat();
  const entries = options.flatMap((o) => range(problem.entryStart[o]!, problem.entryStart[o + 1]!));
  const frame = {
    blockCount: blocks.length,
    itemCount: items.length,
    optionCount: options.length,
    itemStart: startsOf(lengths(blocks, problem.itemStart)),
    optionStart: startsOf(optionsOf.map((own) => own.length)),
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
      entryStart: startsOf(lengths(options, problem.entryStart)),
      entryRow: Int32Array.from(entries, (e) => problem.entryRow[e]!),
      entryAmount: Float64Array.from(entries, (e) => problem.entryAmount[e]!),
      rowLimit,
      cost: Float64Array.from(options, (o) => problem.cost[o]!),
      grids: blocks.map((b, k) => ({ ...problem.grids[b]!, point: pointsOf(problem, b, optionsOf.slice(frame.itemStart[k]!, frame.itemStart[k + 1]!).flat()) })),
    },
  };
}

/** Starts of the rows of a compressed table, from their lengths. */
function startsOf(length: readonly number[]): Int32Array {
  const start = new Int32Array(length.length + 1);
  length.forEach((one, k) => (start[k + 1] = start[k]! + one));
  return start;
}

/** Lengths of the rows of a compressed table that are kept. */
function lengths(kept: readonly number[], start: Int32Array): number[] {
  return kept.map((at) => start[at + 1]! - start[at]!);
}

/** Points of some options of block b on its grid. */
function pointsOf(problem: CoreProblem, b: number, options: readonly number[]): Int32Array {
  const first = problem.optionStart[problem.itemStart[b]!]!;
  return Int32Array.from(options, (o) => problem.grids[b]!.point[o - first]!);
}

/** Part → the whole it belongs to. */
function owners(start: Int32Array): Int32Array {
  const owner = new Int32Array(start[start.length - 1]!);
  for (let k = 0; k + 1 < start.length; k++) owner.fill(k, start[k]!, start[k + 1]!);
  return owner;
}

function stepsOf(steps: StepFunctions, blocks: readonly number[]): StepFunctions {
  const places = blocks.flatMap((b) => range(steps.start[b]!, steps.start[b + 1]!));
  return { start: startsOf(lengths(blocks, steps.start)), from: Float64Array.from(places, (j) => steps.from[j]!), cost: Float64Array.from(places, (j) => steps.cost[j]!) };
}
