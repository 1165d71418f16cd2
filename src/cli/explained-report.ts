/** The page people read, with the explanations that more solving can give. */
import { explainPlanAsync, lastStepsAsync, type Caseload, type LastSteps, type Plan } from "../index";
import { renderReport } from "../report";
import type { Arguments } from "./arguments";
import type { CliIo } from "./io";
import { valueOf } from "./messages";
import { limitsOf } from "./planning";

/** Steps for all explanations of a report together, prices and curve aside: less work than the plan took. Of a thousand families or more each shows the plan's own reason. */
const STEPS = 1_000;

/** Plans with more decisions have fewer steps for prices and curve, whose sentences then say "at least" and "at most": each step is that much longer. */
const MANY_DECISIONS = 500;
const STEPS_OF_MANY = 1_000;

/**
 * The prices of a plan's last steps, and the curve.
 * @param limits where the call names none
 */
export async function priced(caseload: Caseload, plan: Plan, args: Arguments, io: CliIo, limits: { readonly stepLimit?: number } = {}): Promise<LastSteps> {
  const answer = await saying("Pricing the last steps", io, (signal) => lastStepsAsync(caseload, plan, { ...limits, ...limitsOf(args), signal }));
  return valueOf(answer, "The plan", io);
}

/**
 * The report of a plan, every row opening to its explanation, with the curve.
 * @param lastSteps those of the plan, where they are known already
 */
export async function explainedReport(caseload: Caseload, plan: Plan, args: Arguments, io: CliIo, lastSteps: LastSteps | null): Promise<string> {
  // A limit in time holds for the prices, and for the explanations, once more.
  const known = lastSteps ?? (await priced(caseload, plan, args, io, plan.decisions.length > MANY_DECISIONS ? { stepLimit: STEPS_OF_MANY } : {}));
  const answer = await saying("Explaining the plan", io, (signal) => explainPlanAsync(caseload, plan, { ...limitsOf(args), stepLimit: STEPS, lastSteps: known, signal }));
  return renderReport(plan, { explanation: valueOf(answer, "The plan", io) });
}

/** Says on a terminal what is being done while it is. */
async function saying<T>(what: string, io: CliIo, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const line = `${what} (Ctrl-C: what is known so far)`;
  if (io.isErrorTerminal) io.writeError(line);
  const answer = await io.interruptible(work);
  if (io.isErrorTerminal) io.writeError(`\r${" ".repeat(line.length)}\r`);
  return answer;
}
