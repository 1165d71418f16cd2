import { describe, expect, it } from "vitest";
import { formatDay } from "../../../src/base/calendar";
import { child, choicesOf, costTerms, family, optionOf, RECORDED, refusals, worker, type Parts } from "../../support/caseload-builder";

/** Takeover and hand-back of F1 with K1; null when there is no such option. */
function dates(parts: Parts): readonly (string | null)[] | null {
  const placement = optionOf(choicesOf(parts), "handover")?.placement;
  if (placement == null) return null;
  return [formatDay(placement.takeover), placement.handBack === null ? null : formatDay(placement.handBack)];
}

const event = (kind: string, date: string, fields = {}) => ({ familyId: "F1", kind, date, ...fields });

describe("a handover without events", () => {
  it("begins ten working days before the start and ends on the first working day after the end", () => {
    expect(dates({})).toEqual(["2018-09-03", "2018-11-26"]);
  });

  it("follows the policy's own days", () => {
    expect(dates({ policy: { takeoverDaysBefore: 0 } })).toEqual(["2018-09-17", "2018-11-26"]);
    expect(dates({ policy: { takeoverDaysBefore: 3 } })).toEqual(["2018-09-12", "2018-11-26"]);
  });

  it("begins and ends on working days", () => {
    const programme = { startDate: "2018-09-17", weeks: 10, nonWorkingDays: ["2018-09-03", "2018-11-26"] };
    expect(dates({ programme })).toEqual(["2018-08-31", "2018-11-27"].map((date) => (date === "2018-08-31" ? "2018-09-04" : date)));
  });
});

describe("notice", () => {
  it("bites until two weeks from today", () => {
    expect(dates({ asOf: "2018-08-22" })).toEqual(["2018-09-05", "2018-11-26"]);
    expect(dates({ asOf: "2018-09-17" })).toEqual(["2018-10-01", "2018-11-26"]);
    expect(refusals({ asOf: "2018-09-18" })).toEqual(["notice"]);
    expect(refusals({ asOf: "2018-09-18" }, "co-work")).toEqual(["notice"]);
  });

  it("is the policy's own, soft or off", () => {
    const late: Parts = { asOf: "2018-09-18" };
    expect(dates({ ...late, rules: { notice: { limit: 5 } } })).toEqual(["2018-09-24", "2018-11-26"]);
    expect(costTerms({ ...late, rules: { notice: { mode: "soft" } } }).notice).toBe(1000);
    expect(dates({ ...late, rules: { notice: { mode: "off" } } })).toEqual(["2018-09-03", "2018-11-26"]);
  });
});

