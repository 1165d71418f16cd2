/**
 * One decision under the six headings of explanation that the Information Commissioner's Office names ("Explaining decisions made
 * with AI", ICO and The Alan Turing Institute): rationale, responsibility, data, fairness, safety and performance, impact.
 */
import { formatDay } from "../base/calendar";
import { formatHundredths, formatThousandths } from "../base/units";
import type { CaseEvent, Child } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import { eventsOfChild } from "../model/contacts-due";
import type { Option } from "../model/option";
import type { Decision } from "../plan/plan";
import type { Counterfactual, Sections } from "./explanation";
import type { StandingComponent, StandingPlan } from "./standing-plan";
import { count, listed, short } from "./words";

/** What is known of a decision. */
export interface Told {
  readonly decision: Decision;
  readonly option: Option;
  /** What anything else would cost; null where the decision's own sentence says that there is nothing else. */
  readonly otherwiseSentence: string | null;
  /** Why this cover worker; null where there is none, or it was not asked. */
  readonly coverSentence: string | null;
  readonly counterfactuals: readonly Counterfactual[];
  readonly standing: StandingComponent;
  readonly plan: StandingPlan;
}

/** The sections, none of them empty. */
export function sectionsOf(told: Told): Sections {
  const { decision, otherwiseSentence, coverSentence, counterfactuals } = told;
  return {
    rationale: [
      ...[decision.sentence, coverSentence, otherwiseSentence].filter((sentence) => sentence !== null),
      ...counterfactuals.filter(({ effect, facts, sentence }) => effect === "changes" && facts.every(({ condition }) => sentence.includes(condition))).map(({ sentence }) => sentence),
    ],
    responsibility: responsibility(told),
    data: data(told),
    fairness: fairness(told),
    safetyAndPerformance: safety(told),
    impact: impact(told),
  };
}

function responsibility({ decision }: Told): readonly string[] {
  return [
    "This is a proposal: a manager decides, after the worker was consulted.",
    "Points, rules and defaults are the council's policy and can be questioned as such.",
    ...(decision.reason.kind === "pinned" ? ["A planner pinned this decision; author and reason are on record."] : []),
    ...(decision.flags.includes("exception-recorded") ? ["It uses a recorded exception; author and reason are on record."] : []),
  ];
}

function data({ decision, option, plan: { cohort } }: Told): readonly string[] {
  const { unit } = option;
  const what = unit.kind === "family" ? `${count(unit.children.length, "child", "children")}` : "a piece of supervision";
  const events = unit.kind === "family" ? [...new Set(unit.children.flatMap((child) => eventsOfChild(child, cohort)))] : [];
  const near = events.filter(({ date }) => date >= cohort.horizonStart && date < cohort.horizonEnd);
  const terms = decision.costTerms.map(({ term, contacts }) => `${formatThousandths(Math.round(contacts * 1000))} for ${TERMS[term] ?? `the rule ${term.replaceAll("-", " ")}`}`);
  return [
    `${unit.id}: ${what}, ${formatHundredths(Math.round(decision.workPoints * 100))} points of work in the window.`,
    ...(near.length === 0 ? ["No event of it lies in the programme, or near it."] : eventSentences(near)),
    ...(terms.length === 0 ? [] : [short(`Continuity cost in contacts: ${listed(terms)}.`, `Its continuity cost has ${terms.length} parts, listed with the decision.`)]),
    ...(decision.flags.includes("worst-case") ? worstCases(unit, cohort) : []),
  ];
}

/** Parts of the continuity cost as they are read; the others are rules that count as a cost. */
const TERMS: Readonly<Record<string, string>> = { contacts: "contacts with somebody else", "changes-of-worker": "changes of worker", table: "the council's table" };

/** What lies in the horizon, a sentence for each kind of event. */
function eventSentences(events: readonly CaseEvent[]): readonly string[] {
  return [...new Set(events.map(({ kind }) => kind))].sort().map((kind) => {
    const days = [...new Set(events.filter((event) => event.kind === kind).map(({ date }) => formatDay(date)))].sort();
    const what = kind.replaceAll("-", " ");
    return short(`In the programme or near it: ${what} on ${listed(days)}.`, `In the programme or near it: ${what}, ${days.length} times from ${days[0]} to ${days.at(-1)}.`);
  });
}

