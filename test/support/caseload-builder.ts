/**
 * Caseload documents made by hand: a valid minimal one, and whatever a test wants said differently.
 * Left out, there is one participant W1 with one family F1 of one child C1, and one cover worker K1.
 * The programme is ten weeks from Monday 2018-09-17, without bank holidays: fifty working days. Today
 * is four weeks before.
 */
import { parseDay, type Day } from "../../src/base/calendar";
import { parseCaseload } from "../../src/input/parse-caseload";
import type { Caseload } from "../../src/model/caseload";
import type { CaseloadDocument } from "../../src/model/caseload-document";
import type { PolicyDocument } from "../../src/model/policy-document";
import { describeCohort, type Cohort, type Unit } from "../../src/model/cohort";
import type { Option } from "../../src/model/option";
import type { RuleId } from "../../src/model/rule-settings";
import { listChoices, type Refusal, type UnitChoices } from "../../src/network/choices";
import { planHandovers } from "../../src/pipeline/plan-handovers";
import type { Decision, Plan } from "../../src/plan/plan";

type Row<List extends "workers" | "families" | "children" | "supervision" | "pins" | "events"> = NonNullable<CaseloadDocument[List]>[number];
type Fields<List extends "workers" | "families" | "children" | "supervision" | "pins" | "events"> = Partial<Row<List>>;

/** What a test says differently; families that are not listed are made for the children. */
export type Parts = Partial<Omit<CaseloadDocument, "workers" | "cohort" | "policy">> & {
  readonly participants?: readonly Row<"workers">[];
  readonly cover?: readonly Row<"workers">[];
  readonly others?: readonly Row<"workers">[];
  /** Bands of participants, by id. */
  readonly bands?: Readonly<Record<string, NonNullable<NonNullable<PolicyDocument["reliefBand"]>>>>;
  readonly policy?: PolicyDocument;
  readonly rules?: PolicyDocument["rules"];
};

/** Exact in every goal, nothing given back: what brute force would say. */
export const EXACT_GOALS: NonNullable<PolicyDocument["goals"]> = Object.fromEntries(
  ["relief", "continuity", "fair-cover", "travel"].map((goal) => [goal, { slackShare: 0, gapShare: 0, gapAbsolute: 0 }]),
);

export const RECORDED = { author: "programme lead", reason: "agreed at the planning meeting" } as const;

/** A social worker; at W's of the tests they are participants, at K's cover workers. */
export function worker(id: string, fields: Fields<"workers"> = {}): Row<"workers"> {
  return { id, role: "social-worker", grade: "level-3", team: "West", area: "Dorchester", fte: 1, capacityPoints: 100, ...fields };
}

export function manager(id: string, fields: Fields<"workers"> = {}): Row<"workers"> {
  return worker(id, { role: "team-manager", grade: "manager", ...fields });
}

/** A family without needs, at Dorchester. */
export function family(id: string, fields: Fields<"families"> = {}): Row<"families"> {
  return { id, area: "Dorchester", ...fields };
}

/** A child in need with a settled worker, seen three weeks before the programme: 4 points, visits every 20 working days. */
export function child(id: string, familyId: string, allocatedWorkerId: string, fields: Fields<"children"> = {}): Row<"children"> {
  return {
    id,
    familyId,
    allocatedWorkerId,
    status: "child-in-need",
    workerSince: "2016-01-04",
    changesOfWorkerOn: [],
    lastVisitOn: "2018-08-20",
    assessedOn: "2018-08-01",
    hasChronology: true,
    ...fields,
  };
}

/** Families F1 … Fn of one child each, all with one worker. */
export function singleFamilies(count: number, workerId = "W1", fields: Fields<"children"> = {}): Row<"children">[] {
  return Array.from({ length: count }, (_, index) => child(`C${index + 1}`, `F${index + 1}`, workerId, fields));
}

export function pin(kind: Row<"pins">["kind"], familyId: string, fields: Fields<"pins"> = {}): Row<"pins"> {
  return { kind, familyId, ...RECORDED, ...fields };
}

export const WEIGHTING: CaseloadDocument["weightingScheme"] = {
  cases: [
    { status: "open-assessment", points: 5, visitIntervalWorkingDays: 10 },
    { status: "child-in-need", points: 4, visitIntervalWorkingDays: 20 },
    { status: "protection-plan", points: 8, visitIntervalWorkingDays: 10 },
    { status: "looked-after", points: 5, visitIntervalWorkingDays: 30 },
    { status: "care-leaver", points: 3, visitIntervalWorkingDays: null },
  ],
};

