/** Scores any plan and asks it every rule, without the solver. */
import { formatDay } from "../base/calendar";
import { canonicalJson, isEqualData } from "../base/digest";
import { ended } from "../base/ended";
import type { Result } from "../base/result";
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import { toleranceOf } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import { listChoices } from "../network/choices";
import { splitComponents, type Component } from "../network/components";
import { goalsInForce } from "../network/goals";
import { reliefTarget } from "../network/targets";
import { LIMIT_RULES } from "../rules";
import { heldParts, roomOn } from "../rules/cover-capacity";
import { groupChosen, type ChosenOptions } from "./chosen-options";
import { figuring, type PlanFigures } from "./assemble-plan";
import type { CoverWorkerOutcome, Headline, ParticipantOutcome, Plan, Totals } from "./plan";
import { readingDecisions, type Breach, type ProposedDecision } from "./read-decisions";
import { scoreComponent, type GoalValues } from "./score";

/** A plan to be judged: the decisions, and whatever figures it claims for them. */
export interface PlanToCheck {
  readonly caseloadDigest: string;
  readonly decisions: readonly ProposedDecision[];
  readonly headline?: object | undefined;
  readonly totals?: object | undefined;
  readonly participants?: readonly object[] | undefined;
  readonly coverWorkers?: readonly object[] | undefined;
  readonly components?: Plan["components"] | undefined;
  readonly programme?: object | undefined;
  readonly statements?: readonly object[] | undefined;
  readonly termination?: Plan["termination"] | undefined;
}

/** What a plan comes to, and everything wrong with it. */
export interface PlanCheck {
  /** True when there is no breach and no misstatement. */
  readonly isInOrder: boolean;
  readonly breaches: readonly Breach[];
  /** Figures the plan states otherwise than they are. */
  readonly misstatements: readonly Misstatement[];
  /** By component, in the plan's order of components. */
  readonly scores: readonly ComponentScore[];
  readonly headline: Headline;
  readonly participants: readonly Omit<ParticipantOutcome, "shortfallSentence">[];
  readonly coverWorkers: readonly CoverWorkerOutcome[];
  readonly totals: Totals;
}

export interface ComponentScore {
  readonly participantIds: readonly string[];
  readonly goals: GoalValues;
}

export interface Misstatement {
  /** Where in the plan: `/totals/changesOfWorker`. */
  readonly path: string;
  readonly stated: string;
  readonly actual: string;
}

/**
 * Checks a plan against the caseload it was made from; a plan of another caseload is refused.
 * @param components those of the cohort, where they are known already: who can affect whom, nothing of what was decided
 */
export function checkDecisions(plan: PlanToCheck, cohort: Cohort, components?: readonly Component[]): Result<PlanCheck> {
  return ended(checkingDecisions(plan, cohort, components));
}

/** As `checkDecisions`, with pauses between its parts. */
export function* checkingDecisions(plan: PlanToCheck, cohort: Cohort, components?: readonly Component[]): Generator<null, Result<PlanCheck>> {
  const judged = yield* judging(plan, cohort, components);
  return judged.kind === "ok" ? { ...judged, value: judged.value.check } : judged;
}

/** As `checkingDecisions`, with the figures that follow from the decisions. */
export function* judging(plan: PlanToCheck, cohort: Cohort, components?: readonly Component[]): Generator<null, Result<{ readonly check: PlanCheck; readonly figures: PlanFigures }>> {
  if (plan.caseloadDigest !== cohort.caseload.digest) return otherCaseload();
  const { options, breaches, decisionOf } = yield* readingDecisions(plan.decisions, cohort);
  const chosen = yield* groupChosen(options, cohort);
  const figures = yield* figuring(chosen, cohort);
  const scores: ComponentScore[] = [];
  for (const component of components ?? splitComponents(listChoices(cohort), cohort)) {
    scores.push({ participantIds: component.participants.map(({ worker }) => worker.id).sort(), goals: scoreComponent(component, chosen, figures.coverWorkers, cohort) });
    yield null;
  }
  const allBreaches = [...breaches, ...capacityBreaches(chosen, cohort), ...(yield* limitBreaches(options, cohort)), ...floorBreaches(chosen, cohort)];
  yield null;
  const placeOf = new Map(plan.decisions.map((decision, place) => [decision, place]));
  const misstatements = [
    ...figures.decisions.flatMap(({ unit, decision }) => {
      const stated = decisionOf.get(unit);
      // Which children it is about has been read.
      return stated === undefined ? [] : compare(`/decisions/${placeOf.get(stated)}`, stated, decision, "childIds");
    }),
    ...compare("/programme", plan.programme, figures.programme),
    ...compare("/headline", plan.headline, figures.headline),
    ...compare("/totals", plan.totals, figures.totals),
    ...compareLists("/participants", plan.participants, figures.participants),
    ...compareLists("/coverWorkers", plan.coverWorkers, figures.coverWorkers),
    ...compare("", plan.statements && { statements: plan.statements }, { statements: figures.statements }),
    ...compareComponents(plan, scores, cohort),
  ];
  const { headline, participants, coverWorkers, totals } = figures;
  const isInOrder = allBreaches.length === 0 && misstatements.length === 0;
  return {
    kind: "ok",
    value: { figures, check: { isInOrder, breaches: allBreaches, misstatements, scores, headline, participants, coverWorkers, totals } },
    issues: [],
  };
}

