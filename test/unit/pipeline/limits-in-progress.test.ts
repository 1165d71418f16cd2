import { describe, expect, it } from "vitest";
import { parseCaseload, planHandovers, replan } from "../../../src/index";
import { generateCaseload } from "../../../src/generate";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance, type ComponentInstance } from "../../../src/network/numeric-instance";
import { limitsInProgress } from "../../../src/pipeline/limits-in-progress";
import type { Caseload } from "../../../src/model/caseload";
import type { SolveResult } from "../../../src/solver/instance";

const parsed = parseCaseload(generateCaseload(2, { participants: 2, teamManagers: 0, coverWorkers: 2, coverManagers: 0, meanCases: 5, coverCapacityShare: 2 }));
if (parsed.kind !== "ok") throw new Error("not in order");
const planned = planHandovers(parsed.value);
if (planned.kind !== "plan") throw new Error("no plan");
const moved = planned.plan.decisions.find(({ mode }) => mode === "handover")!;
const events = { schemaVersion: 1 as const, asOf: "2018-10-08", events: [{ kind: "family-closes" as const, familyId: moved.id, on: "2018-10-08" }] };
const again = replan(parsed.value, planned.plan, events);
if (again.kind !== "replan") throw new Error(again.kind);
const day = parseCaseload(again.replan.caseload);
if (day.kind !== "ok") throw new Error("not in order");

const componentOf = (caseload: Caseload): ComponentInstance => {
  const cohort = describeCohort(caseload);
  return toInstance(splitComponents(listChoices(cohort), cohort)[0]!, cohort);
};

const at = (goal: number, steps: number) => ({ goal, steps, value: 0, bound: 0 });
const stopped: SolveResult = { kind: "unknown", termination: "stopped", steps: 1 };

describe("the limits of a plan in progress", () => {
  const inProgress = componentOf(day.value);
  const changes = inProgress.goalIds.indexOf("changes");

  it("never end the goals up to the fewest changes", () => {
    const { limits, watch } = limitsInProgress(inProgress, { stepLimit: 4000 });
    watch(at(changes, 3999));
    expect(limits.shouldStop!()).toBe(false);
    expect(limits.timeUsed!()).toBe(0);
    expect(limits.stepLimit).toBe(4000);
  });

  it("give the goals after it a quarter as many steps and a hundred, shared out like a limit in time", () => {
    const { limits, watch, ended } = limitsInProgress(inProgress, {});
    watch(at(changes + 1, 400));
    watch(at(changes + 1, 500));
    expect(limits.timeUsed!()).toBe(0.5);
    expect(limits.shouldStop!()).toBe(false);
    watch(at(changes + 2, 600));
    expect(limits.shouldStop!()).toBe(true);
    expect(ended(stopped)).toMatchObject({ termination: "step-limit" });
  });

  it("say that a run was stopped when the caller stopped it", () => {
    const { limits, ended } = limitsInProgress(inProgress, { shouldStop: () => true });
    expect(limits.shouldStop!()).toBe(true);
    expect(ended(stopped)).toMatchObject({ termination: "stopped" });
  });

  it("start from what was published, wherever it can be kept", () => {
    const { limits } = limitsInProgress(inProgress, {});
    const kept = [...limits.start!].map((option) => inProgress.options[option]!);
    expect(kept.map(({ unit }) => unit)).toEqual(inProgress.items.map(({ unit }) => unit));
    for (const { isChange, unit } of kept) expect(isChange).toBe(inProgress.items.find((item) => item.unit === unit)!.options.every((option) => option.isChange));
  });

  it("are those given where no plan is in progress", () => {
    const limits = { stepLimit: 7 };
    expect(limitsInProgress(componentOf(parsed.value), limits).limits).toBe(limits);
  });
});
