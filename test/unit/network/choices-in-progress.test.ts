import { describe, expect, it } from "vitest";
import { formatDay } from "../../../src/base/calendar";
import type { InProgressDocument, PublishedDecisionDocument } from "../../../src/model/caseload-document";
import { describeCohort } from "../../../src/model/cohort";
import type { Option } from "../../../src/model/option";
import { listChoices, type UnitChoices } from "../../../src/network/choices";
import { reliefTarget } from "../../../src/network/targets";
import { checkPlan } from "../../../src/pipeline/check-plan";
import { caseloadOf, child, planOf, worker, type Parts } from "../../support/caseload-builder";

const TODAY = "2018-10-08";
const WITH_K1: PublishedDecisionDocument = { kind: "family", id: "F1", participantId: "W1", childIds: ["C1"], mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-17", handBackDate: "2018-11-26" };

function progress(fields: Partial<InProgressDocument> = {}): InProgressDocument {
  return { asOf: TODAY, decisions: [WITH_K1], ...fields };
}

function choicesOf(parts: Parts = {}, id = "F1"): UnitChoices {
  const cohort = describeCohort(caseloadOf({ cover: [worker("K1"), worker("K2")], inProgress: progress(), ...parts }));
  return listChoices(cohort).find(({ unit }) => unit.id === id)!;
}

/** "stay until 2018-10-22", "handover K2 2018-10-22 2018-11-26": who has the unit, and since or until when. */
function ways(parts: Parts = {}, id = "F1"): readonly string[] {
  return choicesOf(parts, id).options.map(wayOf).sort();
}

function wayOf({ mode, placement, earlier, isChange }: Option): string {
  const date = (day: number | null | undefined): string => (day === null || day === undefined ? "-" : formatDay(day));
  const ends = earlier.map(({ placement: part }) => `${part.cover.id} to ${date(part.until)}, `).join("");
  return `${ends}${mode}${placement === null ? "" : ` ${placement.cover.id} ${date(placement.takeover)} ${date(placement.handBack)}`}${isChange ? "" : " (published)"}`;
}

const coWorkOff = { rules: { "co-working": { mode: "off" } } } as const;
const hearing = (date: string) => [{ familyId: "F1", kind: "hearing", date }];

describe("a unit that is with a cover worker", () => {
  it("may go on, come back or go to another, with notice", () => {
    expect(ways(coWorkOff)).toEqual(["K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26", "K1 to 2018-10-22, stay", "handover K1 2018-09-17 2018-11-26 (published)"]);
  });

  it("leaves a cover worker without capacity that very day, without notice", () => {
    const off = { cover: [worker("K1", { leave: [{ from: TODAY, to: "2018-12-20" }] }), worker("K2")], ...coWorkOff };
    expect(ways(off)).toEqual(["K1 to 2018-10-08, handover K2 2018-10-08 2018-11-26", "K1 to 2018-10-08, stay"]);
    expect(choicesOf(off).lost).toEqual(["cover-capacity"]);
  });

  it("stays through short leave, as cases do", () => {
    expect(ways({ cover: [worker("K1", { leave: [{ from: TODAY, to: "2018-10-19" }] }), worker("K2")], ...coWorkOff })).toContain("handover K1 2018-09-17 2018-11-26 (published)");
  });

  it("leaves with the cover worker's last day: with notice when there is time, and without when there is none", () => {
    const leaving = (contractEndsOn: string): readonly string[] => ways({ cover: [worker("K1", { contractEndsOn }), worker("K2")], ...coWorkOff });
    expect(leaving("2018-10-26")).toEqual(["K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26", "K1 to 2018-10-22, stay"]);
    expect(leaving("2018-10-12")).toEqual(["K1 to 2018-10-15, handover K2 2018-10-15 2018-11-26", "K1 to 2018-10-15, stay"]);
    expect(choicesOf({ cover: [worker("K1", { contractEndsOn: "2018-10-12" }), worker("K2")] }).lost).toEqual(["contract-covers-hand-back"]);
  });

  it("is not brought back near a hearing, unless nobody has it", () => {
    expect(ways({ events: hearing("2018-10-24"), ...coWorkOff })).toContain("K1 to 2018-11-08, stay");
    const off = { cover: [worker("K1", { leave: [{ from: TODAY, to: "2018-12-20" }] }), worker("K2")], ...coWorkOff };
    // It goes home, and not to another stranger.
    expect(ways({ ...off, events: hearing("2018-10-10") })).toEqual(["K1 to 2018-10-08, stay"]);
  });

  it("has another hand-back when an event has moved too near the one published", () => {
    const { options, lost } = choicesOf({ events: hearing("2018-11-28"), ...coWorkOff });
    expect(options.map(wayOf)).toContain("handover K1 2018-09-17 2018-12-13");
    expect(lost).toEqual(["key-event"]);
  });

  it("comes back when a rule that judges people is broken by now", () => {
    const steppedUp = { children: [child("C1", "F1", "W1", { status: "protection-plan" })], cover: [worker("K1", { grade: "level-1" }), worker("K2")], ...coWorkOff };
    const { lost } = choicesOf(steppedUp);
    expect(lost.length).toBeGreaterThan(0);
    expect(ways(steppedUp)).toEqual(["K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26", "K1 to 2018-10-22, stay"]);
  });

  it("is not asked again for what was decided of its change", () => {
    const since = { families: [{ id: "F1", area: "Dorchester", wish: "stay" as const, finishWishWorkerIds: ["W1"] }], children: [child("C1", "F1", "W1", { changesOfWorkerOn: ["2018-06-01"] })] };
    expect(ways({ ...since, ...coWorkOff })).toContain("handover K1 2018-09-17 2018-11-26 (published)");
    // Two changes in twelve months by now: no third.
    expect(choicesOf({ children: since.children, ...coWorkOff }).refusals.find(({ coverWorkerId }) => coverWorkerId === "K2")?.rules).toContain("recent-changes");
  });

  it("counts what it was relieved of, and every change of worker", () => {
    const options = new Map(choicesOf(coWorkOff).options.map((option) => [wayOf(option), option]));
    const figures = (way: string) => [options.get(way)!.relief, options.get(way)!.changesOfWorker];
    // 4 points over fifty working days, 25 of them before 22 October; half a point of effort for each takeover.
    expect(figures("handover K1 2018-09-17 2018-11-26 (published)")).toEqual([350, 2]);
    expect(figures("K1 to 2018-10-22, stay")).toEqual([150, 2]);
    expect(figures("K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26")).toEqual([300, 3]);
  });
});

describe("a unit whose takeover is still to come", () => {
  const soon = { inProgress: progress({ decisions: [{ ...WITH_K1, takeoverDate: "2018-10-10" }] }), ...coWorkOff };

  it("goes as published, notice having been given", () => {
    expect(ways(soon)).toEqual(["handover K1 2018-10-10 2018-11-26 (published)", "handover K2 2018-10-22 2018-11-26", "stay"]);
  });

  it("goes later when the day is no longer permitted", () => {
    expect(ways({ ...soon, events: hearing("2018-10-12") })).toEqual(["handover K1 2018-10-29 2018-11-26", "handover K2 2018-10-29 2018-11-26", "stay"]);
  });
});

describe("a unit that is co-worked", () => {
  it("may go on, or be co-worked or handed over to another", () => {
    const shared = { inProgress: progress({ decisions: [{ ...WITH_K1, mode: "co-work", handBackDate: null }] }) };
    expect(ways(shared)).toEqual([
      "K1 to 2018-10-22, co-work K2 2018-10-22 -",
      "K1 to 2018-10-22, handover K1 2018-10-22 2018-11-26",
      "K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26",
      "K1 to 2018-10-22, stay",
      "co-work K1 2018-09-17 - (published)",
    ]);
  });
});

describe("a unit of which a re-plan was published before", () => {
  const twice: PublishedDecisionDocument = { ...WITH_K1, coverWorkerId: "K2", takeoverDate: "2018-10-22", earlier: [{ mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-17", endDate: "2018-10-22", isReturn: false }] };

  it("goes on to the next as published, stays with the present one, or comes back", () => {
    expect(ways({ inProgress: progress({ decisions: [twice] }), ...coWorkOff })).toEqual([
      "K1 to 2018-10-22, handover K2 2018-10-22 2018-11-26 (published)",
      "K1 to 2018-10-22, stay",
      "handover K1 2018-09-17 2018-11-26",
    ]);
  });

  it("has had what is over, whatever comes", () => {
    const late = { inProgress: progress({ asOf: "2018-10-29", decisions: [twice] }), ...coWorkOff };
    for (const way of ways(late)) expect(way.startsWith("K1 to 2018-10-22, ")).toBe(true);
  });
});

describe("facts of the middle of the window", () => {
  const base = (parts: Parts): number => {
    const cohort = describeCohort(caseloadOf({ cover: [worker("K1"), worker("K2")], ...parts }));
    return reliefTarget(cohort.participants[0]!, cohort).base;
  };

  it("weigh a child that stepped up from its day on", () => {
    const children = [child("C1", "F1", "W1", { status: "protection-plan" })];
    expect(base({ children, inProgress: progress() })).toBe(800);
    expect(base({ children, inProgress: progress({ weighed: [{ childId: "C1", until: "2018-10-22", points: 4 }] }) })).toBe(600);
  });

  it("weigh a family that came from its first day on", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 5 })];
    expect(base({ children, inProgress: progress() })).toBe(900);
    expect(base({ children, inProgress: progress({ opened: [{ childId: "C2", on: "2018-10-22" }] }) })).toBe(650);
  });

  it("let nobody take over a family before it came", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 5 })];
    expect(ways({ children, inProgress: progress({ opened: [{ childId: "C2", on: "2018-10-30" }] }), ...coWorkOff }, "F2")).toEqual(["handover K1 2018-10-30 2018-11-26", "handover K2 2018-10-30 2018-11-26", "stay (published)"]);
  });
});

