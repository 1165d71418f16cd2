import { describe, expect, it } from "vitest";
import { issuesAfter, summaries, type LooseDocument } from "./small-caseload";

type Case = readonly [sentence: string, change: (document: LooseDocument) => void, issues: readonly string[]];

const record = { author: "lead", reason: "agreed" };

/** The document with one pin. */
const pinned = (pin: object) => (document: LooseDocument) => (document.pins = [{ ...record, ...pin }]);

const repeatRow = (list: string) => (document: LooseDocument) => document[list].push(structuredClone(document[list][0]));

const DUPLICATES: readonly Case[] = [
  ["workers", repeatRow("workers"), ["duplicate-id /workers/5"]],
  ["families", repeatRow("families"), ["duplicate-id /families/3"]],
  ["supervision items", repeatRow("supervision"), ["duplicate-id /supervision/1"]],
  ["events with an id", repeatRow("events"), ["duplicate-id /events/2"]],
  ["co-work of one family and worker", repeatRow("coWork"), ["duplicate-id /coWork/1"]],
  ["continuity costs", repeatRow("continuityTable"), ["duplicate-id /continuityTable/1"]],
  ["splits of one family and worker", repeatRow("exceptions"), ["duplicate-id /exceptions/1"]],
  ["children", (d) => d.children.push(d.children[4]), ["duplicate-id /children/5"]],
  ["participants", (d) => d.cohort.participants.push({ workerId: "W1" }), ["duplicate-id /cohort/participants/2"]],
  ["cover workers", (d) => d.cohort.coverWorkerIds.push("K1"), ["duplicate-id /cohort/coverWorkerIds/2"]],
  ["weighting rows", (d) => d.weightingScheme.cases.push({ ...d.weightingScheme.cases[1], points: 1 }), ["duplicate-id /weightingScheme/cases/3"]],
  ["weighting additions", (d) => d.weightingScheme.additions.push({ circumstance: "disability", points: 1 }), ["duplicate-id /weightingScheme/additions/1"]],
  ["travel rows of one direction", (d) => d.travel.minutes.push({ from: "Weymouth", to: "Weymouth", minutes: 6 }), ["duplicate-id /travel/minutes/3"]],
  ["grades", (d) => (d.policy.grades = ["asye", "level-2", "level-3", "manager", "manager"]), ["duplicate-id /policy/grades/4"]],
  ["strengths from one day", (d) => (d.policy.relationshipStrength = [{ fromDays: 0, strength: 1 }, { fromDays: 0, strength: 0 }]), ["duplicate-id /policy/relationshipStrength/1"]],
  ["families of a group", (d) => (d.keepTogether = [["F1", "F1"]]), ["duplicate-id /keepTogether/0"]],
  ["children of a split", (d) => (d.exceptions[0].groups = [["C1"], ["C2", "C1"]]), ["duplicate-id /exceptions/0/groups/1/1"]],
];

