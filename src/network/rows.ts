/** The limits of a component as rows over its options, dominated ones dropped. */
import type { Worker } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import { carriersOf, type Option } from "../model/option";
import { LIMIT_RULES } from "../rules";
import { capacityLimits, heldParts, type CapacityStretch } from "../rules/cover-capacity";
import type { Limit } from "../rules/rule";

/** A limit with what each option adds to it; options that add nothing are not listed. */
export interface Row {
  readonly limit: Limit;
  readonly amounts: ReadonlyMap<Option, number>;
  /** For capacity rows: the stretch of days the row holds for. */
  readonly stretch: CapacityStretch | null;
}

/** Options that limits look at between two pauses. */
const OPTIONS_PER_PAUSE = 20_000;

/** Every row that could bind, in the order of the rules; pauses every few milliseconds of work. */
export function* listRows(options: readonly Option[], cohort: Cohort): Generator<null, readonly Row[]> {
  const { rules } = cohort.caseload.policy;
  let looked = 0;
  const counted: Row[] = [];
  for (const rule of LIMIT_RULES.filter(({ id }) => rules[id].mode === "hard")) {
    const limits = rule.limits(options, cohort);
    yield null;
    for (const limit of limits) {
      const among = limit.among ?? options;
      const row = toRow(limit, among, null);
      if (couldBind(row)) counted.push(row);
      looked += among.length;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
  }
  const held = heldParts(options);
  const carried = new Map<Worker, Option[]>();
  for (const option of options) {
    for (const worker of carriersOf(option)) {
      const own = carried.get(worker);
      if (own === undefined) carried.set(worker, [option]);
      else if (own.at(-1) !== option) own.push(option);
    }
  }
  yield null;
  const capacity: Row[] = [];
  for (const worker of cohort.coverWorkers) {
    const own = carried.get(worker);
    if (own === undefined) continue;
    const rows: Row[] = [];
    for (const limit of capacityLimits(worker, own, held, cohort)) {
      rows.push(toRow(limit, own, limit.stretch));
      yield null;
    }
    capacity.push(...(yield* dropDominated(rows)));
  }
  return [...capacity, ...counted];
}

/** Whether taking each unit's greatest amount could pass the limit. */
function couldBind(row: Row): boolean {
  const greatest = new Map<unknown, number>();
  for (const [option, amount] of row.amounts) {
    greatest.set(option.unit, Math.max(greatest.get(option.unit) ?? 0, amount));
  }
  return [...greatest.values()].reduce((sum, amount) => sum + amount, 0) > row.limit.most;
}

/**
 * Of one worker's capacity rows one goes when another holds at least as much of every option, leaves
 * no more room and shows no smaller workload percentage whatever is added; of equals the first stays.
 */
function* dropDominated(rows: readonly Row[]): Generator<null, readonly Row[]> {
  const kept: Row[] = [];
  for (const [index, row] of rows.entries()) {
    const isDominated = rows.some((other, otherIndex) => other !== row && dominates(other, row) && (otherIndex < index || !dominates(row, other)));
    if (!isDominated) kept.push(row);
    yield null;
  }
  return kept;
}

function dominates(strong: Row, weak: Row): boolean {
  if (strong.limit.most > weak.limit.most) return false;
  const a = strong.stretch!;
  const b = weak.stretch!;
  const most = strong.limit.most;
  // Both percentages are linear in what is added, so the ends of the range decide.
  const isAsFull =
    a.capacity === 0 || b.capacity === 0
      ? b.capacity === 0
      : a.existing * b.capacity >= b.existing * a.capacity && (a.existing + most) * b.capacity >= (b.existing + most) * a.capacity;
  if (!isAsFull) return false;
  for (const [option, amount] of weak.amounts) if ((strong.amounts.get(option) ?? 0) < amount) return false;
  return true;
}

function toRow(limit: Limit, options: readonly Option[], stretch: CapacityStretch | null): Row {
  const amounts = new Map<Option, number>();
  for (const option of options) {
    const amount = limit.amountOf(option);
    if (amount > 0) amounts.set(option, amount);
  }
  return { limit, amounts, stretch };
}
