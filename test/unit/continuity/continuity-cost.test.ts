import { describe, expect, it } from "vitest";
import { relationshipStrength } from "../../../src/continuity/continuity-cost";
import { child, choicesOf, cohortOf, costTerms, manager, optionOf, worker, type Parts } from "../../support/caseload-builder";

/** Handed over from 2018-09-03 to 2018-11-26: visits fall due on 09-17, 10-15 and 11-12. */
const one = (fields: Parameters<typeof child>[3]): Parts => ({ children: [child("C1", "F1", "W1", fields)] });

describe("the continuity cost of a handover", () => {
  it("is the contacts made by a stranger and two changes of worker", () => {
    expect(costTerms({})).toEqual({ contacts: 3000, "changes-of-worker": 2000 });
    const option = optionOf(choicesOf({}))!;
    expect([option.cost, option.contacts, option.changesOfWorker, option.hasWorstCase]).toEqual([5000, 3, 2, false]);
  });

  it("grows with the relationship there is", () => {
    const since = (workerSince: string | null): number | undefined => costTerms(one({ workerSince })).contacts;
    // Up to 90 days, to 181, to 364, a year and more; not known counts as established.
    expect([since("2018-08-20"), since("2018-05-22"), since("2018-05-21"), since("2018-02-19"), since("2017-08-20"), since(null)]).toEqual([1200, 1200, 1800, 2400, 3000, 3000]);
  });

  it("falls with how well the family knows the cover worker", () => {
    expect(costTerms({ pastInvolvements: [{ familyId: "F1", workerId: "K1" }] }).contacts).toBe(2100);
    expect(costTerms({ coWork: [{ familyId: "F1", workerId: "K1", points: 0 }] }).contacts).toBe(1500);
    const both: Parts = { coWork: [{ familyId: "F1", workerId: "K1", points: 0 }], pastInvolvements: [{ familyId: "F1", workerId: "K1" }] };
    expect(costTerms(both).contacts).toBe(1500);
    expect(costTerms({ ...both, policy: { coWorkerFamiliarity: 1 } }).contacts).toBeUndefined();
  });

  it("adds to what the child has been through in twelve months", () => {
    const changes = (dates: string[]): number | undefined => costTerms({ ...one({ changesOfWorkerOn: dates }), rules: { "recent-changes": { mode: "off" } } })["changes-of-worker"];
    expect([changes([]), changes(["2018-03-01"]), changes(["2018-03-01", "2018-05-01"]), changes(["2016-03-01"])]).toEqual([2000, 3000, 4000, 2000]);
  });

  it("counts siblings' changes by their share, the dearest child's whole", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1", { changesOfWorkerOn: ["2018-03-01"] }), child("C3", "F1", "W1")];
    expect(costTerms({ children })).toEqual({ contacts: 9000, "changes-of-worker": 3000 + 1000 + 1000 });
    expect(optionOf(choicesOf({ children }))!.changesOfWorker).toBe(6);
  });

  it("counts events at which the worker meets the family, for each child", () => {
    const events = [{ familyId: "F1", kind: "core-group", date: "2018-10-10" }, { familyId: "F1", kind: "placement-move", date: "2018-10-31" }];
    expect(costTerms({ events, children: [child("C1", "F1", "W1"), child("C2", "F1", "W1")] }).contacts).toBe(8000);
  });

  it("counts one change when the case closes while it is away", () => {
    const parts = { ...one({ closesOn: "2018-11-01" }), rules: { "due-to-close": { mode: "off" } } } as const;
    expect(costTerms(parts)).toEqual({ contacts: 2000, "changes-of-worker": 1000 });
    expect(optionOf(choicesOf(parts))!.changesOfWorker).toBe(1);
  });

  it("counts no change for a sibling whose case closed before", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1", { closesOn: "2018-09-03" })];
    expect(optionOf(choicesOf({ children }))!.changesOfWorker).toBe(2);
  });

  it("takes what is not known at its worst, and says so", () => {
    const option = optionOf(choicesOf({ ...one({ lastVisitOn: null, changesOfWorkerOn: null }), rules: { "recent-changes": { mode: "off" } } }))!;
    // Due on the day of the takeover, then every twenty working days: 09-03, 10-01, 10-29.
    expect([option.hasWorstCase, option.cost]).toEqual([true, 3000 + 4000]);
  });

  it("is rounded half up once", () => {
    // Three contacts × 0.4 × (1 − 0.999) = 1.2 thousandths of a contact: 1, and not 3 × 0.
    const parts: Parts = { ...one({ workerSince: "2018-08-20" }), policy: { earlierWorkerFamiliarity: 0.999 }, pastInvolvements: [{ familyId: "F1", workerId: "K1" }] };
    expect(costTerms(parts).contacts).toBe(1);
  });
});

describe("the continuity cost of sharing the work", () => {
  it("is the shared contacts, and no change of worker", () => {
    expect(costTerms({}, "co-work")).toEqual({ contacts: 1500 });
    const option = optionOf(choicesOf({}), "co-work")!;
    expect([option.contacts, option.changesOfWorker]).toEqual([2, 0]);
    expect(costTerms({ policy: { coWorkShare: 0.25 } }, "co-work")).toEqual({ contacts: 750 });
  });
});

describe("a council's own table", () => {
  const table: Parts = { continuityTable: [{ familyId: "F1", workerId: "W1", coverWorkerId: "K1", mode: "handover", contacts: 1.125 }] };

  it("replaces the computed cost for its worker and mode", () => {
    expect(costTerms(table)).toEqual({ table: 1125 });
    expect(costTerms(table, "co-work")).toEqual({ contacts: 1500 });
    const choices = choicesOf({ ...table, cover: [worker("K1"), worker("K2")] });
    expect(optionOf(choices, "handover", "K2")!.cost).toBe(5000);
  });

  it("leaves the soft rules' terms, and the counts, as they are", () => {
    expect(costTerms({ ...table, families: [{ id: "F1", area: "Weymouth" }] })).toEqual({ table: 1125, "same-locality": 500 });
    expect(optionOf(choicesOf(table))!.changesOfWorker).toBe(2);
  });
});

describe("the continuity cost of supervision", () => {
  it("is its sessions", () => {
    const parts: Parts = { participants: [manager("M1")], cover: [manager("K1")], children: [], supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 10, lastSessionOn: "2018-08-20" }] };
    const option = optionOf(choicesOf(parts, "S1"))!;
    // 09-03, 09-17, 10-01, 10-15, 10-29, 11-12.
    expect([option.cost, option.changesOfWorker, option.contacts]).toEqual([6000, 0, 6]);
  });
});

describe("the strength of a relationship", () => {
  it("follows the policy's steps", () => {
    const policy = { relationshipStrength: [{ fromDays: 30, strength: 0.7 }, { fromDays: 0, strength: 0.1 }] };
    const strength = (workerSince: string): number => {
      const cohort = cohortOf({ ...one({ workerSince }), policy });
      return relationshipStrength(cohort.caseload.children[0]!, cohort);
    };
    expect([strength("2018-08-20"), strength("2018-07-22"), strength("2018-07-21")]).toEqual([100, 100, 700]);
  });
});