const REFERENCES: readonly Case[] = [
  ["the family of a child", (d) => (d.children[4].familyId = "F9"), ["unknown-reference /children/4/familyId"]],
  ["the worker of a child", (d) => (d.children[4].allocatedWorkerId = "X9"), ["unknown-reference /children/4/allocatedWorkerId"]],
  ["a participant", (d) => d.cohort.participants.push({ workerId: "X9" }), ["unknown-reference /cohort/participants/2/workerId", "nobody-to-relieve /cohort/participants/2"]],
  ["a cover worker", (d) => d.cohort.coverWorkerIds.push("X9"), ["unknown-reference /cohort/coverWorkerIds/2"]],
  ["the manager of supervision", (d) => (d.supervision[0].managerId = "X9"), ["unknown-reference /supervision/0/managerId", "nobody-to-relieve /cohort/participants/1"]],
  ["a restricted family", (d) => (d.workers[2].restrictedFamilyIds = ["F3", "F9"]), ["unknown-reference /workers/2/restrictedFamilyIds/1"]],
  ["a worker with a wish", (d) => (d.families[0].finishWishWorkerIds = ["X9"]), ["unknown-reference /families/0/finishWishWorkerIds/0"]],
  ["the family of an event", (d) => d.events.push({ familyId: "F9", kind: "review", date: "2018-10-08" }), ["unknown-reference /events/2/familyId"]],
  ["the child of an event", (d) => (d.events[0].childId = "C9"), ["unknown-reference /events/0/childId"]],
  ["an event that is followed", (d) => (d.events[1].follows = "E9"), ["unknown-reference /events/1/follows"]],
  ["an event of another family that is followed", (d) => (d.events[1].familyId = "F2"), ["unknown-reference /events/1/follows"]],
  ["the kind of an event", (d) => (d.events[1].kind = "party"), ["unknown-reference /events/1/kind"]],
  ["a co-worker", (d) => (d.coWork[0].workerId = "X9"), ["unknown-reference /coWork/0/workerId"]],
  ["an earlier worker", (d) => (d.pastInvolvements[0].workerId = "X9"), ["unknown-reference /pastInvolvements/0/workerId"]],
  ["a conflict's family", (d) => (d.conflicts[0].familyId = "F9"), ["unknown-reference /conflicts/0/familyId"]],
  ["a family to keep together", (d) => (d.keepTogether = [["F1", "F9"]]), ["unknown-reference /keepTogether/0/1"]],
  ["a family to keep apart", (d) => (d.keepApart = [["F9", "F1"]]), ["unknown-reference /keepApart/0/0"]],
  ["a pinned family", pinned({ kind: "must-stay", familyId: "F9" }), ["unknown-reference /pins/0/familyId"]],
  ["a pinned supervision item", pinned({ kind: "must-stay", supervisionId: "S9" }), ["unknown-reference /pins/0/supervisionId"]],
  ["a pin's worker", pinned({ kind: "must-stay", familyId: "F1", workerId: "X9" }), ["unknown-reference /pins/0/workerId"]],
  ["a pin's cover worker", pinned({ kind: "never-to", familyId: "F1", coverWorkerId: "X9" }), ["unknown-reference /pins/0/coverWorkerId"]],
  ["an exception's family", (d) => (d.exceptions = [{ kind: "no-hand-back", familyId: "F9", ...record }]), ["unknown-reference /exceptions/0/familyId"]],
  ["a continuity cost's cover worker", (d) => (d.continuityTable[0].coverWorkerId = "X9"), ["unknown-reference /continuityTable/0/coverWorkerId"]],
  ["a worker's grade", (d) => (d.workers[0].grade = "level-9"), ["unknown-reference /workers/0/grade"]],
  ["the grade of a minimum", (d) => (d.policy.minimumGrades = [{ grade: "level-9" }]), ["unknown-reference /policy/minimumGrades/0/grade"]],
  ["the newly qualified grade", (d) => (d.policy.asyeGrade = "level-0"), ["unknown-reference /policy/asyeGrade"]],
  ["a default grade, when grades are replaced", (d) => (d.policy.grades = ["asye", "level-2", "level-3", "manager"].filter((grade) => grade !== "asye")), ["unknown-reference /policy/asyeGrade"]],
  ["a worker's area", (d) => (d.workers[4].area = "Poole"), ["unknown-reference /workers/4/area"]],
  ["a family's area", (d) => (d.families[2].area = "Poole"), ["unknown-reference /families/2/area"]],
];

