/**
 * Whether demands can be met at all. Whoever nothing is demanded of can stay with its worker, which uses no limit: so only units that
 * a pin moves, those of participants with a floor, families kept together with them, and what a plan in progress has begun, are looked at.
 */
import type { Hundredths } from "../base/units";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort, type Unit } from "../model/cohort";
import type { Option } from "../model/option";
import { choicesInSteps, type UnitChoices } from "../network/choices";
import { splitComponents } from "../network/components";
import { toInstance, type ComponentInstance } from "../network/numeric-instance";
import { mustMove } from "../rules/pins";
import type { ChoiceInstance } from "../solver/instance";
import { solveChoice } from "../solver/solve";
import { pausing } from "./pausing";

/** A caseload with what is demanded of it. */
export interface Problem {
  readonly caseload: Caseload;
  /** Participant → the least relief demanded, whatever becomes of its base. */
  readonly floors: ReadonlyMap<string, Hundredths>;
  /** Limits that are not kept: `rule|id`. */
  readonly lifted: ReadonlySet<string>;
  /** When to leave every question about it unanswered; left out: never. */
  readonly isOver?: () => boolean;
  /** Steps left for all questions together, which takes off what each uses; left out: no such limit. */
  readonly purse?: Purse;
}

/** Steps that questions share. */
export interface Purse {
  steps: number;
}

export type Feasibility = "possible" | "impossible" | "unknown";

/** The key under which a limit is lifted. */
export function limitKey(rule: string, id: string): string {
  return `${rule}|${id}`;
}

/** Whether anything meets the demands. `unknown`: the steps were not enough, or the time is over. */
export function* feasibility(problem: Problem, stepLimit: number): Generator<null, Feasibility> {
  return (yield* meetDemands(problem, stepLimit)).kind;
}

/** By caseload, which never changes: questions that change only limits or floors share one cohort, and with it one listing of options. */
const described = new WeakMap<Caseload, Cohort>();

export function cohortOf(caseload: Caseload): Cohort {
  let cohort = described.get(caseload);
  if (cohort === undefined) described.set(caseload, (cohort = describeCohort(caseload)));
  return cohort;
}

/** The choices of units, with a pause after each; null when it is over before the last. */
export function* choicesInTurn(units: readonly Unit[], cohort: Cohort, isOver: () => boolean = () => false): Generator<null, readonly UnitChoices[] | null> {
  const choices: UnitChoices[] = [];
  for (const unit of units) {
    if (isOver()) return null;
    choices.push(yield* choicesInSteps(unit, cohort));
    yield null;
  }
  return choices;
}

function isSpent(purse: Purse | undefined): boolean {
  return purse !== undefined && purse.steps < 1;
}

/** As `feasibility`, with what the units that something is demanded of do; empty when nothing was found. */
export function* meetDemands(problem: Problem, stepLimit: number): Generator<null, { readonly kind: Feasibility; readonly options: readonly Option[] }> {
  const { purse } = problem;
  const isOver = problem.isOver ?? ((): boolean => false);
  if (isSpent(purse)) return { kind: "unknown", options: [] };
  const whole = cohortOf(problem.caseload);
  const cohort = narrowed(problem, whole);
  const choices = yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), whole, isOver);
  if (choices === null) return { kind: "unknown", options: [] };
  if (choices.some(({ options }) => options.length === 0)) return { kind: "impossible", options: [] };
  const options: Option[] = [];
  let kind: Feasibility = "possible";
  // The smallest first: where one of them has no answer, the greater need not be asked.
  const parts = splitComponents(choices, cohort).map((component) => toInstance(component, cohort)).sort((a, b) => a.instance.optionCount - b.instance.optionCount);
  for (const at of parts) {
    if (isSpent(purse)) return { kind: "unknown", options: [] };
    const answer = yield* pausing(solveChoice(demanding(at, problem), { stepLimit: Math.min(stepLimit, Math.floor(purse?.steps ?? stepLimit)), shouldStop: isOver }));
    // What is laid out and answered at once is work too.
    if (purse !== undefined) purse.steps -= Math.max(1, answer.steps);
    if (answer.kind === "infeasible") return { kind: "impossible", options: [] };
    if (answer.kind === "unknown") kind = "unknown";
    else options.push(...[...answer.choice].map((option) => at.options[option]!));
  }
  return { kind, options: kind === "possible" ? options : [] };
}

/** The cohort with only the units that something is demanded of. */
function narrowed({ caseload, floors }: Problem, cohort: Cohort): Cohort {
  const all = cohort.participants.flatMap(({ units }) => units);
  const active = new Set<Unit>(all.filter((unit) => floors.has(unit.worker.id) || mustMove(unit, cohort) !== null || cohort.publishedOf(unit) !== null));
  for (let size = -1; size !== active.size; ) {
    size = active.size;
    const ids = new Set([...active].filter(({ kind }) => kind === "family").map(({ id }) => id));
    const together = new Set(caseload.keepTogether.filter(([a, b]) => ids.has(a) || ids.has(b)).flat());
    for (const unit of all) if (unit.kind === "family" && together.has(unit.id)) active.add(unit);
  }
  return { ...cohort, participants: cohort.participants.map((participant) => ({ ...participant, units: participant.units.filter((unit) => active.has(unit)) })) };
}

/** The instance with the floors demanded and the limits lifted, whose first solution is good enough. */
function demanding({ instance, participants, rows }: ComponentInstance, { floors, lifted }: Problem): ChoiceInstance {
  const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: Number.MAX_SAFE_INTEGER };
  return {
    ...instance,
    leastTotal: Float64Array.from(participants, ({ worker }) => floors.get(worker.id) ?? Number.MIN_SAFE_INTEGER),
    tallyLimit: instance.tallyLimit.map((limit, block) => (lifted.has(limitKey("co-working", participants[block]!.worker.id)) ? instance.itemCount : limit)),
    rowLimit: instance.rowLimit.map((limit, row) => (lifted.has(limitKey(rows[row]!.limit.rule, rows[row]!.limit.ids[0] ?? "")) ? Number.MAX_SAFE_INTEGER : limit)),
    goals: instance.goals.slice(0, 1).map((goal) => ({ ...goal, tolerance })),
  };
}