describe("what a cover worker carries until a family could leave", () => {
  it("is there already: it breaks no limit, and nothing is added to it", () => {
    const reduced = worker("K1", { reductions: [{ from: TODAY, to: "2019-01-31", points: 98, reason: "covers another team" }] });
    const caseload = caseloadOf({ cover: [reduced], inProgress: progress(), ...coWorkOff });
    const plan = planOf(caseload);
    expect(plan.decisions[0]).toMatchObject({ mode: "stay", earlier: [{ coverWorkerId: "K1", endDate: "2018-10-22", isReturn: true }] });
    const check = checkPlan(caseload, plan);
    expect(check.kind === "ok" && check.value.isInOrder).toBe(true);
    // To go on with it beyond that day is a breach.
    const longer = checkPlan(caseload, { schemaVersion: 1, caseloadDigest: caseload.digest, decisions: [WITH_K1] });
    expect(longer.kind === "ok" && longer.value.breaches.map(({ rule }) => rule)).toEqual(["cover-capacity"]);
  });
});

describe("a plan that is checked while one is in progress", () => {
  it("may name only the ways to go on", () => {
    const caseload = caseloadOf({ cover: [worker("K1"), worker("K2")], inProgress: progress() });
    const other = checkPlan(caseload, { schemaVersion: 1, caseloadDigest: caseload.digest, decisions: [{ ...WITH_K1, takeoverDate: "2018-09-18" }] });
    expect(other.kind === "ok" && other.value.breaches).toMatchObject([{ rule: "decision", ids: ["F1"] }]);
  });
});
