import { describe, expect, it } from "vitest";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { changed, issuesAfter, smallCaseload, summaries, type LooseDocument } from "./small-caseload";

type Case = readonly [sentence: string, change: (document: LooseDocument) => void, issues: readonly string[]];

const CASES: readonly Case[] = [
  ["a required field left out", (d) => delete d.children[0].familyId, ["missing /children/0/familyId"]],
  ["a required part left out", (d) => delete d.travel, ["missing /travel"]],
  ["a required list left out", (d) => delete d.workers, ["missing /workers"]],
  ["the version left out", (d) => delete d.schemaVersion, ["missing /schemaVersion"]],
  ["an exception without a kind", (d) => delete d.exceptions[0].kind, ["missing /exceptions/0/kind"]],
  ["an interval of visits left unsaid", (d) => delete d.weightingScheme.cases[0].visitIntervalWorkingDays, ["missing /weightingScheme/cases/0/visitIntervalWorkingDays"]],
  ["another version", (d) => (d.schemaVersion = 2), ["unsupported-version /schemaVersion"]],
  ["a version that is text", (d) => (d.schemaVersion = "1"), ["not-allowed /schemaVersion"]],
  ["text where a number belongs", (d) => (d.workers[0].capacityPoints = "8.5"), ["wrong-type /workers/0/capacityPoints"]],
  ["a number where text belongs", (d) => (d.workers[0].team = 8), ["wrong-type /workers/0/team"]],
  ["text where true or false belongs", (d) => (d.families[1].isTwoToOne = "true"), ["wrong-type /families/1/isTwoToOne"]],
  ["an object where a list belongs", (d) => (d.events = {}), ["wrong-type /events"]],
  ["a list where an object belongs", (d) => (d.programme = []), ["wrong-type /programme"]],
  ["null where a row belongs", (d) => (d.coWork[0] = null), ["wrong-type /coWork/0"]],
  ["not a number", (d) => (d.supervision[0].points = NaN), ["wrong-type /supervision/0/points"]],
  ["infinity", (d) => (d.supervision[0].points = Infinity), ["out-of-range /supervision/0/points"]],
  ["a fraction of a week", (d) => (d.programme.weeks = 9.5), ["too-many-decimals /programme/weeks"]],
  ["points with three decimals", (d) => (d.children[3].points = 3.755), ["too-many-decimals /children/3/points"]],
  ["a share with four decimals", (d) => (d.workers[0].fte = 0.6789), ["too-many-decimals /workers/0/fte"]],
  ["contacts with four decimals", (d) => (d.continuityTable[0].contacts = 0.0001), ["too-many-decimals /continuityTable/0/contacts"]],
  ["a number too large", (d) => (d.programme.weeks = 53), ["out-of-range /programme/weeks"]],
  ["a number too large for any integer", (d) => (d.programme.weeks = 1e300), ["out-of-range /programme/weeks"]],
  ["a number too small", (d) => (d.workers[0].fte = 0.04), ["out-of-range /workers/0/fte"]],
  ["negative points", (d) => (d.workers[0].stablePoints = -1), ["out-of-range /workers/0/stablePoints"]],
  ["a fraction over zero", (d) => (d.policy.reliefFloor = { numerator: 1, denominator: 0 }), ["out-of-range /policy/reliefFloor/denominator"]],
  ["a group of one", (d) => (d.keepTogether = [["F1"]]), ["out-of-range /keepTogether/0"]],
  ["a pair of three", (d) => (d.keepApart = [["F1", "F2", "F3"]]), ["out-of-range /keepApart/0"]],
  ["a pair of one", (d) => (d.keepApart = [["F1"]]), ["out-of-range /keepApart/0"]],
  ["a date that does not exist", (d) => (d.asOf = "2018-02-30"), ["not-a-date /asOf"]],
  ["a British date", (d) => (d.children[0].lastVisitOn = "27/08/2018"), ["not-a-date /children/0/lastVisitOn"]],
  ["a date with a time", (d) => (d.events[0].date = "2018-10-08T00:00:00Z"), ["not-a-date /events/0/date"]],
  ["a date of another century", (d) => (d.children[0].workerSince = "1918-08-27"), ["out-of-range /children/0/workerSince"]],
  ["a status that there is not", (d) => (d.children[0].status = "CIN"), ["not-allowed /children/0/status"]],
  ["a mode that a rule does not have", (d) => (d.policy.rules = { "conflict-of-interest": { mode: "off" } }), ["not-allowed /policy/rules/conflict-of-interest/mode"]],
  ["a limit for a rule without one", (d) => (d.policy.rules = { language: { limit: 3 } }), ["unknown-field /policy/rules/language/limit"]],
  ["a cost for a rule that is never soft", (d) => (d.policy.rules = { "keep-apart": { contacts: 3 } }), ["unknown-field /policy/rules/keep-apart/contacts"]],
  ["a bonus for breaking a rule", (d) => (d.policy.rules = { language: { contacts: -3 } }), ["out-of-range /policy/rules/language/contacts"]],
  ["a rule that there is not", (d) => (d.policy.rules = { ethnicity: { mode: "hard" } }), ["unknown-field /policy/rules/ethnicity"]],
  ["a goal that there is not", (d) => (d.policy.goals = { speed: {} }), ["unknown-field /policy/goals/speed"]],
  ["a field misspelt", (d) => (d.children[0].circumstance = []), ["unknown-field /children/0/circumstance"]],
  ["a part misspelt", (d) => (d.pin = []), ["unknown-field /pin"]],
  ["a field with a name not fit to be shown", (d) => (d.children[0]["Jane <b>Smith</b>"] = 1), ["unknown-field /children/0"]],
  ["an exception of no kind there is", (d) => (d.exceptions[0].kind = "anything"), ["not-allowed /exceptions/0/kind"]],
  ["an empty id", (d) => (d.supervision[0].id = ""), ["out-of-range /supervision/0/id"]],
  ["an id with white space at an end", (d) => (d.supervision[0].id = "S1 "), ["not-allowed /supervision/0/id"]],
  ["an id with a NUL", (d) => (d.supervision[0].id = "S\u00001"), ["not-allowed /supervision/0/id"]],
  ["an id with a line break", (d) => (d.supervision[0].id = "S\n1"), ["not-allowed /supervision/0/id"]],
  ["an id with a lone surrogate", (d) => (d.supervision[0].id = "S\ud8001"), ["not-allowed /supervision/0/id"]],
  ["an id that turns the direction of text", (d) => (d.supervision[0].id = "S\u202e1"), ["not-allowed /supervision/0/id"]],
  ["an id of 129 characters", (d) => (d.supervision[0].id = "S".repeat(129)), ["out-of-range /supervision/0/id"]],
  ["a reason with a lone surrogate", (d) => (d.pins[0].reason = "\udc00"), ["not-allowed /pins/0/reason"]],
  ["a reason of 501 characters", (d) => (d.pins[0].reason = "x".repeat(501)), ["out-of-range /pins/0/reason"]],
];

