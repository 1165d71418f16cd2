/**
 * LEMON's network simplex (native), for what is a min-cost flow: a driver of this folder, compiled on the spot with
 * g++ against Debian's `liblemon-dev`. Without either, the peer is unavailable.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FlowProblem } from "../../../src/solver/flow/flow-problem";
import { isUnitRelief } from "../../../test/support/choice-relief";
import { unitReliefFlow } from "../../../test/support/flow-files";
import { notMeasured, without, type Answer, type Measured } from "../answer";
import { evaluate } from "../judge";
import { median } from "../measure";
import type { Problem } from "../problem";

const repeats = 9;

/** Where the compiled driver is, or why there is none. */
export type LemonDriver = { readonly kind: "ready"; readonly program: string; readonly folder: string } | { readonly kind: "missing"; readonly why: string };

/** Compiles the driver into a folder of its own; {@link removeLemon} takes it away. */
export function compileLemon(): LemonDriver {
  const folder = mkdtempSync(join(tmpdir(), "lemon-driver-"));
  const program = join(folder, "lemon");
  const source = fileURLToPath(new URL("lemon.cpp", import.meta.url));
  const { status, error, stderr } = spawnSync("g++", ["-O3", "-DNDEBUG", "-w", "-o", program, source], { encoding: "utf8", timeout: 120_000 });
  if (status === 0) return { kind: "ready", program, folder };
  rmSync(folder, { recursive: true });
  return { kind: "missing", why: error === undefined ? `g++ failed: ${stderr.split("\n").find((line) => line.includes("error")) ?? `status ${status}`}` : `no g++: ${error.message}` };
}

export function removeLemon(driver: LemonDriver): void {
  if (driver.kind === "ready") rmSync(driver.folder, { recursive: true, force: true });
}

/** Solves an instance that is a flow; killed at the limit. */
export function solveWithLemon(driver: LemonDriver, problem: Problem, limitMs: number): Measured {
  if (driver.kind === "missing") return { ...without("unavailable", driver.why), ...notMeasured };
  const flow = flowOf(problem);
  if (flow === null) return { ...without("unsupported", "not a min-cost flow"), ...notMeasured };
  const { status, error, stdout } = spawnSync(driver.program, { input: textOf(flow.problem), encoding: "utf8", timeout: limitMs * (repeats + 2), maxBuffer: 2 ** 30 });
  if (error !== undefined || status !== 0) {
    const isLate = error !== undefined && "code" in error && error.code === "ETIMEDOUT";
    return { ...without(isLate ? "unknown" : "error", error?.message ?? `LEMON's driver ended with status ${status}`), ...notMeasured };
  }
  const [verdict, times = "", flows = ""] = stdout.split("\n");
  const [ms, ...further] = numbersOf(times);
  return { ...answerOf(verdict, numbersOf(flows), problem, flow), ms, warmMs: median(further), warmRuns: further.length, cpuMs: null, memoryMb: null };
}

function answerOf(verdict: string, flows: readonly number[], problem: Problem, { problem: flow, constant }: Flow): Answer {
  if (verdict === "infeasible" || verdict === "unbounded") return without(verdict);
  const evaluation = evaluate({ family: "flow", flow }, Float64Array.from(flows));
  if (evaluation.kind === "fault") return without("error", `called optimal, but ${evaluation.why}`);
  const value = constant + evaluation.value;
  return { status: "optimal", value, bound: value, solution: problem.family === "relief" ? null : Float64Array.from(flows) };
}

interface Flow {
  readonly problem: FlowProblem;
  readonly constant: number;
}

function flowOf(problem: Problem): Flow | null {
  if (problem.family === "gap") return null;
  if (problem.family === "relief") return isUnitRelief(problem.relief) ? unitReliefFlow(problem.relief) : null;
  return { problem: problem.flow, constant: 0 };
}

function textOf({ nodeCount, source, target, lower, upper, cost, supply }: FlowProblem): string {
  const lines = [`${nodeCount} ${source.length} ${repeats}`];
  for (let arc = 0; arc < source.length; arc++) lines.push(`${source[arc]} ${target[arc]} ${lower[arc]} ${upper[arc] === Infinity ? -1 : upper[arc]} ${cost[arc]}`);
  lines.push(supply.join(" "));
  return lines.join("\n");
}

function numbersOf(line: string): number[] {
  return line.trim() === "" ? [] : line.trim().split(" ").map(Number);
}
