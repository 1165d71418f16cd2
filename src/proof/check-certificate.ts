/**
 * Confirms a certificate in exact integers, without the solver.
 *
 * Checked: the choice and every goal's witness keep all constraints and budgets and have the values stated; no choice within them has less than the bound.
 * Method. With prices λ ≥ 0 of rows, budgets and cuts, Σ_b min { S·cost + λ·amounts } − λ·limits is at most S times the cost of any
 *   choice; each block's minimum is a dynamic programme over its total and tally. Where that falls short, a block's patterns (its choices) that the
 *   prices do not show to be too dear are listed; a tree divides them, and at its leaves other prices do the same for the patterns left.
 *   A peak below the bound is impossible when, with rows that narrow, an earlier goal's cost would pass its budget.
 * Units. Costs and budget amounts count from the least of their item; rows, budgets and costs are divided by the greatest common
 *   divisor of their amounts and limits rounded down, for amounts are whole.
 */
import type { CertificateGoal, ComponentCertificate, NumericGoal, NumericInstance, NumericSteps } from "./certificate";

/** Everything wrong with a certificate, in words; empty when all of it holds. */
export function checkCertificate(instance: NumericInstance, certificate: ComponentCertificate): string[] {
  if (certificate.goals.length !== instance.goals.length) return ["It does not speak of every goal."];
  try {
    const budgets: number[] = [];
    const faults = certificate.goals.flatMap((stated, g) => faultsOf(instance, g, stated, budgets));
    const fault = choiceFault(instance, certificate.choice, budgets);
    return fault === null ? faults : [...faults, `The choice ${fault}.`];
  } catch (error) {
    return [`It cannot be checked: ${String(error)}.`];
  }
}

/** What is wrong with one goal's proof; adds the goal's budget. */
function faultsOf(instance: NumericInstance, g: number, stated: CertificateGoal, budgets: number[]): string[] {
  const fault = choiceFault(instance, stated.witness, budgets) ?? (valueOf(instance, instance.goals[g]!, stated.witness) === stated.stageValue ? null : "has another value");
  const why = boundFault(instance, g, budgets, stated);
  budgets.push(stated.stageValue + Math.floor(exact(Math.abs(stated.stageValue) * instance.goals[g]!.tolerance.slackPerMille) / 1000));
  return [...(fault === null ? [] : [`Goal ${g}: the witness ${fault}.`]), ...(why === null ? [] : [`Goal ${g}: the bound is not proved: ${why}.`])];
}

function valueOf(instance: NumericInstance, goal: NumericGoal, choice: ArrayLike<number>): number {
  if (goal.kind === "peak") {
    const use = useOf(instance, choice);
    return Array.from(goal.row, (r, j) => Math.ceil(exact(100 * (goal.offset[j]! + use[r]!)) / goal.size[j]!)).reduce((a, b) => Math.max(a, b), 0);
  }
  let value = 0;
  for (let b = 0; b < instance.blockCount; b++) {
    if (goal.kind !== "terminal") value += sumOf(instance, choice, b, goal.cost);
    if (goal.kind !== "linear") value += costsAt(goal.steps, b, sumOf(instance, choice, b, instance.gain), 1, 0)[0]!;
  }
  return value;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);
const itemsOf = (instance: NumericInstance, b: number): number[] => range(instance.itemStart[b]!, instance.itemStart[b + 1]!);
const optionsOf = (instance: NumericInstance, i: number): number[] => range(instance.optionStart[i]!, instance.optionStart[i + 1]!);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Sums and quotients of integers stay right below this; anything greater is refused. */
function exact(value: number): number {
  if (!(Math.abs(value) < 2 ** 52)) throw new RangeError("a number is too large to be exact");
  return value;
}

function costsAt(steps: NumericSteps, b: number, least: number, unit: number, width: number): Float64Array {
  const last = steps.start[b + 1]! - 1;
  let j = steps.start[b]!;
  return new Float64Array(width + 1).map((_, q) => {
    while (j < last && steps.from[j + 1]! <= least + q * unit) j++;
    return j > last ? 0 : steps.cost[j]!;
  });
}

