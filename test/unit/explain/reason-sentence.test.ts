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

  it("says whose third is met where the sentence ends with the name of a cover worker who has it no longer", () => {
    const before = { placement: { mode: "co-work", cover: { id: "K1" }, until: 17_820, handBack: null } };
    const ended = { ...staying, earlier: [before] } as unknown as Option;
    const of = (option: Option, hasBase: boolean): string => reasonSentence({ kind: "not-needed" }, option, { hasBase, canStay: true });
    expect(of(ended, true)).toBe("F1 is no longer co-worked with K1 from 2018-10-16: the third of W1 is met without it.");
    expect(of(ended, false)).toBe("F1 is no longer co-worked with K1 from 2018-10-16: W1 has no work to relieve in the window.");
    expect(of(staying, true)).toBe("F1 stays with W1, whose third is met without it.");
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
