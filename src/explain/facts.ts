/**
 * The facts behind a refusal: for each rule that removed an option, what would have to be otherwise for the rule to let it through,
 * as a change of the caseload. A rule that is the shape of the model has no such fact, and neither has a policy.
 */
import { formatDay } from "../base/calendar";
import type { CaseEvent, Caseload, Family, Worker } from "../model/caseload";
import { changesInTwelveMonths } from "../model/changes-of-worker";
import type { Cohort, FamilyUnit } from "../model/cohort";
import { eventsOfChild, eventType } from "../model/contacts-due";
import type { Placement } from "../model/option";
import { CARE_PROCEEDINGS, type EventType } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import { PLACEMENT_RULES } from "../rules";
import { pinsOf, refusedByPin } from "../rules/pins";
import { limitOf } from "../rules/rule";
import type { ChangedFact } from "./explanation";
import { isSameEvent } from "./move-date";

/** A fact with the caseload in which it is otherwise. */
export interface Fact extends ChangedFact {
  /** Equal keys: the same fact. */
  readonly key: string;
  readonly change: (caseload: Caseload) => Caseload;
  /** The event that the fact is about, for facts about one. */
  readonly event?: CaseEvent;
}

type FindFacts = (placement: Placement & { readonly unit: FamilyUnit }, cohort: Cohort) => readonly Fact[];

/** What would have to be otherwise for these rules to let a placement through; null when no fact would do. */
export function factsBehind(rules: readonly RuleId[], placement: Placement, cohort: Cohort): readonly Fact[] | null {
  const facts: Fact[] = [];
  for (const rule of rules) {
    // No day for the hand-back is the work of the day rules named with it.
    if (rule === "hand-back" && rules.length > 1) continue;
    const found = rule === "pins" ? pinFacts(placement, cohort) : placement.unit.kind === "family" ? (FACTS[rule]?.({ ...placement, unit: placement.unit }, cohort) ?? []) : [];
    if (found.length === 0) return null;
    facts.push(...found);
  }
  return [...new Map(facts.map((fact) => [fact.key, fact])).values()];
}