/** Minutes between two localities, in both directions, and within each. */
export function travel(minutesApart: number, minutesWithin = 10): CaseloadDocument["travel"] {
  return {
    minutes: [
      { from: "Dorchester", to: "Dorchester", minutes: minutesWithin },
      { from: "Weymouth", to: "Weymouth", minutes: minutesWithin },
      { from: "Dorchester", to: "Weymouth", minutes: minutesApart },
    ],
  };
}

/** The document itself. */
export function caseloadDocument(parts: Parts = {}): CaseloadDocument {
  const { participants = [worker("W1")], cover = [worker("K1")], others = [], bands = {}, policy, rules, families = [], ...rest } = parts;
  const children = rest.children ?? [child("C1", "F1", "W1")];
  const listed = new Set(families.map(({ id }) => id));
  const missing = [...new Set(children.map(({ familyId }) => familyId))].filter((id) => !listed.has(id));
  const stated = policy === undefined && rules === undefined ? {} : { policy: { ...policy, rules: { ...policy?.rules, ...rules } } };
  return {
    schemaVersion: 1,
    asOf: "2018-08-20",
    programme: { id: "P1", startDate: "2018-09-17", weeks: 10, nonWorkingDays: [] },
    weightingScheme: WEIGHTING,
    workers: [...participants, ...cover, ...others],
    cohort: {
      participants: participants.map(({ id }) => ({ workerId: id, ...(bands[id] === undefined ? {} : { reliefBand: bands[id] as never }) })),
      coverWorkerIds: cover.map(({ id }) => id),
    },
    families: [...families, ...missing.map((id) => family(id))],
    travel: null,
    ...stated,
    ...rest,
    children,
  };
}

/** The parsed caseload; a document that is refused is a fault of the test. */
export function parsed(document: CaseloadDocument): Caseload {
  const result = parseCaseload(document);
  if (result.kind === "error") throw new Error(result.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return result.value;
}

export function caseloadOf(parts: Parts = {}): Caseload {
  return parsed(caseloadDocument(parts));
}

export function cohortOf(parts: Parts = {}): Cohort {
  return describeCohort(caseloadOf(parts));
}

export function day(date: string): Day {
  const found = parseDay(date);
  if (found === null) throw new Error(`${date} is no date`);
  return found;
}

/** The unit with this id, of this worker when more than one holds it. */
export function unitOf(cohort: Cohort, id = "F1", workerId?: string, part = 0): Unit {
  const unit = cohort.participants
    .flatMap(({ units }) => units)
    .find((candidate) => candidate.id === id && candidate.part === part && (workerId === undefined || candidate.worker.id === workerId));
  if (unit === undefined) throw new Error(`no unit ${id}`);
  return unit;
}

export function choicesOf(parts: Parts, id = "F1", workerId?: string): UnitChoices {
  const cohort = cohortOf(parts);
  return listChoices(cohort).find(({ unit }) => unit.id === id && (workerId === undefined || unit.worker.id === workerId))!;
}

/** The option of a mode and cover worker, if there is one. */
export function optionOf(choices: UnitChoices, mode: Option["mode"] = "handover", coverId = "K1"): Option | undefined {
  return choices.options.find((option) => option.mode === mode && (mode === "stay" || option.placement?.cover.id === coverId));
}

/** The rules that removed a way; empty when it exists. */
export function refusalsOf(choices: UnitChoices, mode: Refusal["mode"] = "handover", coverId = "K1"): readonly RuleId[] {
  return choices.refusals.find((refusal) => refusal.mode === mode && refusal.coverWorkerId === coverId)?.rules ?? [];
}

/** Rules that remove handing F1 to K1, or co-working it with K1. */
export function refusals(parts: Parts, mode: Refusal["mode"] = "handover", coverId = "K1"): readonly RuleId[] {
  return refusalsOf(choicesOf(parts), mode, coverId);
}

/** Terms of the continuity cost of handing F1 to K1, in thousandths of a contact. */
export function costTerms(parts: Parts, mode: Refusal["mode"] = "handover"): Readonly<Record<string, number>> {
  const option = optionOf(choicesOf(parts), mode);
  if (option === undefined) throw new Error("the option does not exist");
  return Object.fromEntries(option.costParts.map(({ term, cost }) => [term, cost]));
}

/** The plan, or a fault of the test. */
export function planOf(caseload: Caseload): Plan {
  const result = planHandovers(caseload);
  if (result.kind !== "plan") throw new Error(`no plan: ${JSON.stringify(result)}`);
  return result.plan;
}

export function decisionAbout(plan: Plan, id: string, participantId?: string): Decision {
  const decision = plan.decisions.find((candidate) => candidate.id === id && (participantId === undefined || candidate.participantId === participantId));
  if (decision === undefined) throw new Error(`no decision about ${id}`);
  return decision;
}
