import { describe, expect, it } from "vitest";
import { ended } from "../../../../../src/base/ended";
import type { PatternList } from "../../../../../src/solver/weighted/pattern/pattern-list";
import { Branching } from "../../../../../src/solver/weighted/program/branching";
import { MasterProgram } from "../../../../../src/solver/weighted/program/master-program";
import { buildCoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { buildInstance } from "../../../../support/choice-builder";

describe("what to branch on", () => {
  it("is nothing that all live patterns of a block take, where the program found no optimum and takes less than whole blocks", () => {
    // Two blocks of one item: to stay, or to use 2 or 4 of the only row.
    const block = { items: [[{}, { rows: [[0, 2]] as const }, { rows: [[0, 4]] as const }]] };
    const instance = buildInstance([block, block], [3], []);
    const problem = buildCoreProblem(instance, { cost: new Float64Array(6), steps: null, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
    const list: PatternList = {
      count: 6,
      start: Int32Array.of(0, 3, 6),
      blockOf: Int32Array.of(0, 0, 0, 1, 1, 1),
      value: new Float64Array(6),
      terminal: new Float64Array(6),
      optionStart: Int32Array.of(0, 1, 2, 3, 4, 5, 6),
      option: Int32Array.of(0, 1, 2, 3, 4, 5),
      entryStart: Int32Array.of(0, 0, 1, 2, 2, 3, 4),
      entryRow: Int32Array.of(0, 0, 0, 0),
      entryAmount: Float64Array.of(1, 2, 1, 2),
    };
    const isLive = Uint8Array.of(0, 1, 0, 0, 1, 0);
    const live = [Int32Array.of(1), Int32Array.of(4)];
    const meter = new WorkMeter(1, {});
    const master = new MasterProgram(list, 2, Float64Array.of(1), isLive, meter);
    ended(master.startAfresh());
    // A dead pattern still has a part of the first block, as it may where no mix fits.
    master.weight.set([0.1, 0.9, 0, 0, 1, 0]);
    expect(ended(new Branching(problem, isLive).choose(live, list, master, 1000, () => [live[0]!, new Int32Array(0)]))).toBeNull();
  });
});