const CONTRADICTIONS: readonly Case[] = [
  ["a participant in the cover team", (d) => d.cohort.coverWorkerIds.push("W1"), ["contradiction /cohort/participants/0/workerId"]],
  ["supervision held by a social worker", (d) => (d.supervision[0].managerId = "W1"), ["contradiction /supervision/0/managerId", "nobody-to-relieve /cohort/participants/1"]],
  ["a case closed before today", (d) => (d.children[2].closesOn = "2018-09-02"), ["contradiction /children/2/closesOn"]],
  ["a step down before today", (d) => (d.children[2].stepsDownOn = "2018-09-02"), ["contradiction /children/2/stepsDownOn"]],
  ["a last visit after today", (d) => (d.children[0].lastVisitOn = "2018-09-04"), ["contradiction /children/0/lastVisitOn"]],
  ["a past change after today", (d) => (d.children[0].changesOfWorkerOn = ["2018-09-04"]), ["contradiction /children/0/changesOfWorkerOn/0"]],
  ["a last session after today", (d) => (d.supervision[0].lastSessionOn = "2018-09-04"), ["contradiction /supervision/0/lastSessionOn"]],
  ["leave that ends before it begins", (d) => (d.workers[0].leave[0].to = "2018-10-21"), ["contradiction /workers/0/leave/0"]],
  ["a contract that ends before it begins", (d) => Object.assign(d.workers[0], { startsOn: "2018-10-02", contractEndsOn: "2018-10-01" }), ["contradiction /workers/0/contractEndsOn"]],
  ["a programme that is over", (d) => (d.programme.startDate = "2018-06-04"), ["contradiction /asOf"]],
  ["a programme without a working day", (d) => Object.assign(d.programme, { weeks: 1, nonWorkingDays: ["2018-09-24", "2018-09-25", "2018-09-26", "2018-09-27", "2018-09-28"] }), ["contradiction /programme"]],
  ["a relief band out of order", (d) => (d.policy.reliefBand = { lower: { numerator: 1, denominator: 2 } }), ["contradiction /policy/reliefBand"]],
  ["a relief band above the whole", (d) => (d.policy.reliefBand = { upper: { numerator: 4, denominator: 3 } }), ["contradiction /policy/reliefBand"]],
  ["a participant's band out of order", (d) => (d.cohort.participants[0].reliefBand = { lower: { numerator: 1, denominator: 2 }, target: { numerator: 1, denominator: 3 }, upper: { numerator: 1, denominator: 1 } }), ["contradiction /cohort/participants/0/reliefBand"]],
  ["a floor above the band", (d) => (d.policy.reliefFloor = { numerator: 1, denominator: 2 }), ["contradiction /policy/reliefFloor"]],
  ["strengths without a beginning", (d) => (d.policy.relationshipStrength = [{ fromDays: 1, strength: 1 }]), ["contradiction /policy/relationshipStrength"]],
  ["an event of a child of another family", (d) => (d.events[0].childId = "C3"), ["contradiction /events/0/childId"]],
  ["a co-worker who is the allocated worker", (d) => (d.coWork[0].workerId = "W1"), ["contradiction /coWork/0/workerId"]],
  ["a family apart from itself", (d) => (d.keepApart = [["F1", "F1"]]), ["contradiction /keepApart/0"]],
  ["a pair together and apart", (d) => (d.keepApart = [["F2", "F1"], ["F1", "F2"]]), ["contradiction /keepApart/0"]],
  ["a pin about nothing", pinned({ kind: "must-stay" }), ["contradiction /pins/0"]],
  ["a pin about two things", pinned({ kind: "must-stay", familyId: "F1", supervisionId: "S1" }), ["contradiction /pins/0"]],
  ["a pin with a cover worker too many", pinned({ kind: "must-move", familyId: "F1", coverWorkerId: "K1" }), ["contradiction /pins/0/coverWorkerId"]],
  ["a pin without the cover worker it needs", pinned({ kind: "must-go-to", familyId: "F1" }), ["missing /pins/0/coverWorkerId"]],
  ["a pin to someone outside the cover team", pinned({ kind: "must-go-to", familyId: "F1", coverWorkerId: "X1" }), ["contradiction /pins/0/coverWorkerId"]],
  ["a pin on a family that no participant holds", (d) => {
    d.families.push({ id: "F4", area: "Dorchester" });
    pinned({ kind: "must-stay", familyId: "F4" })(d);
  }, ["contradiction /pins/0/familyId"]],
  ["a pin on a family that the worker does not hold", pinned({ kind: "must-stay", familyId: "F1", workerId: "M1" }), ["contradiction /pins/0/workerId"]],
  ["a pin on a worker who is no participant", pinned({ kind: "must-stay", familyId: "F3", workerId: "X1" }), ["contradiction /pins/0/workerId"]],
  ["a pin on supervision that someone else holds", pinned({ kind: "must-stay", supervisionId: "S1", workerId: "W1" }), ["contradiction /pins/0/workerId"]],
  ["a pin on supervision that no participant holds", (d) => {
    d.supervision.push({ id: "S2", managerId: "K2", points: 1, intervalWorkingDays: 20, lastSessionOn: "2018-08-20" });
    pinned({ kind: "must-stay", supervisionId: "S2" })(d);
  }, ["contradiction /pins/0/supervisionId"]],
  ["a split that leaves out a child", (d) => d.children.push({ ...d.children[0], id: "C6" }), ["contradiction /exceptions/0/groups"]],
  ["a split with a child of someone else", (d) => (d.exceptions[0].groups = [["C1"], ["C2"], ["C3"]]), ["contradiction /exceptions/0/groups/2/0"]],
];

