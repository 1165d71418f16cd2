import { describe, expect, it } from "vitest";
import { planHandovers, planHandoversAsync } from "../../../src/pipeline/plan-handovers";
import { caseloadOf, child, decisionAbout, family, manager, pin, planOf, RECORDED, singleFamilies, worker, type Parts } from "../../support/caseload-builder";

function conflictOf(parts: Parts): readonly string[] {
  const result = planHandovers(caseloadOf(parts));
  if (result.kind !== "infeasible") throw new Error(`not infeasible: ${result.kind}`);
  for (const { sentence } of result.conflict) expect(result.sentence).toContain(sentence);
  return result.conflict.map(({ rule, ids }) => `${rule} ${ids.join()}`).sort();
}

describe("a plan", () => {
  it("gives a third where whole families come to a third", () => {
    const plan = planOf(caseloadOf({ children: singleFamilies(9), policy: { handoverEffortPoints: 0 }, rules: { "co-working": { mode: "off" } } }));
    expect(plan.termination).toBe("optimal");
    expect(plan.headline).toEqual({ participantsWithBase: 1, participantsInBand: 1, meanReliefPerMille: 333, nearLowerEdge: 0 });
    expect(plan.totals).toMatchObject({ familiesMoved: 3, changesOfWorker: 6 });
  });

  it("says what it is a plan of", () => {
    const caseload = caseloadOf();
    expect(planOf(caseload)).toMatchObject({ schemaVersion: 1, caseloadDigest: caseload.digest, programme: { id: "P1", startDate: "2018-09-17", endDate: "2018-11-25", weeks: 10, workingDays: 50 } });
  });

  it("lets everybody stay where there is no cover worker, and says who gets no third", () => {
    const plan = planOf(caseloadOf({ cover: [] }));
    expect(plan.decisions.map(({ mode }) => mode)).toEqual(["stay"]);
    expect(plan.components).toMatchObject([{ method: "none", termination: "optimal" }]);
    expect(plan.participants[0]!.shortfallSentence).toMatch(/^W1 gets 0 points/);
  });

  it("has no percentages for a participant without work", () => {
    const plan = planOf(caseloadOf({ children: [child("C1", "F1", "W1", { status: "care-leaver" })] }));
    expect(plan.participants[0]).toMatchObject({ basePoints: 0, reliefPerMille: null, isInBand: false, lowestWeek: null, newFamily: null, shortfallSentence: null });
    expect(plan.headline).toEqual({ participantsWithBase: 0, participantsInBand: 0, meanReliefPerMille: 0, nearLowerEdge: 0 });
  });

  it("states a cover worker without capacity as having none, and never as free", () => {
    const plan = planOf(caseloadOf({ cover: [worker("K1", { capacityPoints: 0 })] }));
    expect(plan.coverWorkers[0]).toMatchObject({ peakWorkloadPercentBefore: null, peakWorkloadPercentAfter: null });
  });

  it("hands a manager's oversight to a manager only", () => {
    const supervision = [1, 2, 3].map((number) => ({ id: `S${number}`, managerId: "M1", points: 4, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" }));
    const plan = planOf(caseloadOf({ participants: [manager("M1")], cover: [worker("K1"), manager("K2")], children: [], supervision, policy: { supervisionEffortPoints: 0 } }));
    expect(plan.totals.supervisionMoved).toBe(1);
    expect(plan.decisions.filter(({ mode }) => mode === "handover").map(({ coverWorkerId }) => coverWorkerId)).toEqual(["K2"]);
  });

  it("moves the groups of a split family on their own, and says that an exception was used", () => {
    const parts: Parts = {
      children: [child("C1", "F1", "W1"), child("C2", "F1", "W1", { points: 8 })],
      exceptions: [{ kind: "split-family", familyId: "F1", workerId: "W1", groups: [["C1"], ["C2"]], ...RECORDED }],
      rules: { "co-working": { mode: "off" } },
    };
    const plan = planOf(caseloadOf(parts));
    expect(plan.decisions.map(({ childIds }) => childIds)).toEqual([["C1"], ["C2"]]);
    const moved = plan.decisions.filter(({ mode }) => mode === "handover");
    expect(moved.length).toBeGreaterThan(0);
    for (const { flags } of moved) expect(flags).toContain("exception-recorded");
  });

  it("never moves siblings who are with somebody else", () => {
    const plan = planOf(caseloadOf({ others: [worker("X1")], children: [child("C1", "F1", "W1"), child("C2", "F1", "X1")] }));
    expect(plan.decisions).toHaveLength(1);
    expect(plan.decisions[0]!.childIds).toEqual(["C1"]);
    expect(plan.statements.find(({ rule }) => rule === "family-moves-whole")).toMatchObject({ kind: "existing-breach", ids: ["F1"] });
  });

  it("shares too little cover out fairly", () => {
    const parts: Parts = { participants: [worker("W1"), worker("W2")], cover: [worker("K1", { capacityPoints: 9 })], children: [...singleFamilies(9), ...singleFamilies(9, "W2").map((one) => ({ ...one, id: `D${one.id}`, familyId: `G${one.familyId}` }))], rules: { "co-working": { mode: "off" } } };
    const plan = planOf(caseloadOf(parts));
    expect(plan.participants.map(({ reliefPoints }) => reliefPoints)).toEqual([3.5, 3.5]);
  });

  it("flags what is not known or not ready", () => {
    const plan = planOf(caseloadOf({ children: [child("C1", "F1", "W1", { workerSince: null, hasChronology: null })], pins: [pin("must-move", "F1")] }));
    expect(decisionAbout(plan, "F1").flags).toEqual(["file-not-ready", "worst-case"]);
  });
});

describe("pins and keep rules that clash", () => {
  it("are named, a pin against a pin", () => {
    expect(conflictOf({ pins: [pin("must-stay", "F1"), pin("must-move", "F1")] })).toEqual(["pins F1", "pins F1"]);
    expect(conflictOf({ cover: [worker("K1"), worker("K2")], pins: [pin("must-go-to", "F1", { coverWorkerId: "K1" }), pin("never-to", "F1", { coverWorkerId: "K1" })] })).toEqual(["pins F1,K1", "pins F1,K1"]);
  });

  it("are named, a pin with the rules that stand against it", () => {
    expect(conflictOf({ families: [family("F1", { wish: "stay" })], pins: [pin("must-move", "F1")] })).toEqual(["family-wish-to-stay F1", "pins F1"]);
  });

  it("are named, pins that pass capacity together", () => {
    const parts: Parts = { children: singleFamilies(3), cover: [worker("K1", { capacityPoints: 9 })], pins: ["F1", "F2", "F3"].map((id) => pin("must-move", id)) };
    expect(conflictOf(parts)).toEqual(["cover-capacity K1", "pins F1", "pins F2", "pins F3"]);
  });

  it("are named, families to be kept together or apart", () => {
    const two: Parts = { children: singleFamilies(2), cover: [worker("K1"), worker("K2")] };
    expect(conflictOf({ ...two, keepTogether: [["F1", "F2"]], pins: [pin("must-move", "F1"), pin("must-stay", "F2")] })).toEqual(["keep-together F1,F2", "pins F1", "pins F2"]);
    const sameWorker = ["F1", "F2"].map((id) => pin("must-go-to", id, { coverWorkerId: "K1" }));
    expect(conflictOf({ ...two, keepApart: [["F1", "F2"]], pins: sameWorker })).toEqual(["keep-apart F1,F2", "pins F1,K1", "pins F2,K1"]);
  });

  it("leave out the demands that clash with nothing", () => {
    const parts: Parts = { children: singleFamilies(4), cover: [worker("K1"), worker("K2")], keepApart: [["F3", "F4"]], pins: [pin("must-stay", "F1"), pin("must-move", "F1"), pin("must-move", "F2"), pin("must-stay", "F3")] };
    expect(conflictOf(parts)).toEqual(["pins F1", "pins F1"]);
  });

  it("may be a floor that nobody can reach", () => {
    expect(conflictOf({ cover: [], policy: { reliefFloor: { numerator: 1, denominator: 10 } } })).toEqual(["relief-floor W1"]);
  });
});

describe("the options of a call", () => {
  it("are refused together when they make no sense", () => {
    const result = planHandovers(caseloadOf(), { timeLimitMs: 0, stepLimit: 1.5, signal: {} as never, onProgress: 7 as never });
    expect(result.kind === "bad-options" && result.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(["bad-option /onProgress", "bad-option /signal", "bad-option /stepLimit", "bad-option /timeLimitMs"]);
  });

  it("end the run at once when it is aborted already, with a plan or without", () => {
    const result = planHandovers(caseloadOf({ children: singleFamilies(9) }), { signal: { aborted: true } });
    expect(result.kind === "plan" ? result.plan.termination : result.kind === "unknown" && result.termination).toBe("aborted");
  });

  it("read a clock only when there is a time limit", () => {
    let asked = 0;
    const now = (): number => asked++;
    planHandovers(caseloadOf(), { now });
    expect(asked).toBe(0);
    planHandovers(caseloadOf(), { now, timeLimitMs: 1_000_000 });
    expect(asked).toBeGreaterThan(0);
  });

  it("give the same bytes with either driver, each time", async () => {
    const caseload = caseloadOf({ children: singleFamilies(9), cover: [worker("K1"), worker("K2", { capacityPoints: 30 })] });
    const once = JSON.stringify(planHandovers(caseload));
    expect(JSON.stringify(planHandovers(caseload))).toBe(once);
    expect(JSON.stringify(await planHandoversAsync(caseload))).toBe(once);
  });
});
