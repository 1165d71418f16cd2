import { describe, expect, it } from "vitest";
import { groupsOf } from "../../../../../src/solver/weighted/goal/neighbourhoods";
import { buildCoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

/** A redistribution, and a choice in which every block has two items on one agent: block b on agent b mod `agents`. */
function setting(blocks: number, agents: number) {
  const { instance, cost, steps } = reliefInstance(randomRelief(1, blocks, 2, agents, 100));
  const problem = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
  const choice = Int32Array.from({ length: problem.itemCount }, (_, i) => problem.optionStart[i]! + 1 + (problem.blockOfItem[i]! % agents));
  return { problem, choice };
}

describe("groups of blocks to solve anew", () => {
  it("are all pairs, each once, of few blocks", () => {
    const { problem, choice } = setting(6, 2);
    const groups = groupsOf(problem, choice, 2).map((group) => group.join());
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups.length).toBe(15);
  });

  it("of many blocks hold all that the choice has on a row, where they have the size", () => {
    const { problem, choice } = setting(40, 8);
    const groups = groupsOf(problem, choice, 10);
    for (let row = 0; row < 8; row++) {
      const users = Array.from({ length: 5 }, (_, k) => row + 8 * k);
      expect(groups.some((group) => users.every((block) => group.includes(block))), `row ${row}`).toBe(true);
    }
    for (const group of groups) {
      expect(new Set(group).size).toBe(10);
      // Ten blocks, five on each of two rows.
      expect(new Set(group.map((block) => block % 8)).size).toBe(2);
    }
  });

  it("are none when there are fewer blocks than asked for", () => {
    const { problem, choice } = setting(3, 2);
    expect(groupsOf(problem, choice, 4)).toEqual([]);
  });
});
