/**
 * Small instances of every kind beside HiGHS, every goal given our achieved values as budgets.
 *
 * Proved there: our bound ≤ its optimum ≤ our value. Not proved within its time: our bound ≤ its value and its bound ≤ our
 * value, counted apart. Our engine runs under a step limit, so its answers are the same on every machine; how much HiGHS
 * proves in its time is not. Five kinds in turn: a generated caseload of a small cohort, a uniform caseload without slack
 * (a min-cost flow), a random small cohort of all features, a redistribution of one combined goal, a generalised assignment.
 */
import { checkSolution } from "../../src/solver/check-solution";
import type { ChoiceInstance } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { caseloadInstances, withoutSlack } from "../../test/support/caseload-instances";
import { drain } from "../../test/support/choice-brute-force";
import { randomGap } from "../../test/support/choice-gap";
import { COHORT, cohortInstance } from "../../test/support/choice-instances";
import { randomRelief } from "../../test/support/choice-relief";
import { compareWithHighs } from "../../test/support/highs";
import { againstPeer, judged } from "../full/judge";
import { prepareOurs } from "../full/ours";
import { prepareHighs } from "../full/peers/highs";
import type { Problem } from "../full/problem";
import type { Tally } from "./tally";

export interface SmallLimits {
  readonly highsSeconds: number;
  readonly stepLimit: number;
}

type Small = { readonly name: string } & ({ readonly instance: ChoiceInstance } | { readonly problem: Problem });

/** Endless: named instances from the first seed on. */
function* instancesFrom(firstSeed: number): Generator<Small> {
  for (let seed = firstSeed; ; seed++) {
    const small = caseloadInstances(seed, { participants: 3, coverWorkers: 2, familiesPerParticipant: 4 + (seed % 5) });
    for (const [part, instance] of small.entries()) yield { name: `small caseload ${seed}.${part + 1}`, instance };
    const uniform = caseloadInstances(seed, { unitPoints: true, participants: 4, teamManagers: 0, coverWorkers: 3, coverManagers: 0 });
    for (const [part, instance] of uniform.entries()) yield { name: `uniform caseload ${seed}.${part + 1}`, instance: withoutSlack(instance) };
    const shape = { ...COHORT, seed, blocks: 1 + (seed % 3), agents: 2 + (seed % 2), capacityPercent: [125, 105, 80][seed % 3], isGainVaried: seed % 2 === 0 };
    yield { name: `random cohort ${seed}`, instance: cohortInstance(shape) };
    yield { name: `redistribution ${seed}`, problem: { family: "relief", relief: randomRelief(seed, 2 + (seed % 3), 6, 2 + (seed % 2), 80 + (seed % 4) * 15) } };
    yield { name: `generalised assignment ${seed}`, problem: { family: "gap", gap: randomGap(seed, 3 + (seed % 3), 12 + (seed % 12), 75 + (seed % 3) * 10) } };
  }
}

/** Compares instances from a seed on, one after each `yield` of its name. */
export async function* compareSmall(firstSeed: number, limits: SmallLimits, tally: Tally): AsyncGenerator<string> {
  for (const small of instancesFrom(firstSeed)) {
    tally.small++;
    try {
      if ("problem" in small) await compareProblem(small.name, small.problem, limits, tally);
      else await compareGoals(small.name, small.instance, limits, tally);
    } catch (error) {
      tally.disagreements.push(`${small.name}: ${String(error)}`);
    }
    yield small.name;
  }
}

async function compareGoals(name: string, instance: ChoiceInstance, { highsSeconds, stepLimit }: SmallLimits, tally: Tally): Promise<void> {
  const result = drain(solveChoice(instance, { stepLimit }));
  checkSolution(instance, result);
  if (result.kind === "solved") tally[result.method]++;
  for (const { goal, verdict, ours, theirs } of await compareWithHighs(instance, result, highsSeconds)) {
    if (verdict === "disagrees") tally.disagreements.push(`${name}, goal ${goal + 1}: ours ${ours}, HiGHS ${theirs}`);
    else tally[verdict]++;
  }
}

/** One goal, judged by the file's own data. */
async function compareProblem(name: string, problem: Problem, { highsSeconds }: SmallLimits, tally: Tally): Promise<void> {
  const ours = judged(problem, await prepareOurs(problem, 60_000)());
  const theirs = await (await prepareHighs(problem, 1000 * highsSeconds))();
  const difference = ours.status === "error" ? `our answer is an error: ${ours.why}` : againstPeer(ours, theirs);
  tally.weighted++;
  if (difference !== null) tally.disagreements.push(`${name}: ${difference}`);
  else tally[theirs.status === "optimal" || theirs.status === "infeasible" ? "proved" : "bounds"]++;
}