const FACTS: Partial<Record<RuleId, FindFacts>> = {
  "keep-apart": ({ unit }, cohort) =>
    cohort.apartFrom(unit.id).map((other) =>
      fact("keep-apart", "keep-apart", [unit.id, other], `${unit.id} and ${other} are to be kept apart.`, `${unit.id} and ${other} need not be kept apart`, (caseload) => ({
        ...caseload,
        keepApart: caseload.keepApart.filter((pair) => !(pair.includes(unit.id) && pair.includes(other))),
      })),
    ),
  "conflict-of-interest": ({ unit, cover }) => [
    fact("conflict", "conflict-of-interest", [cover.id, unit.id], `${cover.id} has a conflict of interest with ${unit.id}.`, `${cover.id} had no conflict of interest with ${unit.id}`, (caseload) => ({
      ...caseload,
      conflicts: caseload.conflicts.filter(({ workerId, familyId }) => workerId !== cover.id || familyId !== unit.id),
    })),
  ],
  "restricted-record": ({ unit, cover }) => [
    workerFact("access", "restricted-record", cover, { ids: [unit.id] }, `${cover.id} has no access to the restricted record of ${unit.id}.`, `${cover.id} had access to the restricted record of ${unit.id}`, (worker) => ({
      restrictedFamilyIds: [...worker.restrictedFamilyIds, unit.id],
    })),
  ],
  "protection-experience": (placement, cohort) => gradeFacts("protection-experience", placement, cohort),
  "asye-jointly": (placement, cohort) => gradeFacts("asye-jointly", placement, cohort),
  "minimum-grade": (placement, cohort) => gradeFacts("minimum-grade", placement, cohort),
  "recent-changes": ({ unit }, cohort) => {
    const limit = limitOf("recent-changes", cohort);
    if (limit < 1) return [];
    return unit.children
      .filter((child) => changesInTwelveMonths(child, cohort) >= limit)
      .map(({ id }) =>
        fact("recent-changes", "recent-changes", [unit.id, id], `${id} of ${unit.id} has had ${limit} or more changes of worker in twelve months, or it is not known.`, `${id} of ${unit.id} had had fewer than ${limit} changes of worker in twelve months`, (caseload) => ({
          ...caseload,
          children: caseload.children.map((child) => (child.id === id ? { ...child, changesOfWorkerOn: [...(child.changesOfWorkerOn ?? [])].sort((a, b) => b - a).slice(0, limit - 1) } : child)),
        }), { value: String(limit) }),
      );
  },
  "family-wish-to-stay": ({ unit }) => [familyFact("wish", "family-wish-to-stay", unit, `${unit.id} wishes to stay with ${unit.worker.id}.`, `${unit.id} had not wished to stay with ${unit.worker.id}`, () => ({ wish: null }))],
  "worker-wish-to-finish": ({ unit }) => [
    familyFact("wish", "worker-wish-to-finish", unit, `${unit.worker.id} has asked to finish a piece of work with ${unit.id}.`, `${unit.worker.id} had not asked to finish a piece of work with ${unit.id}`, (family) => ({
      finishWishWorkerIds: family.finishWishWorkerIds.filter((id) => id !== unit.worker.id),
    })),
  ],
  "due-to-close": ({ unit }) => {
    if (unit.children.every(({ closesOn, stepsDownOn }) => closesOn === null && stepsDownOn === null)) return [];
    return [
      fact("due-to-close", "due-to-close", [unit.id], `${unit.id} is due to close or step down.`, `${unit.id} were not due to close or step down`, (caseload) => ({
        ...caseload,
        // The whole family, as the sentence says, whoever holds its other children.
        children: caseload.children.map((child) => (child.familyId === unit.id ? { ...child, closesOn: null, stepsDownOn: null } : child)),
      })),
    ];
  },
  "travel-limit": ({ unit, cover }, cohort) => {
    const most = limitOf("travel-limit", cohort);
    const [from, to] = [cover.area, unit.family.area];
    return [
      {
        ...fact("travel", "travel-limit", [cover.id, unit.id], `${cover.id} in ${from} is more than ${most} minutes from ${unit.id} in ${to}.`, `${cover.id} in ${from} were within ${most} minutes of ${unit.id} in ${to}`, (caseload) => ({
          ...caseload,
          travel: caseload.travel === null ? null : { ...caseload.travel, minutes: withMinutes(caseload.travel, from, to, most) },
        }), { value: String(most) }),
        // Whoever else is based there comes nearer too.
        key: `travel|${from}|${to}`,
      },
    ];
  },
  "same-locality": ({ unit, cover }) => [
    workerFact("locality", "same-locality", cover, { value: unit.family.area }, `${cover.id} is not based in ${unit.family.area}.`, `${cover.id} were based in ${unit.family.area}`, () => ({ area: unit.family.area })),
  ],
  language: ({ unit, cover }) =>
    unit.family.languages
      .filter((language) => !cover.languages.includes(language))
      .map((language) => workerFact("language", "language", cover, { value: language }, `${cover.id} does not speak ${language}.`, `${cover.id} spoke ${language}`, (worker) => ({ languages: [...worker.languages, language] }))),
  "worker-gender": ({ unit }) => [familyFact("gender-preference", "worker-gender", unit, `${unit.id} has asked for a worker of another gender.`, `${unit.id} had not asked for a worker of another gender`, () => ({ workerGender: null }))],
  certificates: ({ unit, cover }) =>
    unit.family.requiredCertificates
      .filter((certificate) => !cover.certificates.includes(certificate))
      .map((certificate) =>
        workerFact("certificate", "certificates", cover, { value: certificate }, `${cover.id} does not hold the certificate ${certificate}.`, `${cover.id} held the certificate ${certificate}`, (worker) => ({ certificates: [...worker.certificates, certificate] })),
      ),
  "two-to-one": ({ unit }) => [familyFact("two-to-one", "two-to-one", unit, `${unit.id} needs two workers at visits.`, `one worker could visit ${unit.id}`, () => ({ isTwoToOne: false }))],
  notice: ({ unit }, cohort) => [
    fact("notice", "notice", [unit.id], `${limitOf("notice", cohort)} days of notice are needed.`, `no notice of ${limitOf("notice", cohort)} days were needed`, (caseload) => ({
      ...caseload,
      policy: { ...caseload.policy, rules: { ...caseload.policy.rules, notice: { ...caseload.policy.rules.notice, limit: 0 } } },
    })),
  ],
  "key-event": (placement, cohort) => eventFacts("key-event", placement, cohort),
  "life-event": (placement, cohort) => eventFacts("life-event", placement, cohort),
  "care-proceedings": ({ unit }, cohort) =>
    unit.children
      .filter(({ firstHearingOn, circumstances }) => circumstances.includes(CARE_PROCEEDINGS) && (firstHearingOn === null || firstHearingOn >= cohort.caseload.asOf))
      .map(({ id }) =>
        fact("first-hearing", "care-proceedings", [unit.id, id], `The first hearing of ${id} of ${unit.id} is not known to have been held.`, `the first hearing of ${id} of ${unit.id} had been held by today`, (caseload) => ({
          ...caseload,
          children: caseload.children.map((child) => (child.id === id ? { ...child, firstHearingOn: caseload.asOf - 1 } : child)),
        })),
      ),
  "capacity-in-takeover-week": ({ cover }) => {
    if (cover.capacityPoints === null || cover.capacityPoints === 0) return [];
    return [
      workerFact("capacity", "capacity-in-takeover-week", cover, {}, `${cover.id} is not at work, with capacity, when a takeover could be.`, `${cover.id} were at work, with capacity, whenever a takeover could be`, () => ({
        reductions: [],
        leave: [],
        startsOn: null,
      })),
    ];
  },
  "contract-covers-hand-back": ({ cover }) => [
    workerFact("contract", "contract-covers-hand-back", cover, {}, `${cover.id}'s contract ends before the hand-back.`, `${cover.id}'s contract reached the hand-back`, () => ({ contractEndsOn: null })),
  ],
};

