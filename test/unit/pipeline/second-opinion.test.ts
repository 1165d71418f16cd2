import { describe, expect, it } from "vitest";
import { parseCaseload } from "../../../src/input/parse-caseload";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import { secondOpinion } from "../../../src/pipeline/second-opinion";
import { generateCaseload } from "../../../src/generate";

function planned(document: CaseloadDocument) {
  const parsed = parseCaseload(document);
  if (parsed.kind === "error") throw new Error(parsed.issues[0]?.message);
  const result = planHandovers(parsed.value, { stepLimit: 60 });
  if (result.kind !== "plan") throw new Error(result.kind);
  return { caseload: parsed.value, plan: result.plan };
}

function opinionsOn(...given: Parameters<typeof secondOpinion>) {
  const result = secondOpinion(...given);
  if (result.kind === "error") throw new Error(result.issues[0]?.message);
  return result.value;
}

const small = { participants: 4, teamManagers: 0, coverWorkers: 3, coverManagers: 0 } as const;
const uniform = generateCaseload(3, { ...small, unitPoints: true });
const goals = { relief: { slackShare: 0 }, continuity: { slackShare: 0 }, "fair-cover": { slackShare: 0 } };

describe("secondOpinion", () => {
  it("finds the plan's values by a plan of its own where the plan is a min-cost flow", () => {
    const { caseload, plan } = planned({ ...uniform, policy: { ...uniform.policy, goals } });
    expect(plan.components.map(({ method }) => method)).toContain("flow");
    const opinions = opinionsOn(caseload, plan);
    expect(opinions.length).toBeGreaterThan(1);
    for (const { stageValue, linearBound, choiceValue, agrees } of opinions) expect([linearBound, choiceValue, agrees]).toEqual([stageValue, stageValue, true]);
  });

  it("is a bound below the value of any other plan", () => {
    const { caseload, plan } = planned(generateCaseload(3, small));
    for (const { stageValue, linearBound, agrees } of opinionsOn(caseload, plan)) {
      expect(linearBound).not.toBeNull();
      expect(linearBound).toBeLessThanOrEqual(stageValue);
      expect(agrees).toBe(true);
    }
  });

  it("disagrees with a value too good to be true, and with a bound that a plan of its own lies below", () => {
    const { caseload, plan } = planned({ ...uniform, policy: { ...uniform.policy, goals } });
    const told = (change: { readonly stageValue?: number; readonly bound?: number }) => ({
      ...plan,
      components: plan.components.map((component) => ({ ...component, goals: component.goals.map((goal) => (goal.goal === "travel" ? { ...goal, ...change } : goal)) })),
    });
    const travel = plan.components[0]!.goals.find(({ goal }) => goal === "travel")!;
    expect(opinionsOn(caseload, told({ stageValue: travel.stageValue - 1 })).some(({ agrees }) => !agrees)).toBe(true);
    expect(opinionsOn(caseload, told({ bound: travel.bound + 1 })).some(({ agrees }) => !agrees)).toBe(true);
  });

  it("meets every value where there is nobody to hand over to", () => {
    const { caseload, plan } = planned({ ...uniform, pins: [], conflicts: [], cohort: { ...uniform.cohort, coverWorkerIds: [] } });
    expect(opinionsOn(caseload, plan).every(({ agrees, linearBound, stageValue }) => agrees && linearBound === stageValue)).toBe(true);
  });

  it("refuses a plan of another caseload, and what is no plan", () => {
    const { caseload, plan } = planned(generateCaseload(3, small));
    const other = secondOpinion(caseload, { ...plan, caseloadDigest: `sha256:${"0".repeat(64)}` });
    expect(other.kind === "error" && other.issues.map(({ code }) => code)).toEqual(["other-caseload"]);
    for (const wrong of [null, 1, {}, { ...plan, components: 3 }]) expect(secondOpinion(caseload, wrong as never).kind).toBe("error");
  });
});
