/**
 * A plan as the explanations start from it: every component's numbers with the choice that the plan makes of them, and what it
 * claims of its goals. An option that only this plan has, such as a date chosen by a manager, stands beside the listed ones.
 */
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import type { Cohort, Unit } from "../model/cohort";
import type { Option } from "../model/option";
import type { GoalId } from "../model/policy";
import { listChoices, type UnitChoices } from "../network/choices";
import { splitComponents } from "../network/components";
import { instanceInSteps, type ComponentInstance } from "../network/numeric-instance";
import { checkingDecisions } from "../plan/check-plan";
import type { Plan } from "../plan/plan";
import { readingDecisions } from "../plan/read-decisions";
import { choiceFault } from "../solver/check-solution";
import { goalValue, trivialBound } from "../solver/goal-values";
import { placeOf, samePlace } from "./places";

/** One goal of a component as the plan stands. */
export interface StandingGoal {
  readonly goal: GoalId;
  /** Its value in the plan, measured. */
  readonly value: number;
  /** The best value reached when it was the goal worked on, as the plan claims; later goals may have given back the slack. */
  readonly stageValue: number;
  /** As the plan claims. */
  readonly bound: number;
}

/** A component with the plan's choice: item i takes option `choice[i]`. */
export interface StandingComponent {
  readonly at: ComponentInstance;
  readonly choice: Int32Array;
  /** A choice with the plan's best value of continuity, before later goals gave back the slack, where the certificate has one; else `choice`. */
  readonly best: Int32Array;
  readonly goals: readonly StandingGoal[];
}

export interface StandingPlan {
  readonly cohort: Cohort;
  readonly plan: Plan;
  readonly components: readonly StandingComponent[];
}

/** Reads a plan against its caseload, with pauses. One of another caseload, or that fails its check, is refused. */
export function* standingPlan(plan: Plan, cohort: Cohort): Generator<null, Result<StandingPlan>> {
  const check = yield* checkingDecisions(plan, cohort);
  if (check.kind === "error") return check;
  if (!check.value.isInOrder) return refused(check.value.breaches[0]?.sentence ?? `${check.value.misstatements[0]!.path} is not as stated.`);
  const { options } = yield* readingDecisions(plan.decisions, cohort);
  return { kind: "ok", value: { cohort, plan, components: yield* standingComponents(plan, options, listChoices(cohort), cohort) }, issues: [] };
}

/**
 * A plan read against a caseload that has changed since: every unit takes the place that the plan gave it where there is still such an
 * option, and stays where there is none. Nothing that the plan claims of its goals holds for the caseload as it is now.
 */
export function* standingSince(plan: Plan, cohort: Cohort): Generator<null, { readonly standing: StandingPlan; readonly notKept: readonly string[] }> {
  const planned = new Map((yield* readingDecisions(plan.decisions, cohort)).options.map((option) => [option.unit, option]));
  const notKept: string[] = [];
  const take = (options: readonly [Option, ...Option[]]): Option => {
    const wanted = planned.get(options[0].unit);
    if (wanted === undefined) return options[0];
    const kept = options.find((option) => isSameOption(option, wanted)) ?? options.find((option) => samePlace(placeOf(option), placeOf(wanted)));
    if (kept === undefined) notKept.push(wanted.unit.id);
    return kept ?? options[0];
  };
  const components = (yield* placedComponents(listChoices(cohort), take, cohort)).map(({ at, choice }) => ({ at, choice, best: choice, goals: standingGoals({ components: [] }, at, choice) }));
  return { standing: { cohort, plan, components }, notKept: notKept.sort() };
}

/** Components of the choices, in which every unit takes the option given for it. */
function* standingComponents(
  plan: Pick<Plan, "components">,
  options: readonly Option[],
  listed: readonly UnitChoices[],
  cohort: Cohort,
): Generator<null, readonly StandingComponent[]> {
  const taken = new Map<Unit, Option>();
  const choices = listed.map((choice) => {
    const planned = options.find((option) => option.unit === choice.unit);
    const same = planned === undefined ? choice.options[0] : choice.options.find((option) => isSameOption(option, planned));
    taken.set(choice.unit, same ?? planned!);
    return same !== undefined ? choice : { ...choice, options: [...choice.options, planned!] };
  });
  return (yield* placedComponents(choices, ([{ unit }]) => taken.get(unit)!, cohort)).map(({ at, choice }) => ({ at, choice, best: bestOf(plan, at, choice), goals: standingGoals(plan, at, choice) }));
}

/** Components of choices, with the option that `take` picks from each unit's own; a unit without options is not to be asked about. */
export function* placedComponents(
  choices: readonly UnitChoices[],
  take: (options: readonly [Option, ...Option[]]) => Option,
  cohort: Cohort,
): Generator<null, readonly Pick<StandingComponent, "at" | "choice">[]> {
  const placed: Pick<StandingComponent, "at" | "choice">[] = [];
  for (const component of splitComponents(choices, cohort)) {
    const at = yield* instanceInSteps(component, cohort);
    const index = new Map(at.options.map((option, position) => [option, position]));
    placed.push({ at, choice: Int32Array.from(at.items, ({ options: [first, ...rest] }) => index.get(take([first!, ...rest]))!) });
    yield null;
  }
  return placed;
}

/** The component that holds a participant or cover worker; none for anybody else. */
export function componentOf(workerId: string, { components }: Pick<StandingPlan, "components">): StandingComponent | undefined {
  return components.find(
    ({ at: { component } }) => component.participants.some(({ worker }) => worker.id === workerId) || component.coverWorkers.some(({ id }) => id === workerId),
  );
}

function standingGoals({ components }: Pick<Plan, "components">, at: ComponentInstance, choice: Int32Array): readonly StandingGoal[] {
  const claimed = components.find(({ participantIds }) => participantIds.includes(at.participants[0]?.worker.id ?? ""))?.goals ?? [];
  return at.instance.goals.map((goal, index) => {
    const id = at.goalIds[index]!;
    const value = goalValue(at.instance, goal, choice);
    const claim = claimed.find((result) => result.goal === id);
    return { goal: id, value, stageValue: claim?.stageValue ?? value, bound: claim?.bound ?? trivialBound(at.instance, goal) };
  });
}

/** The witness of continuity in the plan's certificate; the plan's own choice where it has none of these numbers. */
function bestOf({ components }: Pick<Plan, "components">, at: ComponentInstance, choice: Int32Array): Int32Array {
  const goals = components.find(({ participantIds }) => participantIds.includes(at.participants[0]?.worker.id ?? ""))?.certificate?.goals ?? [];
  const { instance } = at;
  const witness = Int32Array.from(goals[at.goalIds.indexOf("continuity")]?.witness ?? []);
  const isOne = witness.length === instance.itemCount && witness.every((option, item) => option >= instance.optionStart[item]! && option < instance.optionStart[item + 1]!);
  return isOne && choiceFault(instance, witness) === null ? witness : choice;
}

/** The same people, mode and days. */
export function isSameOption(a: Option, b: Option): boolean {
  if (a.mode !== b.mode) return false;
  if (a.placement === null || b.placement === null) return a.placement === b.placement;
  const [x, y] = [a.placement, b.placement];
  return x.cover === y.cover && x.companion === y.companion && x.takeover === y.takeover && x.handBack === y.handBack;
}

function refused(fault: string): Result<never> {
  const issue: Issue = {
    code: "plan-not-in-order",
    severity: "error",
    path: "/decisions",
    message: `The plan fails its own check: ${fault}`,
    fix: "Check the plan, put right what is named, and ask again.",
  };
  return { kind: "error", issues: [issue], issueCount: 1 };
}
