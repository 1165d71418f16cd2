/** The limits of a component as rows over its options, dominated ones dropped. */
import { range } from "../base/range";
import type { Worker } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import { carriersOf, type HeldPart, type Option } from "../model/option";
import { LIMIT_RULES } from "../rules";
import { capacityLimits, heldParts, loadChanges, type CapacityLimit, type CapacityStretch } from "../rules/cover-capacity";
import type { Limit } from "../rules/rule";
import { placesOf } from "./option-places";

/** What a row stands for. */
export interface Row {
  readonly limit: Limit;
  /** For capacity rows: the stretch of days the row holds for. */
  readonly stretch: CapacityStretch | null;
}

/** A row with the options that add to it, by their place in the list of options, and what each adds. */
export interface FilledRow extends Row {
  readonly members: Int32Array;
  /** By member; at least 1. */
  readonly amounts: Int32Array;
}

/** More days than any part of a plan has. */
const DAYS_OF_A_PART = 4096;
/** Options that limits look at between two pauses, and kinds of options that are measured. */
const OPTIONS_PER_PAUSE = 5_000;
const KINDS_PER_PAUSE = 500;

/** Every row that could bind, in the order of the rules; pauses every few milliseconds of work. */
export function* listRows(options: readonly Option[], cohort: Cohort): Generator<null, readonly FilledRow[]> {
  const placeOf = yield* placesOf(options);
  const carried = new Map<Worker, number[]>(cohort.coverWorkers.map((worker) => [worker, []]));
  for (const [place, option] of options.entries()) {
    for (const worker of carriersOf(option)) carried.get(worker)?.push(place);
    if ((place + 1) % OPTIONS_PER_PAUSE === 0) yield null;
  }
  const { rules } = cohort.caseload.policy;
  let looked = 0;
  const counted: FilledRow[] = [];
  for (const rule of LIMIT_RULES.filter(({ id }) => rules[id].mode === "hard")) {
    const limits = rule.limits(options, cohort);
    yield null;
    for (const limit of limits) {
      const among = limit.among ?? options;
      const row = filled({ limit, stretch: null }, Int32Array.from(among, placeOf), range(0, among.length), among.map(limit.amountOf));
      if (couldBind(row, options)) counted.push(row);
      looked += among.length;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
  }
  const held = heldParts(options.filter(({ unit }, place) => unit !== options[place - 1]?.unit));
  const capacity: FilledRow[] = [];
  for (const [worker, own] of carried) capacity.push(...(yield* capacityRows(worker, own, options, held, cohort)));
  return [...capacity, ...counted];
}

/** @param loads by kind of option */
function filled(row: Row, places: ArrayLike<number>, kindOf: ArrayLike<number>, loads: ArrayLike<number>): FilledRow {
  const members = new Int32Array(places.length);
  const amounts = new Int32Array(places.length);
  let count = 0;
  for (let index = 0; index < places.length; index++) {
    const load = loads[kindOf[index]!]!;
    if (load <= 0) continue;
    members[count] = places[index]!;
    amounts[count++] = load;
  }
  return { ...row, members: members.slice(0, count), amounts: amounts.slice(0, count) };
}

/** Whether taking each unit's greatest amount could pass the limit. */
function couldBind({ limit, members, amounts }: FilledRow, options: readonly Option[]): boolean {
  const greatest = new Map<unknown, number>();
  members.forEach((place, index) => {
    const { unit } = options[place]!;
    greatest.set(unit, Math.max(greatest.get(unit) ?? 0, amounts[index]!));
  });
  return [...greatest.values()].reduce((sum, amount) => sum + amount, 0) > limit.most;
}

/** A capacity limit with what each kind of option adds to it. */
interface KindRow {
  readonly limit: CapacityLimit;
  readonly loads: Float64Array;
}

/**
 * A worker's capacity rows. Options of a unit that load it alike on every day are of one kind, such as those with one companion or another, and are looked at once.
 * @param own the options that it carries, by their place in the list
 */
function* capacityRows(worker: Worker, own: readonly number[], options: readonly Option[], held: readonly HeldPart[], cohort: Cohort): Generator<null, readonly FilledRow[]> {
  const kinds = new Map<unknown, number>();
  const examples: Option[] = [];
  const kindOf = new Int32Array(own.length);
  for (const [index, place] of own.entries()) {
    const option = options[place]!;
    // Units come one after another.
    if (option.unit !== examples.at(-1)?.unit) kinds.clear();
    const key = kindKey(option, worker);
    let kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, (kind = examples.push(option) - 1));
    kindOf[index] = kind;
    if ((index + 1) % OPTIONS_PER_PAUSE === 0) yield null;
  }
  yield null;
  const rows = capacityLimits(worker, examples, held, cohort).map((limit): KindRow => ({ limit, loads: new Float64Array(examples.length) }));
  yield null;
  for (const [kind, example] of examples.entries()) {
    measureKind(rows, kind, example, cohort);
    if ((kind + 1) % KINDS_PER_PAUSE === 0) yield null;
  }
  const listed: FilledRow[] = [];
  for (const { limit, loads } of yield* withoutDominated(rows)) {
    listed.push(filled({ limit, stretch: limit.stretch }, own, kindOf, loads));
    yield null;
  }
  return listed;
}

/** Writes down what a kind adds to the rows, which are in the order of their days: a load changes on few of them. */
function measureKind(rows: readonly KindRow[], kind: number, example: Option, cohort: Cohort): void {
  const changes = [...loadChanges(example, cohort), Infinity].sort((a, b) => a - b);
  let load = 0;
  let next = 0;
  for (const { limit, loads } of rows) {
    const { from } = limit.stretch;
    if (next === 0 || changes[next]! <= from) {
      load = limit.amountOf(example);
      while (changes[next]! <= from) next++;
    }
    loads[kind] = load;
  }
}

/** The same for options of a unit that load the worker alike: those that share one measure of it, and those that it accompanies alike. */
function kindKey(option: Option, worker: Worker): unknown {
  const { placement, loadOn, earlier } = option;
  if (earlier.length > 0 || placement === null) return option;
  return placement.cover === worker ? loadOn : placement.takeover * DAYS_OF_A_PART + placement.until - placement.takeover;
}

/**
 * Of one worker's capacity rows one goes when another holds at least as much of every option, leaves
 * no more room and shows no smaller workload percentage whatever is added; of equals the first stays.
 */
function* withoutDominated(rows: readonly KindRow[]): Generator<null, readonly KindRow[]> {
  const kept: KindRow[] = [];
  for (const [index, row] of rows.entries()) {
    const isDominated = rows.some((other, otherIndex) => other !== row && dominates(other, row) && (otherIndex < index || !dominates(row, other)));
    if (!isDominated) kept.push(row);
    yield null;
  }
  return kept;
}

function dominates(strong: KindRow, weak: KindRow): boolean {
  if (strong.limit.most > weak.limit.most) return false;
  const a = strong.limit.stretch;
  const b = weak.limit.stretch;
  const most = strong.limit.most;
  // Both percentages are linear in what is added, so the ends of the range decide.
  const isAsFull =
    a.capacity === 0 || b.capacity === 0
      ? b.capacity === 0
      : a.existing * b.capacity >= b.existing * a.capacity && (a.existing + most) * b.capacity >= (b.existing + most) * a.capacity;
  if (!isAsFull) return false;
  for (let kind = 0; kind < weak.loads.length; kind++) if (strong.loads[kind]! < weak.loads[kind]!) return false;
  return true;
}
