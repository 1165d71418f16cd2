/** The files that most commands read, and what becomes of a call that gives no document. */
import { parseCaseloadText, parseJsonText, type Caseload, type Issue, type NoPlan, type Plan, type PlanProgress } from "../index";
import type { Arguments } from "./arguments";
import { BadInput, EXIT, type ExitCode } from "./exit-code";
import { nameOf, readText } from "./files";
import type { CliIo } from "./io";
import { problems, valueOf } from "./messages";
import { limitsOf, progressLine, whyNoPlan } from "./planning";

/** A file as JSON; whether it is the document it should be is for the library to say. */
export async function readJson(path: string, io: CliIo): Promise<unknown> {
  return valueOf(parseJsonText(await readText(path, io)), nameOf(path), io);
}

/** A file as a caseload. */
export async function readCaseload(path: string, io: CliIo): Promise<Caseload> {
  return valueOf(parseCaseloadText(await readText(path, io)), nameOf(path), io);
}

/** The caseload and the plan that a command begins with. */
export async function readCaseloadAndPlan([caseloadPath = "-", planPath = "-"]: readonly string[], io: CliIo): Promise<{ readonly caseload: Caseload; readonly plan: Plan; readonly texts: readonly [string, string] }> {
  const caseloadText = await readText(caseloadPath, io);
  const planText = await readText(planPath, io);
  const plan = valueOf(parseJsonText(planText), nameOf(planPath), io) as Plan;
  const caseload = valueOf(parseCaseloadText(caseloadText), nameOf(caseloadPath), io);
  return { caseload, plan, texts: [caseloadText, planText] };
}

/** Runs long work with the limits of the arguments, progress for people and Ctrl-C. */
export async function runLimited<T>(args: Arguments, io: CliIo, work: (options: { signal: AbortSignal; timeLimitMs?: number; stepLimit?: number; onProgress?: (progress: PlanProgress) => void }) => Promise<T>): Promise<T> {
  const progress = io.isErrorTerminal ? progressLine(io) : null;
  try {
    return await io.interruptible((signal) => work({ signal, ...limitsOf(args), ...(progress === null ? {} : { onProgress: progress.show }) }));
  } finally {
    progress?.clear();
  }
}

/** What a call came to that gave no document: problems are thrown, having no plan is said. */
export function withoutDocument(result: NoPlan | { readonly kind: "bad-input"; readonly issues: readonly Issue[] } | { readonly kind: "bad-options"; readonly issues: readonly Issue[] }, source: string, io: CliIo): ExitCode {
  if (result.kind === "bad-input") throw new BadInput(problems(source, result.issues, result.issues.length));
  if (result.kind === "bad-options") throw new BadInput(problems("Options", result.issues, result.issues.length), true);
  io.writeError(whyNoPlan(result));
  return result.kind === "infeasible" ? EXIT.infeasible : EXIT.noPlanInTime;
}
