/** Planning as the commands do it: limits from the arguments, progress for people, Ctrl-C for the best so far. */
import { planHandoversAsync, type Caseload, type NoPlan, type Plan, type PlanProgress } from "../index";
import { readArguments, type Arguments } from "./arguments";
import { BadInput, EXIT, type ExitCode } from "./exit-code";
import type { CliIo } from "./io";
import { problems } from "./messages";
import { printable } from "./text-table";

/** Limits, which every command that plans or explains takes. */
const LIMIT_OPTIONS = {
  "limit-ms": { type: "string" },
  "step-limit": { type: "string" },
} as const;

export type PlanningOutcome =
  | { readonly kind: "plan"; readonly plan: Plan }
  /** No plan: why is said on standard error. */
  | { readonly kind: "none"; readonly exitCode: ExitCode };

const A_DAY_MS = 86_400_000;
/** Between two lines of progress. */
const PROGRESS_MS = 200;

/** Reads the arguments of a command that takes limits too; a limit that is none is refused before any file is read. */
export function readLimitedArguments(argv: readonly string[], names: readonly string[], options: Parameters<typeof readArguments>[2]): Arguments {
  const args = readArguments(argv, names, { ...options, ...LIMIT_OPTIONS });
  limitsOf(args);
  return args;
}

/** The limits that the arguments set. */
export function limitsOf(args: Arguments): { readonly timeLimitMs?: number; readonly stepLimit?: number } {
  const timeLimitMs = args.whole("limit-ms", 1, A_DAY_MS);
  const stepLimit = args.whole("step-limit", 1, Number.MAX_SAFE_INTEGER);
  return { ...(timeLimitMs === undefined ? {} : { timeLimitMs }), ...(stepLimit === undefined ? {} : { stepLimit }) };
}

/** Plans a caseload, or says why there is no plan. */
export async function makePlan(caseload: Caseload, args: Arguments, io: CliIo): Promise<PlanningOutcome> {
  const progress = io.isErrorTerminal ? progressLine(io) : null;
  const result = await io.interruptible((signal) =>
    planHandoversAsync(caseload, {
      signal,
      ...limitsOf(args),
      ...(progress === null ? {} : { onProgress: progress.show }),
    }),
  );
  progress?.clear();
  switch (result.kind) {
    case "plan":
      return result;
    case "bad-options":
      throw new BadInput(problems("Options", result.issues, result.issues.length), true);
    default:
      io.writeError(whyNoPlan(result));
      return { kind: "none", exitCode: result.kind === "infeasible" ? EXIT.infeasible : EXIT.noPlanInTime };
  }
}

/** The conflict with the names of its pins and keep rules, or the limit that was reached. */
export function whyNoPlan(none: NoPlan): string {
  const lines = [printable(none.sentence)];
  if (none.kind === "infeasible") {
    for (const part of none.conflict) lines.push(`  ${part.rule} (${part.ids.map(printable).join(", ")}): ${printable(part.sentence)}`);
    lines.push(none.repairs.length === 0 ? "No few changes were found that would make a plan possible." : "What would make a plan possible, the cheapest first:");
    for (const { sentence, changes } of none.repairs) {
      lines.push(`  ${printable(sentence)}`);
      // More than a sentence holds: a line for each.
      if (changes.length > 1 && !sentence.includes(changes[0]!.condition)) for (const { condition } of changes) lines.push(`    ${printable(condition)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** One line that is written over and over. */
export function progressLine(io: CliIo): { readonly show: (progress: PlanProgress) => void; readonly clear: () => void } {
  let shownAt = -PROGRESS_MS;
  let width = 0;
  return {
    show: (progress) => {
      const now = performance.now();
      if (now - shownAt < PROGRESS_MS) return;
      shownAt = now;
      const line = describe(progress);
      io.writeError(`\r${line.padEnd(width)}`);
      width = line.length;
    },
    clear: () => io.writeError(width === 0 ? "" : `\r${" ".repeat(width)}\r`),
  };
}

function describe({ component, components, goal, value, bound, steps }: PlanProgress): string {
  const part = components === 1 ? "" : ` part ${component} of ${components},`;
  return `Planning:${part} ${goal}, best ${value ?? "none yet"}, bound ${bound}, ${steps} steps (Ctrl-C: best so far)`;
}