const UNKNOWN: readonly Case[] = [
  ["points of a child", (d) => (d.children[0].status = "care-leaver"), ["no-points /children/0/status"]],
  ["points of a circumstance that only some have", (d) => (d.children[2].circumstances = []), ["no-points /children/2/status"]],
  ["visits of a child with points of its own", (d) => (d.children[3].status = "care-leaver"), ["missing /children/3/visitIntervalWorkingDays"]],
  ["capacity of a cover worker", (d) => (d.workers[2].capacityPoints = null), ["unknown-capacity /workers/2/capacityPoints"]],
  ["travel between two areas", (d) => d.travel.minutes.pop(), ["no-travel-time /travel/minutes"]],
  ["travel within an area", (d) => d.travel.minutes.shift(), ["no-travel-time /travel/minutes"]],
  ["travel that is weighed", (d) => (d.travel = null), ["no-travel-time /travel"]],
];

const OUT_OF_RANGE: readonly Case[] = [
  ["a programme that starts years after today", (d) => (d.programme.startDate = "2021-09-06"), ["out-of-range /programme/startDate"]],
  ["more than sixteen closed weekdays in thirteen weeks", (d) => (d.programme.nonWorkingDays = Array.from({ length: 25 }, (_, index) => `2018-10-${String(index + 1).padStart(2, "0")}`)), ["out-of-range /programme/nonWorkingDays"]],
  ["a family of more than fifty", (d) => d.children.push(...Array.from({ length: 50 }, (_, index) => ({ ...d.children[4], id: `N${index}` }))), ["out-of-range /children/53/familyId"]],
  ["additions beyond what a child can weigh", (d) => (d.weightingScheme.additions[0].points = 999), ["out-of-range /children/1/circumstances"]],
  ["a travel table of too many areas", (d) => d.travel.minutes.push(...Array.from({ length: 1001 }, (_, index) => ({ from: `A${index}`, to: `B${index}`, minutes: 1 }))), ["too-large /travel/minutes"]],
  ["groups that come to too many pairs", (d) => {
    d.families.push(...Array.from({ length: 50 }, (_, index) => ({ id: `N${index}`, area: "Weymouth" })));
    d.keepTogether = Array.from({ length: 205 }, () => Array.from({ length: 50 }, (_, index) => `N${index}`));
  }, ["too-large /keepTogether"]],
];

