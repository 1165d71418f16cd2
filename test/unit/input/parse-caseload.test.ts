import { describe, expect, it } from "vitest";
import { parseDay } from "../../../src/base/calendar";
import { digestOf } from "../../../src/base/digest";
import { parseCaseload } from "../../../src/input/parse-caseload";
import type { Caseload } from "../../../src/model/caseload";
import { DEFAULT_POLICY } from "../../../src/model/policy";
import { changed, smallCaseload, type LooseDocument } from "./small-caseload";

function parsed(document: LooseDocument): Caseload {
  const result = parseCaseload(document);
  if (result.kind === "error") throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const small = parsed(smallCaseload());
const byId = <T extends { readonly id: string }>(rows: readonly T[], id: string): T => rows.find((row) => row.id === id)!;

describe("a sound caseload", () => {
  it("has no issue", () => {
    expect(parseCaseload(smallCaseload()).issues).toEqual([]);
  });

  it("holds points in hundredths, shares and contacts in thousandths, dates as days", () => {
    expect(byId(small.children, "C4").points).toBe(375);
    expect(byId(small.children, "C3").closesOn).toBe(parseDay("2018-11-05"));
    expect(byId(small.workers, "K2").reductions[0]).toMatchObject({ share: 200, points: 0, from: parseDay("2018-10-01") });
    expect(byId(small.workers, "W1").fte).toBe(1000);
    expect(small.continuityTable[0]!.milliContacts).toBe(2125);
    expect(small.weightingScheme.cases.find((row) => row.circumstance === "unsettled")!.points).toBe(725);
  });

  it("fills in what was left out", () => {
    const worker = byId(small.workers, "W1");
    expect(worker).toMatchObject({ employment: "permanent", stablePoints: 0, maximumChildren: null, certificates: [], gender: null });
    expect(byId(small.children, "C1")).toMatchObject({ circumstances: [], points: null, firstHearingOn: null, hasChronology: null });
    expect(small.events.find((event) => event.kind === "core-group")).toMatchObject({ id: null, childId: null });
  });

  it("replaces single fields of the policy and keeps the other defaults", () => {
    expect(small.policy.idleShare).toBe(250);
    expect(small.policy.coWorkShare).toBe(DEFAULT_POLICY.coWorkShare);
    expect(small.policy.goals.continuity).toEqual({ ...DEFAULT_POLICY.goals.continuity, slackPerMille: 10 });
    expect(small.policy.rules.notice).toEqual({ ...DEFAULT_POLICY.rules.notice, limit: 10 });
    expect(small.policy.rules["travel-limit"]).toEqual(DEFAULT_POLICY.rules["travel-limit"]);
  });

  it("takes a policy of its own for every field", () => {
    const policy = {
      reliefBand: { lower: { numerator: 1, denominator: 4 } },
      reliefFloor: { numerator: 1, denominator: 10 },
      relationshipStrength: [{ fromDays: 90, strength: 1 }, { fromDays: 0, strength: 0.5 }],
      changeOfWorkerCost: 1.25,
      handoverEffortPoints: 0.75,
      unknownChanges: 3,
      grades: ["asye", "level-2", "level-3", "manager"],
      minimumGrades: [{ grade: "level-2" }],
      eventTypes: [...DEFAULT_POLICY.eventTypes, { kind: "panel", protection: "none", guardedBy: "key-event", workingDaysBefore: 0, workingDaysAfter: 0, isContact: false }],
      rules: { "family-wish-for-change": { mode: "off", contacts: -0.5 }, "same-locality": { mode: "hard" } },
    };
    const own = parsed(changed((document) => (document.policy = policy))).policy;
    expect(own.reliefBand).toEqual({ ...DEFAULT_POLICY.reliefBand, lower: { numerator: 1, denominator: 4 } });
    expect(own.reliefFloor).toEqual({ numerator: 1, denominator: 10 });
    expect(own.relationshipStrength).toEqual([{ fromDays: 0, strength: 500 }, { fromDays: 90, strength: 1000 }]);
    expect(own).toMatchObject({ changeOfWorkerCost: 1250, handoverEffortPoints: 75, unknownChanges: 3, grades: policy.grades });
    expect(own.minimumGrades).toEqual([{ status: null, circumstance: null, grade: "level-2" }]);
    expect(own.eventTypes).toHaveLength(DEFAULT_POLICY.eventTypes.length + 1);
    expect(own.rules["family-wish-for-change"]).toEqual({ mode: "off", milliContacts: -500, limit: null });
  });

  it("uses England's bank holidays unless other days are given", () => {
    expect(small.programme.nonWorkingDays).toContain(parseDay("2018-12-25"));
    const own = parsed(changed((document) => (document.programme.nonWorkingDays = ["2018-11-01", "2018-10-01", "2018-11-01"])));
    expect(own.programme.nonWorkingDays).toEqual([parseDay("2018-10-01"), parseDay("2018-11-01")]);
  });

  it("makes pairs of a group to keep together", () => {
    const own = parsed(changed((document) => {
      document.keepApart = [];
      document.keepTogether = [["F2", "F1", "F3"], ["F1", "F2"]];
    }));
    expect(own.keepTogether.map((pair) => pair.join()).sort()).toEqual(["F1,F2", "F1,F3", "F2,F3"]);
  });

  it("takes travel both ways unless both ways are given", () => {
    const minutes = ({ travel }: Caseload, from: string, to: string): number | null =>
      travel!.minutes[travel!.areas.indexOf(from)]![travel!.areas.indexOf(to)]!;
    expect(minutes(small, "Weymouth", "Dorchester")).toBe(25);
    const own = parsed(changed((document) => {
      document.travel.minutes.push({ from: "Weymouth", to: "Dorchester", minutes: 0 }, { from: "Poole", to: "Poole", minutes: 1 });
    }));
    expect([minutes(own, "Weymouth", "Dorchester"), minutes(own, "Dorchester", "Weymouth"), minutes(own, "Poole", "Weymouth")]).toEqual([0, 25, null]);
  });

  it("reads minus zero as zero", () => {
    const own = parsed(changed((document) => {
      document.workers[0].stablePoints = -0;
      document.policy.takeoverDaysAfter = -0;
    }));
    expect(Object.is(byId(own.workers, "W1").stablePoints, 0)).toBe(true);
    expect(Object.is(own.policy.takeoverDaysAfter, 0)).toBe(true);
  });

  it("is frozen through and through, and leaves the default policy and the input as they are", () => {
    const input = smallCaseload();
    const caseload = parsed(input);
    const isFrozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen(caseload)).toBe(true);
    expect(Object.isFrozen(DEFAULT_POLICY.grades)).toBe(false);
    expect(Object.isFrozen(input.workers)).toBe(false);
    expect(input).toEqual(smallCaseload());
  });

  it("takes a document without its optional parts, frozen or without prototypes", () => {
    const { policy: _policy, tieSalt: _tieSalt, supervision: _supervision, events: _events, pins: _pins, ...rest } = smallCaseload();
    expect(parseCaseload(Object.freeze({ ...rest, policy: undefined })).kind).toBe("ok");
    expect(parseCaseload(Object.assign(Object.create(null), rest)).kind).toBe("ok");
  });
});

describe("the digest", () => {
  it("is of everything but itself", () => {
    const { digest, ...content } = small;
    expect(digest).toBe(digestOf({ schemaVersion: 1, ...content }));
  });

  it("does not care whether a default is written or left out", () => {
    const written = changed((document) => {
      for (const worker of document.workers) Object.assign(worker, { employment: worker.employment ?? "permanent", gender: null });
      document.policy.coWorkShare = 0.5;
    });
    expect(parsed(written).digest).toBe(small.digest);
  });

  it("changes with the tie salt and with any fact", () => {
    const digests = [
      small.digest,
      parsed(changed((document) => (document.tieSalt = "winter"))).digest,
      parsed(changed((document) => (document.children[3].points = 3.76))).digest,
    ];
    expect(new Set(digests).size).toBe(3);
  });
});
