import { describe, expect, it } from "vitest";
import { range } from "../../../../../src/base/range";
import { ofBlocks, ofRows } from "../../../../../src/solver/weighted/goal/neighbourhoods";
import { buildCoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

/** A redistribution, and a choice in which every block has two items on one agent: block b on agent b mod `agents`. */
function setting(blocks: number, agents: number) {
  const { instance, cost, steps } = reliefInstance(randomRelief(1, blocks, 2, agents, 100));
  const problem = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
  const choice = Int32Array.from({ length: problem.itemCount }, (_, i) => problem.optionStart[i]! + 1 + (problem.blockOfItem[i]! % agents));
  return { problem, choice };
}

/** The blocks of each group, every item of theirs once. */
function blocksOf(blocks: number, agents: number, size: number): number[][] {
  const { problem, choice } = setting(blocks, agents);
  return ofBlocks(problem, choice, size).map((neighbourhood) => {
    const items = neighbourhood();
    const group = [...new Set(items.map((i) => problem.blockOfItem[i]!))];
    expect(new Set(items).size).toBe(2 * size);
    expect(group.length).toBe(size);
    return group;
  });
}

describe("items of blocks to solve anew", () => {
  it("are all pairs, each once, of few blocks", () => {
    const groups = blocksOf(6, 2, 2).map((group) => group.join());
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups.length).toBe(15);
  });

  it("of many blocks hold all that the choice has on a row, where they have the size", () => {
    const groups = blocksOf(40, 8, 10);
    for (let row = 0; row < 8; row++) {
      const users = Array.from({ length: 5 }, (_, k) => row + 8 * k);
      expect(groups.some((group) => users.every((block) => group.includes(block))), `row ${row}`).toBe(true);
    }
    // Ten blocks, five on each of two rows.
    for (const group of groups) expect(new Set(group.map((block) => block % 8)).size).toBe(2);
  });

  it("are none when there are fewer blocks than asked for", () => {
    expect(blocksOf(3, 2, 4)).toEqual([]);
  });
});

describe("items of rows to solve anew", () => {
  it("are those on a row and those on none", () => {
    const { problem, choice } = setting(6, 3);
    const idle = [0, 7];
    for (const i of idle) choice[i] = problem.optionStart[i]!;
    const groups = ofRows(problem, choice).map((neighbourhood) => neighbourhood());
    const ofRow = (row: number) => range(0, problem.itemCount).filter((i) => idle.includes(i) || problem.blockOfItem[i]! % 3 === row);
    expect(groups.map((group) => [...group].sort((a, b) => a - b))).toEqual([ofRow(0), ofRow(1), ofRow(2)]);
  });

  it("are none where no item is without a row: nothing could come in", () => {
    const { problem, choice } = setting(6, 3);
    expect(ofRows(problem, choice)).toEqual([]);
  });
});