describe("a document of the wrong shape", () => {
  it.each(CASES)("is refused for %s, and for nothing else", (_sentence, change, issues) => {
    const found = issuesAfter(change);
    expect(summaries(found)).toEqual(issues);
    expect(found.every((issue) => issue.severity === "error" && issue.message !== "" && issue.fix !== "")).toBe(true);
  });

  it.each([[null], [undefined], [3], ["text"], [[]], [true]])("is refused when it is %j", (input) => {
    expect(summaries(parseCaseload(input).issues)).toEqual(["wrong-type "]);
  });

  it("accepts ids with marks of other scripts, and of 128 characters", () => {
    expect(issuesAfter((document) => (document.supervision[0].id = "Łódź 👪 1"))).toEqual([]);
    expect(issuesAfter((document) => (document.supervision[0].id = "S".repeat(128)))).toEqual([]);
  });

  it("has all its problems listed at once, with what sound parts say about one another", () => {
    const issues = issuesAfter((document) => {
      document.asOf = "yesterday";
      document.workers[0].fte = 7;
      document.events[0].familyId = "F9";
      document.weightingScheme.cases.push(document.weightingScheme.cases[0]);
    });
    expect(summaries(issues)).toEqual([
      "not-a-date /asOf",
      "out-of-range /workers/0/fte",
      "duplicate-id /weightingScheme/cases/3",
      "unknown-reference /events/0/familyId",
      "contradiction /events/0/childId",
      "unknown-reference /events/1/follows",
    ]);
  });

  it("shows a hundred problems and counts the others", () => {
    const result = parseCaseload(changed((document) => (document.children = Array.from({ length: 300 }, () => ({ id: 7 })))));
    if (result.kind === "ok") throw new Error("accepted");
    expect(result.issues).toHaveLength(100);
    expect(result.issueCount).toBe(300 * 4);
  });
});

describe("a message", () => {
  const messages = (change: (document: LooseDocument) => void): string[] => issuesAfter(change).map((issue) => issue.message);

  it("names the thing by id and the value by kind", () => {
    expect(messages((d) => (d.workers[0].capacityPoints = "8.5"))).toEqual(['Worker "W1": capacityPoints is text where a number belongs.']);
    expect(messages((d) => (d.children[3].points = 3.755))).toEqual(['Child "C4": points is 3.755, which has more decimals than are kept.']);
    expect(messages((d) => (d.workers[3].reductions[0].share = 2))).toEqual(['Worker "K2": reductions[0].share is 2, which is not at most 1.']);
    expect(messages((d) => (d.events[1].date = "2018-13-01"))).toEqual(['Event number 2 (family "F1"): date is "2018-13-01", no date.']);
    expect(messages((d) => (d.cohort.participants[0].reliefBand = 3))).toEqual(['Participant "W1": reliefBand is 3 where an object belongs.']);
    expect(messages((d) => (d.policy.rules.notice = 3))).toEqual(["The document: policy.rules.notice is 3 where an object belongs."]);
  });

  it("never repeats text that may be a name", () => {
    const secret = "Jane Smith, 3 High Street";
    const changes: ((document: LooseDocument) => void)[] = [
      (d) => (d.asOf = secret),
      (d) => (d.children[0].status = secret),
      (d) => (d.workers[0].fte = secret),
      (d) => (d.pins[0].kind = secret),
      (d) => (d.exceptions[0].kind = secret),
      (d) => (d[secret] = 1),
      (d) => (d.children[0] = { ...d.children[0], [secret]: 1 }),
      (d) => (d.policy.rules[secret] = {}),
      (d) => (d.workers[0].id = `${secret}\n`),
      (d) => (d.workers[0] = secret),
      (d) => (d.pins[0].reason = `${secret}\u0000`),
    ];
    for (const change of changes) {
      const issues = issuesAfter(change);
      expect(issues.length).toBeGreaterThan(0);
      expect(JSON.stringify(issues)).not.toContain("Jane");
    }
  });

  it("says what may be used instead", () => {
    expect(issuesAfter((d) => (d.families[0].wish = "go"))[0]!.fix).toBe('Use one of "stay", "change".');
    expect(issuesAfter((d) => (d.workers[0].fte = "1"))[0]!.fix).toBe("Write the number without quotation marks.");
    expect(issuesAfter((d) => (d.workers[0].team = 1))[0]!.fix).toBe("Write it in quotation marks.");
    expect(smallCaseload().families[0]!.wish).toBe(undefined);
  });
});
