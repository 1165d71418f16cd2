/** Builds choice instances from plain lists, so that tests read as what they mean. */
import type { ChoiceInstance, Goal, StepFunctions } from "../../src/solver/instance";

/** One option of an item; `rows` are pairs of row and amount. */
export interface OptionSpec {
  readonly gain?: number;
  readonly tally?: 0 | 1;
  readonly rows?: readonly (readonly [number, number])[];
}

/** One block: its items as lists of options. */
export interface BlockSpec {
  readonly items: readonly (readonly OptionSpec[])[];
  readonly tallyLimit?: number;
  readonly leastTotal?: number;
}

/** Compresses blocks, row limits and goals into an instance. */
export function buildInstance(blocks: readonly BlockSpec[], rowLimit: readonly number[], goals: readonly Goal[]): ChoiceInstance {
  const items = blocks.flatMap((block) => block.items);
  const options = items.flat();
  const entries = options.map((option) => [...(option.rows ?? [])].sort((a, b) => a[0] - b[0]));
  return {
    blockCount: blocks.length,
    itemCount: items.length,
    optionCount: options.length,
    rowCount: rowLimit.length,
    itemStart: starts(blocks.map((block) => block.items.length)),
    optionStart: starts(items.map((item) => item.length)),
    gain: Int32Array.from(options, (option) => option.gain ?? 0),
    tally: Uint8Array.from(options, (option) => option.tally ?? 0),
    tallyLimit: Int32Array.from(blocks, (block) => block.tallyLimit ?? block.items.length),
    leastTotal: Float64Array.from(blocks, (block) => block.leastTotal ?? Number.MIN_SAFE_INTEGER),
    entryStart: starts(entries.map((list) => list.length)),
    entryRow: Int32Array.from(entries.flat(), (entry) => entry[0]),
    entryAmount: Int32Array.from(entries.flat(), (entry) => entry[1]),
    rowLimit: Float64Array.from(rowLimit),
    goals,
  };
}

/** Step functions from one list of [from, cost] pairs per block. */
export function buildSteps(blocks: readonly (readonly (readonly [number, number])[])[]): StepFunctions {
  const flat = blocks.flat();
  return {
    start: starts(blocks.map((steps) => steps.length)),
    from: Float64Array.from(flat, (step) => step[0]),
    cost: Float64Array.from(flat, (step) => step[1]),
  };
}

/** Lengths → where each list starts in their concatenation, and its end. */
export function starts(lengths: readonly number[]): Int32Array {
  const start = new Int32Array(lengths.length + 1);
  lengths.forEach((length, k) => (start[k + 1] = start[k]! + length));
  return start;
}