describe("parts that disagree", () => {
  it.each(DUPLICATES)("are refused for duplicates of %s", (_sentence, change, issues) => expect(summaries(issuesAfter(change))).toEqual(issues));
  it.each(REFERENCES)("are refused for an unknown reference: %s", (_sentence, change, issues) => expect(summaries(issuesAfter(change))).toEqual(expect.arrayContaining([...issues])));
  it.each(CONTRADICTIONS)("are refused for %s", (_sentence, change, issues) => expect(summaries(issuesAfter(change))).toEqual(issues));
  it.each(UNKNOWN)("are refused for what is needed and not known: %s", (_sentence, change, issues) => expect(summaries(issuesAfter(change))).toEqual(issues));
  it.each(OUT_OF_RANGE)("are refused for %s", (_sentence, change, issues) => expect(summaries(issuesAfter(change))).toEqual(issues));

  it("says a missing pair of areas once, however many families it concerns", () => {
    const issues = issuesAfter((document) => {
      document.travel.minutes.pop();
      document.families.push({ id: "F4", area: "Weymouth" });
      document.children.push({ ...document.children[0], id: "C6", familyId: "F4" });
    });
    expect(issues.map((issue) => issue.message)).toEqual(['The document has no minutes from "Dorchester" to "Weymouth".']);
  });

  it("names the thing by id, and the first of two", () => {
    const [issue] = issuesAfter(repeatRow("workers"));
    expect(issue!.message).toBe('Worker "W1" repeats the id of row 0 (workers[5]).');
  });
});

describe("what is not an error", () => {
  it("is a participant without a known capacity, with a warning", () => {
    const issues = issuesAfter((document) => delete document.workers[0].capacityPoints);
    expect(issues.map((issue) => `${issue.severity} ${issue.code} ${issue.path}`)).toEqual(["warning unknown-capacity /workers/0/capacityPoints"]);
  });

  it("is a participant with nothing to relieve, with a warning", () => {
    const issues = issuesAfter((document) => (document.supervision = []));
    expect(issues.map((issue) => `${issue.severity} ${issue.code} ${issue.path}`)).toEqual(["warning nobody-to-relieve /cohort/participants/1"]);
  });

  it("is an unknown fact of participants' children, with one warning a field that counts them and names a few", () => {
    const issues = issuesAfter((document) => {
      document.exceptions = [];
      document.children[0].workerSince = null;
      for (let index = 0; index < 7; index++) document.children.push({ id: `N${index}`, familyId: "F1", allocatedWorkerId: "W1", status: "child-in-need", circumstances: ["care-proceedings"] });
      document.children.push({ id: "N9", familyId: "F3", allocatedWorkerId: "X1", status: "child-in-need" });
      delete document.supervision[0].lastSessionOn;
    });
    expect(issues.every((issue) => issue.severity === "warning" && issue.code === "assumed-worst-case")).toBe(true);
    expect(issues.map((issue) => issue.message)).toEqual([
      expect.stringContaining('lastVisitOn of 7 children of participants ("N0", "N1", "N2", "N3", "N4" and 2 more)'),
      expect.stringContaining("workerSince of 8 children"),
      expect.stringContaining("changesOfWorkerOn of 7 children"),
      expect.stringContaining("firstHearingOn of 7 children"),
      expect.stringContaining('lastSessionOn of 1 supervision item of participants ("S1")'),
    ]);
  });

  it("is an unknown last visit of a child who is not to be visited", () => {
    expect(issuesAfter((document) => {
      document.weightingScheme.cases.push({ status: "care-leaver", points: 2, visitIntervalWorkingDays: null });
      Object.assign(document.children[0], { status: "care-leaver", lastVisitOn: null });
    })).toEqual([]);
  });

  it("is a pair of pins that contradict each other: that is for the plan to say", () => {
    expect(issuesAfter((document) => document.pins.push({ kind: "must-move", familyId: "F3", ...record }))).toEqual([]);
  });

  it("is a date late in the programme, or a case that closes today", () => {
    expect(issuesAfter((document) => (document.asOf = "2018-12-02")).filter((issue) => issue.path !== "/children/2/closesOn")).toEqual([]);
    expect(issuesAfter((document) => (document.children[2].closesOn = "2018-09-03"))).toEqual([]);
  });

  it("is travel that is not considered at all", () => {
    expect(issuesAfter((document) => {
      document.travel = null;
      document.weightingScheme.travel = null;
      document.families[0].area = "anywhere";
    })).toEqual([]);
  });

  it("is a cohort of nobody", () => {
    expect(issuesAfter((document) => {
      document.cohort = { participants: [], coverWorkerIds: [] };
      document.pins = [];
    })).toEqual([]);
  });
});
