/**
 * Instances shaped like the real job: a cohort of blocks, agents with dated capacity, goals in the usual order.
 *
 * Amounts are hundredths. Per item: stay, up to `agents` handovers, co-work (3/10 of the gain, half the load) with the same.
 * Rows per agent: one to six dated capacities, a count, a visit count; pair rows here and there.
 */
import type { ChoiceInstance, Goal } from "../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec, type OptionSpec } from "./choice-builder";
import { Dice } from "./choice-random";

/** What to generate. */
export interface CohortShape {
  readonly seed: number;
  readonly blocks: number;
  readonly agents: number;
  /** Capacity of all agents together as % of the least that blocks need: 125 is loose, 105 tight, 80 too small. */
  readonly capacityPercent: number;
  /** Whether gains differ slightly between an item's options. */
  readonly isGainVaried: boolean;
}

/** A cohort of twelve with seven agents. */
export const COHORT: CohortShape = { seed: 1, blocks: 12, agents: 7, capacityPercent: 125, isGainVaried: false };

interface Draft {
  readonly items: OptionSpec[][];
  readonly cost: number[];
  readonly travel: number[];
  base: number;
}

/** Makes the instance of a shape. */
export function cohortInstance(shape: CohortShape): ChoiceInstance {
  const dice = new Dice(shape.seed * 1000 + shape.capacityPercent);
  const agents = Array.from({ length: shape.agents }, (_, a) => ({ a, capacities: dice.oneIn(3) ? dice.between(2, 6) : dice.between(1, 2) }));
  const firstRow: number[] = [];
  let rowCount = 0;
  for (const agent of agents) {
    firstRow.push(rowCount);
    rowCount += agent.capacities + 2;
  }
  const drafts: Draft[] = [];
  for (let b = 0; b < shape.blocks; b++) drafts.push(draftBlock(dice, shape, agents, firstRow));
  const need = drafts.reduce((sum, draft) => sum + 0.3 * draft.base, 0);
  const rowLimit: number[] = new Array<number>(rowCount).fill(0);
  const offset: number[] = new Array<number>(rowCount).fill(0);
  for (const { a, capacities } of agents) {
    const fair = (need * shape.capacityPercent) / 100 / shape.agents;
    for (let k = 0; k < capacities; k++) {
      rowLimit[firstRow[a]! + k] = Math.floor((fair * dice.between(k === 0 ? 85 : 95, k === 0 ? 115 : 125)) / 100);
      offset[firstRow[a]! + k] = dice.between(1000, 4000);
    }
    rowLimit[firstRow[a]! + capacities] = dice.between(10, 16);
    rowLimit[firstRow[a]! + capacities + 1] = dice.between(45, 70);
  }
  addPairs(dice, drafts, rowLimit);
  const measured = agents.flatMap(({ a, capacities }) => Array.from({ length: capacities }, (_, k) => firstRow[a]! + k));
  const blocks: BlockSpec[] = drafts.map((draft) => ({ items: draft.items, tallyLimit: 3 }));
  return buildInstance(blocks, rowLimit, cohortGoals(drafts, rowLimit, offset, measured));
}

function draftBlock(dice: Dice, shape: CohortShape, agents: readonly { a: number; capacities: number }[], firstRow: readonly number[]): Draft {
  const draft: Draft = { items: [], cost: [], travel: [], base: 0 };
  for (let i = dice.between(8, 15); i > 0; i--) {
    const gain = dice.between(300, dice.oneIn(4) ? 2500 : 1200);
    draft.base += gain;
    const visits = dice.between(1, 5);
    const harm = dice.between(1000, 12000);
    const options: OptionSpec[] = [{ gain: 0 }];
    draft.cost.push(dice.oneIn(4) ? -dice.between(0, 300) : 0);
    draft.travel.push(dice.between(5, 60) * visits);
    for (const { a, capacities } of agents) {
      if (dice.oneIn(5)) continue;
      const stop = Math.min(capacities, dice.between(1, 7));
      const effort = dice.between(0, 60);
      const familiarity = dice.between(50, 100);
      const rows = (share: number): [number, number][] => [
        ...Array.from({ length: stop }, (_, k): [number, number] => [firstRow[a]! + k, Math.max(1, Math.round((gain + effort) * share))]),
        [firstRow[a]! + capacities, 1],
        [firstRow[a]! + capacities + 1, visits],
      ];
      options.push({ gain: shape.isGainVaried ? Math.max(1, gain - dice.between(0, 40)) : gain, rows: rows(1) });
      draft.cost.push(Math.round((harm * familiarity) / 100) + dice.between(0, 800));
      draft.travel.push(dice.between(5, 60) * visits);
      if (dice.oneIn(3)) continue;
      options.push({ gain: Math.round(gain * 0.3), tally: 1, rows: rows(0.5) });
      draft.cost.push(Math.round((harm * familiarity) / 250) + dice.between(0, 500));
      draft.travel.push(dice.between(5, 60) * visits);
    }
    draft.items.push(options);
  }
  return draft;
}

/** A few pairs of options of different items that exclude each other; one in three includes a stay option. */
function addPairs(dice: Dice, drafts: readonly Draft[], rowLimit: number[]): void {
  for (let p = dice.between(0, 6); p > 0; p--) {
    const r = rowLimit.push(1) - 1;
    for (const isStayAllowed of [dice.oneIn(3), false]) {
      const items = dice.pick(drafts).items;
      const options = dice.pick(items);
      const o = dice.between(isStayAllowed || options.length === 1 ? 0 : 1, options.length - 1);
      const option = options[o]!;
      if (option.rows?.some(([row]) => row === r) === true) continue;
      options[o] = { ...option, rows: [...(option.rows ?? []), [r, 1]] };
    }
  }
}

function cohortGoals(drafts: readonly Draft[], rowLimit: readonly number[], offset: readonly number[], measured: readonly number[]): Goal[] {
  const flat = (list: (draft: Draft) => number[]): Float64Array => Float64Array.from(drafts.flatMap(list));
  return [
    { kind: "terminal", tolerance: { slackPerMille: 0, gapPerMille: 5, gapAbsolute: 0 }, steps: buildSteps(drafts.map(bandSteps)) },
    { kind: "linear", tolerance: { slackPerMille: 20, gapPerMille: 0, gapAbsolute: 0 }, cost: flat((draft) => draft.cost) },
    {
      kind: "peak",
      tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 1 },
      row: Int32Array.from(measured),
      offset: Float64Array.from(measured, (r) => offset[r]!),
      size: Float64Array.from(measured, (r) => offset[r]! + rowLimit[r]!),
    },
    { kind: "linear", tolerance: { slackPerMille: 0, gapPerMille: 10, gapAbsolute: 0 }, cost: flat((draft) => draft.travel) },
  ];
}

/** 4 · shortfall² + excess², in per mille of the base rounded up, outside 30 % to 36.67 %. */
function bandSteps({ base }: Draft): [number, number][] {
  const low = Math.ceil((3 * base) / 10);
  const high = Math.floor((11 * base) / 30);
  const steps: [number, number][] = [];
  for (let short = Math.ceil((low * 1000) / base) + 50; short >= 1; short--) {
    // Shortfall s per mille: totals from low − s·base/1000 up to the next step.
    steps.push([low - Math.floor((short * base) / 1000), 4 * short * short]);
  }
  steps.push([low, 0]);
  for (let over = 1; ; over++) {
    const from = high + Math.floor(((over - 1) * base) / 1000) + 1;
    if (from > base) return steps;
    steps.push([from, over * over]);
  }
}
