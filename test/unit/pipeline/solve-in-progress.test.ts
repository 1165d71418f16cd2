import { describe, expect, it } from "vitest";
import { parseCaseload, planHandovers, replan } from "../../../src/index";
import { generateCaseload } from "../../../src/generate";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance, type ComponentInstance } from "../../../src/network/numeric-instance";
import { certify } from "../../../src/pipeline/certify";
import { drive } from "../../../src/pipeline/drive";
import { solveInProgress } from "../../../src/pipeline/solve-in-progress";
import { checkCertificate } from "../../../src/proof/check-certificate";
import type { Caseload } from "../../../src/model/caseload";
import type { SolveLimits, SolveProgress, SolveResult } from "../../../src/solver/instance";
import { solveChoice } from "../../../src/solver/solve";

const componentOf = (caseload: Caseload): ComponentInstance => {
  const cohort = describeCohort(caseload);
  return toInstance(splitComponents(listChoices(cohort), cohort).at(-1)!, cohort);
};

/** Caseloads in week four, the busiest cover worker off, with a plan in progress. */
const inProgress = [1, 2, 3, 4].map((seed) => {
  const parsed = parseCaseload(generateCaseload(seed, { participants: 2, teamManagers: 0, coverWorkers: 2, coverManagers: 0, meanCases: 5, coverCapacityShare: 2 }));
  if (parsed.kind !== "ok") throw new Error("not in order");
  const planned = planHandovers(parsed.value, { certificate: false });
  if (planned.kind !== "plan") throw new Error("no plan");
  const [busiest] = [...planned.plan.coverWorkers].sort((a, b) => b.familiesTaken - a.familiesTaken);
  const again = replan(parsed.value, planned.plan, { schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-off", workerId: busiest!.workerId, from: "2018-10-08", to: "2018-12-31" }] }, { certificate: false, reasonStepLimit: 1 });
  if (again.kind !== "replan") throw new Error(again.kind);
  const day = parseCaseload(again.replan.caseload);
  if (day.kind !== "ok") throw new Error("not in order");
  return { before: componentOf(parsed.value), now: componentOf(day.value) };
});

const solve = (at: ComponentInstance, limits: SolveLimits = {}): SolveResult & { readonly kind: "solved" } => {
  const result = drive(solveInProgress(at, limits));
  if (result.kind !== "solved") throw new Error(result.kind);
  return result;
};

const withSlack = (at: ComponentInstance): ComponentInstance => ({ ...at, instance: { ...at.instance, goals: at.instance.goals.map((goal, g) => (g === 0 ? { ...goal, tolerance: { ...goal.tolerance, slackPerMille: 50 } } : goal)) } });

describe("solving a component of a plan in progress", () => {
  it("proves the same fewest changes as one run over all goals, at the same relief", () => {
    for (const { now } of inProgress) {
      const [inParts, atOnce] = [solve(now), drive(solveChoice(now.instance))];
      if (atOnce.kind !== "solved") throw new Error(atOnce.kind);
      expect(inParts.goals[0]!.stageValue).toBe(atOnce.goals[0]!.stageValue);
      expect(inParts.goals[1]).toMatchObject({ stageValue: atOnce.goals[1]!.stageValue, bound: atOnce.goals[1]!.bound, isMet: true });
      expect(inParts.goals.map(({ bound }, g) => bound <= atOnce.goals[g]!.stageValue)).toEqual(now.goalIds.map(() => true));
    }
  });

  it("keeps every goal up to the fewest changes where the later ones have their turn", () => {
    for (const { now } of inProgress) for (const { value, stageValue } of solve(now).goals.slice(0, 2)) expect(value).toBe(stageValue);
  });

  it("reaches what one run over all goals does where relief may be given back", () => {
    const { now } = inProgress[0]!;
    const slack = withSlack(now);
    const atOnce = drive(solveChoice(slack.instance));
    if (atOnce.kind !== "solved") throw new Error(atOnce.kind);
    expect(solve(slack).goals.map(({ stageValue }) => stageValue)).toEqual(atOnce.goals.map(({ stageValue }) => stageValue));
  });

  it("takes no step of a search for goals that changes of few decisions and a proof settle", () => {
    expect(inProgress.map(({ now }) => solve(now).steps)).toEqual([0, 0, 0, 0]);
  });

  it("reports steps and goals that only rise", () => {
    const seen: SolveProgress[] = [];
    drive(solveInProgress(inProgress[1]!.now, {}), { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(0);
    for (const [index, { steps }] of seen.entries()) expect(steps).toBeGreaterThanOrEqual(seen[index - 1]?.steps ?? 0);
  });

  it("has an answer with every goal measured when it is stopped at once, and says so", () => {
    const { now } = inProgress[0]!;
    const result = drive(solveInProgress(now, { shouldStop: () => true }));
    expect(result).toMatchObject({ kind: "solved", termination: "stopped" });
    if (result.kind === "solved") expect(result.goals).toHaveLength(now.goalIds.length);
  });

  it("says that its steps ended it when they did", () => {
    for (const { now } of inProgress) {
      const { termination, goals } = solve(now, { stepLimit: 1 });
      expect(termination).toBe(goals.every(({ isMet }) => isMet) ? "optimal" : "step-limit");
    }
  });

  it("has certificates that hold, with proofs that were made beside the search", () => {
    for (const { now } of inProgress) {
      const result = solve(now);
      const { certificate } = drive(certify(now.instance, result, () => false));
      expect(checkCertificate(now.instance, certificate!)).toEqual([]);
      const fewest = now.goalIds.indexOf("changes");
      expect(certificate!.goals[fewest]!.bound).toBe(result.goals[fewest]!.bound);
    }
  });

  it("leaves a caseload without a plan in progress as it is", () => {
    const { before } = inProgress[0]!;
    expect(solve(before)).toEqual(drive(solveChoice(before.instance)));
  });
});
