/**
 * Planning again from the middle:
 *
 *   previous plan + events ─▶ caseload of the day ─▶ plan, fewest changes second of its goals ─▶ a reason for every change
 */
import { parseDay } from "../base/calendar";
import { digestOf } from "../base/digest";
import type { Issue } from "../base/issue";
import { LIBRARY_VERSION } from "../base/version";
import { changeSentence, whyChanged } from "../explain/change-reasons";
import { choicesInTurn } from "../explain/feasibility";
import type { StandingComponent } from "../explain/standing-plan";
import { parseEventsDocument } from "../input/parse-events";
import { parsePlanDocument } from "../input/parse-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import type { EventsDocument } from "../model/events-document";
import { reliefPenalty, reliefTarget } from "../network/targets";
import { checkingDecisions } from "../plan/check-plan";
import type { Decision, NoPlan, Plan } from "../plan/plan";
import { REPLAN_SCHEMA_VERSION, type ChangedDecision, type Replan, type RestoredRelief, type Whereabouts } from "../plan/replan";
import { applyEvents, type CaseloadOfTheDay } from "./apply-events";
import { drive, driveAsync } from "./drive";
import { planningWithNumbers } from "./plan-handovers";
import { checkOptions, startRun, type PlanOptions, type PlanProgress } from "./plan-options";

/** A re-plan, the previous plan where nothing has happened, why there is none, or what is wrong with what was given. */
export type ReplanResult =
  | { readonly kind: "replan"; readonly replan: Replan }
  | { readonly kind: "unchanged"; readonly plan: Plan }
  | NoPlan
  | { readonly kind: "bad-input"; readonly issues: readonly Issue[] }
  | { readonly kind: "bad-options"; readonly issues: readonly Issue[] };

/** Limits as for a plan, and how much is to be restored. */
export interface ReplanOptions extends PlanOptions {
  /** As for a plan, but fewer by default: {@link DEFAULT_REPLAN_STEPS}. What is not proved within them says so. */
  readonly stepLimit?: number;
  /** Most steps of the solver for the reason of one change. Default: {@link DEFAULT_REASON_STEPS}. */
  readonly reasonStepLimit?: number;
  /**
   * Thousandths of its base by which a participant may fall short more than by the previous plan, and still have what that gave: the level at which
   * the changes are fewest. 0 to 1000. Default: {@link DEFAULT_RELIEF_TOLERANCE}, an assumption.
   */
  readonly reliefTolerancePerMille?: number;
}

/** Steps for each component when the call names no limit: where they do not prove the fewest changes, many more hardly do, and the plan anew would be there sooner. */
const DEFAULT_REPLAN_STEPS = 600;

/** One per cent of base. */
const DEFAULT_RELIEF_TOLERANCE = 10;

/** Steps for the experiment behind one change. */
export const DEFAULT_REASON_STEPS = 100;

/**
 * Plans again after events: the fewest changed decisions that give every participant what the previous plan gave, or as
 * near to it as can be. What has happened stays; what was published changes only if it must; every change has a reason.
 * Without events the previous plan is handed back as it is, unsolved.
 *
 * @param caseload the one the previous plan was made from
 * @param previous a plan that passes `checkPlan`
 * @param events an events document
 * @returns a re-plan, whose plan passes `checkPlan` with its caseload
 */
export function replan(caseload: Caseload, previous: Plan, events: EventsDocument, options: ReplanOptions = {}): ReplanResult {
  return drive(replanning(caseload, previous, events, options), options);
}

