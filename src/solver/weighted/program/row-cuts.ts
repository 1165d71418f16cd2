/**
 * Cuts: inequalities that every choice keeping one row keeps, and that a mix of patterns may break.
 *
 * Problem. For any α ≥ 0 every choice keeps Σ_o α_o x_o ≤ κ(α) = max { Σ α_o y_o : Σ a_or y_o ≤ limit_r, one option an item }.
 * Method. Priced rows: α the entry prices of Lagrangian decomposition, so that the program's bound is at least the
 *   decomposition's. Separated rows: for the mix x̄ of the program, α climbs along x̄ − y(α) from the row itself, over the
 *   options the mix takes in part, those it takes wholly being given, or is the facet there that the mix is farthest beyond (facet.ts); α is then lifted
 *   over these and over those it does not take, one after the other, as far as κ allows.
 * Invariants. Amounts and limits are integers, κ never below the truth: every cut is valid for every choice.
 * Cost. A separated row O(steps · options taken in part · room they share + options · limit).
 * Reference. Boyd, Fenchel cutting planes for integer programs, Operations Research, 1994; Balas 1975 (lifting).
 */
import type { CoreProblem } from "../problem/core-problem";
import { Knapsack } from "../block/knapsack";
import { ChoiceKnapsack, type Member } from "./choice-knapsack";
import { brokenFacet } from "./facet";
import { PATTERNS_PER_PAUSE, type PatternList } from "../pattern/pattern-list";
import type { Relaxation } from "../bound/relaxation";
import type { WorkMeter } from "../problem/work-meter";

/** Least violation for the length of α that makes a cut worth having. */
const LEAST_VIOLATION = 0.01;
/** Greatest amount in a cut, before lifting. */
const RESOLUTION = 4000;
/** Steps of one climb, and the most work of one of them: longer rows are not separated. */
const CLIMB_STEPS = 50;
const CLIMB_WORK = 50_000;
/** Most work of lifting one cut: the largest options first. */
const LIFT_WORK = 60_000;

/** Σ amount · x_option ≤ limit; amounts at least 1. */
export interface RowCut {
  /** The row it follows from. */
  readonly row: number;
  readonly options: readonly number[];
  readonly amounts: readonly number[];
  readonly limit: number;
}

/** One cut for every kept row that entry prices say something about. */
export function pricedRows(relaxation: Relaxation, price: Float64Array, live: Uint8Array): RowCut[] {
  const { problem, rowSize, meter } = relaxation;
  const byRow: { option: number; price: number; amount: number }[][] = Array.from({ length: problem.rowCount }, () => []);
  let longest = 0;
  for (let o = 0; o < problem.optionCount; o++) {
    if (live[o] === 0) continue;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const r = problem.entryRow[e]!;
      if (relaxation.keeps(r)) longest = Math.max(longest, byRow[r]!.push({ option: o, price: price[rowSize + e]!, amount: problem.entryAmount[e]! }));
    }
  }
  meter.spend(problem.entryRow.length * 12);
  const knapsack = new Knapsack(longest);
  return byRow.flatMap((entries, r): RowCut[] => {
    const most = entries.reduce((greatest, entry) => Math.max(greatest, entry.price), 0);
    if (most === 0) return [];
    const members = entries
      .map((entry) => ({ ...entry, profit: Math.round((entry.price * RESOLUTION) / most) }))
      .filter(({ profit }) => profit > 0);
    const amount = Float64Array.from(members, (member) => member.amount);
    const profit = Float64Array.from(members, (member) => member.profit);
    const limit = knapsack.solve(members.length, amount, profit, problem.rowLimit[r]!);
    meter.spend(knapsack.work);
    if (limit >= profit.reduce((sum, value) => sum + value, 0)) return [];
    return [{ row: r, options: members.map(({ option }) => option), amounts: [...profit], limit }];
  });
}

/**
 * Rows that a mix of patterns breaks, one a row of the instance at most.
 * @param weight pattern → how much of it is taken
 * @param isExact looks for facets: finds a cut wherever there is one, though climbing mostly finds deeper ones
 */
