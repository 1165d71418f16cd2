/**
 * Confirms a certificate in exact integers, without the solver.
 *
 * Checked: the choice and every goal's witness keep all constraints and budgets and have the values stated; no choice within them has less than the bound.
 * Method. With prices λ ≥ 0 of rows, budgets and cuts, Σ_b min { S·cost + λ·amounts } − λ·limits is at most S times the cost of any
 *   choice; each block's minimum is a dynamic programme over its total and tally. A branch covers all choices: options of one item, taken or not.
 *   A peak below the bound is impossible when, with rows that narrow, an earlier goal's cost would pass its budget.
 * Units. Costs and budget amounts count from the least of their item; rows, budgets and costs are divided by the greatest common
 *   divisor of their amounts and limits rounded down, for amounts are whole.
 */
import type { CertificateGoal, CertificateNode, ComponentCertificate, NumericGoal, NumericInstance, NumericSteps } from "./certificate";

/** Everything wrong with a certificate, in words; empty when all of it holds. */
export function checkCertificate(instance: NumericInstance, certificate: ComponentCertificate): string[] {
  try {
    return faultsOf(instance, certificate);
  } catch (error) {
    return [`It cannot be checked: ${String(error)}.`];
  }
}

function faultsOf(instance: NumericInstance, certificate: ComponentCertificate): string[] {
  if (certificate.goals.length !== instance.goals.length) return ["It does not speak of every goal."];
  const faults: string[] = [];
  const budgets: number[] = [];
  certificate.goals.forEach((stated, g) => {
    const witness = choiceFault(instance, stated.witness, budgets);
    if (witness !== null) faults.push(`Goal ${g}: the witness ${witness}.`);
    else if (valueOf(instance, instance.goals[g]!, stated.witness) !== stated.stageValue) faults.push(`Goal ${g}: the witness has another value.`);
    const why = boundFault(instance, g, budgets, stated);
    if (why !== null) faults.push(`Goal ${g}: the bound is not proved: ${why}.`);
    budgets.push(stated.stageValue + Math.floor(exact(Math.abs(stated.stageValue) * instance.goals[g]!.tolerance.slackPerMille) / 1000));
  });
  const fault = choiceFault(instance, certificate.choice, budgets);
  return fault === null ? faults : [...faults, `The choice ${fault}.`];
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

function sumOf(instance: NumericInstance, choice: ArrayLike<number>, b: number, amount: ArrayLike<number>): number {
  let sum = 0;
  for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) sum += amount[choice[i]!]!;
  return sum;
}

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

/** Option → amount in whole units, and the greatest sum allowed. */
interface Row {
  readonly amount: Float64Array;
  readonly limit: number;
}

/** What is minimised, what is kept, and the least true value there may be; `caps`: by terminal budget and block, what is left when all others take their least. */
type Frame = NonNullable<ReturnType<typeof frameOf>>;
type Terminals = readonly { readonly steps: NumericSteps; readonly limit: number }[];
type Totals = ReturnType<typeof totalsOf>;

/** Why a bound is not proved; null when it is. */
function boundFault(instance: NumericInstance, g: number, budgets: readonly number[], { bound, scale, cuts, nodes }: CertificateGoal): string | null {
  if (instance.goals[g]!.kind === "peak" && bound <= 0) return null;
  if (!Number.isSafeInteger(bound) || !Number.isSafeInteger(scale) || scale < 1) return "its numbers are not whole";
  const frame = frameOf(instance, g, budgets, bound);
  if (frame === null) return null;
  for (const { row, options, amounts } of cuts) {
    const cut = cutOf(instance, frame.rows[row], options, amounts);
    if (cut === null) return "a cut is malformed";
    frame.rows.push(cut);
  }
  return treeFault(instance, frame, scale, nodes, 0, new Uint8Array(instance.optionCount).fill(1));
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
  let unit = own.above.reduce(gcd, 0);
  if (steps !== null) for (let j = 0; j < steps.cost.length; j++) unit = gcd(unit, steps.cost[j]!);
  unit = unit || 1;
  const caps: number[][] = [];
  const totals = Array.from({ length: instance.blockCount }, (_, b) => totalsOf(instance, b));
  for (const { limit, steps: given } of terminals) {
    const least = Array.from({ length: instance.blockCount }, (_, b) => leastCost(instance, terminals, caps, given, b, totals[b]!));
    caps.push(least.map((value) => limit - least.reduce((sum, other) => sum + other, 0) + value));
  }
  return { rows, totals, terminals, caps, cost: own.above.map((value) => value / unit), steps, offset: own.least, unit, wanted: last.limit + 1 };
}