/** What is not known of the unit, and what was taken instead. */
function worstCases(unit: Option["unit"], { caseload }: Cohort): readonly string[] {
  const children = unit.kind === "family" ? unit.children : [];
  const of = (isUnknown: (child: Child) => boolean, long: (ids: string) => string, taken: string): readonly string[] => {
    const ids = children.filter(isUnknown).map(({ id }) => id);
    return ids.length === 0 ? [] : [short(`${long(listed(ids))}: ${taken}.`, `${long(count(ids.length, "child", "children"))}: ${taken}.`)];
  };
  const known = [
    ...of(({ lastVisitOn }) => lastVisitOn === null, (ids) => `The last visit to ${ids} is not known`, "one is taken to be due at once"),
    ...of(({ workerSince }) => workerSince === null, (ids) => `How long ${ids} had this worker is not known`, "the relationship is taken to be established"),
    ...of(({ changesOfWorkerOn }) => changesOfWorkerOn === null, (ids) => `Changes of worker in twelve months are not known of ${ids}`, `${caseload.policy.unknownChanges} are taken`),
  ];
  return known.length > 0 ? known : ["Something about it is not known; the worst case was taken."];
}

function fairness({ decision, plan: { plan, cohort } }: Told): readonly string[] {
  const own = plan.participants.find(({ workerId }) => workerId === decision.participantId)!;
  const { policy, continuityTable } = cohort.caseload;
  const weighsChanges = policy.repeatChangeShare > 0 && policy.changeOfWorkerCost > 0 && continuityTable.length === 0;
  const mean = plan.headline.meanReliefPerMille;
  return [
    own.reliefPerMille === null
      ? `${own.workerId} has no work to relieve in the window.`
      : `${own.workerId} gets ${tenths(own.reliefPerMille)} % of its work covered; the mean of all participants is ${tenths(mean)} %.`,
    "Only recorded needs count; nothing is inferred from ethnicity or any other protected characteristic.",
    ...(weighsChanges ? ["A child that changed worker in the last twelve months weighs more, so it is moved less readily."] : []),
  ];
}

function safety({ decision, standing }: Told): readonly string[] {
  const open = standing.goals.filter(({ stageValue, bound }) => stageValue !== bound).map(({ goal }) => goal.replaceAll("-", " "));
  return [
    "The plan passed its check: it breaks no rule, limit or protected period that binds.",
    open.length === 0 ? "Every goal is proved: no plan that keeps those before it does better." : `Not proved to the last unit: ${listed(open)}; the plan states each gap.`,
    ...(decision.flags.includes("file-not-ready") ? ["The file is not ready for a handover: assessment, chronology or visit is missing."] : []),
  ];
}

function impact({ decision, plan: { plan, cohort } }: Told): readonly string[] {
  const { id, mode, coverWorkerId, takeoverDate, handBackDate, changesOfWorker, contacts, participantId } = decision;
  const elsewhere = decision.kind === "family" && cohort.caseload.children.some((child) => child.familyId === id && child.allocatedWorkerId !== participantId);
  const siblings = elsewhere ? [`Children of ${id} with other workers are not moved by this decision.`] : [];
  if (mode === "stay") return [`Nothing changes for ${id}: no change of worker.`, ...siblings];
  const cover = plan.coverWorkers.find(({ workerId }) => workerId === coverWorkerId)!;
  const back = handBackDate === null ? "" : `, back on ${handBackDate}`;
  return [
    mode === "handover" ? `${decision.kind === "supervision" ? "No child changes worker; it moves" : `${count(changesOfWorker, "change", "changes")} of worker, counted per child:`} from ${takeoverDate}${back}.` : `No change of worker: ${coverWorkerId} shares the work from ${takeoverDate}.`,
    `${count(contacts, "contact", "contacts")} would be with somebody other than ${participantId}.`,
    `${coverWorkerId} stands at ${cover.peakWorkloadPercentAfter ?? "no"} % on its busiest day with this plan.`,
    ...siblings,
  ];
}

function tenths(perMille: number): string {
  return formatThousandths(perMille * 100);
}
