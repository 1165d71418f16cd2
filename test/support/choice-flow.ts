/** Random instances that are min-cost flows in every goal: uniform gains, nested rows, convex terminal costs. */
import type { ChoiceInstance, Goal, Tolerance } from "../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec, type OptionSpec } from "./choice-builder";
import { Dice } from "./choice-random";

/** How large a {@link flowInstance} is. */
export interface FlowSize {
  readonly blocks: number;
  readonly itemsPerBlock: number;
  readonly agents: number;
  /** Agents an item can go to. */
  readonly optionsPerItem: number;
}

/** Up to about 20,000 choices: small enough to list. */
export const tinyFlowSize: FlowSize = { blocks: 3, itemsPerBlock: 3, agents: 2, optionsPerItem: 2 };
/** As many blocks, items and agents as a real cohort has. */
export const cohortFlowSize: FlowSize = { blocks: 12, itemsPerBlock: 18, agents: 7, optionsPerItem: 4 };

/** The flow-class instance of a seed. */
export function flowInstance(seed: number, size: FlowSize): ChoiceInstance {
  const dice = new Dice(seed);
  // Every agent has a wide row, and a narrow one inside it for a part of its options.
  // Fine amounts make neighbouring percentages of a peak differ.
  const most = dice.oneIn(2) ? 1 : 400;
  const amounts = Array.from({ length: 2 * size.agents }, () => dice.between(1, most));
  const each = Math.ceil((size.blocks * size.itemsPerBlock) / (3 * size.agents));
  const rowLimit = amounts.map((amount, row) => amount * (row % 2 === 0 ? dice.between(0, 2 * each) : dice.between(0, each)) + dice.between(0, amount - 1));
  const gains = Array.from({ length: size.blocks }, () => dice.between(1, 500));
  const blocks = gains.map((gain): BlockSpec => {
    const items = Array.from({ length: dice.oneIn(8) ? 1 : size.itemsPerBlock }, () => {
      const options: OptionSpec[] = dice.oneIn(12) ? [] : [{}];
      for (let option = 0; option < size.optionsPerItem; option++) {
        const agent = dice.between(0, size.agents - 1);
        const rows: [number, number][] = [[2 * agent, amounts[2 * agent]]];
        if (dice.oneIn(3)) rows.push([2 * agent + 1, amounts[2 * agent + 1]]);
        options.push({ gain, rows });
      }
      return options;
    });
    return dice.oneIn(5) ? { items, leastTotal: gain * dice.between(0, items.length - 1) } : { items };
  });
  const optionCount = blocks.flatMap((block) => block.items).flat().length;
  const goalCount = dice.between(1, 4);
  const goals = Array.from({ length: goalCount }, (_, index) => {
    const kind = dice.pick(["terminal", "linear", "linear", "peak"] as const);
    return flowGoal(dice, kind, size, gains, optionCount, most, kind === "peak" || index === goalCount - 1);
  });
  return buildInstance(blocks, rowLimit, goals);
}

function flowGoal(
  dice: Dice,
  kind: Exclude<Goal["kind"], "combined">,
  size: FlowSize,
  gains: readonly number[],
  optionCount: number,
  amount: number,
  maySlack: boolean,
): Goal {
  const tolerance: Tolerance = { slackPerMille: maySlack ? dice.pick([0, 20, 200]) : 0, gapPerMille: 0, gapAbsolute: 0 };
  if (kind === "linear") {
    const most = dice.pick([2, 30, 40_000]);
    return { kind, tolerance, cost: Float64Array.from({ length: optionCount }, () => dice.between(-dice.between(0, 5), most)) };
  }
  if (kind === "peak") {
    const row: number[] = [];
    for (let agent = 0; agent < size.agents; agent++) if (!dice.oneIn(4)) row.push(2 * agent, ...(dice.oneIn(2) ? [2 * agent + 1] : []));
    return {
      kind,
      tolerance,
      row: Int32Array.from(row),
      offset: Float64Array.from(row, () => dice.between(0, 2 * amount)),
      size: Float64Array.from(row, () => dice.between(5 * amount, 80 * amount)),
    };
  }
  // Dear below a band, cheaper above it: 4 · short² + over², in units of the block's gain.
  const steps = gains.map((gain) => {
    const target = dice.between(0, size.itemsPerBlock);
    const unit = dice.between(1, 90);
    const list: [number, number][] = [];
    for (let count = 0; count <= size.itemsPerBlock; count++) {
      const short = target > count ? (target - count) * unit : 0;
      const over = count > target + 1 ? (count - target - 1) * unit : 0;
      list.push([gain * count, 4 * short * short + over * over]);
    }
    return list;
  });
  return { kind, tolerance, steps: buildSteps(steps) };
}