/** As `replan`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export async function replanAsync(caseload: Caseload, previous: Plan, events: EventsDocument, options: ReplanOptions = {}): Promise<ReplanResult> {
  return driveAsync(replanning(caseload, previous, events, options), options);
}

function* replanning(caseload: Caseload, previous: Plan, events: EventsDocument, options: ReplanOptions): Generator<PlanProgress | null, ReplanResult> {
  const known = checkOptions(options);
  const faults = known.length > 0 ? known : optionFaults(options);
  if (faults.length > 0) return { kind: "bad-options", issues: faults };
  const given = parseEventsDocument(events);
  if (given.kind === "error") return { kind: "bad-input", issues: given.issues };
  const cohort = describeCohort(caseload);
  yield null;
  const read = parsePlanDocument(previous);
  yield null;
  if (read.kind === "error") return { kind: "bad-input", issues: read.issues };
  const isUnchanged = given.value.events.length === 0;
  if (isUnchanged) yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), cohort);
  // A re-plan starts from the decisions and what they come to, not from the goals that were reached: those are asked only of a plan that is handed back.
  const check = yield* isUnchanged ? checkingDecisions(previous, cohort) : checkingDecisions({ ...previous, components: undefined, termination: undefined }, cohort, []);
  if (check.kind === "error") return { kind: "bad-input", issues: check.issues };
  if (!check.value.isInOrder) return { kind: "bad-input", issues: [notInOrder(check.value.breaches[0]?.sentence ?? `${check.value.misstatements[0]!.path} is not as stated.`)] };
  if (isUnchanged) return { kind: "unchanged", plan: previous };
  yield null;
  const applied = yield* applyEvents(given.value, previous, options.reliefTolerancePerMille ?? DEFAULT_RELIEF_TOLERANCE, cohort);
  if (applied.kind === "error") return { kind: "bad-input", issues: applied.issues };
  yield null;
  const now = describeCohort(applied.value.caseload);
  yield null;
  const { result: planned, components } = yield* planningWithNumbers({ ...options, stepLimit: options.stepLimit ?? DEFAULT_REPLAN_STEPS }, now);
  if (planned.kind !== "plan") return planned;
  const changes = yield* changesOf(previous, planned.plan, components, now, options);
  return { kind: "replan", replan: assemble(previous, planned.plan, changes, applied.value, { before: cohort, now }, digestOf(given.value)) };
}

interface Cohorts {
  readonly before: Cohort;
  readonly now: Cohort;
}

function assemble(previous: Plan, plan: Plan, changes: readonly ChangedDecision[], { document }: CaseloadOfTheDay, { before, now }: Cohorts, eventsDigest: string): Replan {
  const goals = plan.components.map((component) => component.goals.find(({ goal }) => goal === "changes")!);
  const changed = goals.reduce((sum, { value }) => sum + value, 0);
  const bound = goals.reduce((sum, goal) => sum + goal.bound, 0);
  return {
    schemaVersion: REPLAN_SCHEMA_VERSION,
    libraryVersion: LIBRARY_VERSION,
    previousCaseloadDigest: before.caseload.digest,
    previousPlanDigest: digestOf(previous),
    eventsDigest,
    asOf: document.inProgress!.asOf,
    fewest: { changed, bound, isProved: changed === bound },
    changes,
    relief: restored(previous, plan, now),
    plan,
    caseload: document,
  };
}

/** Every changed decision with its reason, in the order of the plan. */
function* changesOf(previous: Plan, plan: Plan, components: readonly StandingComponent[], now: Cohort, options: ReplanOptions): Generator<null, readonly ChangedDecision[]> {
  const { reasonStepLimit = DEFAULT_REASON_STEPS, timeLimitMs: _, reliefTolerancePerMille: __, ...others } = options;
  const stop = startRun({ ...others, stepLimit: reasonStepLimit });
  const changes: ChangedDecision[] = [];
  for (const component of components) {
    for (const [item, { unit }] of component.at.items.entries()) {
      if (!component.at.options[component.choice[item]!]!.isChange) continue;
      const run = whyChanged(component, item, stop.limitsOf(0));
      let step = run.next();
      while (step.done !== true) {
        yield null;
        step = run.next();
      }
      const after = decisionOf(plan, component, item);
      const before = previous.decisions.find((decision) => isAboutSame(decision, after)) ?? null;
      const from = before === null ? null : whereabouts(before);
      const on = dayOfChange(before, after, now.today);
      const sentence = changeSentence(unit.id, unit.worker.id, from, whereabouts(after), on === null ? null : parseDay(on), step.value);
      const { kind, id, participantId, childIds } = after;
      changes.push({ kind, id, participantId, childIds, before: from, after: whereabouts(after), on, reason: step.value, sentence });
    }
  }
  return changes.sort((a, b) => plan.decisions.findIndex((decision) => isAboutSame(decision, a)) - plan.decisions.findIndex((decision) => isAboutSame(decision, b)));
}