describe("a protected period", () => {
  it("keeps the takeover ten working days off on either side of the event", () => {
    // 2018-09-17 is ten working days after 09-03, and so is 10-01 after 09-17.
    expect(dates({ events: [event("hearing", "2018-09-17")] })?.[0]).toBeUndefined();
    expect(refusals({ events: [event("hearing", "2018-09-17")] })).toEqual(["key-event"]);
    expect(dates({ events: [event("hearing", "2018-09-18")] })?.[0]).toBe("2018-09-03");
    expect(dates({ events: [event("hearing", "2018-09-14")] })?.[0]).toBe("2018-10-01");
  });

  it("keeps the hand-back off in the same way", () => {
    expect(dates({ events: [event("review", "2018-11-26")] })?.[1]).toBe("2018-12-11");
    expect(dates({ events: [event("review", "2018-12-10")] })).toBeNull();
    expect(dates({ events: [event("review", "2018-12-11")] })?.[1]).toBe("2018-11-26");
  });

  it("is as long after an event on a Saturday as after one on the Friday before", () => {
    const policy = (workingDaysAfter: number): NonNullable<Parts["policy"]> => ({ eventTypes: [{ kind: "move", protection: "protected", guardedBy: "life-event", workingDaysBefore: 1, workingDaysAfter, isContact: false }] });
    for (const date of ["2018-08-31", "2018-09-01", "2018-09-02"]) {
      expect(dates({ policy: policy(0), events: [event("move", date)] })?.[0], date).toBe("2018-09-03");
      expect(dates({ policy: policy(2), events: [event("move", date)] })?.[0], date).toBe("2018-09-05");
    }
  });

  it("protects the day of the event itself", () => {
    const policy: NonNullable<Parts["policy"]> = { eventTypes: [{ kind: "move", protection: "protected", guardedBy: "life-event", workingDaysBefore: 0, workingDaysAfter: 0, isContact: false }] };
    expect(dates({ policy, events: [event("move", "2018-09-03")] })?.[0]).toBe("2018-09-04");
  });

  it("holds for events in the child's life under their own rule", () => {
    const events = [event("placement-move", "2018-09-17")];
    expect(refusals({ events })).toEqual(["life-event"]);
    expect(refusals({ events, rules: { "key-event": { mode: "off" } } })).toEqual(["life-event"]);
    expect(dates({ events, rules: { "life-event": { mode: "off" } } })?.[0]).toBe("2018-09-03");
  });

  it("of one child protects the whole unit", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1")];
    expect(refusals({ children, events: [event("hearing", "2018-09-17", { childId: "C2" })] })).toEqual(["key-event"]);
  });

  it("of a sibling with another worker does not", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "X1")];
    expect(refusals({ children, others: [worker("X1")], events: [event("hearing", "2018-09-17", { childId: "C2" })] })).toEqual([]);
  });

  it("does not hold for sharing the work", () => {
    expect(refusals({ events: [event("hearing", "2018-09-17")] }, "co-work")).toEqual([]);
  });

  it("names every rule that is needed to leave no day", () => {
    const events = [event("hearing", "2018-09-10"), event("placement-move", "2018-10-02")];
    expect([...refusals({ asOf: "2018-08-22", events })].sort()).toEqual(["key-event", "life-event"]);
    // A week later the hearing leaves the first day alone, and the notice takes it.
    expect([...refusals({ asOf: "2018-08-22", events: [event("hearing", "2018-09-18"), event("placement-move", "2018-10-02")] })].sort()).toEqual(["key-event", "notice"]);
  });

  it("when soft takes a free day before an earlier one, and otherwise costs its term", () => {
    const rules: Parts["rules"] = { "key-event": { mode: "soft", contacts: 3 } };
    const free: Parts = { rules, events: [event("hearing", "2018-09-05")] };
    expect(dates(free)?.[0]).toBe("2018-09-20");
    expect(costTerms(free)["key-event"]).toBeUndefined();
    const none: Parts = { rules, events: [event("hearing", "2018-09-17")] };
    expect(dates(none)?.[0]).toBe("2018-09-03");
    expect(costTerms(none)["key-event"]).toBe(3000);
  });

  it("is lifted by an exception on record, for its family only", () => {
    const events = [event("hearing", "2018-09-17"), event("placement-move", "2018-09-20")];
    const exceptions = [{ kind: "move-in-protected-period" as const, familyId: "F1", ...RECORDED }];
    expect(dates({ events, exceptions })?.[0]).toBe("2018-09-03");
    const other = { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1")], exceptions: [{ ...exceptions[0]!, familyId: "F2" }] };
    expect(dates({ ...other, events })).toBeNull();
  });
});

it.each(["1995-01-02", "2030-01-02", "2090-01-02"])("an event as far away as %s protects nothing", (date) => {
  expect(dates({ events: [event("hearing", date)] })).toEqual(dates({}));
});

describe("a natural point", () => {
  const conference = event("conference", "2018-09-04", { id: "E1" });
  const meeting = (fields = {}) => event("core-group", "2018-09-11", { follows: "E1", ...fields });

  it("frees its day of the period after its own conference", () => {
    expect(dates({ events: [conference] })?.[0]).toBe("2018-09-19");
    expect(dates({ events: [conference, meeting()] })?.[0]).toBe("2018-09-11");
  });

  it("frees nothing when it follows no conference, or another one", () => {
    expect(dates({ events: [conference, meeting({ follows: null })] })?.[0]).toBe("2018-09-19");
    const second = event("conference", "2018-09-06", { id: "E2" });
    expect(dates({ events: [conference, second, meeting()] })?.[0]).toBe("2018-09-21");
  });

  it("frees nothing of the period before an event", () => {
    const hearing = event("hearing", "2018-09-12");
    expect(dates({ events: [conference, meeting(), hearing] })?.[0]).toBe("2018-09-27");
  });

  it("is no event that protects another kind of day", () => {
    const events = [conference, event("review", "2018-09-11", { follows: "E1" })];
    expect(dates({ events })?.[0]).toBe("2018-09-26");
  });
});

