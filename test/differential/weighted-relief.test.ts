import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildCoreProblem } from "../../src/solver/weighted/problem/core-problem";
import { beginSearch } from "../../src/solver/weighted/goal/begin-search";
import { WorkMeter } from "../../src/solver/weighted/problem/work-meter";
import { goalValue } from "../../src/solver/goal-values";
import { drain, feasibleChoices } from "../support/choice-brute-force";
import { randomRelief, reliefInstance, type ReliefProblem } from "../support/choice-relief";

/** Minimises cost and terminal steps together; the true value. */
function solve(problem: ReliefProblem): number {
  const { instance, cost, steps } = reliefInstance(problem);
  const core = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
  const search = drain(beginSearch(core, new WorkMeter(1, {}), { cutoff: Infinity, incumbent: null, nextCutoff: (value) => value, isFirstEnough: false, price: null }));
  drain(search.run());
  expect(search.bound).toBe(search.bestValue);
  return core.costOffset + core.costUnit * search.bestValue;
}

describe("cost and terminal cost together", () => {
  it("finds the optimum of small random redistributions", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomRelief(seed, 2, 4, 2, 80 + (seed % 4) * 20);
      const { instance, cost, steps } = reliefInstance(problem);
      const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
      const values = feasibleChoices(instance).map(
        (choice) => goalValue(instance, { kind: "linear", tolerance, cost }, choice) + goalValue(instance, { kind: "terminal", tolerance, steps }, choice),
      );
      expect(solve(problem), `seed ${seed}`).toBe(Math.min(...values));
    }
  });

  // Larger files with known optima are kept outside; name their folder to run them too.
  const folder = process.env["RELIEF_FOLDER"] ?? "";
  it.runIf(existsSync(`${folder}/optima.csv`))("reaches the published optima", { timeout: 600_000 }, () => {
    const rows = readFileSync(`${folder}/optima.csv`, "utf8").trim().split("\n").slice(1);
    for (const row of rows) {
      const [name, bound, known] = row.split(",");
      if (bound !== known || /300x|60x/.test(name!)) continue;
      expect(solve(JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as ReliefProblem), name).toBe(Number(known));
    }
  });
});
