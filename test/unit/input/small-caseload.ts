import type { Issue } from "../../../src/base/issue";
import { parseCaseload } from "../../../src/input/parse-caseload";
import type { CaseloadDocument } from "../../../src/model/caseload-document";

/** A document that may be changed at will. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests break documents in ways no type allows.
export type LooseDocument = any;

/** Two participants, one of them a team manager, two cover workers, three families; every list has a row. Sound. */
export function smallCaseload(): CaseloadDocument {
  const record = { author: "programme lead", reason: "agreed at the planning meeting" };
  return {
    schemaVersion: 1,
    asOf: "2018-09-03",
    tieSalt: "autumn",
    programme: { id: "P1", startDate: "2018-09-24", weeks: 10 },
    policy: { idleShare: 0.25, goals: { continuity: { slackShare: 0.01 } }, rules: { notice: { limit: 10 } } },
    weightingScheme: {
      cases: [
        { status: "child-in-need", points: 4, visitIntervalWorkingDays: 20 },
        { status: "protection-plan", points: 8, visitIntervalWorkingDays: 10 },
        { status: "looked-after", circumstance: "unsettled", points: 7.25, visitIntervalWorkingDays: 30 },
      ],
      additions: [{ circumstance: "disability", points: 1.5 }],
      furtherSiblingShare: 0.5,
      travel: { thresholdMinutes: 30, stepMinutes: 30, pointsPerStep: 1 },
      twoToOnePoints: 2,
      companionPoints: 1,
    },
    workers: [
      worker("W1", { capacityPoints: 100, leave: [{ from: "2018-10-22", to: "2018-10-26" }] }),
      worker("M1", { role: "team-manager", grade: "manager", capacityPoints: 100 }),
      worker("K1", { grade: "level-3", capacityPoints: 100, area: "Weymouth", restrictedFamilyIds: ["F3"], languages: ["Polish"] }),
      worker("K2", { role: "team-manager", grade: "manager", capacityPoints: 80, reductions: [{ from: "2018-10-01", to: "2018-10-31", share: 0.2, reason: "panel work" }] }),
      worker("X1", { capacityPoints: null }),
    ],
    cohort: { participants: [{ workerId: "W1" }, { workerId: "M1" }], coverWorkerIds: ["K1", "K2"] },
    families: [
      { id: "F1", area: "Dorchester", languages: ["Polish"], finishWishWorkerIds: ["W1"] },
      { id: "F2", area: "Weymouth", isTwoToOne: true, workerGender: { gender: "female", isRisk: false } },
      { id: "F3", area: "Dorchester", isRestricted: true, wish: "stay" },
    ],
    children: [
      child("C1", "F1", "W1"),
      child("C2", "F1", "W1", { status: "protection-plan", circumstances: ["disability"] }),
      child("C3", "F2", "W1", { status: "looked-after", circumstances: ["unsettled"], closesOn: "2018-11-05" }),
      child("C4", "F3", "W1", { points: 3.75 }),
      child("C5", "F3", "X1"),
    ],
    supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" }],
    events: [
      { id: "E1", familyId: "F1", childId: "C2", kind: "conference", date: "2018-10-08" },
      { familyId: "F1", kind: "core-group", date: "2018-10-15", follows: "E1" },
    ],
    coWork: [{ familyId: "F1", workerId: "K1", points: 1 }],
    pastInvolvements: [{ familyId: "F2", workerId: "K1" }],
    conflicts: [{ familyId: "F2", workerId: "X1" }],
    keepTogether: [["F1", "F2"]],
    keepApart: [["F1", "F3"]],
    pins: [
      { kind: "must-stay", familyId: "F3", workerId: "W1", ...record },
      { kind: "never-to", familyId: "F1", coverWorkerId: "K1", ...record },
    ],
    exceptions: [{ kind: "split-family", familyId: "F1", workerId: "W1", groups: [["C1"], ["C2"]], ...record }],
    continuityTable: [{ familyId: "F1", workerId: "W1", coverWorkerId: "K1", mode: "handover", contacts: 2.125 }],
    travel: {
      minutes: [
        { from: "Dorchester", to: "Dorchester", minutes: 10 },
        { from: "Weymouth", to: "Weymouth", minutes: 5 },
        { from: "Dorchester", to: "Weymouth", minutes: 25 },
      ],
    },
  };
}

type Worker = CaseloadDocument["workers"][number];
type Child = CaseloadDocument["children"][number];

function worker(id: string, fields: Partial<Worker> = {}): Worker {
  return { id, role: "social-worker", grade: "level-2", team: "West", area: "Dorchester", fte: 1, ...fields };
}

function child(id: string, familyId: string, allocatedWorkerId: string, fields: Partial<Child> = {}): Child {
  return {
    id,
    familyId,
    allocatedWorkerId,
    status: "child-in-need",
    workerSince: "2017-05-02",
    changesOfWorkerOn: ["2017-05-02"],
    lastVisitOn: "2018-08-27",
    ...fields,
  };
}

/** The small caseload after a change that a type would not allow. */
export function changed(change: (document: LooseDocument) => void): LooseDocument {
  const document: LooseDocument = structuredClone(smallCaseload());
  change(document);
  return document;
}

/** The issues of the small caseload after a change. */
export function issuesAfter(change: (document: LooseDocument) => void): readonly Issue[] {
  return parseCaseload(changed(change)).issues;
}

/** Code and path of each issue: "missing /asOf". */
export function summaries(issues: readonly Issue[]): string[] {
  return issues.map((issue) => `${issue.code} ${issue.path}`);
}