/** The least cost of a block's steps over the totals that its floor and the caps so far allow. */
function leastCost(instance: NumericInstance, terminals: Terminals, caps: readonly number[][], steps: NumericSteps, b: number, totals: Totals): number {
  const { least, width, unit } = totals;
  const known = caps.map((cap, k) => costsAt(terminals[k]!.steps, b, least, unit, width).map((cost) => cost - cap[b]!));
  const isOut = (q: number): boolean => least + q * unit < instance.leastTotal[b]! || known.some((excess) => excess[q]! > 0);
  return costsAt(steps, b, least, unit, width).reduce((low, cost, q) => (isOut(q) ? low : Math.min(low, cost)), Infinity);
}

/** A block's totals: from the least, in units, up to `width` of them; and its options' shares above the least of their item. */
function totalsOf(instance: NumericInstance, b: number) {
  const first = instance.optionStart[instance.itemStart[b]!]!;
  const share = new Float64Array(instance.optionStart[instance.itemStart[b + 1]!]! - first);
  let [least, unit, span] = [0, 0, 0];
  for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) {
    let [low, high] = [Infinity, -Infinity];
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) [low, high] = [Math.min(low, instance.gain[o]!), Math.max(high, instance.gain[o]!)];
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) unit = gcd(unit, (share[o - first] = instance.gain[o]! - low));
    least += low;
    span += high - low;
  }
  unit = unit || 1;
  return { least, unit, width: span / unit, share: share.map((value) => value / unit) };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function inUnits(amount: Float64Array, limit: number): Row {
  const unit = amount.reduce(gcd, 0) || 1;
  return { amount: amount.map((value) => value / unit), limit: Math.floor(exact(limit) / unit) };
}

function aboveLeast(instance: NumericInstance, cost: ArrayLike<number>): { above: Float64Array; least: number } {
  const above = new Float64Array(instance.optionCount);
  let sum = 0;
  for (let i = 0; i < instance.itemCount; i++) {
    let least = Infinity;
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) least = Math.min(least, cost[o]!);
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) above[o] = cost[o]! - least;
    sum += least;
  }
  return { above, least: sum };
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
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) {
      for (let c = row.amount[o]!; amount[o]! > 0 && c <= row.limit; c++) next[c] = Math.max(next[c]!, best[c - row.amount[o]!]! + amount[o]!);
    }
    best = next;
  }
  return { amount, limit: exact(best[row.limit]!) };
}

function treeFault(instance: NumericInstance, frame: Frame, scale: number, nodes: readonly CertificateNode[], at: number, live: Uint8Array): string | null {
  const node = nodes[at];
  if (node === undefined) return "a branch has no end";
  if ("prices" in node) return leafFault(instance, frame, scale, node.prices, live);
  const { options, within, without } = node;
  const item = Array.from({ length: instance.itemCount }, (_, i) => i).find((i) => options.length > 0 && options.every((o) => o >= instance.optionStart[i]! && o < instance.optionStart[i + 1]!));
  if (item === undefined || !(within > at) || !(without > at)) return "a branch is not on options of one item, or goes back";
  const taken = live.slice();
  const left = live.slice();
  for (let o = instance.optionStart[item]!; o < instance.optionStart[item + 1]!; o++) (options.includes(o) ? left : taken)[o] = 0;
  return treeFault(instance, frame, scale, nodes, within, taken) ?? treeFault(instance, frame, scale, nodes, without, left);
}

