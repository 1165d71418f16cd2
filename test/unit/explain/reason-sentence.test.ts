import { describe, expect, it } from "vitest";
import { reasonSentence } from "../../../src/explain/reason-sentence";
import type { Option } from "../../../src/model/option";
import { RULE_IDS } from "../../../src/model/rule-settings";
import type { Reason } from "../../../src/plan/plan";

/** F1 of W1, staying. */
const staying = { unit: { id: "F1", worker: { id: "W1" } }, placement: null, mode: "stay", earlier: [] } as unknown as Option;
const shared = { ...staying, placement: { cover: { id: "K1" } }, mode: "co-work" } as unknown as Option;
const told = (reason: Reason): string => reasonSentence(reason, staying, { hasBase: true, canStay: true });

describe("the sentence of a reason", () => {
  it("names every rule, or how many where they are too many to be read out", () => {
    expect(told({ kind: "blocked", rules: ["language", "key-event"] })).toBe("F1 stays with W1: the rules leave no way to move it (language, key event).");
    expect(told({ kind: "blocked", rules: RULE_IDS.slice(0, 8) })).toBe("F1 stays with W1: 8 rules together leave no way to move it.");
  });

  it("names every cover worker, or how many where they are too many to be read out", () => {
    expect(told({ kind: "no-capacity", coverWorkerIds: ["K1", "K2"] })).toBe("F1 stays with W1: with anyone open to it (K1, K2) a limit would be broken.");
    const many = Array.from({ length: 14 }, (_, index) => `K${index}`);
    expect(told({ kind: "no-capacity", coverWorkerIds: many })).toBe("F1 stays with W1: with any of the 14 open to it a limit would be broken.");
  });

  it("counts one as one", () => {
    expect(told({ kind: "dearer", goal: "continuity", difference: 1000 })).toBe("F1 stays with W1: moving it as well would cost 1 contact of continuity more.");
    expect(told({ kind: "dearer", goal: "travel", difference: 1 })).toBe("F1 stays with W1: moving it as well would cost 1 minute of travel more.");
    expect(told({ kind: "dearer", goal: "changes", difference: 2 })).toBe("F1 stays with W1: moving it as well would cost 2 changed decisions more.");
  });

  it("says what a busier cover worker comes to as any other price, and of a shared family what not sharing it would", () => {
    expect(told({ kind: "dearer", goal: "fair-cover", difference: 3 })).toBe("F1 stays with W1: moving it as well would raise the busiest cover worker's workload by 3 percentage points.");
    const chosen = { kind: "chosen", goal: "continuity", difference: 1400 } as const;
    expect(reasonSentence(chosen, shared, { hasBase: true, canStay: true })).toBe("F1 stays with W1 and is co-worked with K1: not sharing it would cost 1.4 contacts of continuity more.");
  });
});