/** Pins that stand against a placement, one fact each. */
function pinFacts(placement: Placement, cohort: Cohort): readonly Fact[] {
  return pinsOf(placement.unit, cohort)
    .filter((pin) => refusedByPin(placement, { ...cohort, caseload: { ...cohort.caseload, pins: [pin] } }) !== null)
    .map((pin) => {
      const to = pin.coverWorkerId === null ? "" : ` ${pin.coverWorkerId}`;
      return fact("pin", "pins", [placement.unit.id, ...(pin.coverWorkerId === null ? [] : [pin.coverWorkerId])], `${placement.unit.id} is pinned (${pin.kind.replaceAll("-", " ")}${to}).`, `${placement.unit.id} were not pinned (${pin.kind.replaceAll("-", " ")}${to})`, (caseload) => ({
        ...caseload,
        pins: caseload.pins.filter((other) => other !== pin),
      }), { value: pin.kind });
    });
}

/** The lowest grade at which the rule has nothing against the cover worker. */
function gradeFacts(rule: RuleId, placement: Placement, cohort: Cohort): readonly Fact[] {
  const { grades } = cohort.caseload.policy;
  const judge = PLACEMENT_RULES.find(({ id }) => id === rule)!;
  const grade = grades.slice(grades.indexOf(placement.cover.grade) + 1).find((each) => judge.refuse({ ...placement, cover: { ...placement.cover, grade: each } }, cohort) === null);
  if (grade === undefined) return [];
  return [workerFact("grade", rule, placement.cover, { value: grade }, `${placement.cover.id} is of grade ${placement.cover.grade}, and ${grade} is needed.`, `${placement.cover.id} were of grade ${grade}`, () => ({ grade }))];
}

/** Events of the unit's children that protect it, each by itself. */
function eventFacts(guard: EventType["guardedBy"] & RuleId, { unit }: { readonly unit: FamilyUnit }, cohort: Cohort): readonly Fact[] {
  const events = [...new Set(unit.children.flatMap((child) => eventsOfChild(child, cohort)))].filter((event) => {
    const type = eventType(event.kind, cohort);
    return type.protection === "protected" && type.guardedBy === guard;
  });
  return events.map((event) => ({
    ...fact("event", guard, [unit.id], `The ${event.kind.replaceAll("-", " ")} of ${unit.id} is on ${formatDay(event.date)}.`, `the ${event.kind.replaceAll("-", " ")} of ${unit.id} on ${formatDay(event.date)} lay outside the programme`, (caseload) => ({
      ...caseload,
      events: caseload.events.filter((other) => !isSameEvent(other, event)),
    }), { value: event.kind, date: formatDay(event.date) }),
    event,
  }));
}

function withMinutes({ areas, minutes }: NonNullable<Caseload["travel"]>, from: string, to: string, most: number): readonly (readonly (number | null)[])[] {
  const isWay = (row: number, column: number): boolean => (areas[row] === from && areas[column] === to) || (areas[row] === to && areas[column] === from);
  return minutes.map((list, row) => list.map((value, column) => (isWay(row, column) ? most : value)));
}

/** What a fact says beside its condition. */
type Said = Partial<Pick<ChangedFact, "value" | "date">>;

function fact(kind: ChangedFact["kind"], rule: RuleId, ids: readonly string[], statement: string, condition: string, change: Fact["change"], { value = null, date = null }: Said = {}): Fact {
  return { kind, rule, ids, value, date, statement, condition, key: `${kind}|${condition}`, change };
}

function familyFact(kind: ChangedFact["kind"], rule: RuleId, { id }: FamilyUnit, statement: string, condition: string, of: (family: Family) => Partial<Family>): Fact {
  return fact(kind, rule, [id], statement, condition, (caseload) => ({
    ...caseload,
    families: caseload.families.map((family) => (family.id === id ? { ...family, ...of(family) } : family)),
  }));
}

function workerFact(kind: ChangedFact["kind"], rule: RuleId, { id }: Worker, said: Said & { readonly ids?: readonly string[] }, statement: string, condition: string, of: (worker: Worker) => Partial<Worker>): Fact {
  const change = (caseload: Caseload): Caseload => ({
    ...caseload,
    workers: caseload.workers.map((worker) => (worker.id === id ? { ...worker, ...of(worker) } : worker)),
  });
  return fact(kind, rule, [id, ...(said.ids ?? [])], statement, condition, change, said);
}

/** A fact as it is told. */
export function toldFact({ kind, rule, ids, value, date, statement, condition }: Fact): ChangedFact {
  return { kind, rule, ids, value, date, statement, condition };
}
