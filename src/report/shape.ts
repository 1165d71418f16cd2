/** The shape of what a page is made of, as far as a page reads it: what is no plan is refused by name, before half a page is written. */
import { given, isRecord } from "../base/given";
import type { Plan } from "../plan/plan";

/** A kind of value, a list of one shape (of one element), or fields with their shapes; `?` at the end of a kind: or null. */
type Shape = "text" | "text?" | "number" | "number?" | "truth" | readonly [Shape] | { readonly [field: string]: Shape };

const WEEK: Shape = { week: "number", reliefPerMille: "number?" };

const PLAN: Shape = {
  schemaVersion: "number",
  libraryVersion: "text",
  caseloadDigest: "text",
  programme: { id: "text?", startDate: "text", endDate: "text", weeks: "number", workingDays: "number" },
  termination: "text",
  headline: { participantsWithBase: "number", participantsInBand: "number", meanReliefPerMille: "number", nearLowerEdge: "number" },
  components: [{ participantIds: ["text"], coverWorkerIds: ["text"], goals: [{ goal: "text", value: "number", stageValue: "number", bound: "number", gap: "number", isMet: "truth", isExact: "truth" }] }],
  decisions: [
    {
      kind: "text", id: "text", participantId: "text", childIds: ["text"], mode: "text", coverWorkerId: "text?", companionId: "text?", takeoverDate: "text?", handBackDate: "text?", workPoints: "number", reliefPoints: "number",
      loadPoints: "number", continuityCost: "number", costTerms: [{ term: "text", contacts: "number" }], contacts: "number", changesOfWorker: "number", flags: ["text"], reason: { kind: "text" }, sentence: "text",
    },
  ],
  participants: [
    {
      workerId: "text", role: "text", grade: "text", team: "text", children: "number", families: "number", basePoints: "number", bandLowerPoints: "number", bandUpperPoints: "number", reliefPoints: "number", afterPoints: "number",
      reliefPerMille: "number?", isInBand: "truth", weeks: [WEEK], workloadPercentBefore: "number?", workloadPercentAfter: "number?", shortfallSentence: "text?",
    },
  ],
  coverWorkers: [
    {
      workerId: "text", role: "text", grade: "text", team: "text", familiesTaken: "number", childrenTaken: "number", familiesCoWorked: "number", supervisionTaken: "number", childrenHeldBefore: "number",
      peakWorkloadPercentBefore: "number?", peakWorkloadPercentAfter: "number?", intervals: [{ from: "text", to: "text", capacityPoints: "number", existingPoints: "number", addedPoints: "number" }],
    },
  ],
  totals: { familiesMoved: "number", familiesCoWorked: "number", familiesStaying: "number", childrenMoved: "number", changesOfWorker: "number", supervisionMoved: "number", continuityCost: "number" },
  statements: [{ kind: "text", rule: "text?", ids: ["text"], sentence: "text" }],
};

const SENTENCES: Shape = ["text"];
const SECTIONS: Shape = { rationale: SENTENCES, responsibility: SENTENCES, data: SENTENCES, fairness: SENTENCES, safetyAndPerformance: SENTENCES, impact: SENTENCES };

/** Of what goes beside a plan, enough to tell one document from another. */
const BESIDE: Readonly<Record<"explanation" | "impact" | "groups" | "record", { readonly shape: Shape; readonly from: string }>> = {
  explanation: { shape: { caseloadDigest: "text", families: [{ id: "text", units: [{ decision: { kind: "text", participantId: "text", childIds: ["text"] }, sections: SECTIONS }] }], participants: [{ workerId: "text" }], thirds: [{ sentence: "text" }] }, from: "explainPlan" },
  impact: { shape: { changesOfWorker: [{ status: "text" }], episodes: [{ childId: "text" }], byGrade: [{}], byTeam: [{}] }, from: "planImpact" },
  groups: { shape: { characteristic: "text", rows: [{ group: "text" }] }, from: "groupImpact" },
  record: { shape: { kind: "text", entries: [{ kind: "text" }] }, from: "startRecord and appendToRecord" },
};

/** Refuses what is no plan document. */
export function givenPlan(plan: Plan): void {
  const fault = faultOf(plan, PLAN, "");
  given(fault === null, `This is no plan document: ${fault}. Give a plan that planHandovers made, or one that checkPlan finds in order with nothing left out.`);
}

/** Options of a page, whatever they hold. */
type Options = { readonly [Field in "title" | "questionsTo" | keyof typeof BESIDE]?: unknown };

/** Refuses options that are none. */
export function givenOptions(options: Options): void {
  given(isRecord(options), "The options of a report are no object. Give an object, or nothing.");
  for (const field of ["title", "questionsTo"] as const) given(options[field] === undefined || typeof options[field] === "string", `${field} is not text.`);
  for (const [field, { shape, from }] of Object.entries(BESIDE)) {
    const value = options[field as keyof typeof BESIDE];
    const fault = value === undefined ? null : faultOf(value, shape, `/${field}`);
    given(fault === null, `The ${field} is none: ${fault}. Give the value of ${from}, or leave it out.`);
  }
}

/** What is first found to be of another shape; null when nothing is. */
function faultOf(value: unknown, shape: Shape, path: string): string | null {
  const place = path === "" ? "it" : path;
  if (typeof shape === "string") return isKind(value, shape) ? null : `${place} is not ${KINDS[shape]}`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${place} is not a list`;
    return firstFault(value.map((one: unknown, index) => [one, shape[0], `${path}/${index}`]));
  }
  if (!isRecord(value)) return `${place} is not an object`;
  return firstFault(Object.entries(shape).map(([field, own]) => [value[field], own, `${path}/${field}`]));
}

function firstFault(parts: readonly (readonly [unknown, Shape, string])[]): string | null {
  for (const part of parts) {
    const fault = faultOf(...part);
    if (fault !== null) return fault;
  }
  return null;
}

const KINDS = { text: "text", "text?": "text or null", number: "a number", "number?": "a number or null", truth: "true or false" } as const;

function isKind(value: unknown, kind: keyof typeof KINDS): boolean {
  if (value === null) return kind.endsWith("?");
  if (kind.startsWith("text")) return typeof value === "string";
  return kind === "truth" ? typeof value === "boolean" : typeof value === "number" && Number.isFinite(value);
}

function isList(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}
