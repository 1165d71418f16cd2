/** What is said on standard error. */
import type { Issue, Result } from "../index";
import { BadInput } from "./exit-code";
import type { CliIo } from "./io";
import { printable } from "./text-table";

const MOST_WARNINGS = 10;

/**
 * The value of a result, its warnings said; problems are listed, and the command ends as bad input.
 * @param source what was read, as messages name it
 */
export function valueOf<T>(result: Result<T>, source: string, io: CliIo): T {
  if (result.kind === "error") throw new BadInput(problems(source, result.issues, result.issueCount));
  sayWarnings(source, result.issues, io);
  return result.value;
}

/** Every problem with its place, code and cure. */
export function problems(source: string, issues: readonly Issue[], count: number): string {
  const errors = issues.filter((issue) => issue.severity === "error");
  const shown = errors.map(
    (issue) => `  ${printable(issue.path === "" ? "(whole document)" : issue.path)} [${issue.code}] ${printable(issue.message)}\n    ${printable(issue.fix)}`,
  );
  const hidden = count - errors.length;
  return [
    `${source}: ${count === 1 ? "1 problem" : `${count} problems`}.`,
    ...shown,
    ...(hidden > 0 ? [`  and ${hidden} more.`] : []),
  ].join("\n");
}

function sayWarnings(source: string, issues: readonly Issue[], io: CliIo): void {
  const warnings = issues.filter((issue) => issue.severity === "warning");
  for (const issue of warnings.slice(0, MOST_WARNINGS)) io.writeError(`${source}: warning: ${printable(issue.path)} [${issue.code}] ${printable(issue.message)}\n`);
  if (warnings.length > MOST_WARNINGS) io.writeError(`${source}: and ${warnings.length - MOST_WARNINGS} more warnings; the plan states them.\n`);
}

/** A value as the JSON that is written. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