function otherCaseload(): Result<never> {
  const issue = {
    code: "other-caseload",
    severity: "error",
    path: "/caseloadDigest",
    message: "The plan was made from another caseload.",
    fix: "Check it against the caseload whose digest it carries, or plan again.",
  } as const;
  return { kind: "error", issues: [issue], issueCount: 1 };
}

function capacityBreaches({ all, stretchesOf }: ChosenOptions, cohort: Cohort): readonly Breach[] {
  const held = heldParts(all);
  return cohort.coverWorkers.flatMap((worker) =>
    stretchesOf(worker).flatMap((stretch) => {
      const most = roomOn(stretch, held, cohort);
      return stretch.added <= most ? [] : [limitBreach("cover-capacity", [worker.id, formatDay(stretch.from)], most, stretch.added)];
    }),
  );
}

function* limitBreaches(options: readonly Option[], cohort: Cohort): Generator<null, readonly Breach[]> {
  const { rules } = cohort.caseload.policy;
  const breaches: Breach[] = [];
  for (const rule of LIMIT_RULES.filter(({ id }) => rules[id].mode === "hard")) {
    for (const { rule: id, ids, most, among = options, amountOf } of rule.limits(options, cohort)) {
      const used = among.reduce((sum, option) => sum + amountOf(option), 0);
      if (used > most) breaches.push(limitBreach(id, ids, most, used));
    }
    yield null;
  }
  return breaches;
}

function limitBreach(rule: RuleId, ids: readonly string[], most: number, used: number): Breach {
  return { rule, ids, sentence: `The rule "${rule}" allows ${most} for ${ids.join(", ")}; the plan has ${used}.` };
}

function floorBreaches(chosen: ChosenOptions, cohort: Cohort): readonly Breach[] {
  return cohort.participants.flatMap((participant) => {
    const { floor } = reliefTarget(participant, cohort);
    const relief = chosen.ofParticipant(participant.worker).reduce((sum, option) => sum + option.relief, 0);
    if (floor === null || relief >= floor) return [];
    const { id } = participant.worker;
    return [{ rule: "relief-floor" as const, ids: [id], sentence: `${id} gets less relief than the policy's floor.` }];
  });
}

function compareLists(path: string, stated: readonly object[] | undefined, actual: readonly object[]): readonly Misstatement[] {
  if (stated === undefined) return [];
  if (stated.length !== actual.length) return compareCounts(path, stated.length, actual.length);
  return stated.flatMap((row, index) => compare(`${path}/${index}`, row, actual[index]!));
}

/** Every field but one that the actual figures have and the plan states; a typed-in plan may leave any out. */
function compare(path: string, stated: object | undefined, actual: object, except?: string): readonly Misstatement[] {
  if (stated === undefined) return [];
  const [said, is] = [stated, actual] as readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  return Object.keys(is)
    .filter((field) => said[field] !== is[field] && field !== except && Object.hasOwn(said, field) && said[field] !== undefined && !isEqualData(said[field], is[field]))
    .map((field) => ({ path: `${path}/${field}`, stated: canonicalJson(said[field]), actual: canonicalJson(is[field]) }));
}

function compareComponents(plan: PlanToCheck, scores: readonly ComponentScore[], cohort: Cohort): readonly Misstatement[] {
  const { components, termination } = plan;
  if (components === undefined) return [];
  const byParticipants = new Map(scores.map((score) => [canonicalJson(score.participantIds), score.goals]));
  const isOptimal = components.every((component) => component.termination === "optimal");
  return [
    ...compareCounts("/components", components.length, scores.length),
    ...compareEnds("/termination", termination, isOptimal),
    ...components.flatMap((component, index) => {
      const path = `/components/${index}`;
      const actual = byParticipants.get(canonicalJson([...component.participantIds].sort()));
      if (actual === undefined) return [{ path, stated: "a component", actual: "none with these participants" }];
      return [...compareGoals(path, component, actual, cohort), ...compareEnds(`${path}/termination`, component.termination, component.goals.every(({ isMet }) => isMet))];
    }),
  ];
}

/** Values from the decisions; whether a goal is met and exact, from the stated bound, which only a proof can judge. */
function compareGoals(path: string, { goals }: Plan["components"][number], actual: GoalValues, cohort: Cohort): readonly Misstatement[] {
  return [
    ...compareCounts(`${path}/goals`, goals.length, goalsInForce(cohort).length),
    ...goals.flatMap(({ goal, value, stageValue, bound, gap, isMet, isExact }, position) => {
      const { gapAbsolute, gapPerMille } = toleranceOf(goal, cohort.caseload);
      const allowed = Math.max(gapAbsolute, Math.floor((Math.abs(stageValue) * gapPerMille) / 1000));
      const told = { value: actual[goal] ?? 0, gap: stageValue - bound, isMet: stageValue - bound <= allowed, isExact: stageValue === bound };
      return compare(`${path}/goals/${position}`, { value, gap, isMet, isExact }, told);
    }),
  ];
}

function compareCounts(path: string, stated: number, actual: number): readonly Misstatement[] {
  return stated === actual ? [] : [{ path, stated: `${stated} rows`, actual: `${actual} rows` }];
}

/** "optimal" is said when every goal is met, and only then. */
function compareEnds(path: string, stated: Plan["termination"] | undefined, isOptimal: boolean): readonly Misstatement[] {
  if (stated === undefined || (stated === "optimal") === isOptimal) return [];
  return [{ path, stated, actual: isOptimal ? "optimal" : "not optimal" }];
}
