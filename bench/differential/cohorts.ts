/**
 * Whole generated cohorts beside HiGHS, component by component, every goal given our achieved values as budgets.
 *
 * Only what HiGHS proves in its time counts as compared: our bound is no greater than its optimum, which is no greater than our
 * value, and the two values lie within the goal's own stop gap. Where our step limit left more than that gap open, nothing was
 * claimed that could be wrong: counted as `cohortsBehind`. What HiGHS does not prove is compared by bounds, and counted apart.
 */
import { performance } from "node:perf_hooks";
import { checkSolution } from "../../src/solver/check-solution";
import type { ChoiceInstance } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { caseloadInstances } from "../../test/support/caseload-instances";
import { drain } from "../../test/support/choice-brute-force";
import { compareWithHighs, type GoalComparison } from "../../test/support/highs";
import type { SmallLimits } from "./small";
import type { Tally } from "./tally";

/** What is printed of a cohort. */
interface CohortLine {
  readonly cohort: number;
  readonly components: readonly ComponentLine[];
  readonly seconds: number;
}

interface ComponentLine {
  readonly size: string;
  readonly ended: string;
  readonly seconds: number;
  readonly goals: readonly string[];
}

/** Compares the cohorts of consecutive seeds; yields a line of each. */
export async function* compareCohorts(firstSeed: number, count: number, limits: SmallLimits, tally: Tally): AsyncGenerator<CohortLine> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const start = performance.now();
    const components: ComponentLine[] = [];
    tally.cohorts++;
    try {
      for (const [part, instance] of caseloadInstances(seed, "cohort").entries()) components.push(await compareComponent(`cohort ${seed}.${part + 1}`, instance, limits, tally));
    } catch (error) {
      tally.disagreements.push(`cohort ${seed}: ${String(error)}`);
    }
    yield { cohort: seed, components, seconds: secondsSince(start) };
  }
}

async function compareComponent(name: string, instance: ChoiceInstance, { highsSeconds, stepLimit }: SmallLimits, tally: Tally): Promise<ComponentLine> {
  const start = performance.now();
  const result = drain(solveChoice(instance, { stepLimit }));
  checkSolution(instance, result);
  const seconds = secondsSince(start);
  const goals = await compareWithHighs(instance, result, highsSeconds);
  for (const goal of goals) count(name, goal, tally);
  return {
    size: `${instance.blockCount} blocks, ${instance.itemCount} items, ${instance.optionCount} options, ${instance.rowCount} rows`,
    ended: result.kind === "infeasible" ? "infeasible" : result.termination,
    seconds,
    goals: goals.map(({ verdict, ours, theirs }) => `${verdict}: ours ${ours}, HiGHS ${theirs}`),
  };
}

function count(name: string, { goal, verdict, isWithinGap, ours, theirs }: GoalComparison, tally: Tally): void {
  if (verdict === "disagrees") tally.disagreements.push(`${name}, goal ${goal + 1}: ours ${ours}, HiGHS ${theirs}`);
  else if (verdict === "bounds") tally.cohortsBounds++;
  else if (isWithinGap) tally.cohortsProved++;
  else tally.cohortsBehind++;
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10;
}
