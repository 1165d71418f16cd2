/** What the network needs to know of a choice problem that is a min-cost flow; see flow-class.ts. */
import { stepCost } from "../goal-values";
import type { ChoiceInstance, CombinedGoal, TerminalGoal } from "../instance";
import type { TotalRange } from "./total-ranges";

/** What the network needs to know of an instance in the class. */
export interface FlowShape {
  /** Option → the first row of its chain, or −1 when it uses none that matters. */
  readonly firstRow: Int32Array;
  /** Row → the next wider row, −1 for the sink, or {@link rowWithoutArc}. */
  readonly nextRow: Int32Array;
  /** Row → the amount that each of its options uses; 0 for a row without options. */
  readonly rowAmount: Float64Array;
  /** Row → the number of options that use it. */
  readonly rowUse: Int32Array;
  /** Block → the totals it can have. */
  readonly ranges: readonly TotalRange[];
  /** Block → 1 when its total matters. */
  readonly isCounted: Uint8Array;
  /** Counted block → its one gain above zero. */
  readonly blockGain: Float64Array;
  /** Counted block → the least and the most items that may take an option without gain. */
  readonly leastIdle: Int32Array;
  readonly mostIdle: Int32Array;
  /** Counted block → 1 when its floor asks for fewer such items than there can be. */
  readonly isFloored: Uint8Array;
}

/** A row that cannot bind and is not measured. */
export const rowWithoutArc = -2;

/** The cost of a counted block when `idle` of its items take an option without gain. */
export function idleCost(instance: ChoiceInstance, shape: FlowShape, goal: TerminalGoal | CombinedGoal, block: number, idle: number): number {
  const items = instance.itemStart[block + 1] - instance.itemStart[block];
  return stepCost(goal.steps, block, shape.blockGain[block] * (items - idle));
}

/** What the last of `idle` such items adds to that. */
export function idleStep(instance: ChoiceInstance, shape: FlowShape, goal: TerminalGoal | CombinedGoal, block: number, idle: number): number {
  return idleCost(instance, shape, goal, block, idle) - idleCost(instance, shape, goal, block, idle - 1);
}