function leafFault(instance: NumericInstance, frame: Frame, scale: number, prices: readonly number[], live: Uint8Array): string | null {
  const { rows, terminals } = frame;
  if (prices.length !== rows.length + terminals.length || !prices.every((price) => Number.isSafeInteger(price) && price >= 0)) return "a leaf's prices are malformed";
  const reduced = frame.cost.map((cost) => cost * scale);
  let off = 0n;
  rows.forEach(({ amount, limit }, r) => {
    if (prices[r] === 0) return;
    off += BigInt(prices[r]!) * BigInt(limit);
    for (let o = 0; o < reduced.length; o++) reduced[o]! += prices[r]! * amount[o]!;
  });
  const budgetPrices = prices.slice(rows.length);
  terminals.forEach(({ limit }, k) => (off += BigInt(budgetPrices[k]!) * BigInt(limit)));
  let bound = -off;
  for (let b = 0; b < instance.blockCount; b++) {
    const least = blockMinimum(instance, frame, scale, b, reduced, budgetPrices, live);
    if (least === Infinity) return null;
    bound += BigInt(least);
  }
  const whole = BigInt(scale);
  const value = bound > 0n ? (bound + whole - 1n) / whole : bound / whole;
  return BigInt(frame.offset) + BigInt(frame.unit) * value >= BigInt(frame.wanted) ? null : "a leaf's prices do not reach it";
}

/** The least priced cost of a block: dynamic programme over its total (from its least, in units) and tally. */
function blockMinimum(instance: NumericInstance, frame: Frame, scale: number, b: number, reduced: Float64Array, prices: readonly number[], live: Uint8Array): number {
  const [from, to] = [instance.itemStart[b]!, instance.itemStart[b + 1]!];
  const { least, unit, width, share } = frame.totals[b]!;
  const first = instance.optionStart[from]!;
  let size = 0;
  for (let o = instance.optionStart[from]!; o < instance.optionStart[to]!; o++) size = exact(size + reduced[o]!);
  const planes = Math.min(instance.tallyLimit[b]!, to - from) + 1;
  let [best, reach] = [new Float64Array((width + 1) * planes).fill(Infinity), 0];
  best[0] = 0;
  for (let i = from; i < to; i++) {
    // Of live options alike in share and tally only the cheapest counts.
    const cheapest = new Map<number, number>();
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) {
      const key = share[o - first]! * planes + instance.tally[o]!;
      if (live[o] === 1 && instance.tally[o]! < planes) cheapest.set(key, Math.min(cheapest.get(key) ?? Infinity, reduced[o]!));
    }
    const next = new Float64Array(best.length).fill(Infinity);
    for (const [key, cost] of cheapest) {
      const tally = key % planes;
      const step = (key - tally) / planes;
      for (let k = tally; k < planes; k++) {
        const [source, target] = [(k - tally) * (width + 1) - step, k * (width + 1)];
        for (let q = step; q <= reach + step; q++) if (best[source + q]! + cost < next[target + q]!) next[target + q] = best[source + q]! + cost;
      }
    }
    [best, reach] = [next, reach + [...cheapest.keys()].reduce((most, key) => Math.max(most, Math.floor(key / planes)), 0)];
  }
  const own = frame.steps === null ? new Float64Array(width + 1) : costsAt(frame.steps, b, least, unit, width);
  const budgets = frame.terminals.map(({ steps }) => costsAt(steps, b, least, unit, width));
  let minimum = Infinity;
  for (let q = 0; q <= width; q++) {
    if (least + q * unit < instance.leastTotal[b]! || budgets.some((cost, k) => cost[q]! > frame.caps[k]![b]!)) continue;
    const end = budgets.reduce((sum, cost, k) => sum + prices[k]! * cost[q]!, (own[q]! / frame.unit) * scale);
    for (let k = 0; k < planes; k++) minimum = Math.min(minimum, best[k * (width + 1) + q]! + end);
  }
  return minimum === Infinity ? minimum : exact(minimum);
}
