import { describe, expect, it } from "vitest";
import { flowClassOf } from "../../../../src/solver/flow/flow-class";
import type { ChoiceInstance, Goal, Tolerance } from "../../../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec, type OptionSpec } from "../../../support/choice-builder";

const exact: Tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
const withSlack: Tolerance = { ...exact, slackPerMille: 20 };
const stay: OptionSpec = {};
const move: OptionSpec = { gain: 3, rows: [[0, 2]] };
/** Two items that may stay or move; row 0 has room for one move. */
const block: BlockSpec = { items: [[stay, move], [stay, move]] };
const convex: Goal = { kind: "terminal", tolerance: exact, steps: buildSteps([[[0, 9], [3, 2], [6, 0]]]) };
const cheapest = (tolerance = exact): Goal => ({ kind: "linear", tolerance, cost: Float64Array.from([0, 5, 0, 7]) });
const nothing = (tolerance = exact): Goal => ({ kind: "linear", tolerance, cost: new Float64Array(4) });
const peak = (tolerance = exact): Goal => ({ kind: "peak", tolerance, row: Int32Array.of(0), offset: Float64Array.of(0), size: Float64Array.of(4) });

function why(instance: ChoiceInstance): string | null {
  const found = flowClassOf(instance);
  return found.kind === "flow" ? null : found.why;
}

describe("flowClassOf", () => {
  it("takes uniform gains, nested rows and convex terminal costs", () => {
    expect(why(buildInstance([block], [2], [convex, cheapest()]))).toBeNull();
    expect(why(buildInstance([{ ...block, leastTotal: 3 }], [2], [cheapest()]))).toBeNull();
  });

  it("refuses a row with different amounts, unless it can neither bind nor is measured", () => {
    const uneven: BlockSpec = { items: [[stay, move], [stay, { gain: 3, rows: [[0, 1]] }]] };
    expect(why(buildInstance([uneven], [2], [cheapest()]))).toBe("row 0 has options of different amounts");
    expect(why(buildInstance([uneven], [3], [cheapest()]))).toBeNull();
    expect(why(buildInstance([uneven], [3], [peak()]))).toBe("row 0 has options of different amounts");
  });

  it("refuses rows that overlap without one holding the other, takes them nested", () => {
    const both: OptionSpec = { gain: 3, rows: [[0, 2], [1, 1]] };
    const other: OptionSpec = { gain: 3, rows: [[1, 1]] };
    expect(why(buildInstance([{ items: [[stay, move], [stay, both], [stay, other]] }], [2, 1], [cheapest()]))).toBe("row 0 is not nested in another");
    expect(why(buildInstance([{ items: [[stay, both], [stay, other]] }], [1, 1], [nothing()]))).toBeNull();
  });

  it("refuses different gains in one block only where the block's total matters", () => {
    const uneven: BlockSpec = { items: [[stay, move], [stay, { gain: 4, rows: [[0, 2]] }]] };
    expect(why(buildInstance([uneven], [2], [convex]))).toBe("block 0 has different gains");
    expect(why(buildInstance([uneven], [2], [cheapest()]))).toBeNull();
    expect(why(buildInstance([{ ...uneven, leastTotal: 1 }], [2], [cheapest()]))).toBe("block 0 has different gains");
  });

  it("refuses gains below zero, and options without gain that use a row, where the total matters", () => {
    expect(why(buildInstance([{ items: [[stay, { gain: -3, rows: [[0, 2]] }]] }], [1], [convexFrom(-3)]))).toBe("block 0 has a gain below zero");
    const idleUse: BlockSpec = { items: [[{ rows: [[0, 2]] }, move], [stay, move]] };
    expect(why(buildInstance([idleUse], [2], [convex]))).toBe("block 0 has an option without gain that uses a row");
    expect(why(buildInstance([idleUse], [2], [cheapest()]))).toBeNull();
  });

  it("refuses a terminal cost that is not convex over the totals that can occur", () => {
    const dent: Goal = { kind: "terminal", tolerance: exact, steps: buildSteps([[[0, 9], [3, 8], [6, 0]]]) };
    expect(why(buildInstance([block], [2], [dent]))).toBe("goal 0 is not convex in block 0");
    expect(why(buildInstance([{ ...block, leastTotal: 3 }], [2], [dent]))).toBeNull();
  });

  it("refuses a tally that can pass its limit", () => {
    const tallied: BlockSpec = { items: [[stay, { ...move, tally: 1 }], [stay, { ...move, tally: 1 }]], tallyLimit: 1 };
    expect(why(buildInstance([tallied], [2], [cheapest()]))).toBe("the tally of block 0 can pass its limit");
    expect(why(buildInstance([{ ...tallied, tallyLimit: 2 }], [2], [cheapest()]))).toBeNull();
  });

  it("refuses slack that a later goal could use, not slack of the last goal or of a peak", () => {
    expect(why(buildInstance([block], [2], [cheapest(withSlack), peak()]))).toBe("goal 0 leaves slack to a later one");
    expect(why(buildInstance([block], [2], [cheapest(), peak(withSlack), cheapest(withSlack)]))).toBeNull();
    expect(why(buildInstance([block], [2], [cheapest(withSlack), nothing()]))).toBeNull();
    expect(why(buildInstance([block], [2], [nothing(withSlack), cheapest()]))).toBeNull();
  });

  it("refuses costs whose proof might not stay exact", () => {
    const dear: Goal = { kind: "linear", tolerance: exact, cost: Float64Array.from([0, 2 ** 48, 0, 0]) };
    expect(why(buildInstance([block], [2], [dear]))).toBe("goal 0 has numbers too large to stay exact");
  });

  function convexFrom(least: number): Goal {
    return { kind: "terminal", tolerance: exact, steps: buildSteps([[[least, 9], [0, 0]]]) };
  }
});
