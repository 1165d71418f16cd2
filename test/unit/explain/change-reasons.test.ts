import { describe, expect, it } from "vitest";
import { parseDay } from "../../../src/base/calendar";
import { changeSentence } from "../../../src/explain/change-reasons";
import type { ChangeReason, Whereabouts } from "../../../src/plan/replan";

const stay: Whereabouts = { mode: "stay", coverWorkerId: null, companionId: null, takeoverDate: null, handBackDate: null };
const withK1: Whereabouts = { mode: "handover", coverWorkerId: "K1", companionId: null, takeoverDate: "2018-09-17", handBackDate: "2018-11-26" };
const withK2: Whereabouts = { ...withK1, coverWorkerId: "K2", takeoverDate: "2018-10-22" };
const told = (before: Whereabouts | null, after: Whereabouts, reason: ChangeReason): string => changeSentence("F1", "W1", before, after, parseDay("2018-10-22"), reason);

describe("the sentence of a changed decision", () => {
  it("says what has come about, where what was published is not possible any more", () => {
    expect(told(withK1, withK2, { kind: "not-possible", rules: ["cover-capacity"] })).toBe("F1 goes to K2 from 2018-10-22: it cannot stay as published (no capacity is left for it).");
    expect(told(withK1, withK2, { kind: "not-possible", rules: ["contract-covers-hand-back", "travel-limit"] })).toMatch(/\(the contract ends before its hand-back, travel limit\)\.$/);
    expect(told(withK1, { ...withK1, handBackDate: null }, { kind: "not-possible", rules: ["due-to-close"] })).toBe("F1 does not come back from K1: it cannot stay as published (the case closes first).");
  });

  it("speaks of a new family's staying, and of keeping what was published", () => {
    for (const [before, kept, keeping] of [[null, "if it stayed", "its staying"], [stay, "if it were kept", "keeping it"]] as const) {
      expect(told(before, withK2, { kind: "limit" })).toContain(`: ${kept}, no plan`);
      expect(told(before, withK2, { kind: "tie" })).toContain(`: ${kept}, another plan`);
      expect(told(before, withK2, { kind: "alone", goal: "relief", difference: 1 })).toContain(`, ${keeping} would cost relief.`);
      expect(told(before, withK2, { kind: "alone", goal: null, difference: null })).toContain(`, ${keeping} would break a limit.`);
      expect(told(before, withK2, { kind: "alone", goal: "continuity", difference: 1500 })).toContain(`, ${keeping} would cost 1.5 contacts of continuity.`);
      expect(told(before, withK2, { kind: "alone", goal: "fair-cover", difference: 2 })).toContain(`, ${keeping} would be worse in fair cover by 2.`);
    }
  });
});