describe("care proceedings", () => {
  const inCourt = (firstHearingOn: string | null): Parts => ({ children: [child("C1", "F1", "W1", { circumstances: ["care-proceedings"], firstHearingOn })] });

  it("stay until the first hearing has been held", () => {
    expect(dates(inCourt("2018-09-05"))?.[0]).toBe("2018-09-06");
    expect(dates(inCourt("2018-08-01"))?.[0]).toBe("2018-09-03");
    expect(refusals(inCourt("2018-10-01"))).toEqual(["care-proceedings"]);
  });

  it("stay when the date is not known, and may be shared", () => {
    expect(refusals(inCourt(null))).toEqual(["care-proceedings"]);
    expect(refusals(inCourt(null), "co-work")).toEqual([]);
    expect(refusals({ ...inCourt(null), rules: { "care-proceedings": { mode: "off" } } })).toEqual([]);
    expect(costTerms({ ...inCourt(null), rules: { "care-proceedings": { mode: "soft" } } })["care-proceedings"]).toBe(1000);
  });
});

describe("capacity in the week of the takeover", () => {
  const cover = (fields: Parameters<typeof worker>[1]): Parts => ({ cover: [worker("K1", fields)] });

  it("puts the takeover off while the cover worker is away or not there yet", () => {
    expect(dates(cover({ startsOn: "2018-09-12" }))?.[0]).toBe("2018-09-12");
    expect(dates(cover({ leave: [{ from: "2018-09-06", to: "2018-09-07" }] }))?.[0]).toBe("2018-09-10");
    expect(dates(cover({ leave: [{ from: "2018-09-04", to: "2018-09-04" }] }))?.[0]).toBe("2018-09-05");
    expect(dates(cover({ reductions: [{ from: "2018-09-01", to: "2018-09-14", share: 1, reason: "training" }] }))?.[0]).toBe("2018-09-17");
  });

  it("refuses a cover worker who is away all the time", () => {
    expect(refusals(cover({ leave: [{ from: "2018-09-01", to: "2018-10-05" }] }))).toEqual(["capacity-in-takeover-week"]);
    expect(refusals(cover({ leave: [{ from: "2018-09-01", to: "2018-10-05" }] }), "co-work")).toEqual(["capacity-in-takeover-week"]);
    expect(refusals(cover({ capacityPoints: 0 }))).toEqual(["capacity-in-takeover-week"]);
  });

  it("does not mind leave in another week", () => {
    expect(dates(cover({ leave: [{ from: "2018-09-10", to: "2018-09-14" }] }))?.[0]).toBe("2018-09-03");
  });
});

describe("a contract", () => {
  it("reaches the hand-back, or the cover worker is not asked", () => {
    expect(dates({ cover: [worker("K1", { contractEndsOn: "2018-11-25" })] })).toEqual(["2018-09-03", "2018-11-26"]);
    expect(refusals({ cover: [worker("K1", { contractEndsOn: "2018-11-22" })] })).toEqual(["hand-back", "contract-covers-hand-back"]);
    expect(refusals({ cover: [worker("K1", { contractEndsOn: "2018-11-22" })] }, "co-work")).toEqual(["contract-covers-hand-back"]);
  });

  it("need reach only the day on which the case closes", () => {
    const closing: Parts = { children: [child("C1", "F1", "W1", { closesOn: "2018-11-05" })] };
    expect(dates({ ...closing, cover: [worker("K1", { contractEndsOn: "2018-11-04" })] })).toEqual(["2018-09-03", null]);
    expect(refusals({ ...closing, cover: [worker("K1", { contractEndsOn: "2018-11-01" })] })).toEqual(["contract-covers-hand-back"]);
  });
});

