/** The families of instance files: what each file holds, and which files of a folder are instances at all. */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import { readGap, type GapProblem } from "../../test/support/choice-gap";
import { readRelief, type ReliefProblem } from "../../test/support/choice-relief";
import { readAssignment, readDimacs } from "../../test/support/flow-files";

export const FAMILIES = ["gap", "relief", "assignment", "flow"] as const;
export type Family = (typeof FAMILIES)[number];

/** One instance. Assignment is kept as the min-cost flow it is. */
export type Problem =
  | { readonly family: "gap"; readonly gap: GapProblem }
  | { readonly family: "relief"; readonly relief: ReliefProblem }
  | { readonly family: "assignment" | "flow"; readonly flow: FlowProblem };

/**
 * A solution in the words of its file. gap: job → agent. relief: item → place in its list of candidates, −1 when it
 * stays. assignment and flow: arc → flow.
 */
export type Solution = Float64Array;

/** Reads a file's text; throws an error that says what is wrong with it. */
export function readProblem(family: Family, text: string): Problem {
  if (family === "gap") return { family, gap: readGap(text) };
  if (family === "relief") return { family, relief: readRelief(text) };
  return { family, flow: family === "flow" ? readDimacs(text) : readAssignment(text) };
}

/** Whether a file of a family's folder is meant as an instance: tables, licences and notes are not. */
export function isInstanceFile(family: Family, file: string): boolean {
  if (/^\.|^(licen[cs]e|notice|readme|changelog|copying)/i.test(file) || /\.(csv|tsv|md|html?|pdf|xlsx?|zip|gz|py|sh)$/i.test(file)) return false;
  if (family === "relief") return file.endsWith(".json");
  return family === "flow" ? file.endsWith(".min") : true;
}
