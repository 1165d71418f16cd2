/** One solver on one instance in a process of its own: started by `run-child.ts`, told what to do by one message. */
import { readFileSync } from "node:fs";
import { notMeasured, without, type Measured, type Solve } from "./answer";
import { measure } from "./measure";
import { prepareOurs } from "./ours";
import { readProblem, type Family, type Problem } from "./problem";

/** Solvers that run in a child process of Node. */
export type ChildSolver = "ours" | "highs" | "cpsat" | "javascript-lp-solver";

export interface Task {
  readonly solver: ChildSolver;
  readonly family: Family;
  readonly path: string;
  readonly limitMs: number;
}

/** Only the solver asked for is loaded. */
async function prepare(solver: ChildSolver, problem: Problem, limitMs: number): Promise<Solve> {
  if (solver === "ours") return prepareOurs(problem, limitMs);
  if (solver === "highs") return (await import("./peers/highs")).prepareHighs(problem, limitMs);
  if (solver === "cpsat") return (await import("./peers/cp-sat")).prepareCpSat(problem, limitMs);
  return (await import("./peers/lp-solver")).prepareLpSolver(problem, limitMs);
}

async function answer({ solver, family, path, limitMs }: Task): Promise<Measured> {
  try {
    const solve = await prepare(solver, readProblem(family, readFileSync(path, "utf8")), limitMs);
    const measured = await measure(solve, solver === "ours" ? 10_000 : 2_000);
    return { ...measured, memoryMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6) };
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    const failed = without(isMissing ? "unavailable" : "error", error instanceof Error ? error.message : String(error));
    return { ...failed, ...notMeasured };
  }
}

process.once("message", (task: Task) => {
  void answer(task).then((measured) => process.send?.(measured));
});