const sumOf = (instance: NumericInstance, choice: ArrayLike<number>, b: number, amount: ArrayLike<number>): number =>
  itemsOf(instance, b).reduce((sum, i) => sum + amount[choice[i]!]!, 0);

function useOf(instance: NumericInstance, choice: ArrayLike<number>): Float64Array {
  const use = new Float64Array(instance.rowCount);
  for (let i = 0; i < instance.itemCount; i++) {
    for (let e = instance.entryStart[choice[i]!]!; e < instance.entryStart[choice[i]! + 1]!; e++) use[instance.entryRow[e]!]! += instance.entryAmount[e]!;
  }
  return use;
}

/** What a choice does not keep; null when it keeps everything. */
function choiceFault(instance: NumericInstance, choice: ArrayLike<number>, budgets: readonly number[]): string | null {
  if (choice.length !== instance.itemCount) return "does not cover every item";
  for (let i = 0; i < instance.itemCount; i++) {
    const o = choice[i]!;
    if (!Number.isInteger(o) || o < instance.optionStart[i]! || o >= instance.optionStart[i + 1]!) return `gives item ${i} an option that is not its own`;
  }
  const use = useOf(instance, choice);
  for (let r = 0; r < instance.rowCount; r++) if (use[r]! > instance.rowLimit[r]!) return `exceeds row ${r}`;
  for (let b = 0; b < instance.blockCount; b++) {
    if (sumOf(instance, choice, b, instance.tally) > instance.tallyLimit[b]!) return `exceeds the tally of block ${b}`;
    if (sumOf(instance, choice, b, instance.gain) < instance.leastTotal[b]!) return `falls short of the floor of block ${b}`;
  }
  const g = budgets.findIndex((budget, k) => valueOf(instance, instance.goals[k]!, choice) > budget);
  return g < 0 ? null : `exceeds the budget of goal ${g}`;
}

/** What is minimised, what is kept, and the least true value there may be; `caps`: by terminal budget and block, what is left when all others take their least. */
type Frame = NonNullable<ReturnType<typeof frameOf>>;
type Terminals = readonly { readonly steps: NumericSteps; readonly limit: number }[];
type Totals = ReturnType<typeof totalsOf>;
type Row = ReturnType<typeof inUnits>;
type Pattern = ReturnType<typeof patternOf>;
type Lists = readonly (readonly Pattern[])[];

/** Why a bound is not proved; null when it is. */
function boundFault(instance: NumericInstance, g: number, budgets: readonly number[], stated: CertificateGoal): string | null {
  const { bound, scale, cuts, prices } = stated;
  if (instance.goals[g]!.kind === "peak" && bound <= 0) return null;
  if (!Number.isSafeInteger(bound) || !Number.isSafeInteger(scale) || scale < 1) return "its numbers are not whole";
  const frame = frameOf(instance, g, budgets, bound);
  if (frame === null) return null;
  for (const { row, options, amounts } of cuts) {
    const cut = cutOf(instance, frame.rows[row], options, amounts);
    if (cut === null) return "a cut is malformed";
    frame.rows.push(cut);
  }
  if (!areSound(frame, prices)) return "its prices are malformed";
  const aim = exact((Math.ceil((frame.wanted - frame.offset) / frame.unit) - 1) * scale);
  const reduced = frame.cost.map((cost) => cost * scale);
  frame.rows.forEach(({ amount }, r) => {
    if (prices[r]! > 0) for (let o = 0; o < reduced.length; o++) reduced[o]! += prices[r]! * amount[o]!;
  });
  const solve = (b: number): ReturnType<typeof programOf> => programOf(instance, frame, scale, b, reduced, prices);
  const least = range(0, instance.blockCount).map((b) => solve(b).least);
  if (least.includes(Infinity)) return null;
  const room = aim - least.reduce((bound, low) => exact(bound + low), -worthOf(frame, prices));
  if (room < 0) return null;
  if (stated.nodes.length === 0) return "its prices do not reach it";
  const lists = least.map((low, b) => patternsOf(instance, frame, b, reduced, solve(b), exact(low + room)));
  return treeFault(instance, frame, stated, aim, 0, lists);
}

