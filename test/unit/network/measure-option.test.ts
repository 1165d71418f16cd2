import { describe, expect, it } from "vitest";
import type { Option } from "../../../src/model/option";
import { formatDay } from "../../../src/base/calendar";
import { child, choicesOf, day, family, manager, optionOf, travel, unitOf, cohortOf, WEIGHTING, worker, type Parts } from "../../support/caseload-builder";
import { unitWork } from "../../../src/model/workload";

function handover(parts: Parts = {}): Option {
  return optionOf(choicesOf(parts))!;
}

function coWork(parts: Parts = {}): Option {
  return optionOf(choicesOf(parts), "co-work")!;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("handing over", () => {
  it("relieves of the whole work less the effort, and loads with the work and the effort", () => {
    expect([handover().relief, handover().load]).toEqual([350, 450]);
    expect(handover({ policy: { handoverEffortPoints: 1.25 } }).relief).toBe(275);
    expect(handover({ policy: { handoverEffortPoints: 0 } }).load).toBe(400);
  });

  it("relieves only of the days handed over", () => {
    // From 2018-10-01 on: forty of fifty working days.
    expect(handover({ asOf: "2018-09-17" }).relief).toBe(320 - 50);
  });

  it("relieves of nothing but the effort when the family is idle", () => {
    const idle: Parts = { children: [child("C1", "F1", "W1", { visitIntervalWorkingDays: 90 })] };
    expect([handover(idle).relief, handover(idle).load]).toEqual([-50, 50]);
  });

  it("spreads the relief over the weeks so that they sum to it", () => {
    const option = handover({ asOf: "2018-09-12" });
    expect(formatDay(option.placement!.takeover)).toBe("2018-09-26");
    // Eight hundredths a day from the Wednesday of the second week on, the effort in that week.
    expect(option.reliefByWeek).toEqual([0, 24 - 50, 40, 40, 40, 40, 40, 40, 40, 40]);
    expect(sum(option.reliefByWeek)).toBe(option.relief);
  });

  it("puts the effort of an earlier takeover into the first week", () => {
    expect(handover().reliefByWeek).toEqual([-10, 40, 40, 40, 40, 40, 40, 40, 40, 40]);
  });

  it("rounds the weeks together, not one by one", () => {
    const thirds: Parts = { programme: { startDate: "2018-09-17", weeks: 3, nonWorkingDays: [] }, children: [child("C1", "F1", "W1", { points: 1 })], policy: { handoverEffortPoints: 0 } };
    expect(handover(thirds).reliefByWeek).toEqual([33, 34, 33]);
  });

  it("loads by the distance of the cover worker and relieves by that of the allocated one", () => {
    const parts: Parts = {
      weightingScheme: { ...WEIGHTING, travel: { thresholdMinutes: 15, stepMinutes: 15, pointsPerStep: 1 } },
      travel: travel(45),
      cover: [worker("K1", { area: "Weymouth" })],
    };
    expect([handover(parts).relief, handover(parts).load]).toEqual([350, 650]);
  });

  it("loads less from the day on which a sibling's case closes", () => {
    const option = handover({ children: [child("C1", "F1", "W1"), child("C2", "F1", "W1", { closesOn: "2018-10-15" })] });
    expect(["2018-09-02", "2018-09-03", "2018-10-14", "2018-10-15", "2018-11-25", "2018-11-26"].map((date) => option.loadOn(day(date)))).toEqual([0, 850, 850, 450, 450, 0]);
    expect(option.load).toBe(850);
    expect(option.relief).toBe(400 + 160 - 50);
  });

  it("does not load again with what the cover worker does for the family already", () => {
    const shared = (points: number): Parts => ({ coWork: [{ familyId: "F1", workerId: "K1", points }] });
    expect([handover(shared(1.5)).load, handover(shared(9)).load]).toEqual([300, 0]);
    expect(handover(shared(1.5)).relief).toBe(350);
  });

  it("counts the visits of the window for the cover worker", () => {
    expect(handover().coverVisits).toBe(3);
    expect(handover({ children: [child("C1", "F1", "W1", { visitIntervalWorkingDays: 10 })] }).coverVisits).toBe(5);
  });

  it("of supervision has an effort of its own", () => {
    const parts: Parts = { participants: [manager("M1")], cover: [manager("K1")], children: [], supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" }] };
    const option = optionOf(choicesOf(parts, "S1"))!;
    expect([option.relief, option.load, option.coverVisits, option.travelMinutes]).toEqual([475, 525, 0, 0]);
  });
});

describe("sharing the work", () => {
  it("relieves of the share less the overhead, and loads with the share", () => {
    expect([coWork().relief, coWork().load]).toEqual([120, 200]);
    expect([coWork({ policy: { coWorkShare: 0.4, coWorkOverhead: 0.15 } }).relief, coWork({ policy: { coWorkShare: 0.4, coWorkOverhead: 0.15 } }).load]).toEqual([100, 160]);
  });

  it("balances: what is kept and what is taken come to the work and one overhead", () => {
    for (const points of [1, 2.5, 3.33, 7.77]) {
      const parts: Parts = { children: [child("C1", "F1", "W1", { points })] };
      const cohort = cohortOf(parts);
      const work = unitWork(unitOf(cohort), cohort);
      const { relief, load } = coWork(parts);
      expect(Math.abs(work - relief + load - (work * 6) / 5)).toBeLessThanOrEqual(1);
    }
  });

  it("rounds half up once", () => {
    // 0.05 × 0.3 = 1.5 hundredths; 0.05 × 0.5 = 2.5.
    const parts: Parts = { children: [child("C1", "F1", "W1", { points: 0.05 })] };
    expect([coWork(parts).relief, coWork(parts).load]).toEqual([2, 3]);
  });

  it("costs no effort and runs with the programme", () => {
    expect(coWork().reliefByWeek).toEqual(Array.from({ length: 10 }, () => 12));
    expect(coWork().loadOn(day("2018-11-25"))).toBe(200);
    expect(coWork().loadOn(day("2018-11-26"))).toBe(0);
  });
});

describe("a two-to-one family", () => {
  const parts: Parts = {
    families: [family("F1", { isTwoToOne: true })],
    cover: [worker("K1"), worker("K2"), worker("K3")],
    weightingScheme: { ...WEIGHTING, twoToOnePoints: 2, companionPoints: 1 },
  };

  it("has an option for every pair of cover workers", () => {
    const pairs = choicesOf(parts).options.filter(({ mode }) => mode === "handover").map(({ placement }) => `${placement!.cover.id}+${placement!.companion!.id}`);
    expect(pairs.sort()).toEqual(["K1+K2", "K1+K3", "K2+K1", "K2+K3", "K3+K1", "K3+K2"]);
    expect([handover(parts).load, handover(parts).relief, handover(parts).companionLoad]).toEqual([650, 550, 100]);
  });

  it("is not accompanied by somebody whom a rule keeps from it", () => {
    const conflicts = [{ familyId: "F1", workerId: "K3" }];
    const companions = (given: Parts) => choicesOf(given).options.filter(({ placement }) => placement?.cover.id === "K1" && placement.companion !== null).map(({ placement }) => placement!.companion!.id);
    expect(companions({ ...parts, conflicts })).toEqual(["K2"]);
    expect(companions({ ...parts, families: [family("F1", { isTwoToOne: true, isRestricted: true })], cover: [worker("K1", { restrictedFamilyIds: ["F1"] }), worker("K2"), worker("K3", { restrictedFamilyIds: ["F1"] })] })).toEqual(["K3"]);
  });

  it("may be accompanied by somebody without the language or grade that the lead needs", () => {
    const given: Parts = { ...parts, families: [family("F1", { isTwoToOne: true, languages: ["Polish"] })], cover: [worker("K1", { languages: ["Polish"] }), worker("K2", { grade: "level-1" })] };
    expect(handover(given).placement!.companion!.id).toBe("K2");
  });

  it("waits for a second worker who is away, or does without", () => {
    const away = (to: string): Parts => ({ ...parts, cover: [worker("K1"), worker("K2", { leave: [{ from: "2018-09-01", to }] })] });
    expect(formatDay(handover(away("2018-09-11")).placement!.takeover)).toBe("2018-09-12");
    expect(choicesOf(away("2018-10-05")).options.some(({ mode }) => mode === "handover")).toBe(false);
    const leaving: Parts = { ...parts, cover: [worker("K1"), worker("K2", { contractEndsOn: "2018-11-01" })] };
    expect(choicesOf(leaving).options.some(({ mode }) => mode === "handover")).toBe(false);
  });

  it("is shared without a second worker", () => {
    expect(coWork(parts).placement!.companion).toBeNull();
  });
});

describe("travel", () => {
  // Fifteen weeks from 2018-09-03 to 2018-12-14: visits on 09-17, 10-15, 11-12 and 12-10.
  const parts: Parts = { travel: travel(40), families: [family("F1", { area: "Weymouth" })], cover: [worker("K1", { area: "Weymouth" })] };

  it("counts every visit at the distance of whoever makes it", () => {
    const choices = choicesOf(parts);
    expect(optionOf(choices, "stay")!.travelMinutes).toBe(4 * 40);
    expect(optionOf(choices)!.travelMinutes).toBe(3 * 10 + 40);
    // Two of three shared visits, half rounded up, are the cover worker's.
    expect(optionOf(choices, "co-work")!.travelMinutes).toBe(2 * 10 + 2 * 40);
  });

  it("counts the second worker's way too", () => {
    const given: Parts = { ...parts, families: [family("F1", { area: "Weymouth", isTwoToOne: true })], cover: [worker("K1", { area: "Weymouth" }), worker("K2")] };
    expect(optionOf(choicesOf(given))!.travelMinutes).toBe(3 * (10 + 40) + 40);
  });
});

describe("the file", () => {
  const isReady = (fields: Parameters<typeof child>[3], rules: Parts["rules"] = {}): boolean => handover({ rules, children: [child("C1", "F1", "W1", fields)] }).isFileReady;

  it("is ready with a recent assessment, a chronology and a visit", () => {
    expect(isReady({})).toBe(true);
    // Nine months before the takeover on 2018-09-03.
    expect([isReady({ assessedOn: "2017-12-04" }), isReady({ assessedOn: "2017-12-03" }), isReady({ assessedOn: null })]).toEqual([true, false, false]);
    expect([isReady({ hasChronology: false }), isReady({ hasChronology: null }), isReady({ lastVisitOn: null })]).toEqual([false, false, false]);
  });

  it("is not asked about when the rule is off, nor for sharing", () => {
    expect(isReady({ hasChronology: false }, { "file-ready": { mode: "off" } })).toBe(true);
    expect(isReady({ assessedOn: "2017-12-03" }, { "file-ready": { limit: 10 } })).toBe(true);
    expect(coWork({ children: [child("C1", "F1", "W1", { hasChronology: false })] }).isFileReady).toBe(true);
  });
});
