/**
 * A component as the solver sees it, and the way back: blocks are participants, items units, rows
 * limits. Domain words end here.
 */
import { ended } from "../base/ended";
import type { Cohort, CohortParticipant } from "../model/cohort";
import type { Option } from "../model/option";
import type { GoalId } from "../model/policy";
import type { ChoiceInstance } from "../solver/instance";
import { canonicalOrder, type ComponentOrder } from "./canonical-order";
import type { UnitChoices } from "./choices";
import type { Component } from "./components";
import { costsOf, goalsInForce, measureGoals, runningTotal } from "./goals";
import { placesOf } from "./option-places";
import { listRows, type FilledRow, type Row } from "./rows";
import { reliefTarget, type ReliefTarget } from "./targets";

/** A component's numbers, with what each index stands for. */
export interface ComponentInstance {
  readonly component: Component;
  readonly instance: ChoiceInstance;
  /** Goal of each index. */
  readonly goalIds: readonly GoalId[];
  /** Participant of each block. */
  readonly participants: readonly CohortParticipant[];
  /** Base and band of each block. */
  readonly targets: readonly ReliefTarget[];
  /** Unit of each item. */
  readonly items: readonly UnitChoices[];
  /** Option of each index. */
  readonly options: readonly Option[];
  /** Limit of each row; the co-work count of a participant is kept inside its block instead. */
  readonly rows: readonly Row[];
}

/** Options given their places between two pauses. */
const OPTIONS_PER_PAUSE = 5_000;

/** Builds the numbers; every unit must have at least one option. */
export function toInstance(component: Component, cohort: Cohort): ComponentInstance {
  return ended(instanceInSteps(component, cohort));
}

/** As {@link toInstance}, with a pause every few milliseconds of work. */
export function* instanceInSteps(component: Component, cohort: Cohort): Generator<null, ComponentInstance> {
  const targets = new Map(component.participants.map((participant) => [participant, reliefTarget(participant, cohort)]));
  const asListed = yield* optionsOf(component.choices);
  const listed = yield* listRows(asListed, cohort);
  const { tieSalt } = cohort.caseload;
  const order = yield* canonicalOrder({ component, options: asListed, tieSalt, rows: listed, baseOf: (participant) => targets.get(participant)!.base });
  const participants = [...component.participants].sort(order.participant);
  yield null;
  const itemsOfBlock: (readonly UnitChoices[])[] = [];
  for (const participant of participants) {
    itemsOfBlock.push(orderItems(participant, component, order));
    yield null;
  }
  const items = itemsOfBlock.flat();
  const options = yield* optionsOf(items);
  yield* putInOrder(listed, asListed, options);
  const ordered = orderRows(listed.filter((row) => !isTally(row)), order);
  const rows = ordered.map(({ limit, stretch }): Row => ({ limit, stretch }));
  yield null;
  const rowNumbers = yield* layOutRows(options.length, ordered);
  yield null;
  const tallies = layOutTallies(participants, options.length, listed.filter(isTally));
  yield null;
  const facts = { targets: participants.map((participant) => targets.get(participant)!), itemsOfBlock, options, rows };
  const goals = yield* measureGoals(facts, cohort);
  return {
    component,
    goalIds: goalsInForce(cohort),
    participants,
    targets: facts.targets,
    items,
    options,
    rows,
    instance: {
      blockCount: participants.length,
      itemCount: items.length,
      optionCount: options.length,
      rowCount: rows.length,
      itemStart: runningTotal(itemsOfBlock.map((list) => list.length)),
      optionStart: runningTotal(items.map((item) => item.options.length)),
      gain: Int32Array.from(costsOf(options, (option) => option.relief)),
      leastTotal: Float64Array.from(facts.targets, (target) => target.floor ?? Number.MIN_SAFE_INTEGER),
      ...tallies,
      ...rowNumbers,
      goals,
    },
  };
}

/** The options of all choices, one after another; a loop, since flattening stops for long where there are very many. */
function* optionsOf(choices: readonly UnitChoices[]): Generator<null, readonly Option[]> {
  const options: Option[] = [];
  let looked = 0;
  for (const choice of choices) {
    for (const option of choice.options) options.push(option);
    looked += choice.options.length;
    if (looked < OPTIONS_PER_PAUSE) continue;
    looked = 0;
    yield null;
  }
  return options;
}

