/**
 * Why there is no plan: demands, limits and facts that cannot hold together, none of which can be left out, and what would repair it.
 *
 * First the demands alone are narrowed (pins, pairs, floors), with every limit and every fact in force; then, with those that are
 * left, the limits and facts. Both stay irreducible together: what a demand is needed for with all facts, it is needed for with fewer.
 */
import type { Hundredths } from "../base/units";
import { describeCohort, type Cohort } from "../model/cohort";
import { reliefTarget } from "../network/targets";
import type { NoPlan } from "../plan/plan";
import { factElements, floorDemands, limitElements, plannersDemands, type Element } from "./demands";
import { feasibility, type Problem } from "./feasibility";
import { irreducibleClash } from "./irreducible";
import { repairsOf } from "./repairs";

/** Most steps spent on one question; what cannot be answered within them is kept. */
const STEPS_A_QUESTION = 2_000;

/** Participant → the least relief demanded. */
type Floors = ReadonlyMap<string, Hundredths>;

/**
 * The clashing demands of a cohort that is known to have no plan, and the cheapest repairs.
 * @param isOver when to stop looking: what could not be left out by then is named, all demands at the most, and repairs only if all were compared
 */
export function findConflict(cohort: Cohort, isOver: () => boolean = () => false): NoPlan & { readonly kind: "infeasible" } {
  const problem: Problem = { caseload: cohort.caseload, floors: policyFloors(cohort), lifted: new Set(), isOver };
  const found = diagnose(problem, "relief-floor", policyFloors);
  const conflict = found.conflict.length > 0 ? found.conflict : demandsOf(problem, "relief-floor").map(({ part }) => part);
  const repairs = isOver() ? [] : found.repairs;
  return { kind: "infeasible", conflict, repairs, sentence: `No plan can satisfy all of these: ${conflict.map(({ sentence }) => sentence).join(" ")}` };
}

/**
 * What clashes in a problem, and its repairs; both empty when nothing is proved to clash.
 * @param floorsOf the floors demanded of a caseload in which something was changed
 */
export function diagnose(problem: Problem, floorRule: "relief-floor" | "relief-band", floorsOf: (cohort: Cohort) => Floors, steps = STEPS_A_QUESTION): Pick<NoPlan & { readonly kind: "infeasible" }, "conflict" | "repairs"> {
  const clashIn = (of: Problem): readonly Element[] => clashOf(of, demandsOf(of, floorRule), steps);
  const clash = clashIn(problem);
  const diagnosis = { isPossible: (of: Problem) => isPossible(of, steps), clashOf: clashIn, withFloors: (of: Problem) => withFloorsOf(of, problem, floorsOf) };
  return { conflict: clash.map(({ part }) => part), repairs: clash.length === 0 || problem.isOver?.() === true ? [] : repairsOf(problem, clash, diagnosis) };
}

/** The floors of a changed caseload, but for those that were lowered: a repair gives them up. */
function withFloorsOf(changed: Problem, before: Problem, floorsOf: (cohort: Cohort) => Floors): Problem {
  if (changed.caseload === before.caseload) return changed;
  const lowered = [...changed.floors].filter(([id, relief]) => relief !== before.floors.get(id));
  return { ...changed, floors: new Map([...floorsOf(describeCohort(changed.caseload)), ...lowered]) };
}

/** Everything demanded in a problem, each by itself. */
export function demandsOf({ caseload, floors }: Problem, floorRule: "relief-floor" | "relief-band"): readonly Element[] {
  return [...floorDemands(floors, floorRule, describeCohort(caseload)), ...plannersDemands(caseload)];
}

/** What cannot hold together of the demands, and of the limits and facts that stand against them; empty when nothing is proved to clash. */
export function clashOf(problem: Problem, demands: readonly Element[], steps = STEPS_A_QUESTION): readonly Element[] {
  if (!isImpossible(problem, steps)) return [];
  const needed = narrow(problem, demands, steps);
  if (problem.isOver?.() === true) return needed;
  const narrowed = leaveOut(problem, demands.filter((demand) => !needed.includes(demand)));
  const around = [...limitElements(describeCohort(narrowed.caseload)), ...factElements(narrowed)];
  return [...needed, ...narrow(narrowed, around, steps)];
}

/** Whether a plan that meets the problem's demands was found. */
export function isPossible(problem: Problem, steps = STEPS_A_QUESTION): boolean {
  return feasibility(problem, steps) === "possible";
}

/** Proved: nothing meets the demands. */
export function isImpossible(problem: Problem, steps = STEPS_A_QUESTION): boolean {
  return feasibility(problem, steps) === "impossible";
}

function narrow(problem: Problem, elements: readonly Element[], steps: number): readonly Element[] {
  return irreducibleClash(elements, (inForce) => isImpossible(leaveOut(problem, elements.filter((element) => !inForce.includes(element))), steps));
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
