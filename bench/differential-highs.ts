/**
 * Every goal of many instances beside HiGHS: zero disagreements asserted, one line an instance.
 *
 *   npx tsx bench/differential-highs.ts [--count 100] [--seed 1] [--highs-seconds 5] [--steps 300]
 *
 * Each goal is given to HiGHS with our achieved values as budgets. Proved there: our bound ≤ its optimum ≤ our value.
 * Not proved within its time: our bound ≤ its value and its bound ≤ our value, counted apart. Our own engine runs
 * under a step limit, so its answers are the same on every machine; how much HiGHS proves in its time is not.
 *
 * Four kinds in turn: a generated caseload of a small cohort, a uniform caseload without slack (a min-cost flow),
 * a random small cohort of all features, and every tenth round a generated caseload of a whole cohort.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { checkSolution } from "../src/solver/check-solution";
import type { ChoiceInstance } from "../src/solver/instance";
import { solveChoice } from "../src/solver/solve";
import { drain } from "../test/support/choice-brute-force";
import { COHORT, cohortInstance } from "../test/support/choice-instances";
import { caseloadInstances, withoutSlack } from "../test/support/caseload-instances";
import { compareWithHighs } from "../test/support/highs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    "highs-seconds": { type: "string", default: "5" },
    steps: { type: "string", default: "300" },
  },
});
const count = Number(values.count);
const highsSeconds = Number(values["highs-seconds"]);
const stepLimit = Number(values.steps);

/** Endless: named instances from the first seed on. */
function* instancesFrom(firstSeed: number): Generator<{ readonly name: string; readonly instance: ChoiceInstance }> {
  for (let seed = firstSeed; ; seed++) {
    const small = caseloadInstances(seed, { participants: 3, coverWorkers: 2, familiesPerParticipant: 4 + (seed % 5) });
    for (const [part, instance] of small.entries()) yield { name: `small caseload ${seed}.${part + 1}`, instance };
    for (const [part, instance] of caseloadInstances(seed, { unitPoints: true }).entries()) {
      yield { name: `uniform caseload ${seed}.${part + 1}`, instance: withoutSlack(instance) };
    }
    const shape = { ...COHORT, seed, blocks: 1 + (seed % 3), agents: 2 + (seed % 2), capacityPercent: [125, 105, 80][seed % 3], isGainVaried: seed % 2 === 0 };
    yield { name: `random cohort ${seed}`, instance: cohortInstance(shape) };
    if (seed % 10 !== 0) continue;
    for (const [part, instance] of caseloadInstances(seed, "cohort").entries()) yield { name: `whole cohort ${seed}.${part + 1}`, instance };
  }
}

const totals = { proved: 0, bounds: 0, disagrees: 0 };
let done = 0;
for (const { name, instance } of instancesFrom(Number(values.seed))) {
  if (done === count) break;
  done++;
  const start = performance.now();
  const result = drain(solveChoice(instance, { stepLimit }));
  const ours = performance.now() - start;
  checkSolution(instance, result);
  const comparisons = await compareWithHighs(instance, result, highsSeconds);
  for (const { verdict } of comparisons) totals[verdict]++;
  const theirs = comparisons.reduce((sum, each) => sum + each.milliseconds, 0);
  const verdicts = comparisons.map(({ goal, verdict, ours: mine, theirs: other }) => `goal ${goal + 1} ${verdict} (${mine} | ${other})`);
  const method = result.kind === "solved" ? result.method : result.kind;
  console.log(`${name}: ${instance.blockCount} × ${instance.itemCount} × ${instance.optionCount}, ${method}, ${ours.toFixed(0)} ms, HiGHS ${theirs.toFixed(0)} ms: ${verdicts.join(", ")}`);
}
console.log(`${done} instances: ${totals.proved} goals proved by HiGHS and agreed, ${totals.bounds} compared by bounds, ${totals.disagrees} disagreements`);
process.exitCode = totals.disagrees > 0 || (count > 0 && totals.proved === 0) ? 1 : 0;
