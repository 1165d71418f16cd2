import { describe, expect, it } from "vitest";
import { shortfallSentence } from "../../../src/explain/shortfall";
import { costOf, priceWords } from "../../../src/explain/words";
import type { ComponentInstance } from "../../../src/network/numeric-instance";

describe("a price in words", () => {
  it("is one figure when it is proved, and what it lies between when it is not", () => {
    expect(priceWords({ goal: "continuity", atLeast: 1400, atMost: 1400 })).toBe("cost 1.4 contacts of continuity more");
    expect(priceWords({ goal: "continuity", atLeast: 940, atMost: 1000 })).toBe("cost between 0.94 and 1 contact of continuity more");
    expect(priceWords({ goal: "travel", atLeast: null, atMost: 13 })).toBe("cost at most 13 minutes of travel more");
  });

  it("says perhaps where nothing is proved to be worse", () => {
    expect(priceWords({ goal: "relief", atLeast: 0, atMost: 7 })).toBe("perhaps take the cohort further from its thirds");
    expect(priceWords({ goal: "fair-cover", atLeast: null, atMost: 9 })).toBe("perhaps raise the busiest cover worker's workload by at most 9 percentage points");
    expect(priceWords({ goal: "fair-cover", atLeast: 2, atMost: 9 })).toBe("raise the busiest cover worker's workload by 2 to 9 percentage points");
  });
});

describe("a plan found that does better than one that was not exact", () => {
  it("is told as found, not as what anything would do", () => {
    const outcome = { kind: "possible", price: { goal: "fair-cover", atLeast: null, atMost: -2 }, isExact: false, goals: [], effects: { people: [], otherDecisions: [], changesOfWorker: { planned: 0, value: 0 } } } as const;
    expect(costOf("At most 91 % for K1", outcome)).toBe("A plan with at most 91 % for K1 was found that does better in fair cover, where this one is not exact.");
  });
});

describe("the sentence of a shortfall", () => {
  /** W1, whose third needs 5 points: units that may move for so many points, and so many that may not. */
  const withUnits = (kind: "family" | "supervision", movable: readonly number[], fixed: number): ComponentInstance => {
    const units = [...movable.map((relief) => [{ mode: "stay", relief: 0 }, { mode: "handover", relief: relief * 100 }]), ...Array.from({ length: fixed }, () => [{ mode: "stay", relief: 0 }])];
    return {
      instance: {
        itemStart: [0, units.length],
        optionStart: [0, ...units.map((_, item) => units.slice(0, item + 1).flat().length)],
        gain: Int32Array.from(units.flat(), ({ relief }) => relief),
      },
      items: units.map((options) => ({ unit: { kind }, options })),
      targets: [{ base: 1500, lower: 500, upper: 600 }],
      participants: [{ worker: { id: "W1" } }],
    } as unknown as ComponentInstance;
  };
  const told = (at: ComponentInstance, isBest = true): string | null => shortfallSentence(at, new Int32Array(at.items.length), 0, isBest);
  const gets = "W1 gets 0 points of the 5 its third needs: ";

  it("says that no plan is better only where that is proved", () => {
    expect(told(withUnits("family", [4, 4], 0))).toBe(`${gets}whole families and the cover team's limits leave no better plan.`);
    expect(told(withUnits("family", [4, 4], 0), false)).toBe(`${gets}with whole families and the cover team's limits no better plan was found.`);
  });

  it("counts what may move, and says all of all and only of one", () => {
    expect(told(withUnits("family", [2, 2], 1))).toBe(`${gets}only 2 of its 3 families may move, 4 points at most.`);
    expect(told(withUnits("family", [2, 2], 0))).toBe(`${gets}all its families come to 4 points at most.`);
    expect(told(withUnits("supervision", [3], 0))).toBe(`${gets}its only item comes to 3 points at most.`);
    expect(told(withUnits("supervision", [], 2))).toBe(`${gets}the rules let none of its 2 items move.`);
  });
});
