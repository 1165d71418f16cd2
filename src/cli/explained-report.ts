/** The page people read, with the explanations that a moment more of solving can give. */
import { explainPlanAsync, type Caseload, type Plan } from "../index";
import { renderReport } from "../report";
import type { Arguments } from "./arguments";
import type { CliIo } from "./io";
import { limitsOf } from "./planning";

/** Plans with more decisions are shown without: `explain --all` is asked for on its own. */
const MOST_DECISIONS = 500;

/** Steps for all explanations of a report together: about as much again as the plan itself. */
const STEPS = 2_000;

/** The report of a plan, every row opening to its explanation, with the curve. */
export async function explainedReport(caseload: Caseload, plan: Plan, args: Arguments, io: CliIo): Promise<string> {
  if (plan.decisions.length > MOST_DECISIONS) return renderReport(plan);
  // A limit in time holds for the explanations once more.
  const answer = await io.interruptible((signal) => explainPlanAsync(caseload, plan, { ...limitsOf(args), stepLimit: STEPS, hasThirds: false, signal }));
  return answer.kind === "ok" ? renderReport(plan, { explanation: answer.value }) : renderReport(plan);
}
