import { describe, expect, it } from "vitest";
import { alternativePlans, appendToRecord, changeOf, checkPlan, comparePlans, explainFamily, groupImpact, overrideOf, overridePlan, planHandovers, planImpact, proposalOf, recordHead, replan, secondOpinion, startRecord, verifyRecord } from "caseload-relief";
import { verifyPlan } from "caseload-relief/verify";
import { caseloadOf, planOf, RECORDED, singleFamilies } from "../../support/caseload-builder";

const caseload = caseloadOf({ children: singleFamilies(5) });
const plan = planOf(caseload);
const events = { schemaVersion: 1, asOf: "2018-10-08", events: [] } as const;

/** Whatever JSON may hold in place of a document. */
const WRONG: readonly unknown[] = [null, undefined, 1, "text", [], {}, { schemaVersion: 1 }, { decisions: null }, { ...plan, decisions: [null] }, { ...plan, components: 3 }, { ...plan, caseloadDigest: `sha256:${"0".repeat(64)}` }];

describe("what is asked of a plan", () => {
  it.each(WRONG.map((wrong) => [wrong]))("is refused with issues, and never throws: %j", (wrong) => {
    const given = wrong as never;
    expect(replan(caseload, given, events).kind).toBe("bad-input");
    expect(overridePlan(caseload, given, { kind: "must-stay", familyId: "F1", ...RECORDED }).kind).toBe("bad-input");
    expect(alternativePlans(caseload, given).kind).toBe("bad-input");
    expect(planImpact(caseload, given).kind).toBe("error");
  });

  it.each(WRONG.slice(0, -1).map((wrong) => [wrong]))("is refused where another document is none: %j", (wrong) => {
    const given = wrong as never;
    expect(replan(caseload, plan, given).kind).toBe("bad-input");
    expect(overridePlan(caseload, plan, given).kind).toBe("bad-input");
    expect(comparePlans(given, plan).kind).toBe("error");
    expect(comparePlans(plan, given).kind).toBe("error");
    expect(groupImpact(plan, given).kind).toBe("error");
    expect(groupImpact(given, { schemaVersion: 1, characteristic: "x", children: [] }).kind).toBe("error");
    expect(verifyRecord(wrong).kind).toBe("error");
    expect(appendToRecord(given, given, given).kind).toBe("error");
    expect(appendToRecord(startRecord(null), given, given).kind).toBe("error");
  });

  it("throws an error that says so where a caseload, a plan or what was made of one is none at all: only calling code gives those", () => {
    for (const wrong of [null, undefined, 1, "text", [], {}, { schemaVersion: 1 }]) {
      const given = wrong as never;
      for (const call of [() => planHandovers(given), () => checkPlan(given, plan), () => explainFamily(given, plan, "F1"), () => replan(given, plan, events), () => secondOpinion(given, plan)]) expect(call).toThrow(/^This is no caseload: only parseCaseload/);
      expect(() => verifyPlan(given, plan)).toThrow(/^This is no caseload/);
      expect(() => recordHead(given)).toThrow(/^This is no decision record/);
      expect(() => proposalOf(given)).toThrow(/^This is no plan/);
      expect(() => changeOf(given)).toThrow(/^This is no re-plan/);
      expect(() => overrideOf(given)).toThrow(/^This is no override/);
    }
  });

  it("is refused with options that are none", () => {
    for (const options of [null, 3, { stepLimit: 0 }, { timeLimitMs: -1 }, { reasonStepLimit: 0.5 }, { reliefTolerancePerMille: -1 }, { reliefTolerancePerMille: 1001 }]) expect(replan(caseload, plan, events, options as never).kind).toBe("bad-options");
    for (const options of [null, { stepLimit: 0 }]) {
      expect(overridePlan(caseload, plan, { kind: "must-stay", familyId: "F1", ...RECORDED }, options as never).kind).toBe("bad-options");
      expect(alternativePlans(caseload, plan, options as never).kind).toBe("bad-options");
    }
    expect(planImpact(caseload, plan, { reason: "WHIM" as never }).kind).toBe("error");
    for (const threshold of [1, 1001, 2.5]) expect(groupImpact(plan, { schemaVersion: 1, characteristic: "x", children: [] }, threshold).kind).toBe("error");
    expect(groupImpact(plan, { schemaVersion: 1, characteristic: "x", children: [{ childId: "C1", group: "A" }, { childId: "C1", group: "B" }] }).kind).toBe("error");
  });

  it("stops when it is told to, with an answer", () => {
    const off = { schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-leaves", workerId: "K1", lastDay: "2018-10-12" }] } as const;
    const aborted = { signal: { aborted: true } };
    expect(["replan", "unknown"]).toContain(replan(caseload, plan, off, aborted).kind);
    expect(["override", "unknown"]).toContain(overridePlan(caseload, plan, { kind: "must-stay", familyId: "F1", ...RECORDED }, aborted).kind);
    const result = alternativePlans(caseload, plan, aborted);
    expect(result.kind).toBe("alternatives");
  });
});
