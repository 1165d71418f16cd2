/**
 * A plan with a few decisions changed and everything else as it is: which limits break, and what every
 * goal comes to. The experiments behind the reasons are made of these.
 */
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Row } from "../network/rows";
import { blockTotal, goalValue, rowUse } from "../solver/goal-values";

/** One changed decision: the item, and the option it takes instead. */
export interface Change {
  readonly item: number;
  readonly option: number;
}

export interface Trial {
  /** Limits that the changed plan passes. */
  readonly brokenRows: readonly Row[];
  /** Whether a participant would have too many co-worked families. */
  readonly breaksTally: boolean;
  /** Whether a participant would get less than the policy's floor. */
  readonly breaksFloor: boolean;
  readonly values: Readonly<Partial<Record<GoalId, number>>>;
}

/** Measures a component's plan with some decisions changed; with none, as it is. */
export function tryChanges(at: ComponentInstance, choice: Int32Array, changes: readonly Change[]): Trial {
  const { instance, rows, goalIds } = at;
  const changed = Int32Array.from(choice);
  for (const { item, option } of changes) changed[item] = option;
  const use = rowUse(instance, changed);
  return {
    brokenRows: rows.filter((_row, index) => use[index]! > instance.rowLimit[index]!),
    breaksTally: breaksTally(at, changed),
    breaksFloor: instance.leastTotal.some((least, block) => blockTotal(instance, changed, block) < least),
    values: Object.fromEntries(instance.goals.map((goal, index) => [goalIds[index]!, goalValue(instance, goal, changed)])),
  };
}

function breaksTally({ instance }: ComponentInstance, choice: Int32Array): boolean {
  const { blockCount, itemStart, tally, tallyLimit } = instance;
  for (let block = 0; block < blockCount; block++) {
    const own = choice.subarray(itemStart[block], itemStart[block + 1]);
    if (own.reduce((sum, option) => sum + tally[option]!, 0) > tallyLimit[block]!) return true;
  }
  return false;
}
