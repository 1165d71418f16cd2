/**
 * One goal of a choice instance as a mixed-integer model for HiGHS: the contract of `src/solver/instance.ts` written anew.
 *
 *   x_o ∈ {0,1}, Σ x = 1 per item, rows, tallies, floors;
 *   a peak p ∈ ℤ with size_j · p − 100 · use_j ≥ 100 · offset_j, or as a budget a lower limit on the row;
 *   a terminal cost per block over the totals its items can reach at all, cut down to what the budget can pay for:
 *     constant  → only the interval of totals;
 *     convex    → a cost c_b above every chord between neighbouring totals: exact at whole choices;
 *     otherwise → z_k ∈ {0,1}, Σ z = 1, one per run of totals of equal cost: Σ first_k z_k ≤ total ≤ Σ last_k z_k.
 */
import type { Model } from "highs";
import type { ChoiceInstance, TerminalGoal } from "../../src/solver/instance";

/** A sparse linear expression: column → coefficient. */
type Terms = Map<number, number>;

/** Columns and rows as they come, then the arrays that HiGHS takes. */
export class ModelWriter {
  private readonly cost: number[] = [];
  private readonly upper: number[] = [];
  private readonly lower: number[] = [];
  private readonly isInteger: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  addColumn(cost: number, lower: number, upper: number, isInteger: boolean): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.isInteger.push(isInteger ? 1 : 0);
    return this.cost.push(cost) - 1;
  }

  addCost(column: number, cost: number): void {
    this.cost[column] += cost;
  }

  /** lower ≤ terms ≤ upper. */
  addRow(terms: Terms, lower: number, upper: number): void {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    for (const [column, value] of terms) {
      if (value === 0) continue;
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
  }

  pass(model: Model): void {
    model.passModel({
      numCols: this.cost.length,
      numRows: this.rowLower.length,
      colCost: this.cost,
      colLower: this.lower,
      colUpper: this.upper,
      rowLower: this.rowLower,
      rowUpper: this.rowUpper,
      matrix: {
        format: "csr",
        numRows: this.rowLower.length,
        numCols: this.cost.length,
        starts: this.starts,
        indices: this.indices,
        values: this.values,
      },
      integrality: Int32Array.from(this.isInteger),
    });
  }
}

/**
 * Writes everything; false when a budget leaves some block no total.
 * @param cutoff a value that some choice is known to reach: dearer totals and peaks are left out of the model
 */
export function writeModel(writer: ModelWriter, instance: ChoiceInstance, goalIndex: number, budgets: readonly number[], cutoff: number): boolean {
  for (let option = 0; option < instance.optionCount; option++) writer.addColumn(0, 0, 1, true);
  for (let item = 0; item < instance.itemCount; item++) {
    const terms: Terms = new Map();
    for (let option = instance.optionStart[item]; option < instance.optionStart[item + 1]; option++) terms.set(option, 1);
    writer.addRow(terms, 1, 1);
  }
  const limits = instance.rowLimit.slice();
  for (const [index, goal] of instance.goals.slice(0, goalIndex).entries()) {
    if (goal.kind !== "peak") continue;
    for (const [place, row] of goal.row.entries()) {
      limits[row] = Math.min(limits[row], Math.floor((budgets[index] * goal.size[place]) / 100) - goal.offset[place]);
    }
  }
  const rows = useOfRows(instance);
  for (const [row, terms] of rows.entries()) writer.addRow(terms, -Infinity, limits[row]);
  for (let block = 0; block < instance.blockCount; block++) {
    writer.addRow(blockTerms(instance, block, instance.tally), -Infinity, instance.tallyLimit[block]);
    if (instance.leastTotal[block] > Number.MIN_SAFE_INTEGER) writer.addRow(blockTerms(instance, block, instance.gain), instance.leastTotal[block], Infinity);
  }
  for (const [index, goal] of instance.goals.slice(0, goalIndex).entries()) {
    if (goal.kind === "linear") writer.addRow(new Map(goal.cost.entries()), -Infinity, budgets[index]);
    if (goal.kind === "terminal" && !writeTerminal(writer, instance, goal, budgets[index], false)) return false;
  }
  const goal = instance.goals[goalIndex];
  if (goal.kind === "linear") for (const [option, cost] of goal.cost.entries()) writer.addCost(option, cost);
  if (goal.kind === "peak") {
    const peak = writer.addColumn(1, 0, cutoff, true);
    for (const [place, row] of goal.row.entries()) {
      const terms: Terms = new Map([...rows[row]].map(([option, amount]) => [option, -100 * amount]));
      writer.addRow(terms.set(peak, goal.size[place]), 100 * goal.offset[place], Infinity);
    }
  }
  return goal.kind !== "terminal" || writeTerminal(writer, instance, goal, cutoff, true);
}

/** Row → its terms. */
function useOfRows(instance: ChoiceInstance): Terms[] {
  const rows = Array.from({ length: instance.rowCount }, (): Terms => new Map());
  for (let option = 0; option < instance.optionCount; option++) {
    for (let entry = instance.entryStart[option]; entry < instance.entryStart[option + 1]; entry++) {
      rows[instance.entryRow[entry]].set(option, instance.entryAmount[entry]);
    }
  }
  return rows;
}

