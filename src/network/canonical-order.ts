/**
 * An order of units and workers that follows from their numbers and not from their names, so that
 * renaming ids changes no goal's value or bound.
 *
 * Colour refinement (Weisfeiler and Leman 1968). Every participant, unit and cover worker starts with
 * a hash of its own numbers; in each round it takes in the sorted colours of what it is joined to by
 * options. After three rounds things of different colour are ordered by colour. What still has one
 * colour is alike in every number that matters, and only there does the tie hash of ids decide.
 */
import { compareText, mixHash, tieHash } from "../base/hash";
import type { Hundredths } from "../base/units";
import type { Worker } from "../model/caseload";
import type { CohortParticipant, Unit } from "../model/cohort";
import { workersOf, type Option } from "../model/option";
import type { Component } from "./components";
import type { Row } from "./rows";

const ROUNDS = 3;
/** Options of rows that are taken in between two pauses. */
const OPTIONS_PER_PAUSE = 5_000;

export interface ComponentOrder {
  readonly participant: (a: CohortParticipant, b: CohortParticipant) => number;
  readonly unit: (a: Unit, b: Unit) => number;
  readonly worker: (a: Worker, b: Worker) => number;
}

/** What the order is made from: the component, each participant's base, the limits on cover workers. */
export interface OrderFacts {
  readonly component: Component;
  readonly tieSalt: string;
  readonly baseOf: (participant: CohortParticipant) => Hundredths;
  readonly rows: readonly Row[];
}

/** A row with its options, by index, and what each adds. */
interface RowMembers {
  readonly row: Row;
  readonly options: Int32Array;
  readonly amounts: Float64Array;
}

/** Orders for the members of one component; pauses every few milliseconds of work. */
export function* canonicalOrder({ component, tieSalt, baseOf, rows }: OrderFacts): Generator<null, ComponentOrder> {
  const options = component.choices.flatMap((choice) => choice.options);
  const contents = Float64Array.from(options, contentOf);
  const units = new Map(component.choices.map(({ unit }, index) => [unit, index]));
  const unitOf = Int32Array.from(options, ({ unit }) => units.get(unit)!);
  const unitColours = new Float64Array(units.size).fill(1);
  const workers = new Map<Worker, number>(component.coverWorkers.map((worker) => [worker, 2]));
  const participants = new Map(component.participants.map((participant) => [participant.worker, baseOf(participant)]));
  yield null;
  let looked = 0;
  const rowMembers: RowMembers[] = [];
  const indexOf = new Map(options.map((option, index) => [option, index]));
  for (const row of rows) {
    rowMembers.push({ row, options: Int32Array.from(row.amounts.keys(), (option) => indexOf.get(option)!), amounts: Float64Array.from(row.amounts.values()) });
    looked += row.amounts.size;
    if (looked < OPTIONS_PER_PAUSE) continue;
    looked = 0;
    yield null;
  }
  for (let round = 0; round < ROUNDS; round++) {
    yield null;
    const perUnit = Array.from(unitColours, (): number[] => []);
    const perWorker = collect<Worker>();
    const perParticipant = collect<Worker>();
    for (const { row, options: members, amounts } of rowMembers) {
      const colour = fold(row.limit.most, amounts.map((amount, place) => mixHash(mixHash(contents[members[place]!]!, amount), unitColours[unitOf[members[place]!]!]!)));
      if (row.stretch !== null) perWorker.add(row.stretch.worker, mixHash(colour, row.stretch.existing + row.stretch.capacity * 7));
      members.forEach((option, place) => perUnit[unitOf[option]!]!.push(mixHash(mixHash(contents[option]!, colour), amounts[place]!)));
      looked += members.length;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    yield null;
    for (const [index, option] of options.entries()) {
      const content = contents[index]!;
      const joined = workersOf(option).map((worker) => workers.get(worker)!);
      perUnit[unitOf[index]!]!.push(joined.reduce(mixHash, content));
      workersOf(option).forEach((worker, position) => perWorker.add(worker, mixHash(mixHash(content, position), unitColours[unitOf[index]!]!)));
      if (++looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    yield null;
    for (const [unit, index] of units) perParticipant.add(unit.worker, unitColours[index]!);
    for (const [unit, index] of units) {
      const joined = perUnit[index]!;
      unitColours[index] = fold(mixHash(unitColours[index]!, participants.get(unit.worker)!), joined);
      looked += joined.length;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    for (const [worker, colour] of workers) {
      workers.set(worker, fold(colour, perWorker.of(worker)));
      yield null;
    }
    for (const [worker, colour] of participants) participants.set(worker, fold(colour, perParticipant.of(worker)));
  }
  const byIds = (...pairs: readonly (readonly [string, string])[]): number => {
    for (const [a, b] of pairs) {
      const order = tieHash(tieSalt, a) - tieHash(tieSalt, b) || compareText(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
  return {
    participant: (a, b) => participants.get(a.worker)! - participants.get(b.worker)! || byIds([a.worker.id, b.worker.id]),
    unit: (a, b) => unitColours[units.get(a)!]! - unitColours[units.get(b)!]! || byIds([a.kind, b.kind], [a.id, b.id]) || a.part - b.part,
    worker: (a, b) => workers.get(a)! - workers.get(b)! || byIds([a.id, b.id]),
  };
}

function contentOf(option: Option): number {
  const mode = option.mode === "stay" ? 0 : option.mode === "handover" ? 1 : 2;
  return [option.relief, option.load, option.companionLoad, option.cost, option.travelMinutes, option.coverVisits].reduce(mixHash, mode);
}

/** A hash that does not depend on the order of the parts. */
function fold(start: number, parts: ArrayLike<number>): number {
  return Float64Array.from(parts).sort().reduce((hash, part) => mixHash(hash, part), start);
}

function collect<K>() {
  const lists = new Map<K, number[]>();
  return {
    add: (key: K, value: number): void => {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [value]);
      else list.push(value);
    },
    of: (key: K): readonly number[] => lists.get(key) ?? [],
  };
}
