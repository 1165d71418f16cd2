/**
 * HiGHS as a second solver, goal by goal: goal g is minimised subject to the budgets of the goals before it.
 *
 * HiGHS computes in floating point, so nothing it says is taken as it is: its choice is rounded, checked against
 * rows, floors, tallies and budgets and valued in integers; its bound is rounded up after an allowance, and where
 * it calls a choice that passes the checks optimal, the bound is that choice's value.
 */
import loadHighs, { type Highs, type Model } from "highs";
import { allowedGap, blockTotal, budgetAfter, goalValue, rowUse } from "../../src/solver/goal-values";
import type { ChoiceInstance, SolveResult, Tolerance } from "../../src/solver/instance";
import { ModelWriter, writeModel } from "./highs-model";

/** What HiGHS says of one goal. */
export interface HighsGoal {
  /** `proved`: the value is the optimum, or as near to it as was asked for, or nothing is feasible; `bounds`: only value and bound stand. */
  readonly status: "proved" | "infeasible" | "bounds";
  /** The value of its choice, in integers; null when it has none that passes the checks. */
  readonly value: number | null;
  readonly bound: number;
  readonly milliseconds: number;
}

const exact: Tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };

let loaded: Promise<Highs> | null = null;

/** The wasm module, loaded once; again after it crashed. */
async function highsModule(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

/**
 * Minimises goal `goalIndex` under the given budgets.
 * @param budgets the most each earlier goal may cost
 * @param cutoff a value that some choice is known to reach: dearer totals and peaks are left out of the model
 * @param gap how near to its bound a value may be for it to stop; by default only the optimum counts
 */
export async function solveGoalWithHighs(
  instance: ChoiceInstance,
  goalIndex: number,
  budgets: readonly number[],
  cutoff: number,
  timeLimitSeconds: number,
  gap: Pick<Tolerance, "gapPerMille" | "gapAbsolute"> = exact,
): Promise<HighsGoal> {
  const writer = new ModelWriter();
  const isPayable = writeModel(writer, instance, goalIndex, budgets, cutoff);
  if (!isPayable) return { status: "infeasible", value: null, bound: Infinity, milliseconds: 0 };
  const highs = await highsModule();
  const start = performance.now();
  try {
    return highs.withModel((model) => {
      writer.pass(model);
      model.options.set({
        output_flag: false,
        time_limit: timeLimitSeconds,
        mip_rel_gap: gap.gapPerMille / 1000,
        mip_abs_gap: Math.max(1e-6, gap.gapAbsolute),
        mip_feasibility_tolerance: 1e-9,
        primal_feasibility_tolerance: 1e-9,
      });
      const status = model.run().modelStatus;
      return readAnswer(instance, goalIndex, budgets, model, status, performance.now() - start, gap.gapPerMille === 0 && gap.gapAbsolute === 0);
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === "RuntimeError")) throw error;
    // The wasm heap is in an unknown state; the next question gets a fresh one.
    loaded = null;
    console.warn(`HiGHS failed: ${String(error)}`);
    return { status: "bounds", value: null, bound: -Infinity, milliseconds: performance.now() - start };
  }
}

const optimal = 7;
const infeasible = 8;
/** Here the same: every cost has a lower bound, so nothing is unbounded. */
const infeasibleOrUnbounded = 9;

function readAnswer(
  instance: ChoiceInstance,
  goalIndex: number,
  budgets: readonly number[],
  model: Model,
  status: number,
  milliseconds: number,
  isExact: boolean,
): HighsGoal {
  if (status === infeasible || status === infeasibleOrUnbounded) return { status: "infeasible", value: null, bound: Infinity, milliseconds };
  const dual = Number(model.info.get("mip_dual_bound"));
  const bound = Number.isFinite(dual) ? Math.ceil(dual - Math.max(1e-4, 1e-6 * Math.abs(dual))) : -Infinity;
  // 2: a feasible point.
  if (Number(model.info.get("primal_solution_status")) !== 2) return { status: "bounds", value: null, bound, milliseconds };
  const columns = model.getSolution().colValue;
  const choice = Int32Array.from({ length: instance.itemCount }, (_, item) => {
    let best = instance.optionStart[item];
    for (let option = best; option < instance.optionStart[item + 1]; option++) if (columns[option] > columns[best]) best = option;
    return best;
  });
  if (!isAllowed(instance, choice, goalIndex, budgets)) return { status: "bounds", value: null, bound, milliseconds };
  const value = goalValue(instance, instance.goals[goalIndex], choice);
  return { status: status === optimal ? "proved" : "bounds", value, bound: status === optimal && isExact ? value : Math.min(bound, value), milliseconds };
}

function isAllowed(instance: ChoiceInstance, choice: Int32Array, goalIndex: number, budgets: readonly number[]): boolean {
  if (rowUse(instance, choice).some((use, row) => use > instance.rowLimit[row])) return false;
  for (let block = 0; block < instance.blockCount; block++) {
    let tally = 0;
    for (let item = instance.itemStart[block]; item < instance.itemStart[block + 1]; item++) tally += instance.tally[choice[item]];
    if (tally > instance.tallyLimit[block] || blockTotal(instance, choice, block) < instance.leastTotal[block]) return false;
  }
  return budgets.slice(0, goalIndex).every((budget, goal) => goalValue(instance, instance.goals[goal], choice) <= budget);
}

/** How one goal of an answer of ours stands beside what HiGHS says, given our achieved values as budgets. */
export interface GoalComparison {
  readonly goal: number;
  /** `proved`: HiGHS proved its optimum and ours does not contradict it; `bounds`: neither contradicts the other. */
  readonly verdict: "proved" | "bounds" | "disagrees";
  /** HiGHS proved its optimum, and our value lies within the goal's own stop gap of it; also when both find nothing feasible. */
  readonly isWithinGap: boolean;
  readonly ours: string;
  readonly theirs: string;
  readonly milliseconds: number;
}

/** Compares an answer of ours with HiGHS, goal by goal. Our values are budgets and cutoffs there, so check the answer first. */
export async function compareWithHighs(instance: ChoiceInstance, result: SolveResult, timeLimitSeconds: number): Promise<GoalComparison[]> {
  if (result.kind === "unknown") return [];
  if (result.kind === "infeasible") {
    const noGoal: ChoiceInstance = { ...instance, goals: [{ kind: "linear", tolerance: exact, cost: new Float64Array(instance.optionCount) }] };
    const theirs = await solveGoalWithHighs(noGoal, 0, [], Infinity, timeLimitSeconds);
    const verdict = theirs.status === "infeasible" ? "proved" : theirs.value === null ? "bounds" : "disagrees";
    return [{ goal: 0, verdict, isWithinGap: verdict === "proved", ours: "infeasible", theirs: `${theirs.status} ${theirs.value}`, milliseconds: theirs.milliseconds }];
  }
  const comparisons: GoalComparison[] = [];
  const budgets = instance.goals.map((goal, index) => budgetAfter(goal.tolerance, result.goals[index].stageValue));
  for (const [goal, { stageValue, bound }] of result.goals.entries()) {
    const theirs = await solveGoalWithHighs(instance, goal, budgets, stageValue, timeLimitSeconds);
    const isContradicted = (theirs.value !== null && theirs.value < bound) || theirs.bound > stageValue;
    const verdict = isContradicted ? "disagrees" : theirs.status === "proved" ? "proved" : "bounds";
    const isWithinGap = verdict === "proved" && theirs.value !== null && stageValue - theirs.value <= allowedGap(instance.goals[goal].tolerance, stageValue);
    comparisons.push({ goal, verdict, isWithinGap, ours: `${bound}..${stageValue}`, theirs: `${theirs.bound}..${theirs.value} (${theirs.status})`, milliseconds: theirs.milliseconds });
  }
  return comparisons;
}
