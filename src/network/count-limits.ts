/** Limits on how many of some options are chosen, as further rows of an instance. */
import type { ChoiceInstance } from "../solver/instance";
import { runningTotal } from "./goals";

/** At most so many of these options. */
export interface CountLimit {
  /** Indices of options, each once. */
  readonly options: readonly number[];
  /** At least 0. */
  readonly most: number;
}

/** The instance with one more row for each limit. */
export function withLimits(instance: ChoiceInstance, limits: readonly CountLimit[]): ChoiceInstance {
  const members = limits.map(({ options }) => new Set(options));
  const lists = Array.from({ length: instance.optionCount }, (_, option) => {
    const entries = Array.from({ length: instance.entryStart[option + 1]! - instance.entryStart[option]! }, (_, at) => {
      const entry = instance.entryStart[option]! + at;
      return { row: instance.entryRow[entry]!, amount: instance.entryAmount[entry]! };
    });
    const added = members.flatMap((options, index) => (options.has(option) ? [{ row: instance.rowCount + index, amount: 1 }] : []));
    return [...entries, ...added];
  });
  return {
    ...instance,
    rowCount: instance.rowCount + limits.length,
    entryStart: runningTotal(lists.map((list) => list.length)),
    entryRow: Int32Array.from(lists.flat(), ({ row }) => row),
    entryAmount: Int32Array.from(lists.flat(), ({ amount }) => amount),
    rowLimit: Float64Array.from([...instance.rowLimit, ...limits.map(({ most }) => most)]),
  };
}
