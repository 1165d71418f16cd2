/** The page people read, with the explanations that a moment more of solving can give. */
import { explainPlanAsync, type Caseload, type Plan } from "../index";
import { renderReport } from "../report";
import type { Arguments } from "./arguments";
import type { CliIo } from "./io";
import { limitsOf } from "./planning";

/** Plans with more decisions are shown without: `explain --all` is asked for on its own. */
const MOST_DECISIONS = 500;

/** Steps for all explanations of a report together: less work than the plan took. With fewer, the curve's plans are no better than the plan explained. */
const STEPS = 1_000;

const EXPLAINING = "Explaining the plan (Ctrl-C: what is known so far)";

/** The report of a plan, every row opening to its explanation, with the curve. */
export async function explainedReport(caseload: Caseload, plan: Plan, args: Arguments, io: CliIo): Promise<string> {
  if (plan.decisions.length > MOST_DECISIONS) return renderReport(plan);
  // A limit in time holds for the explanations once more.
  if (io.isErrorTerminal) io.writeError(EXPLAINING);
  const answer = await io.interruptible((signal) => explainPlanAsync(caseload, plan, { ...limitsOf(args), stepLimit: STEPS, hasThirds: false, signal }));
  if (io.isErrorTerminal) io.writeError(`\r${" ".repeat(EXPLAINING.length)}\r`);
  return answer.kind === "ok" ? renderReport(plan, { explanation: answer.value }) : renderReport(plan);
}
