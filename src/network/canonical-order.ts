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
import { runningTotal } from "./goals";
import type { FilledRow } from "./rows";

const ROUNDS = 3;
/** Options of rows that are taken in between two pauses. */
const OPTIONS_PER_PAUSE = 5_000;
/** Hashes sorted without a pause. */
const PARTS_PER_PAUSE = 2_000;

export interface ComponentOrder {
  readonly participant: (a: CohortParticipant, b: CohortParticipant) => number;
  readonly unit: (a: Unit, b: Unit) => number;
  readonly worker: (a: Worker, b: Worker) => number;
}

/** What the order is made from: the component, each participant's base, the limits on cover workers. */
export interface OrderFacts {
  readonly component: Component;
  /** Those of the component's choices, one after another. */
  readonly options: readonly Option[];
  readonly tieSalt: string;
  readonly baseOf: (participant: CohortParticipant) => Hundredths;
  /** Over the options. */
  readonly rows: readonly FilledRow[];
}

/** Orders for the members of one component; pauses every few milliseconds of work. */
export function* canonicalOrder({ component, options, tieSalt, baseOf, rows }: OrderFacts): Generator<null, ComponentOrder> {
  const contents = new Float64Array(options.length);
  const units = new Map(component.choices.map(({ unit }, index) => [unit, index]));
  const unitOf = new Int32Array(options.length);
  for (const [index, option] of options.entries()) {
    contents[index] = contentOf(option);
    unitOf[index] = units.get(option.unit)!;
    if ((index + 1) % OPTIONS_PER_PAUSE === 0) yield null;
  }
  const unitColours = new Float64Array(units.size).fill(1);
  const workers = new Map<Worker, number>(component.coverWorkers.map((worker) => [worker, 2]));
  const participants = new Map(component.participants.map((participant) => [participant.worker, baseOf(participant)]));
  yield null;
  let looked = 0;
  // What every unit is joined to: how much, and where in one list.
  const joinedCounts = new Int32Array(units.size);
  for (const unit of unitOf) joinedCounts[unit]!++;
  for (const { members } of rows) {
    for (let place = 0; place < members.length; place++) joinedCounts[unitOf[members[place]!]!]!++;
    looked += members.length;
    if (looked < OPTIONS_PER_PAUSE) continue;
    looked = 0;
    yield null;
  }
  const joinedStart = runningTotal(joinedCounts);
  const joined = new Float64Array(joinedStart[units.size]!);
  for (let round = 0; round < ROUNDS; round++) {
    yield null;
    const next = joinedStart.slice();
    const perWorker = collect<Worker>();
    const perParticipant = collect<Worker>();
    for (const { limit, stretch, members, amounts } of rows) {
      const parts = new Float64Array(members.length);
      for (let place = 0; place < parts.length; place++) parts[place] = mixHash(mixHash(contents[members[place]!]!, amounts[place]!), unitColours[unitOf[members[place]!]!]!);
      const colour = fold(limit.most, parts);
      if (stretch !== null) perWorker.add(stretch.worker, mixHash(colour, stretch.existing + stretch.capacity * 7));
      for (let place = 0; place < members.length; place++) {
        const option = members[place]!;
        joined[next[unitOf[option]!]!++] = mixHash(mixHash(contents[option]!, colour), amounts[place]!);
      }
      looked += members.length;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    yield null;
    for (const [index, option] of options.entries()) {
      const content = contents[index]!;
      const people = workersOf(option);
      joined[next[unitOf[index]!]!++] = people.reduce((hash, worker) => mixHash(hash, workers.get(worker)!), content);
      people.forEach((worker, position) => perWorker.add(worker, mixHash(mixHash(content, position), unitColours[unitOf[index]!]!)));
      if (++looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    yield null;
    for (const [unit, index] of units) perParticipant.add(unit.worker, unitColours[index]!);
    for (const [unit, index] of units) {
      const parts = joined.subarray(joinedStart[index], joinedStart[index + 1]);
      if (parts.length > PARTS_PER_PAUSE) yield* sortHashes(parts);
      else parts.sort();
      unitColours[index] = foldSorted(mixHash(unitColours[index]!, participants.get(unit.worker)!), parts);
      looked += joinedCounts[index]!;
      if (looked < OPTIONS_PER_PAUSE) continue;
      looked = 0;
      yield null;
    }
    for (const [worker, colour] of workers) {
      workers.set(worker, fold(colour, Float64Array.from(perWorker.of(worker))));
      yield null;
    }
    for (const [worker, colour] of participants) participants.set(worker, fold(colour, Float64Array.from(perParticipant.of(worker))));
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

/** Sorts hashes where they are, with pauses: first into parts of the range of hashes, which these fill evenly. */
function* sortHashes(hashes: Float64Array): Generator<null, void> {
  const partOf = (hash: number): number => Math.floor(hash / 2 ** 44);
  const counts = new Int32Array(2 ** 8);
  for (let index = 0; index < hashes.length; index++) counts[partOf(hashes[index]!)]!++;
  const start = runningTotal(counts);
  const next = start.slice();
  const divided = new Float64Array(hashes.length);
  for (let index = 0; index < hashes.length; index++) divided[next[partOf(hashes[index]!)]!++] = hashes[index]!;
  for (let part = 0; part < counts.length; part++) {
    divided.subarray(start[part], start[part + 1]).sort();
    if (part % 16 === 0) yield null;
  }
  hashes.set(divided);
}

/** A hash that does not depend on the order of the parts, which are sorted where they are. */
function fold(start: number, parts: Float64Array): number {
  return foldSorted(start, parts.sort());
}

function foldSorted(start: number, parts: Float64Array): number {
  let hash = start;
  for (let index = 0; index < parts.length; index++) hash = mixHash(hash, parts[index]!);
  return hash;
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
