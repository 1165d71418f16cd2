/**
 * Why there is no plan: demands, limits and facts that cannot hold together, none of which can be left out, and what would repair it.
 *
 * First the demands alone are narrowed (pins, pairs, floors), with every limit and every fact in force; then, with those that are
 * left, the limits and facts. Both stay irreducible together: what a demand is needed for with all facts, it is needed for with fewer.
 */
import type { Hundredths } from "../base/units";
import type { Cohort } from "../model/cohort";
import { reliefTarget } from "../network/targets";
import type { NoPlan } from "../plan/plan";
import { factElements, floorDemands, limitElements, plannersDemands, type Element } from "./demands";
import { cohortOf, feasibility, type Problem, type Purse } from "./feasibility";
import { irreducibleClash } from "./irreducible";
import { repairsOf } from "./repairs";

/** Most steps: what cannot be answered within them is kept in the clash, and not listed as a repair. */
export interface DiagnosisSteps {
  /** To prove that something clashes. */
  readonly aProof: number;
  /** To find a plan with a repair: where there is one it is mostly found at once. */
  readonly aTrial: number;
}

const STEPS: DiagnosisSteps = { aProof: 500, aTrial: 50 };

/** Most steps in all for a cohort without a plan, also where the run has more. */
const STEPS_IN_ALL = 4_000;

/** What is said where a limit ended the search for what can be left out. */
const NOT_NARROWED = "A limit was reached before it was shown that each of them is needed.";

/** A problem with steps for all that is asked about it; half of them are for the clash, so that there are some for repairs. */
type Limited = Problem & { readonly purse: Purse };

/** Participant → the least relief demanded. */
type Floors = ReadonlyMap<string, Hundredths>;

/**
 * The clashing demands of a cohort that is known to have no plan, and the cheapest repairs.
 * @param isOver when to stop looking: what could not be left out by then is named, all demands at the most, and repairs only if all were compared
 * @param stepLimit most steps in all; as above when they are used up
 */
export function* findConflict(cohort: Cohort, isOver: () => boolean = () => false, stepLimit = STEPS_IN_ALL): Generator<null, NoPlan & { readonly kind: "infeasible" }> {
  const problem: Limited = { caseload: cohort.caseload, floors: policyFloors(cohort), lifted: new Set(), isOver, purse: { steps: Math.min(STEPS_IN_ALL, stepLimit) } };
  const found = yield* diagnose(problem, "relief-floor", policyFloors);
  const conflict = found.conflict.length > 0 ? found.conflict : (yield* demandsOf(problem, "relief-floor")).map(({ part }) => part);
  const isCutShort = found.conflict.length === 0 || !found.isNarrowed;
  const said = `No plan can satisfy all of these: ${conflict.map(({ sentence }) => sentence).join(" ")}`;
  return { kind: "infeasible", conflict, repairs: found.repairs, sentence: isCutShort ? `${said} ${NOT_NARROWED}` : said };
}

/** What clashes, whether all that could be left out was, and repairs. */
interface Diagnosed extends Pick<NoPlan & { readonly kind: "infeasible" }, "conflict" | "repairs"> {
  readonly isNarrowed: boolean;
}

/**
 * What clashes in a problem, and its repairs; both empty when nothing is proved to clash.
 * @param floorsOf the floors demanded of a caseload in which something was changed
 */
export function* diagnose(problem: Limited, floorRule: "relief-floor" | "relief-band", floorsOf: (cohort: Cohort) => Floors, { aProof, aTrial }: DiagnosisSteps = STEPS): Generator<null, Diagnosed> {
  const clashIn = function* (of: Problem, steps: number): Generator<null, readonly Element[]> {
    return yield* clashOf(of, yield* demandsOf(of, floorRule), steps);
  };
  const { purse } = problem;
  const half = { steps: purse.steps / 2 };
  const clash = yield* clashIn({ ...problem, purse: half }, aProof);
  const isNarrowed = half.steps >= 1 && problem.isOver?.() !== true;
  purse.steps = purse.steps / 2 + half.steps;
  const diagnosis = { isPossible: (of: Problem) => isPossible(of, aTrial), clashOf: (of: Problem) => clashIn(of, aTrial), withFloors: (of: Problem) => withFloorsOf(of, problem, floorsOf) };
  const repairs = clash.length === 0 ? [] : yield* repairsOf(problem, clash, diagnosis);
  // Cut short, they would not be the cheapest, nor their amounts the least.
  return { conflict: clash.map(({ part }) => part), isNarrowed, repairs: problem.isOver?.() === true ? [] : repairs };
}

/** The floors of a changed caseload, but for those that were lowered: a repair gives them up. */
function withFloorsOf(changed: Problem, before: Problem, floorsOf: (cohort: Cohort) => Floors): Problem {
  if (changed.caseload === before.caseload) return changed;
  const lowered = [...changed.floors].filter(([id, relief]) => relief !== before.floors.get(id));
  return { ...changed, floors: new Map([...floorsOf(cohortOf(changed.caseload)), ...lowered]) };
}

/** Everything demanded in a problem, each by itself. */
export function* demandsOf({ caseload, floors }: Problem, floorRule: "relief-floor" | "relief-band"): Generator<null, readonly Element[]> {
  return [...(yield* floorDemands(floors, floorRule, cohortOf(caseload))), ...plannersDemands(caseload)];
}

/** What cannot hold together of the demands, and of the limits and facts that stand against them; empty when nothing is proved to clash. */
export function* clashOf(problem: Problem, demands: readonly Element[], steps = STEPS.aProof): Generator<null, readonly Element[]> {
  if (!(yield* isImpossible(problem, steps))) return [];
  const needed = yield* narrow(problem, demands, steps);
  if (problem.isOver?.() === true) return needed;
  const narrowed = leaveOut(problem, demands.filter((demand) => !needed.includes(demand)));
  const around = [...limitElements(cohortOf(narrowed.caseload)), ...(yield* factElements(narrowed))];
  return [...needed, ...(yield* narrow(narrowed, around, steps))];
}

/** Whether a plan that meets the problem's demands was found. */
export function* isPossible(problem: Problem, steps: number): Generator<null, boolean> {
  return (yield* feasibility(problem, steps)) === "possible";
}

/** Proved: nothing meets the demands. */
export function* isImpossible(problem: Problem, steps: number): Generator<null, boolean> {
  return (yield* feasibility(problem, steps)) === "impossible";
}

function* narrow(problem: Problem, elements: readonly Element[], steps: number): Generator<null, readonly Element[]> {
  return yield* irreducibleClash(elements, (inForce) => isImpossible(leaveOut(problem, elements.filter((element) => !inForce.includes(element))), steps));
}

function leaveOut(problem: Problem, elements: readonly Element[]): Problem {
  return elements.reduce((changed, element) => element.leaveOut(changed), problem);
}

/** The policy's floor of relief, for each participant with a base. */
function policyFloors(cohort: Cohort): ReadonlyMap<string, Hundredths> {
  return new Map(
    cohort.participants.flatMap((participant) => {
      const { floor } = reliefTarget(participant, cohort);
      return floor === null ? [] : [[participant.worker.id, floor] as const];
    }),
  );
}
