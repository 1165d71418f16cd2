/** Random tiny instances of every feature mix, small enough to list all their choices. */
import type { ChoiceInstance, Goal, Tolerance } from "../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec, type OptionSpec } from "./choice-builder";
import { Dice } from "./choice-random";

/** The tiny instance of a seed: up to 3 blocks, 8 items, 4 options an item, 5 rows and 4 goals. */
export function tinyInstance(seed: number): ChoiceInstance {
  const dice = new Dice(seed);
  const rowCount = dice.between(0, 5);
  const most = dice.pick([3, 10, 100]);
  const isNegative = dice.oneIn(3);
  const blocks: BlockSpec[] = [];
  for (let b = dice.between(1, 3); b > 0; b--) {
    const items: OptionSpec[][] = [];
    for (let i = dice.between(dice.oneIn(10) ? 0 : 1, 3); i > 0; i--) {
      const options: OptionSpec[] = [];
      for (let o = dice.between(1, 4); o > 0; o--) options.push(randomOption(dice, rowCount, most, isNegative));
      items.push(options);
    }
    const block: BlockSpec = { items, tallyLimit: dice.oneIn(3) ? dice.between(0, 1) : 3 };
    blocks.push(dice.oneIn(4) ? { ...block, leastTotal: dice.between(0, most) } : block);
  }
  const rowLimit = Array.from({ length: rowCount }, () => dice.between(0, 2 * most));
  const optionCount = blocks.flatMap((block) => block.items).flat().length;
  const goals = Array.from({ length: dice.between(0, 4) }, () => randomGoal(dice, blocks.length, optionCount, rowCount, most));
  return buildInstance(blocks, rowLimit, goals);
}

function randomOption(dice: Dice, rowCount: number, most: number, isNegative: boolean): OptionSpec {
  const rows: [number, number][] = [];
  for (let r = 0; r < rowCount; r++) if (dice.oneIn(3)) rows.push([r, dice.oneIn(3) ? 1 : dice.between(1, most)]);
  return { gain: dice.oneIn(3) ? 0 : dice.between(isNegative ? -most : 0, most), tally: dice.oneIn(3) ? 1 : 0, rows };
}

function randomGoal(dice: Dice, blockCount: number, optionCount: number, rowCount: number, most: number): Goal {
  const tolerance: Tolerance = {
    slackPerMille: dice.pick([0, 0, 20, 200]),
    gapPerMille: dice.pick([0, 0, 10, 100]),
    gapAbsolute: dice.pick([0, 0, 1, 5]),
  };
  const kind = dice.pick(["terminal", "linear", "peak"] as const);
  if (kind === "linear") {
    const unit = dice.pick([1, 7, 500]);
    return { kind, tolerance, cost: Float64Array.from({ length: optionCount }, () => unit * dice.between(-5, 20)) };
  }
  if (kind === "peak") {
    const row: number[] = [];
    for (let r = 0; r < rowCount; r++) if (!dice.oneIn(3)) row.push(r);
    return {
      kind,
      tolerance,
      row: Int32Array.from(row),
      offset: Float64Array.from(row, () => dice.between(0, most)),
      size: Float64Array.from(row, () => dice.between(1, 2 * most)),
    };
  }
  const steps = Array.from({ length: blockCount }, () => {
    const list: [number, number][] = [[-10_000, dice.between(0, 30)]];
    let from = dice.between(-3, 2);
    for (let j = dice.between(0, 6); j > 0; j--) list.push([(from += dice.between(1, most)), dice.between(0, 30) * dice.between(0, 1)]);
    return list;
  });
  return { kind, tolerance, steps: buildSteps(steps) };
}
