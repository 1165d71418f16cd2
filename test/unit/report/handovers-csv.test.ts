import { describe, expect, it } from "vitest";
import { handoversCsv } from "caseload-relief/report";
import type { Decision, Plan } from "../../../src/plan/plan";
import { emptyPlan, samplePlan } from "../../support/sample-plan";

const HEAD = "date,action,kind,id,participant,cover_worker,companion,children,reason\r\n";

function planOf(...decisions: Partial<Decision>[]): Plan {
  const moved = samplePlan().decisions.find((decision) => decision.mode === "handover")!;
  return {
    ...emptyPlan(),
    decisions: decisions.map((decision) => ({
      ...moved,
      id: "F1",
      participantId: "W1",
      coverWorkerId: "W9",
      companionId: null,
      childIds: ["C1", "C2"],
      takeoverDate: "2018-09-17",
      handBackDate: "2018-11-26",
      sentence: "Because.",
      ...decision,
    })),
  };
}

describe("handoversCsv", () => {
  it("has a row for the handover and one for the hand-back, in the order of dates", () => {
    const csv = handoversCsv(planOf({}, { id: "F0", takeoverDate: "2018-09-20", handBackDate: "2018-11-01", childIds: ["C3"] }));
    expect(csv).toBe(
      HEAD +
        "2018-09-17,hand over,family,F1,W1,W9,,2,Because.\r\n" +
        "2018-09-20,hand over,family,F0,W1,W9,,1,Because.\r\n" +
        "2018-11-01,hand back,family,F0,W1,W9,,1,Because.\r\n" +
        "2018-11-26,hand back,family,F1,W1,W9,,2,Because.\r\n",
    );
  });

  it("names co-work, supervision and companions for what they are", () => {
    const csv = handoversCsv(planOf({ mode: "co-work" }, { kind: "supervision", id: "S1", childIds: [], companionId: "W8" }));
    expect(csv).toContain("2018-09-17,start co-work,family,F1,W1,W9,,2,Because.\r\n");
    expect(csv).toContain("2018-11-26,end co-work,family,F1,W1,W9,,2,Because.\r\n");
    expect(csv).toContain("2018-09-17,hand over,supervision,S1,W1,W9,W8,0,Because.\r\n");
  });

  it("has no row for what stays, and none for a hand-back that does not come", () => {
    expect(handoversCsv(planOf({ mode: "stay", takeoverDate: null, handBackDate: null }))).toBe(HEAD);
    expect(handoversCsv(planOf({ handBackDate: null })).split("\r\n")).toHaveLength(3);
  });

  it("has the parts of a plan in progress: passed on, back early, no longer co-worked", () => {
    const part = { mode: "handover", coverWorkerId: "W7", companionId: null, takeoverDate: "2018-09-10", endDate: "2018-10-08" } as const;
    const passedOn = handoversCsv(planOf({ takeoverDate: "2018-10-08", earlier: [{ ...part, isReturn: false }] }));
    expect(passedOn).toBe(
      HEAD +
        "2018-09-10,hand over,family,F1,W1,W7,,2,Because.\r\n" +
        "2018-10-08,hand over,family,F1,W1,W9,,2,Because.\r\n" +
        "2018-10-08,pass on,family,F1,W1,W7,,2,Because.\r\n" +
        "2018-11-26,hand back,family,F1,W1,W9,,2,Because.\r\n",
    );
    const stays = { mode: "stay", coverWorkerId: null, takeoverDate: null, handBackDate: null } as const;
    expect(handoversCsv(planOf({ ...stays, earlier: [{ ...part, isReturn: true }] }))).toContain("2018-10-08,hand back,family,F1,W1,W7");
    expect(handoversCsv(planOf({ ...stays, earlier: [{ ...part, isReturn: false }] })).split("\r\n")).toHaveLength(3);
    expect(handoversCsv(planOf({ ...stays, earlier: [{ ...part, mode: "co-work", isReturn: true }] }))).toContain("2018-10-08,end co-work,family,F1,W1,W7");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1+1"])("disarms %j, which a spreadsheet would take for a formula", (id) => {
    const fields = handoversCsv(planOf({ id })).slice(HEAD.length);
    expect(fields).toContain(`'${id}`);
  });

  it("quotes commas, quotation marks and line breaks", () => {
    expect(handoversCsv(planOf({ sentence: 'A "b", c\nd' }))).toContain('"A ""b"", c\nd"\r\n');
  });

  it("gives equal bytes whatever the order of decisions", () => {
    const plan = samplePlan();
    expect(handoversCsv({ ...plan, decisions: [...plan.decisions].reverse() })).toBe(handoversCsv(plan));
  });
});
