import { describe, expect, it } from "vitest";
import { parsePlanDocument } from "../../../src/input/parse-plan";
import type { Plan } from "../../../src/plan/plan";
import { summaries, type LooseDocument } from "./small-caseload";

const week = { week: 1, startDate: "2018-09-24", reliefPoints: 3, workPoints: 10, reliefPerMille: 300 };

const plan: Plan = {
  schemaVersion: 1,
  libraryVersion: "0.1.0",
  caseloadDigest: `sha256:${"0".repeat(64)}`,
  programme: { id: null, startDate: "2018-09-24", endDate: "2018-12-02", weeks: 10, workingDays: 50 },
  termination: "optimal",
  headline: { participantsWithBase: 1, participantsInBand: 1, meanReliefPerMille: 300, nearLowerEdge: 1 },
  components: [
    {
      participantIds: ["W1"],
      coverWorkerIds: ["K1"],
      termination: "optimal",
      method: "flow",
      goals: [{ goal: "relief", value: 0, stageValue: 0, bound: 0, gap: 0, isMet: true, isExact: true }],
    },
  ],
  decisions: [
    {
      kind: "family",
      id: "F1",
      participantId: "W1",
      childIds: ["C1"],
      mode: "handover",
      coverWorkerId: "K1",
      companionId: null,
      takeoverDate: "2018-09-24",
      handBackDate: "2018-12-03",
      workPoints: 4,
      reliefPoints: 3.5,
      loadPoints: 4.5,
      continuityCost: 4.125,
      costTerms: [{ term: "contacts", contacts: 2.125 }, { term: "same-locality", contacts: 2 }],
      travelMinutes: 50,
      contacts: 2,
      changesOfWorker: 2,
      flags: ["worst-case"],
      reason: { kind: "dearer", goal: "continuity", difference: 12 },
      sentence: "Family F1 moves to K1.",
    },
  ],
  participants: [
    {
      workerId: "W1",
      role: "social-worker",
      grade: "level-2",
      team: "West",
      children: 3,
      families: 2,
      basePoints: 12,
      bandLowerPoints: 3.6,
      bandUpperPoints: 4.4,
      reliefPoints: 3.5,
      afterPoints: 8.5,
      reliefPerMille: 292,
      isInBand: false,
      weeks: [week],
      lowestWeek: week,
      workloadPercentBefore: 110,
      workloadPercentAfter: null,
      newFamily: { points: 5, reliefPerMille: 110 },
      shortfallSentence: null,
    },
  ],
  coverWorkers: [
    {
      workerId: "K1",
      role: "social-worker",
      grade: "level-3",
      team: "Cover",
      familiesTaken: 1,
      childrenTaken: 1,
      familiesCoWorked: 0,
      supervisionTaken: 0,
      childrenHeldBefore: 0,
      peakWorkloadPercentBefore: 0,
      peakWorkloadPercentAfter: 5,
      intervals: [{ from: "2018-09-24", to: "2018-12-02", capacityPoints: 100, existingPoints: 0, addedPoints: 4.5 }],
    },
  ],
  totals: {
    familiesMoved: 1,
    familiesCoWorked: 0,
    familiesStaying: 1,
    childrenMoved: 1,
    changesOfWorker: 2,
    supervisionMoved: 0,
    continuityCost: 4.125,
    travelMinutes: 50,
  },
  statements: [{ kind: "assumption", rule: null, ids: [], sentence: "No new allocations." }],
};

const issuesAfter = (change: (document: LooseDocument) => void): string[] => {
  const document: LooseDocument = structuredClone(plan);
  change(document);
  return summaries(parsePlanDocument(document).issues);
};

describe("a plan document", () => {
  it("is read back as it was written", () => {
    expect(parsePlanDocument(JSON.parse(JSON.stringify(plan)))).toEqual({ kind: "ok", value: plan, issues: [] });
  });

  it("is refused for whatever a plan does not have", () => {
    expect(issuesAfter((d) => delete d.totals)).toEqual(["missing /totals"]);
    expect(issuesAfter((d) => (d.schemaVersion = 2))).toEqual(["unsupported-version /schemaVersion"]);
    expect(issuesAfter((d) => (d.decisions[0].mode = "swap"))).toEqual(["not-allowed /decisions/0/mode"]);
    expect(issuesAfter((d) => (d.decisions[0].reason = { kind: "fate" }))).toEqual(["not-allowed /decisions/0/reason/kind"]);
    expect(issuesAfter((d) => (d.decisions[0].costTerms[0].term = "luck"))).toEqual(["not-allowed /decisions/0/costTerms/0/term"]);
    expect(issuesAfter((d) => (d.decisions[0].takeoverDate = "2018-09-31"))).toEqual(["not-a-date /decisions/0/takeoverDate"]);
    expect(issuesAfter((d) => (d.participants[0].mood = "good"))).toEqual(["unknown-field /participants/0/mood"]);
    expect(issuesAfter((d) => (d.decisions = null))).toEqual(["wrong-type /decisions"]);
    expect(issuesAfter((d) => (d.caseloadDigest = "md5:0"))).toEqual(["not-allowed /caseloadDigest"]);
    expect(summaries(parsePlanDocument([]).issues)).toEqual(["wrong-type "]);
  });

  it("has its rows named by id", () => {
    const document: LooseDocument = structuredClone(plan);
    document.decisions[0].workPoints = "4";
    document.coverWorkers[0].familiesTaken = -0.5;
    expect(parsePlanDocument(document).issues.map((issue) => issue.message)).toEqual([
      'Decision "F1": workPoints is text where a number belongs.',
      'Cover worker "K1": familiesTaken is -0.5 where a whole number belongs.',
    ]);
  });
});
