import { describe, expect, it } from "vitest";
import { checkPlan, explainCoverWorker, explainFamily, explainParticipant, parseCaseload, recommend, replan, type EventsDocument, type ReplanEvent } from "caseload-relief";
import { caseloadOf, planOf, singleFamilies } from "../../support/caseload-builder";

const caseload = caseloadOf({ children: singleFamilies(5) });
const plan = planOf(caseload);
const TODAY = "2018-10-08";
const { area } = caseload.families[0]!;

const on = (...events: readonly ReplanEvent[]): EventsDocument => ({ schemaVersion: 1, asOf: TODAY, events });

const opened = (familyId = "NF1"): ReplanEvent => ({
  kind: "new-family",
  on: TODAY,
  family: { id: "NF1", area },
  children: [{ id: "NC1", familyId, allocatedWorkerId: plan.participants[0]!.workerId, status: "child-in-need", workerSince: TODAY, changesOfWorkerOn: [], lastVisitOn: TODAY, points: 3 }],
});

describe("events taken in one after another", () => {
  it("know the children of a family that is new in an earlier one", () => {
    const result = replan(caseload, plan, on(opened(), { kind: "child-steps-up", childId: "NC1", on: "2018-10-22", status: "protection-plan", points: 8 }), { reasonStepLimit: 1 });
    if (result.kind !== "replan") throw new Error(JSON.stringify(result));
    const day = parseCaseload(result.replan.caseload);
    if (day.kind !== "ok") throw new Error(JSON.stringify(day.issues));
    const check = checkPlan(day.value, result.replan.plan);
    expect(check.kind === "ok" && check.value.isInOrder).toBe(true);
    expect(result.replan.caseload.children.find(({ id }) => id === "NC1")).toMatchObject({ status: "protection-plan", points: 8 });
    expect(result.replan.caseload.inProgress?.weighed).toEqual([{ childId: "NC1", until: "2018-10-22", points: 3 }]);
  });

  it("are refused where a new family brings a child of another", () => {
    const result = replan(caseload, plan, on(opened("F1")));
    expect(result).toMatchObject({ kind: "bad-input", issues: [{ code: "contradiction", path: "/events/0/children/0/familyId" }] });
  });
});

describe("the plan before", () => {
  const wrongGoal = { ...plan, components: plan.components.map((component) => ({ ...component, goals: component.goals.map((goal) => ({ ...goal, value: goal.value + 1, gap: goal.gap + 1 })) })) };
  const wrongRelief = { ...plan, participants: plan.participants.map((one) => ({ ...one, reliefPoints: one.reliefPoints + 1 })) };

  it("is refused where a figure that the re-plan starts from is not as stated", () => {
    for (const events of [on(), on(opened())]) expect(replan(caseload, wrongRelief, events)).toMatchObject({ kind: "bad-input", issues: [{ code: "plan-not-in-order" }] });
  });

  it("is asked for its goals only where it is handed back", () => {
    expect(replan(caseload, wrongGoal, on())).toMatchObject({ kind: "bad-input", issues: [{ code: "plan-not-in-order" }] });
    const [again, right] = [wrongGoal, plan].map((before) => replan(caseload, before, on(opened()), { reasonStepLimit: 1 }));
    expect(again!.kind === "replan" && again.replan.plan).toEqual(right!.kind === "replan" && right.replan.plan);
  });
});

describe("an id that is no text", () => {
  it("is refused, whatever it is", () => {
    for (const id of [Symbol("F1"), Object.create(null), null, 7, () => "F1"]) {
      for (const ask of [explainFamily, explainParticipant, explainCoverWorker, recommend]) expect(ask(caseload, plan, id as never, { stepLimit: 1 }).kind).toMatch(/^(bad-input|error)$/);
    }
  });
});