export function* separate(problem: CoreProblem, meter: WorkMeter, list: PatternList, weight: Float64Array, isExact: boolean): Generator<void, RowCut[]> {
  const share = new Float64Array(problem.optionCount);
  for (let p = 0; p < list.count; p++) {
    if (weight[p]! <= 0) continue;
    for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) share[list.option[a]!]! += weight[p]!;
  }
  const rows: Member[][] = Array.from({ length: problem.rowCount }, () => []);
  for (let o = 0; o < problem.optionCount; o++) {
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const amount = problem.entryAmount[e]!;
      const r = problem.entryRow[e]!;
      if (amount <= problem.rowLimit[r]!) rows[r]!.push({ option: o, item: problem.itemOfOption[o]!, amount, share: share[o]! });
    }
  }
  meter.spend(problem.entryRow.length * 12);
  // Budgets and cuts are rows too, but long ones, and cuts of cuts say little.
  const cuts: RowCut[] = [];
  for (let row = 0; row < problem.instance.rowCount; row++) {
    const cut = yield* separateRow(rows[row]!, problem.rowLimit[row]!, meter, isExact);
    if (cut !== null) cuts.push({ ...cut, row });
  }
  return cuts;
}

/** Looks for a much broken cut on what the mix takes in part, then lifts everything else into it. */
function* separateRow(members: readonly Member[], limit: number, meter: WorkMeter, isExact: boolean): Generator<void, Omit<RowCut, "row"> | null> {
  const whole = members.filter(({ share }) => share >= 1 - 1e-6);
  const part = members.filter(({ share }) => share > 1e-6 && share < 1 - 1e-6);
  const room = whole.reduce((left, { amount }) => left - amount, limit);
  if (room < 0 || part.reduce((sum, { amount }) => sum + amount, 0) <= room || part.length * limit > CLIMB_WORK) return null;
  const table = new ChoiceKnapsack(part, limit);
  const profit = yield* (isExact ? facet : climb)(part, room, table, meter);
  if (profit === null) return null;
  let most = table.solve(profit, limit, room);
  meter.spend(2 * part.length * limit);
  const options: number[] = [];
  const amounts: number[] = [];
  // What is lifted joins the knapsack as if it were an item of its own: its maxima are then bounds from above.
  const reach = table.value;
  const include = ({ option, amount }: Member, profitOf: number): void => {
    if (profitOf <= 0) return;
    options.push(option);
    amounts.push(profitOf);
    for (let c = limit; c >= amount; c--) reach[c] = Math.max(reach[c]!, reach[c - amount]! + profitOf);
    meter.spend(limit);
  };
  part.forEach(({ option }, k) => {
    if (profit[k] === 0) return;
    options.push(option);
    amounts.push(profit[k]!);
  });
  let reached = room;
  for (const member of whole.sort(byAmount)) {
    reached += member.amount;
    const lifted = reach[reached]! - most;
    most += lifted;
    include(member, lifted);
  }
  const others = members.filter(({ share }) => share <= 1e-6).sort(byAmount);
  for (const member of others.slice(0, Math.ceil(LIFT_WORK / limit))) include(member, most - reach[limit - member.amount]!);
  return { options, amounts, limit: most };
}

function byAmount(a: Member, b: Member): number {
  return b.amount - a.amount || a.option - b.option;
}

/** Whole profits whose greatest choice within the room the mix surpasses most, for their length; null when none is worth a cut. */
function* climb(members: readonly Member[], room: number, table: ChoiceKnapsack, meter: WorkMeter): Generator<void, Float64Array | null> {
  const greatest = members.reduce((most, { amount }) => Math.max(most, amount), 1);
  const profit = Float64Array.from(members, ({ amount }) => amount / greatest);
  const rounded = new Float64Array(members.length);
  let best: Float64Array | null = null;
  let bestViolation = LEAST_VIOLATION;
  for (let step = 1; step <= CLIMB_STEPS; step++) {
    for (let k = 0; k < members.length; k++) rounded[k] = Math.round(profit[k]! * RESOLUTION);
    const most = table.solve(rounded, room, room);
    meter.spend(2 * members.length * (room + 4));
    if (meter.isYieldDue()) yield;
    let value = 0;
    let norm = 0;
    let distance = 0;
    for (let k = 0; k < members.length; k++) {
      value += rounded[k]! * members[k]!.share;
      norm += rounded[k]! * rounded[k]!;
      const d = members[k]!.share - table.chosen[k]!;
      distance += d * d;
    }
    const violation = norm > 0 ? (value - most) / Math.sqrt(norm) : 0;
    if (violation > bestViolation) {
      bestViolation = violation;
      best = rounded.slice();
    }
    if (distance === 0) break;
    const length = 0.6 / Math.sqrt(step * distance);
    for (let k = 0; k < members.length; k++) profit[k] = Math.min(1, Math.max(0, profit[k]! + length * (members[k]!.share - table.chosen[k]!)));
  }
  return best;
}

