/**
 * Plans of cohorts whose cover team has less room than their thirds need: the first goal cannot be met, and what it comes to is hard to prove.
 *
 *   npx tsx bench/short-cover.ts [--seeds 1,2,3] [--shares 0.9,0.95,1] [--steps 4000]
 *
 * One line of JSON for each generated cohort: the processor seconds of its plan, how it ended, and value and bound of every goal of its largest component. Every plan is
 * checked; a fault ends the run with 1.
 */
import { parseArgs } from "node:util";
import { checkPlan, parseCaseload, planHandovers } from "../src/index";
import { generateCaseload } from "../src/synthetic/generate-caseload";

const { values } = parseArgs({ options: { seeds: { type: "string", default: "1,2,3" }, shares: { type: "string", default: "0.9,0.95,1" }, steps: { type: "string", default: "4000" } } });

for (const seed of values.seeds.split(",").map(Number)) {
  for (const share of values.shares.split(",").map(Number)) {
    const parsed = parseCaseload(generateCaseload(seed, { coverCapacityShare: share }));
    if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
    const before = process.cpuUsage();
    const result = planHandovers(parsed.value, { stepLimit: Number(values.steps), certificate: false });
    const { user, system } = process.cpuUsage(before);
    if (result.kind !== "plan") throw new Error(`seed ${seed}, ${share}: ${result.kind}`);
    const { components, termination } = result.plan;
    const largest = components.reduce((one, other) => (other.participantIds.length > one.participantIds.length ? other : one));
    const goals = Object.fromEntries(largest.goals.map(({ goal, stageValue, bound }) => [goal, [stageValue, bound]]));
    console.log(JSON.stringify({ seed, share, seconds: Math.round((user + system) / 1e5) / 10, termination, ...goals }));
    const check = checkPlan(parsed.value, result.plan);
    if (check.kind !== "ok" || !check.value.isInOrder) throw new Error(`seed ${seed}, ${share}: the plan is not in order`);
  }
}