function blockTerms(instance: ChoiceInstance, block: number, of: ArrayLike<number>): Terms {
  const terms: Terms = new Map();
  const end = instance.optionStart[instance.itemStart[block + 1]];
  for (let option = instance.optionStart[instance.itemStart[block]]; option < end; option++) terms.set(option, of[option]);
  return terms;
}

// ---- terminal costs --------------------------------------------------------------------------------

/** Totals from `first` to `last` (both reachable) all cost the same. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly cost: number;
}

/** The blocks' terminal costs, as objective or within a budget; false when a block has no total it can pay for. */
function writeTerminal(writer: ModelWriter, instance: ChoiceInstance, goal: TerminalGoal, budget: number, isObjective: boolean): boolean {
  const all = Array.from({ length: instance.blockCount }, (_, block) => runsOf(instance, goal, block));
  if (all.some((runs) => runs.length === 0)) return false;
  const least = all.map((runs) => Math.min(...runs.map((run) => run.cost)));
  const spare = budget - least.reduce((sum, cost) => sum + cost, 0);
  if (spare < 0) return false;
  const sum: Terms = new Map();
  let constant = 0;
  for (const [block, runs] of all.entries()) {
    const payable = runs.filter((run) => run.cost <= least[block] + spare);
    const hasGap = runs.indexOf(payable[payable.length - 1]) - runs.indexOf(payable[0]) >= payable.length;
    constant += writeBlockCost(writer, blockTerms(instance, block, instance.gain), payable, hasGap, sum);
  }
  if (isObjective) {
    for (const [column, cost] of sum) writer.addCost(column, cost);
    writer.addCost(writer.addColumn(0, 1, 1, false), constant);
  } else if (sum.size > 0) writer.addRow(sum, -Infinity, budget - constant);
  return true;
}

/**
 * One block's cost: adds its columns to `sum` and returns its constant part.
 * @param hasGap whether totals between the runs are too dear, so that an interval would not do
 */
function writeBlockCost(writer: ModelWriter, total: Terms, runs: readonly Run[], hasGap: boolean, sum: Terms): number {
  // Where nothing can be chosen, the total is 0 and so is the only run.
  if (total.size === 0) return runs[0].cost;
  const low = runs[0].first;
  const high = runs[runs.length - 1].last;
  if (runs.length === 1) {
    writer.addRow(total, low, high);
    return runs[0].cost;
  }
  const chords = hasGap ? null : convexChords(runs);
  if (chords !== null) {
    writer.addRow(total, low, high);
    const base = Math.min(...runs.map((run) => run.cost));
    const column = writer.addColumn(0, 0, Infinity, false);
    sum.set(column, 1);
    // cost − base ≥ slope · (total − at) + height − base
    for (const { slope, at, height } of chords) {
      const terms: Terms = new Map([...total].map(([option, gain]) => [option, -slope * gain]));
      writer.addRow(terms.set(column, 1), height - base - slope * at, Infinity);
    }
    return base;
  }
  const choose: Terms = new Map();
  const above: Terms = new Map(total);
  const below: Terms = new Map(total);
  for (const run of runs) {
    const column = writer.addColumn(0, 0, 1, true);
    choose.set(column, 1);
    above.set(column, -run.first);
    below.set(column, -run.last);
    sum.set(column, run.cost);
  }
  writer.addRow(choose, 1, 1);
  writer.addRow(above, 0, Infinity);
  writer.addRow(below, -Infinity, 0);
  return 0;
}

/** The lines between neighbouring ends of runs, when the costs at those ends are convex; else null. */
function convexChords(runs: readonly Run[]): { slope: number; at: number; height: number }[] | null {
  const points = runs.flatMap((run) => (run.first === run.last ? [run] : [run, { ...run, first: run.last }]));
  const chords: { slope: number; at: number; height: number }[] = [];
  let before = -Infinity;
  for (let place = 1; place < points.length; place++) {
    const left = points[place - 1];
    const right = points[place];
    const slope = (right.cost - left.cost) / (right.first - left.first);
    if (slope < before) return null;
    if (slope > before) chords.push({ slope, at: left.first, height: left.cost });
    before = slope;
  }
  return chords;
}

/** The totals that a block's items can reach, row limits aside, in runs of equal cost. */
function runsOf(instance: ChoiceInstance, goal: TerminalGoal, block: number): Run[] {
  const totals = reachableTotals(instance, block).filter((total) => total >= instance.leastTotal[block]);
  const { start, from, cost } = goal.steps;
  let step = start[block];
  return mergeRuns(
    totals.map((total) => {
      while (step + 1 < start[block + 1] && from[step + 1] <= total) step++;
      return { first: total, last: total, cost: start[block] === start[block + 1] ? 0 : cost[step] };
    }),
  );
}

function mergeRuns(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged[merged.length - 1];
    if (last?.cost === run.cost) merged[merged.length - 1] = { ...last, last: run.last };
    else merged.push(run);
  }
  return merged;
}

/** Every total that some choice of the block's items has, ascending. */
function reachableTotals(instance: ChoiceInstance, block: number): number[] {
  let totals = new Set([0]);
  for (let item = instance.itemStart[block]; item < instance.itemStart[block + 1]; item++) {
    const gains = new Set(instance.gain.subarray(instance.optionStart[item], instance.optionStart[item + 1]));
    const next = new Set<number>();
    for (const total of totals) for (const gain of gains) next.add(total + gain);
    totals = next;
  }
  return [...totals].sort((a, b) => a - b);
}