/** Null when rows narrower than nothing leave no choice at all. */
function frameOf(instance: NumericInstance, g: number, budgets: readonly number[], bound: number) {
  const limits = Float64Array.from(instance.rowLimit);
  const linear: { cost: ArrayLike<number>; limit: number }[] = [];
  const terminals: { steps: NumericSteps; limit: number }[] = [];
  const narrow = (goal: NumericGoal & { kind: "peak" }, peak: number): void => {
    for (let j = 0; j < goal.row.length; j++) limits[goal.row[j]!] = Math.min(limits[goal.row[j]!]!, Math.floor(exact(peak * goal.size[j]!) / 100) - goal.offset[j]!);
  };
  budgets.forEach((limit, k) => {
    const goal = instance.goals[k]!;
    if (goal.kind === "peak") narrow(goal, limit);
    else if (goal.kind === "terminal") terminals.push({ steps: goal.steps, limit });
    else linear.push({ cost: goal.cost, limit });
  });
  const goal = instance.goals[g]!;
  if (goal.kind === "peak") narrow(goal, bound - 1);
  const last = goal.kind === "peak" ? (linear.pop() ?? terminals.pop() ?? { limit: 0 }) : { ...goal, limit: bound - 1 };
  const steps = "steps" in last ? last.steps : null;
  if (limits.some((limit) => limit < 0)) return null;
  const amounts = Array.from({ length: instance.rowCount }, () => new Float64Array(instance.optionCount));
  for (let o = 0; o < instance.optionCount; o++) {
    for (let e = instance.entryStart[o]!; e < instance.entryStart[o + 1]!; e++) amounts[instance.entryRow[e]!]![o] = instance.entryAmount[e]!;
  }
  const rows = amounts.map((amount, r) => inUnits(amount, limits[r]!));
  for (const budget of linear) {
    const { above, least } = aboveLeast(instance, budget.cost);
    rows.push(inUnits(above, budget.limit - least));
  }
  const own = aboveLeast(instance, "cost" in last ? last.cost : new Float64Array(instance.optionCount));
  const unit = Array.from(steps?.cost ?? []).reduce(gcd, own.above.reduce(gcd, 0)) || 1;
  const caps: number[][] = [];
  const totals = Array.from({ length: instance.blockCount }, (_, b) => totalsOf(instance, b));
  for (const { limit, steps: given } of terminals) {
    const least = Array.from({ length: instance.blockCount }, (_, b) => leastCost(instance, terminals, caps, given, b, totals[b]!));
    caps.push(least.map((value) => limit - least.reduce((sum, other) => sum + other, 0) + value));
  }
  return { rows, totals, terminals, caps, cost: own.above.map((value) => value / unit), steps, offset: own.least, unit, wanted: last.limit + 1 };
}

/** The least cost of a block's steps over the totals that its floor and the caps so far allow. */
function leastCost(instance: NumericInstance, terminals: Terminals, caps: readonly number[][], steps: NumericSteps, b: number, { least, width, unit }: Totals): number {
  const known = caps.map((cap, k) => costsAt(terminals[k]!.steps, b, least, unit, width).map((cost) => cost - cap[b]!));
  const isOut = (q: number): boolean => least + q * unit < instance.leastTotal[b]! || known.some((excess) => excess[q]! > 0);
  return costsAt(steps, b, least, unit, width).reduce((low, cost, q) => (isOut(q) ? low : Math.min(low, cost)), Infinity);
}

/** A block's totals: from the least, in units, up to `width` of them; and its options' shares above the least of their item. */
function totalsOf(instance: NumericInstance, b: number) {
  const gains = itemsOf(instance, b).map((i) => optionsOf(instance, i).map((o) => instance.gain[o]!));
  const lows = gains.map((own) => own.reduce((x, y) => Math.min(x, y)));
  const share = Float64Array.from(gains.flatMap((own, k) => own.map((gain) => gain - lows[k]!)));
  const unit = share.reduce(gcd, 0) || 1;
  const width = gains.reduce((sum, own, k) => sum + own.reduce((x, y) => Math.max(x, y)) - lows[k]!, 0) / unit;
  return { least: lows.reduce((x, y) => x + y, 0), unit, width, share: share.map((value) => value / unit) };
}

