/** The four goals of a component as the solver's measures. */
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import { toleranceOf, type GoalId } from "../model/policy";
import type { Goal, StepFunctions } from "../solver/instance";
import type { UnitChoices } from "./choices";
import type { Row } from "./rows";
import { penaltySteps, type ReliefTarget } from "./targets";

/** What the goals are measured on: blocks with their items, and options and rows by index. */
export interface GoalFacts {
  readonly targets: readonly ReliefTarget[];
  readonly itemsOfBlock: readonly (readonly UnitChoices[])[];
  readonly options: readonly Option[];
  readonly rows: readonly Row[];
}

/** The goals in force, in strict order: fewest changes only when a plan is in progress, travel only with a travel table. */
export function goalsInForce({ caseload }: Cohort): readonly GoalId[] {
  const changes: readonly GoalId[] = caseload.inProgress === null ? [] : ["changes"];
  const travel: readonly GoalId[] = caseload.travel === null ? [] : ["travel"];
  return ["relief", ...changes, "continuity", "fair-cover", ...travel];
}

/** The goals in force as measures over the facts; pauses after each goal and each block's steps. */
export function* measureGoals(facts: GoalFacts, cohort: Cohort): Generator<null, readonly Goal[]> {
  const goals: Goal[] = [];
  for (const id of goalsInForce(cohort)) {
    goals.push(yield* measureGoal(id, facts, cohort));
    yield null;
  }
  return goals;
}

function* measureGoal(id: GoalId, facts: GoalFacts, cohort: Cohort): Generator<null, Goal> {
  const tolerance = toleranceOf(id, cohort.caseload);
  switch (id) {
    case "relief":
      return { kind: "terminal", tolerance, steps: yield* reliefSteps(facts) };
    case "changes":
      return { kind: "linear", tolerance, cost: costsOf(facts.options, (option) => (option.isChange ? 1 : 0)) };
    case "continuity":
      return { kind: "linear", tolerance, cost: costsOf(facts.options, (option) => option.cost) };
    case "fair-cover": {
      const measured = facts.rows.flatMap(({ stretch }, row) =>
        stretch !== null && stretch.capacity > 0 ? [{ row, offset: stretch.existing, size: stretch.capacity }] : [],
      );
      return {
        kind: "peak",
        tolerance,
        row: Int32Array.from(measured, ({ row }) => row),
        offset: Float64Array.from(measured, ({ offset }) => offset),
        size: Float64Array.from(measured, ({ size }) => size),
      };
    }
    case "travel":
      return { kind: "linear", tolerance, cost: costsOf(facts.options, (option) => option.travelMinutes) };
  }
}

/** A number of every option; a loop, since `from` takes many times as long for hundreds of thousands. */
export function costsOf(options: readonly Option[], costOf: (option: Option) => number): Float64Array {
  const cost = new Float64Array(options.length);
  for (let index = 0; index < cost.length; index++) cost[index] = costOf(options[index]!);
  return cost;
}

function* reliefSteps({ targets, itemsOfBlock }: GoalFacts): Generator<null, StepFunctions> {
  const lists: ReturnType<typeof penaltySteps>[] = [];
  for (const [block, target] of targets.entries()) {
    const reliefs = itemsOfBlock[block]!.map((item) => item.options.map((option) => option.relief));
    const least = reliefs.reduce((sum, list) => sum + Math.min(...list), 0);
    const most = reliefs.reduce((sum, list) => sum + Math.max(...list), 0);
    lists.push(penaltySteps(target, least, most));
    yield null;
  }
  const start = runningTotal(lists.map((list) => list.length));
  const from = new Float64Array(start[lists.length]!);
  const cost = new Float64Array(from.length);
  for (const [block, list] of lists.entries()) {
    for (const [index, step] of list.entries()) {
      from[start[block]! + index] = step.from;
      cost[start[block]! + index] = step.cost;
    }
    yield null;
  }
  return { start, from, cost };
}

/** Starts of consecutive lists of these lengths; one longer than the lists. */
export function runningTotal(lengths: ArrayLike<number>): Int32Array {
  const totals = new Int32Array(lengths.length + 1);
  for (let index = 0; index < lengths.length; index++) totals[index + 1] = totals[index]! + lengths[index]!;
  return totals;
}