function orderItems(participant: CohortParticipant, component: Component, order: ComponentOrder): readonly UnitChoices[] {
  return component.choices
    .filter((choice) => choice.unit.worker === participant.worker)
    .sort((a, b) => order.unit(a.unit, b.unit))
    .map((choice) => ({ ...choice, options: [...choice.options].sort((a, b) => compareOptions(a, b, order)) }));
}

/** Staying first, then handing over, then co-work; within a mode by cover worker, then companion. */
function compareOptions(a: Option, b: Option, order: ComponentOrder): number {
  const rank = { stay: 0, handover: 1, "co-work": 2 };
  if (a.mode !== b.mode || a.placement === null || b.placement === null) return rank[a.mode] - rank[b.mode];
  const byCover = order.worker(a.placement.cover, b.placement.cover);
  if (byCover !== 0 || a.placement.companion === null || b.placement.companion === null) return byCover;
  return order.worker(a.placement.companion, b.placement.companion);
}

/** Makes rows over options as they were listed, which nobody else has, rows over the same options in order. */
function* putInOrder(rows: readonly FilledRow[], listed: readonly Option[], options: readonly Option[]): Generator<null, void> {
  const placeOf = yield* placesOf(options);
  const places = new Int32Array(listed.length);
  for (const [index, option] of listed.entries()) {
    places[index] = placeOf(option);
    if ((index + 1) % OPTIONS_PER_PAUSE === 0) yield null;
  }
  for (const { members } of rows) {
    for (let index = 0; index < members.length; index++) members[index] = places[members[index]!]!;
    yield null;
  }
}

/** Capacity rows first, by worker and room, of which no two are alike; then the counted ones by room and by the options they touch. */
function orderRows(rows: readonly FilledRow[], order: ComponentOrder): readonly FilledRow[] {
  const touched = new Map(rows.map((row) => [row, row.stretch === null ? row.members.slice().sort() : new Int32Array(0)]));
  return [...rows].sort((a, b) => compareRows(a, b, order) || compareLists(touched.get(a)!, touched.get(b)!));
}

function compareRows(a: Row, b: Row, order: ComponentOrder): number {
  if (a.stretch === null || b.stretch === null) {
    return Number(a.stretch === null) - Number(b.stretch === null) || a.limit.most - b.limit.most;
  }
  return order.worker(a.stretch.worker, b.stretch.worker) || a.limit.most - b.limit.most || a.stretch.from - b.stretch.from;
}

function compareLists(a: Int32Array, b: Int32Array): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 || at >= b.length ? a.length - b.length : a[at]! - b[at]!;
}

function isTally(row: FilledRow): boolean {
  return row.limit.rule === "co-working";
}

/** @param tallies rows over the options in order */
function layOutTallies(participants: readonly CohortParticipant[], optionCount: number, tallies: readonly FilledRow[]) {
  const limits = new Map(tallies.map((row) => [row.limit.ids[0], row.limit.most]));
  const tally = new Uint8Array(optionCount);
  for (const { members } of tallies) for (const option of members) tally[option] = 1;
  return { tally, tallyLimit: Int32Array.from(participants, ({ worker, units }) => limits.get(worker.id) ?? units.length) };
}

/** @param rows over the options in order */
function* layOutRows(optionCount: number, rows: readonly FilledRow[]) {
  const used = new Int32Array(optionCount);
  for (const { members } of rows) {
    for (let index = 0; index < members.length; index++) used[members[index]!]!++;
    yield null;
  }
  const entryStart = runningTotal(used);
  const next = entryStart.slice();
  const entryRow = new Int32Array(entryStart[optionCount]!);
  const entryAmount = new Int32Array(entryRow.length);
  for (const [row, { members, amounts }] of rows.entries()) {
    for (let index = 0; index < members.length; index++) {
      const entry = next[members[index]!]!++;
      entryRow[entry] = row;
      entryAmount[entry] = amounts[index]!;
    }
    yield null;
  }
  return { entryStart, entryRow, entryAmount, rowLimit: Float64Array.from(rows, ({ limit }) => limit.most) };
}