/** The facet of the room's choices that the mix is farthest beyond, in whole profits; null when none is worth a cut. */
function* facet(members: readonly Member[], room: number, table: ChoiceKnapsack, meter: WorkMeter): Generator<void, Float64Array | null> {
  const share = Float64Array.from(members, (member) => member.share);
  const best = (profit: Float64Array): { profit: number; chosen: Uint8Array } => {
    meter.spend(2 * members.length * (room + 4 + members.length));
    return { profit: table.solve(profit, room, room), chosen: table.chosen };
  };
  const profit = yield* brokenFacet(share, best, () => meter.isYieldDue());
  if (profit === null) return null;
  const length = Math.sqrt(profit.reduce((sum, value) => sum + value * value, 0));
  const value = profit.reduce((sum, amount, k) => sum + amount * share[k]!, 0);
  return value - best(profit).profit > LEAST_VIOLATION * length ? profit : null;
}

/** The problem with cuts as further rows. */
export function withCutRows(problem: CoreProblem, cuts: readonly RowCut[]): CoreProblem {
  const { optionCount, rowCount } = problem;
  const more: { row: number; amount: number }[][] = Array.from({ length: optionCount }, () => []);
  cuts.forEach(({ options, amounts }, k) => options.forEach((o, at) => more[o]!.push({ row: rowCount + k, amount: amounts[at]! })));
  const entryStart = new Int32Array(optionCount + 1);
  const entryRow: number[] = [];
  const entryAmount: number[] = [];
  for (let o = 0; o < optionCount; o++) {
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      entryRow.push(problem.entryRow[e]!);
      entryAmount.push(problem.entryAmount[e]!);
    }
    for (const { row, amount } of more[o]!) {
      entryRow.push(row);
      entryAmount.push(amount);
    }
    entryStart[o + 1] = entryRow.length;
  }
  const rowLimit = Float64Array.from([...problem.rowLimit, ...cuts.map(({ limit }) => limit)]);
  const cutSource = [...problem.cutSource, ...cuts.map(({ row }) => row)];
  return { ...problem, cutSource, rowCount: rowCount + cuts.length, entryStart, entryRow: Int32Array.from(entryRow), entryAmount: Float64Array.from(entryAmount), rowLimit };
}

/** The list with cuts as further rows, numbered from `firstRow`. */
export function* withCuts(list: PatternList, cuts: readonly RowCut[], firstRow: number): Generator<void, PatternList> {
  const cutsOf = new Map<number, { cut: number; amount: number }[]>();
  cuts.forEach(({ options, amounts }, cut) => {
    options.forEach((o, k) => {
      const known = cutsOf.get(o);
      if (known === undefined) cutsOf.set(o, [{ cut, amount: amounts[k]! }]);
      else known.push({ cut, amount: amounts[k]! });
    });
  });
  const entryStart = new Int32Array(list.count + 1);
  const entryRow: number[] = [];
  const entryAmount: number[] = [];
  const sum = new Float64Array(cuts.length);
  for (let p = 0; p < list.count; p++) {
    for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) {
      entryRow.push(list.entryRow[e]!);
      entryAmount.push(list.entryAmount[e]!);
    }
    sum.fill(0);
    for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) for (const { cut, amount } of cutsOf.get(list.option[a]!) ?? []) sum[cut]! += amount;
    for (let k = 0; k < cuts.length; k++) {
      if (sum[k] === 0) continue;
      entryRow.push(firstRow + k);
      entryAmount.push(sum[k]!);
    }
    entryStart[p + 1] = entryRow.length;
    if (p % PATTERNS_PER_PAUSE === 0) yield;
  }
  return { ...list, entryStart, entryRow: Int32Array.from(entryRow), entryAmount: Float64Array.from(entryAmount) };
}
