/**
 * Min-cost flow on public files: the optimum asserted, the time printed.
 *
 *   npx tsx bench/flow-files.ts [--flow DIR] [--assignment DIR] [--relief DIR]
 *
 * `--flow`: DIMACS `.min` files and an `optima.csv` of `name,optimum` (or `infeasible`, `unbounded`).
 * `--relief`: JSON files of the redistribution family; those of unit loads and reliefs are flows, the others are passed over
 *   and counted. `optima.csv` has `name,best_bound,best_known`.
 * `--assignment`: OR-Library files `assignN.txt`; the published optima are below.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { FlowProblem } from "../src/solver/flow/flow-problem";
import { solveMinCostFlow } from "../src/solver/flow/min-cost-flow";
import { readAssignment, readDimacs, readUnitRelief } from "../test/support/flow-files";

/** Beasley, OR-Library: a distributed test problem set, Journal of the Operational Research Society 41, 1990. */
const assignmentOptima: Record<string, string> = { assign100: "305", assign200: "475", assign300: "626", assign400: "804", assign500: "991", assign600: "1176", assign700: "1362", assign800: "1552" };

let faults = 0;

function run(name: string, problem: FlowProblem, expected: string | undefined, constant = 0): void {
  const times: number[] = [];
  let outcome = "";
  for (let repeat = 0; repeat < 5; repeat++) {
    const start = performance.now();
    const result = solveMinCostFlow(problem);
    times.push(performance.now() - start);
    outcome = result.kind === "optimal" ? String(constant + result.value) : result.kind;
  }
  const isRight = expected === undefined || outcome === expected;
  if (!isRight) faults++;
  const median = [...times].sort((a, b) => a - b)[2];
  const verdict = expected === undefined ? "no reference" : isRight ? "as published" : `WRONG: expected ${expected}`;
  console.log(`${name}: ${problem.nodeCount} nodes, ${problem.source.length} arcs, ${outcome}, ${verdict}, cold ${times[0].toFixed(1)} ms, median ${median.toFixed(1)} ms`);
}

const { values } = parseArgs({ options: { flow: { type: "string" }, assignment: { type: "string" }, relief: { type: "string" } } });
let files = 0;
if (values.flow !== undefined) {
  const folder = values.flow;
  const optima = new Map(readFileSync(join(folder, "optima.csv"), "utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split(",") as [string, string]));
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".min")).sort()) {
    files++;
    run(file, readDimacs(readFileSync(join(folder, file), "utf8")), optima.get(file.replace(/\.min$/, "")));
  }
}
if (values.assignment !== undefined) {
  const folder = values.assignment;
  for (const file of readdirSync(folder).filter((name) => /^assign\d+\.txt$/.test(name)).sort()) {
    files++;
    run(file, readAssignment(readFileSync(join(folder, file), "utf8")), assignmentOptima[file.replace(/\.txt$/, "")]);
  }
}
if (values.relief !== undefined) {
  const folder = values.relief;
  const optima = new Map(readFileSync(join(folder, "optima.csv"), "utf8").trim().split(/\r?\n/).slice(1).map((line) => [line.split(",")[0], line.split(",")[2]]));
  let passedOver = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    const read = readUnitRelief(readFileSync(join(folder, file), "utf8"));
    if (read === null) passedOver++;
    else run(file, read.problem, optima.get(file.replace(/\.json$/, "")), read.constant);
    if (read !== null) files++;
  }
  console.log(`${passedOver} files of other loads passed over`);
}
console.log(`${files} files, ${faults} wrong`);
if (files === 0) console.error("Nothing to run: give --flow DIR or --assignment DIR");
process.exitCode = faults > 0 || files === 0 ? 1 : 0;
