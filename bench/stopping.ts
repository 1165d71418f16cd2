/**
 * How late a plan comes after an abort: one run in one process, for code that runs for the first time is the slowest.
 *
 *   npx tsx bench/stopping.ts --seed 1 --at 3000 [--participants 60 --cover-workers 30]
 *
 * The generated cohort of the seed, aborted once the main thread has had so many milliseconds of processor time, as a signal would be: at a pause.
 * Prints a line of JSON: `late`, from that moment to the plan, and of it `untilPause`, in milliseconds of the main thread's processor
 * time as Linux counts it. Other work on the machine makes these larger, not only the clock's.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseCaseload } from "../src/input/parse-caseload";
import { planning } from "../src/pipeline/plan-handovers";
import { generateCaseload } from "../src/synthetic/generate-caseload";

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" }, at: { type: "string", default: "3000" }, participants: { type: "string", default: "12" }, "cover-workers": { type: "string", default: "6" } } });
const at = Number(values.at);

/** Milliseconds that the main thread has run. */
function processorMs(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "latin1").split(" ")[0]) / 1e6;
}

const parsed = parseCaseload(generateCaseload(Number(values.seed), { participants: Number(values.participants), coverWorkers: Number(values["cover-workers"]) }));
if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
const signal = { aborted: false };
const start = processorMs();
let untilPause: number | null = null;
const run = planning(parsed.value, { signal });
let step = run.next();
for (; step.done !== true; step = run.next()) {
  if (signal.aborted) continue;
  const used = processorMs() - start;
  if (used < at) continue;
  signal.aborted = true;
  untilPause = used - at;
}
const late = processorMs() - start - at;
const ended = step.value.kind === "plan" ? step.value.plan.termination : step.value.kind;
console.log(JSON.stringify(untilPause === null ? { seed: values.seed, at, ended, note: "over before" } : { seed: values.seed, at, ended, late: Math.round(late), untilPause: Math.round(untilPause) }));
