import { describe, expect, it } from "vitest";
import type { Caseload } from "../../../src/model/caseload";
import { checkPlan } from "../../../src/pipeline/check-plan";
import type { PlanCheck } from "../../../src/plan/check-plan";
import type { Decision, Plan } from "../../../src/plan/plan";
import { caseloadOf, child, decisionAbout, family, manager, pin, planOf, travel, WEIGHTING, worker } from "../../support/caseload-builder";

/** Two participants, a team manager, a cover team of three, and a plan in which everything there is happens. */
const caseload = caseloadOf({
  participants: [worker("W1"), worker("W2"), manager("M1")],
  cover: [worker("K1"), worker("K2", { capacityPoints: 40 }), manager("K3")],
  families: [family("F1"), family("F2", { isTwoToOne: true }), family("F6", { languages: ["Polish"] })],
  children: [
    child("C1", "F1", "W1"),
    child("C2", "F1", "W1", { status: "protection-plan" }),
    child("C3", "F2", "W1", { status: "protection-plan" }),
    child("C4", "F3", "W1"),
    child("C5", "F4", "W1", { status: "protection-plan" }),
    child("C6", "F5", "W2"),
    child("C7", "F6", "W2"),
    child("C8", "F7", "W2"),
  ],
  events: [{ familyId: "F5", kind: "hearing", date: "2018-10-29" }],
  supervision: [
    { id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" },
    { id: "S2", managerId: "M1", points: 10, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" },
  ],
  pins: [pin("must-go-to", "F2", { coverWorkerId: "K1" }), pin("must-move", "F5"), pin("must-stay", "F7")],
  weightingScheme: { ...WEIGHTING, twoToOnePoints: 2, companionPoints: 1 },
  travel: travel(30),
});
const plan = planOf(caseload);

// oxlint-disable-next-line typescript/no-explicit-any -- plans are broken in ways no type allows.
type Loose = any;

function check(given: unknown, of: Caseload = caseload): PlanCheck {
  const result = checkPlan(of, given);
  if (result.kind === "error") throw new Error(result.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return result.value;
}

function changed(change: (plan: Loose) => void): PlanCheck {
  const copy: Loose = JSON.parse(JSON.stringify(plan));
  change(copy);
  return check(copy);
}

function about(copy: Loose, id: string): Loose {
  return copy.decisions.find((decision: Decision) => decision.id === id);
}

const stay = { mode: "stay", coverWorkerId: null, companionId: null, takeoverDate: null, handBackDate: null };

describe("a plan of the library", () => {
  it("is in order, as it stands and through JSON", () => {
    expect(check(plan)).toMatchObject({ isInOrder: true, breaches: [], misstatements: [] });
    expect(check(JSON.parse(JSON.stringify(plan)))).toEqual(check(plan));
  });

  it("has a little of everything, so that what follows can break it", () => {
    expect(new Set(plan.decisions.map(({ mode }) => mode))).toContain("handover");
    expect(decisionAbout(plan, "F2").companionId).toBe("K2");
    expect(plan.decisions.some(({ kind, mode }) => kind === "supervision" && mode === "handover")).toBe(true);
  });
});

describe("the rules, asked of a plan that somebody has changed", () => {
  const cases: readonly (readonly [string, string, (plan: Loose) => void])[] = [
    ["a decision left out", "one-accountable-worker", (copy) => copy.decisions.pop()],
    ["a decision made twice", "one-accountable-worker", (copy) => copy.decisions.push({ ...copy.decisions[0] })],
    ["a family nobody knows", "family-moves-whole", (copy) => copy.decisions.push({ ...copy.decisions[0], id: "F99" })],
    ["a family under another participant", "family-moves-whole", (copy) => (about(copy, "F3").participantId = "W2")],
    ["part of a family", "family-moves-whole", (copy) => (about(copy, "F1").childIds = ["C1"])],
    ["a pin to move, staying", "pins", (copy) => Object.assign(about(copy, "F2"), stay)],
    ["a pin to stay, moving", "pins", (copy) => Object.assign(about(copy, "F7"), { mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-03", handBackDate: "2018-11-26" })],
    ["another cover worker than the pin's", "pins", (copy) => Object.assign(about(copy, "F2"), { coverWorkerId: "K2", companionId: "K1" })],
    ["no second worker", "two-to-one", (copy) => (about(copy, "F2").companionId = null)],
    ["a second worker who may not", "two-to-one", (copy) => (about(copy, "F2").companionId = "K3")],
    ["a cover worker as its own second", "two-to-one", (copy) => (about(copy, "F2").companionId = "K1")],
    ["a second worker where none is needed", "decision", (copy) => Object.assign(about(copy, "F5"), { companionId: "K1", coverWorkerId: "K2" })],
    ["a second worker from nowhere", "decision", (copy) => (about(copy, "F2").companionId = "X9")],
    ["a cover worker from nowhere", "decision", (copy) => (about(copy, "F5").coverWorkerId = "W1")],
    ["a takeover before the takeover period", "decision", (copy) => (about(copy, "F5").takeoverDate = "2018-08-31")],
    ["a takeover at a weekend", "decision", (copy) => (about(copy, "F5").takeoverDate = "2018-09-08")],
    ["a takeover after the takeover period", "decision", (copy) => (about(copy, "F5").takeoverDate = "2018-10-05")],
    ["no takeover date", "decision", (copy) => (about(copy, "F5").takeoverDate = null)],
    ["a takeover in a protected period", "key-event", (copy) => Object.assign(about(copy, "F5"), { takeoverDate: "2018-10-22" })],
    ["no hand-back", "hand-back", (copy) => (about(copy, "F5").handBackDate = null)],
    ["a hand-back in the programme", "hand-back", (copy) => (about(copy, "F5").handBackDate = "2018-11-20")],
    ["a hand-back too late", "decision", (copy) => (about(copy, "F5").handBackDate = "2018-12-17")],
    ["a hand-back before the takeover", "decision", (copy) => (about(copy, "F5").handBackDate = "2018-09-01")],
    ["co-work with a hand-back", "decision", (copy) => Object.assign(about(copy, "F3"), { mode: "co-work", coverWorkerId: "K1", takeoverDate: "2018-09-17", handBackDate: "2018-11-26" })],
    ["co-work from before the programme", "decision", (copy) => Object.assign(about(copy, "F3"), { mode: "co-work", coverWorkerId: "K1", takeoverDate: "2018-09-14", handBackDate: null })],
    ["a worker without the language", "language", (copy) => Object.assign(about(copy, "F6"), { mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-03", handBackDate: "2018-11-26" })],
    ["a family with a manager", "oversight-only", (copy) => (about(copy, "F5").coverWorkerId = "K3")],
    ["supervision with a social worker", "oversight-only", (copy) => Object.assign(about(copy, "S2"), { mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-03", handBackDate: "2018-11-26" })],
    ["a cover worker with a stay", "decision", (copy) => Object.assign(about(copy, "F7"), { coverWorkerId: "K1" })],
    ["a hand-back date with a stay", "decision", (copy) => Object.assign(about(copy, "F7"), { handBackDate: "2018-11-26" })],
    ["a second worker with a stay", "decision", (copy) => Object.assign(about(copy, "F7"), { companionId: "K1" })],
  ];

  it.each(cases)("find %s", (_name, rule, change) => {
    const { isInOrder, breaches } = changed(change);
    expect(isInOrder).toBe(false);
    expect(breaches.map((breach) => breach.rule)).toContain(rule);
  });

  it("find too much work for a cover worker, and name the day", () => {
    const tight = caseloadOf({ children: [child("C1", "F1", "W1"), child("C2", "F2", "W1")], cover: [worker("K1", { capacityPoints: 8 })] });
    const decisions = ["F1", "F2"].map((id) => ({ kind: "family", id, participantId: "W1", mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-03", handBackDate: "2018-11-26" }));
    const { breaches } = check({ schemaVersion: 1, caseloadDigest: tight.digest, decisions }, tight);
    expect(breaches).toEqual([{ rule: "cover-capacity", ids: ["K1", "2018-09-03"], sentence: expect.stringContaining("allows 800") }]);
  });

  it("find a takeover without notice", () => {
    const late = caseloadOf({ asOf: "2018-08-27" });
    const decisions = [{ kind: "family", id: "F1", participantId: "W1", mode: "handover", coverWorkerId: "K1", takeoverDate: "2018-09-07", handBackDate: "2018-11-26" }];
    expect(check({ schemaVersion: 1, caseloadDigest: late.digest, decisions }, late).breaches.map(({ rule }) => rule)).toEqual(["notice"]);
  });

  it("find relief below the policy's floor", () => {
    const floored = caseloadOf({ policy: { reliefFloor: { numerator: 1, denominator: 10 } } });
    const decisions = [{ kind: "family", id: "F1", participantId: "W1", mode: "stay" }];
    expect(check({ schemaVersion: 1, caseloadDigest: floored.digest, decisions }, floored).breaches.map(({ rule }) => rule)).toEqual(["relief-floor"]);
  });
});

describe("the figures of a plan that somebody has changed", () => {
  const cases: readonly (readonly [string, (plan: Loose) => void])[] = [
    ["/decisions/0/reliefPoints", (copy) => (copy.decisions[0].reliefPoints += 0.01)],
    ["/decisions/0/loadPoints", (copy) => (copy.decisions[0].loadPoints = 99)],
    ["/decisions/0/workPoints", (copy) => (copy.decisions[0].workPoints += 1)],
    ["/decisions/0/continuityCost", (copy) => (copy.decisions[0].continuityCost += 0.001)],
    ["/decisions/0/costTerms", (copy) => copy.decisions[0].costTerms.push({ term: "table", contacts: 1 })],
    ["/decisions/0/travelMinutes", (copy) => copy.decisions[0].travelMinutes++],
    ["/decisions/0/contacts", (copy) => copy.decisions[0].contacts++],
    ["/decisions/0/changesOfWorker", (copy) => copy.decisions[0].changesOfWorker++],
    ["/decisions/0/flags", (copy) => (copy.decisions[0].flags = ["worst-case"])],
    ["/headline/participantsInBand", (copy) => copy.headline.participantsInBand++],
    ["/headline/meanReliefPerMille", (copy) => (copy.headline.meanReliefPerMille = 333.3)],
    ["/totals/changesOfWorker", (copy) => copy.totals.changesOfWorker--],
    ["/totals/continuityCost", (copy) => (copy.totals.continuityCost = 0)],
    ["/totals/familiesMoved", (copy) => copy.totals.familiesMoved++],
    ["/participants/1/reliefPoints", (copy) => (copy.participants[1].reliefPoints += 1)],
    ["/participants/1/weeks", (copy) => (copy.participants[1].weeks[3].reliefPoints = 0.5)],
    ["/participants/1/isInBand", (copy) => (copy.participants[1].isInBand = !copy.participants[1].isInBand)],
    ["/participants", (copy) => copy.participants.pop()],
    ["/coverWorkers/0/peakWorkloadPercentAfter", (copy) => copy.coverWorkers[0].peakWorkloadPercentAfter--],
    ["/coverWorkers/0/intervals", (copy) => copy.coverWorkers[0].intervals.pop()],
    ["/coverWorkers", (copy) => copy.coverWorkers.push(copy.coverWorkers[0])],
    ["/components/0/goals/1/value", (copy) => copy.components[0].goals[1].value++],
    ["/components/0/goals/0/gap", (copy) => copy.components[0].goals[0].gap++],
    ["/components/0", (copy) => (copy.components[0].participantIds = ["W1", "W9"])],
    ["/components", (copy) => copy.components.pop()],
    ["/components/0/goals", (copy) => copy.components[0].goals.pop()],
    ["/components/0/goals/0/isExact", (copy) => (copy.components[0].goals[0].isExact = !copy.components[0].goals[0].isExact)],
    ["/components/0/goals/0/isMet", (copy) => (copy.components[0].goals[0].isMet = false)],
    ["/termination", (copy) => (copy.termination = "step-limit")],
    ["/programme/endDate", (copy) => (copy.programme.endDate = "2018-11-24")],
    ["/statements", (copy) => copy.statements.pop()],
  ];

  it.each(cases)("are found at %s", (path, change) => {
    const { isInOrder, misstatements } = changed(change);
    expect(isInOrder).toBe(false);
    expect(misstatements.map((misstatement) => misstatement.path)).toContain(path);
  });

  it("may be any numbers", () => {
    for (const number of [1e300, -1e300, 0.5, Number.MIN_VALUE]) {
      const { isInOrder } = changed((copy) => Object.assign(copy.components[0].goals[0], { value: number, stageValue: number, bound: -number, gap: number }));
      expect(isInOrder).toBe(false);
    }
  });

  it("are told with what they are", () => {
    const [found] = changed((copy) => (copy.totals.changesOfWorker = 99)).misstatements;
    expect(found).toEqual({ path: "/totals/changesOfWorker", stated: "99", actual: String(plan.totals.changesOfWorker) });
  });
});

describe("a plan that somebody has typed in", () => {
  const typed = (decisions: readonly object[]): object => ({ schemaVersion: 1, caseloadDigest: caseload.digest, decisions });
  const said = plan.decisions.map(({ kind, id, participantId, mode, coverWorkerId, companionId, takeoverDate, handBackDate }) => ({
    kind,
    id,
    participantId,
    mode,
    ...(mode === "stay" ? {} : { coverWorkerId, companionId, takeoverDate, handBackDate }),
  }));

  it("needs its decisions only, and scores the same", () => {
    expect(check(typed(said))).toEqual(check(plan));
  });

  it("is in any order", () => {
    expect(check(typed([...said].reverse()))).toEqual(check(plan));
  });

  it("with everybody staying is in order but for the pins, and relieves nobody", () => {
    const none = check(typed(said.map((decision) => ({ kind: decision.kind, id: decision.id, participantId: decision.participantId, mode: "stay" }))));
    expect(none.breaches.map(({ rule, ids }) => `${rule} ${ids.join()}`)).toEqual(expect.arrayContaining(["pins F2", "pins F5"]));
    expect(none.breaches).toHaveLength(2);
    expect(none.totals).toMatchObject({ familiesMoved: 0, changesOfWorker: 0, continuityCost: 0 });
    expect(none.participants.map(({ reliefPoints }) => reliefPoints)).toEqual([0, 0, 0]);
  });

  it("of another caseload is refused", () => {
    const result = checkPlan(caseload, { ...typed(said), caseloadDigest: caseloadOf().digest });
    expect(result.kind === "error" && result.issues.map(({ code, path }) => `${code} ${path}`)).toEqual(["other-caseload /caseloadDigest"]);
  });

  it("without sense is refused with its problems", () => {
    for (const input of [null, 7, "plan", [], {}, { caseloadDigest: caseload.digest }, typed([{ mode: "sleep" }])]) {
      const result = checkPlan(caseload, input);
      expect(result.kind).toBe("error");
      expect(result.issues.length).toBeGreaterThan(0);
    }
  });
});

describe("a plan without decisions", () => {
  it("has a breach for every unit", () => {
    const { breaches } = check({ schemaVersion: 1, caseloadDigest: caseload.digest, decisions: [] });
    expect(breaches.filter(({ rule }) => rule === "one-accountable-worker")).toHaveLength((plan as Plan).decisions.length);
  });
});