/** Option → amount in whole units, and the greatest sum allowed. */
function inUnits(amount: Float64Array, limit: number) {
  const unit = amount.reduce(gcd, 0) || 1;
  return { amount: amount.map((value) => value / unit), limit: Math.floor(exact(limit) / unit) };
}

function aboveLeast(instance: NumericInstance, cost: ArrayLike<number>) {
  const lows = range(0, instance.itemCount).map((i) => optionsOf(instance, i).reduce((low, o) => Math.min(low, cost[o]!), Infinity));
  const above = Float64Array.from(lows.flatMap((low, i) => optionsOf(instance, i).map((o) => cost[o]! - low)));
  return { above, least: lows.reduce((x, y) => x + y, 0) };
}

/** A cut with the greatest sum that its row allows: a knapsack with at most one option an item. */
function cutOf(instance: NumericInstance, row: Row | undefined, options: readonly number[], amounts: readonly number[]): Row | null {
  if (row === undefined || options.length !== amounts.length) return null;
  const amount = new Float64Array(instance.optionCount);
  for (const [k, o] of options.entries()) {
    if (amount[o] !== 0 || !Number.isSafeInteger(amounts[k]) || amounts[k]! < 1) return null;
    amount[o] = amounts[k]!;
  }
  let best = new Float64Array(row.limit + 1);
  for (let i = 0; i < instance.itemCount; i++) {
    const next = best.slice();
    for (const o of optionsOf(instance, i).filter((own) => amount[own]! > 0)) {
      for (let c = row.amount[o]!; c <= row.limit; c++) next[c] = Math.max(next[c]!, best[c - row.amount[o]!]! + amount[o]!);
    }
    best = next;
  }
  return { amount, limit: exact(best[row.limit]!) };
}

const areSound = ({ rows, terminals }: Frame, prices: readonly number[]): boolean =>
  prices.length === rows.length + terminals.length && prices.every((price) => Number.isSafeInteger(price) && price >= 0);

const limitsOf = ({ rows, terminals }: Frame): number[] => [...rows, ...terminals].map(({ limit }) => limit);
const worthOf = (frame: Frame, prices: readonly number[]): number => limitsOf(frame).reduce((sum, limit, r) => exact(sum + exact(prices[r]! * limit)), 0);

/** A block's least priced costs by item, total (from its least, in units) and tally; what its totals cost besides; the least of all. */
function programOf(instance: NumericInstance, frame: Frame, scale: number, b: number, reduced: Float64Array, prices: readonly number[]) {
  const [from, to] = [instance.itemStart[b]!, instance.itemStart[b + 1]!];
  const first = instance.optionStart[from]!;
  const { least: base, unit, width, share } = frame.totals[b]!;
  for (let [o, size] = [first, 0]; o < instance.optionStart[to]!; o++) size = exact(size + reduced[o]!);
  const planes = Math.min(instance.tallyLimit[b]!, to - from) + 1;
  const tables = [new Float64Array((width + 1) * planes).fill(Infinity)];
  tables[0]![0] = 0;
  for (let i = from; i < to; i++) {
    const [best, next] = [tables[i - from]!, new Float64Array((width + 1) * planes).fill(Infinity)];
    for (const o of optionsOf(instance, i)) {
      const back = instance.tally[o]! * (width + 1) + share[o - first]!;
      for (let at = back; at < next.length; at++) if (best[at - back]! + reduced[o]! < next[at]!) next[at] = best[at - back]! + reduced[o]!;
    }
    tables.push(next);
  }
  const own = frame.steps === null ? new Float64Array(width + 1) : costsAt(frame.steps, b, base, unit, width);
  const budgets = frame.terminals.map(({ steps }) => costsAt(steps, b, base, unit, width));
  const ends = own.map((cost, q) => {
    const isOut = base + q * unit < instance.leastTotal[b]! || budgets.some((spent, k) => spent[q]! > frame.caps[k]![b]!);
    return isOut ? Infinity : budgets.reduce((sum, spent, k) => exact(sum + prices[frame.rows.length + k]! * spent[q]!), exact((cost / frame.unit) * scale));
  });
  return { tables, ends, least: tables[to - from]!.reduce((low, value, at) => Math.min(low, value + ends[at % (width + 1)]!), Infinity) };
}