describe("the hand-back", () => {
  it("may lie on the last of its working days, whether or not the first day after the end is one", () => {
    const last = (nonWorkingDays: string[]): string | null | undefined => {
      const programme = { startDate: "2018-09-17", weeks: 10, nonWorkingDays };
      return dates({ programme, policy: { handBackDaysAfter: 3 }, events: [event("review", "2018-11-13")] })?.[1];
    };
    // Ten working days after the review is 2018-11-27, so the third working day after the end is left.
    expect(last([])).toBe("2018-11-28");
    expect(last(["2018-11-26"])).toBe("2018-11-29");
    expect(last(["2018-11-26", "2018-11-27"])).toBe("2018-11-30");
  });

  it("falls within its window, or there is no handover", () => {
    const review = [event("review", "2018-12-03")];
    expect(refusals({ events: review })).toEqual(["hand-back", "key-event"]);
    expect(dates({ events: [event("review", "2018-11-27")] })?.[1]).toBe("2018-12-12");
    expect(refusals({ events: [event("review", "2018-11-27")], policy: { handBackDaysAfter: 12 } })).toEqual(["hand-back", "key-event"]);
  });

  it("may be left out with an exception on record, when no day is permitted", () => {
    const exceptions = [{ kind: "no-hand-back" as const, familyId: "F1", ...RECORDED }];
    expect(dates({ exceptions, events: [event("review", "2018-12-03")] })).toEqual(["2018-09-03", null]);
    expect(dates({ exceptions })).toEqual(["2018-09-03", "2018-11-26"]);
  });

  it("is none when the case closes first", () => {
    expect(dates({ children: [child("C1", "F1", "W1", { closesOn: "2018-11-26" })] })).toEqual(["2018-09-03", null]);
    expect(dates({ children: [child("C1", "F1", "W1", { closesOn: "2018-11-27" })] })).toEqual(["2018-09-03", "2018-11-26"]);
  });

  it("is none when no day is permitted before the case closes", () => {
    const parts: Parts = { children: [child("C1", "F1", "W1", { closesOn: "2018-12-03" })], events: [event("review", "2018-11-27")] };
    expect(dates(parts)).toEqual(["2018-09-03", null]);
  });

  it("comes after the takeover, however short the programme", () => {
    const programme = { startDate: "2018-09-17", weeks: 1, nonWorkingDays: [] };
    const parts: Parts = { asOf: "2018-09-12", programme };
    expect(dates(parts)).toBeNull();
    expect(dates({ ...parts, asOf: "2018-09-03" })).toEqual(["2018-09-17", "2018-09-24"]);
    expect(dates({ ...parts, asOf: "2018-09-07" })).toEqual(["2018-09-21", "2018-09-24"]);
  });
});

describe("a case that closes", () => {
  it("before the takeover is not handed over", () => {
    expect(refusals({ children: [child("C1", "F1", "W1", { closesOn: "2018-09-03" })] })).toEqual(["due-to-close"]);
    expect(refusals({ children: [child("C1", "F1", "W1", { closesOn: "2018-09-04" })] })).toEqual([]);
  });
});

describe("sharing the work", () => {
  it("begins with the programme and ends with it", () => {
    const placement = optionOf(choicesOf({}), "co-work")!.placement!;
    expect([formatDay(placement.takeover), placement.handBack, formatDay(placement.until)]).toEqual(["2018-09-17", null, "2018-11-26"]);
  });

  it("is no way with somebody who shares it already", () => {
    expect(refusals({ coWork: [{ familyId: "F1", workerId: "K1", points: 1 }] }, "co-work")).toEqual(["co-working"]);
  });

  it("is no way when the policy turns it off", () => {
    expect(refusals({ rules: { "co-working": { mode: "off" } } }, "co-work")).toEqual(["co-working"]);
  });
});

describe("families with restricted facts", () => {
  it("keep their dates whatever the needs", () => {
    expect(dates({ families: [family("F1", { isRestricted: true })], cover: [worker("K1", { restrictedFamilyIds: ["F1"] })] })).toEqual(["2018-09-03", "2018-11-26"]);
  });
});