function decisionOf(plan: Plan, { at }: StandingComponent, item: number): Decision {
  const { unit } = at.items[item]!;
  const childIds = unit.kind === "family" ? unit.children.map(({ id }) => id) : [];
  return plan.decisions.find((decision) => isAboutSame(decision, { kind: unit.kind, id: unit.id, participantId: unit.worker.id, childIds }))!;
}

type About = Pick<Decision, "kind" | "id" | "participantId" | "childIds">;

/** A family may have been split, or have more children by now. */
function isAboutSame(a: About, b: About): boolean {
  return a.kind === b.kind && a.id === b.id && a.participantId === b.participantId && (a.kind === "supervision" || a.childIds.some((id) => b.childIds.includes(id)));
}

function whereabouts({ mode, coverWorkerId, companionId, takeoverDate, handBackDate }: Decision): Whereabouts {
  return { mode, coverWorkerId, companionId, takeoverDate, handBackDate };
}

/** The day on which the unit's worker is another than was published. */
function dayOfChange(before: Decision | null, after: Decision, today: number): string | null {
  const days = [...(after.earlier ?? []).map(({ endDate }) => endDate), after.takeoverDate].filter((date) => date !== null && parseDay(date)! >= today);
  if (days.length > 0) return days[0]!;
  return before?.mode === after.mode || after.handBackDate === null ? null : after.handBackDate;
}

/** Whether each participant is as near to its band as the previous plan had it. */
function restored(previous: Plan, plan: Plan, cohort: Cohort): readonly RestoredRelief[] {
  return plan.participants.map(({ workerId, reliefPoints, reliefPerMille }) => {
    const participant = cohort.participants.find(({ worker }) => worker.id === workerId)!;
    const target = reliefTarget(participant, cohort);
    return {
      participantId: workerId,
      previousPerMille: previous.participants.find((before) => before.workerId === workerId)?.reliefPerMille ?? null,
      perMille: reliefPerMille,
      isRestored: reliefPenalty(Math.round(reliefPoints * 100), target) <= target.accepted,
    };
  });
}

function optionFaults({ reasonStepLimit, reliefTolerancePerMille }: ReplanOptions): readonly Issue[] {
  const isWhole = (value: number | undefined, least: number, most: number): boolean => value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most);
  const fault = (path: string, message: string, fix: string): Issue => ({ code: "bad-option", severity: "error", path, message, fix });
  return [
    ...(isWhole(reasonStepLimit, 1, Number.MAX_SAFE_INTEGER) ? [] : [fault("/reasonStepLimit", "reasonStepLimit is not a whole number of at least 1.", `Leave it out for ${DEFAULT_REASON_STEPS}.`)]),
    ...(isWhole(reliefTolerancePerMille, 0, 1000) ? [] : [fault("/reliefTolerancePerMille", "reliefTolerancePerMille is not a whole number from 0 to 1000.", `Leave it out for ${DEFAULT_RELIEF_TOLERANCE}.`)]),
  ];
}

function notInOrder(fault: string): Issue {
  return { code: "plan-not-in-order", severity: "error", path: "/decisions", message: `The previous plan fails its own check: ${fault}`, fix: "Check the plan, put right what is named, and plan again." };
}