/** Every choice of a block with a priced cost of at most `most`. */
function patternsOf(instance: NumericInstance, frame: Frame, b: number, reduced: Float64Array, { tables, ends }: ReturnType<typeof programOf>, most: number): Pattern[] {
  const from = instance.itemStart[b]!;
  const { width, share } = frame.totals[b]!;
  const found: Pattern[] = [];
  const descend = (item: number, at: number, cost: number, options: readonly number[]): void => {
    if (tables[item - from]![at]! + cost > most) return;
    if (item === from) found.push(patternOf(instance, frame, b, options));
    for (const o of item === from ? [] : optionsOf(instance, item - 1)) {
      const back = instance.tally[o]! * (width + 1) + share[o - instance.optionStart[from]!]!;
      if (at >= back) descend(item - 1, at - back, cost + reduced[o]!, [...options, o]);
    }
  };
  for (let at = 0; at < tables[0]!.length; at++) descend(instance.itemStart[b + 1]!, at, ends[at % (width + 1)]!, []);
  return found;
}

/** Its cost in units, and what it uses of rows, cuts and terminal budgets. */
function patternOf(instance: NumericInstance, frame: Frame, b: number, options: readonly number[]) {
  const sum = (amount: ArrayLike<number>): number => options.reduce((total, o) => total + amount[o]!, 0);
  const total = sum(instance.gain);
  return { options, cost: sum(frame.cost) + (frame.steps === null ? 0 : costsAt(frame.steps, b, total, 1, 0)[0]! / frame.unit), use: [...frame.rows.map(({ amount }) => sum(amount)), ...frame.terminals.map(({ steps }) => costsAt(steps, b, total, 1, 0)[0]!)] };
}

/** Without the patterns that do not fit beside the least use of the other blocks. */
function fitting(limits: readonly number[], lists: Lists): Lists {
  const least = lists.map((list) => limits.map((_, r) => list.reduce((low, { use }) => Math.min(low, use[r]!), Infinity)));
  const room = limits.map((limit, r) => least.reduce((left, own) => left - own[r]!, limit));
  const kept = lists.map((list, b) => list.filter(({ use }) => use.every((amount, r) => amount - least[b]![r]! <= room[r]!)));
  return kept.every((list, b) => list.length === 0 || list.length === lists[b]!.length) ? kept : fitting(limits, kept);
}

function treeFault(instance: NumericInstance, frame: Frame, tree: CertificateGoal, aim: number, at: number, given: Lists): string | null {
  const node = tree.nodes[at];
  if (node === undefined) return "a branch has no end";
  const lists = fitting(limitsOf(frame), given);
  if (lists.some((list) => list.length === 0)) return null;
  const { prices, options, within, without } = node;
  if (!areSound(frame, prices)) return "a node's prices are malformed";
  const priced = lists.map((list) => list.map(({ cost, use }) => use.reduce((sum, amount, r) => exact(sum + exact(prices[r]! * amount)), exact(cost * tree.scale))));
  const least = priced.map((costs) => costs.reduce((low, cost) => Math.min(low, cost), Infinity));
  const room = aim - least.reduce((bound, cost) => exact(bound + cost), -worthOf(frame, prices));
  if (room < 0) return null;
  const kept = lists.map((list, b) => list.filter((_, k) => priced[b]![k]! - least[b]! <= room));
  if (!(without > at) || (options.length > 0 && !(within > at))) return "a node's prices do not reach it, and it has no later ones";
  const block = range(0, lists.length).find((b) => options.every((o) => o >= instance.optionStart[instance.itemStart[b]!]! && o < instance.optionStart[instance.itemStart[b + 1]!]!));
  if (block === undefined) return "a branch is not on options of one block";
  const side = (isIn: boolean): Lists => kept.map((list, b) => (b === block ? list.filter((pattern) => options.some((o) => pattern.options.includes(o)) === isIn) : list));
  return treeFault(instance, frame, tree, aim, without, side(false)) ?? (options.length > 0 ? treeFault(instance, frame, tree, aim, within, side(true)) : null);
}
