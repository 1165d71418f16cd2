import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/base/calendar";
import { toDocument } from "../../src/input/to-document";
import type { Caseload } from "../../src/model/caseload";
import { describeCohort } from "../../src/model/cohort";
import type { EventsDocument, ReplanEvent } from "../../src/model/events-document";
import { listChoices } from "../../src/network/choices";
import { splitComponents } from "../../src/network/components";
import { toInstance, type ComponentInstance } from "../../src/network/numeric-instance";
import { checkPlan } from "../../src/pipeline/check-plan";
import { planHandovers } from "../../src/pipeline/plan-handovers";
import { replan, replanAsync } from "../../src/pipeline/replan";
import type { Plan } from "../../src/plan/plan";
import type { ChangedDecision, Replan } from "../../src/plan/replan";
import { choiceFault } from "../../src/solver/check-solution";
import { goalValue } from "../../src/solver/goal-values";
import { parsed } from "../support/caseload-builder";
import { hasPlan } from "../support/has-plan";
import { dice, tinyCaseload } from "../support/tiny-caseloads";

const LONG = 600_000;
const SEEDS = Array.from({ length: 400 }, (_, index) => index + 1);

/** Enough to settle every experiment on so little. */
const REASONS = { reasonStepLimit: 20_000, reliefTolerancePerMille: 0 } as const;

interface Case {
  readonly seed: number;
  readonly caseload: Caseload;
  readonly plan: Plan;
  readonly events: EventsDocument;
  readonly result: Replan;
  readonly today: Caseload;
}

/** A day of the programme, and one to three events that may happen by then. */
function randomEvents(roll: (n: number) => number, caseload: Caseload, plan: Plan): EventsDocument {
  const cohort = describeCohort(caseload);
  const today = Math.max(caseload.asOf, cohort.start - 7 + roll(Math.max(1, cohort.end - cohort.start)));
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const date = (days: number): string => formatDay(today + days);
  const held = caseload.children.filter((child) => plan.decisions.some(({ childIds }) => childIds.includes(child.id)));
  const events = Array.from({ length: 1 + roll(3) }, (_, index): ReplanEvent | null => {
    const workers = caseload.coverWorkerIds;
    switch (roll(6)) {
      case 0:
        return workers.length === 0 ? null : { kind: "worker-off", workerId: pick(workers), from: date(0), to: date(20 + roll(40)) };
      case 1:
        return workers.length === 0 ? null : { kind: "worker-leaves", workerId: pick(workers), lastDay: date(roll(30)) };
      case 2:
        return held.length === 0 ? null : { kind: "child-steps-up", childId: pick(held).id, on: date(0), status: "protection-plan", points: pick([null, 9]) };
      case 3:
        return held.length === 0 ? null : { kind: "family-closes", familyId: pick(held).familyId, on: date(roll(20)) };
      case 4: {
        if (held.length === 0) return null;
        const { familyId } = pick(held);
        const known = caseload.families.find(({ id }) => id === familyId)!;
        const workerId = pick(caseload.participants).workerId;
        const child = { id: `NC${index}`, familyId: `NF${index}`, allocatedWorkerId: workerId, status: "child-in-need" as const, workerSince: date(0), changesOfWorkerOn: [], points: 5, visitIntervalWorkingDays: 20 };
        return { kind: "new-family", on: date(0), family: { id: `NF${index}`, area: known.area }, children: [child] };
      }
      default:
        return held.length === 0 ? null : { kind: "date-moves", familyId: pick(held).familyId, eventKind: "hearing", from: null, to: date(5 + roll(60)) };
    }
  });
  return { schemaVersion: 1, asOf: date(0), events: events.filter((event) => event !== null) };
}

let made: readonly Case[] | null = null;

/** Re-plans of several hundred tiny caseloads; those without a plan, or that need another travel time, left out. */
function cases(): readonly Case[] {
  made ??= SEEDS.flatMap((seed): Case[] => {
    const caseload = parsed(tinyCaseload(seed));
    if (!hasPlan(caseload)) return [];
    const planned = planHandovers(caseload);
    if (planned.kind !== "plan") return [];
    const events = randomEvents(dice(seed + 9000), caseload, planned.plan);
    const result = replan(caseload, planned.plan, events, REASONS);
    if (result.kind === "bad-input") return [];
    if (result.kind !== "replan") return [];
    return [{ seed, caseload, plan: planned.plan, events, result: result.replan, today: parsed(result.replan.caseload) }];
  });
  return made;
}

function* combinationsOf({ instance }: ComponentInstance): Generator<Int32Array> {
  const choice = instance.optionStart.slice(0, instance.itemCount);
  for (;;) {
    if (choiceFault(instance, choice) === null) yield choice;
    let item = 0;
    while (item < instance.itemCount && ++choice[item]! === instance.optionStart[item + 1]!) choice[item] = instance.optionStart[item++]!;
    if (item === instance.itemCount) return;
  }
}

function size({ instance }: ComponentInstance): number {
  let product = 1;
  for (let item = 0; item < instance.itemCount; item++) product *= instance.optionStart[item + 1]! - instance.optionStart[item]!;
  return product;
}

/** The best values in strict order of all that an item's options leave; null when there are none. */
function bestWith(at: ComponentInstance, item: number | null, isAllowed: (option: number) => boolean): readonly number[] | null {
  let best: readonly number[] | null = null;
  for (const choice of combinationsOf(at)) {
    if (item !== null && !isAllowed(choice[item]!)) continue;
    const values = at.instance.goals.map((goal) => goalValue(at.instance, goal, choice));
    if (best === null || compare(values, best) < 0) best = values;
  }
  return best;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const goal = a.findIndex((value, index) => value !== b[index]);
  return goal < 0 ? 0 : a[goal]! - b[goal]!;
}

/** What is false about a change's reason; null when it is true. */
function falsehood({ reason, id, participantId, childIds }: ChangedDecision, at: ComponentInstance, plan: Plan): string | null {
  const item = at.items.findIndex(({ unit }) => unit.id === id && unit.worker.id === participantId && (unit.kind === "supervision" || unit.children.some((child) => childIds.includes(child.id))));
  const { options } = at.items[item]!;
  const start = at.instance.optionStart[item]!;
  const published = options.findIndex(({ isChange }) => !isChange);
  if (reason.kind === "not-possible") return published < 0 && reason.rules.length > 0 ? null : "what was published is possible";
  if (published < 0) return "what was published is impossible";
  const kept = bestWith(at, item, (option) => option === start + published);
  const values = plan.components.find(({ participantIds }) => participantIds.includes(participantId))!.goals.map(({ value }) => value);
  switch (reason.kind) {
    case "limit":
      return kept === null ? null : "a plan keeps it";
    case "worse": {
      if (kept === null) return "no plan keeps it";
      const first = kept.findIndex((value, index) => value !== values[index]);
      const difference = kept[first]! - values[first]!;
      return at.goalIds[first] === reason.goal && difference === reason.atLeast ? null : `differs in ${at.goalIds[first]} by ${difference}`;
    }
    case "tie":
      return kept !== null && compare(kept, values) === 0 ? null : "not as good";
    case "alone":
    case "not-shown":
      return "tiny caseloads are settled";
  }
}

describe("a caseload written back as a document", () => {
  it("parses into an equal caseload, with a plan in progress too", () => {
    for (const { caseload, today } of cases()) {
      expect(parsed(toDocument(caseload))).toEqual(caseload);
      expect(parsed(toDocument(today))).toEqual(today);
    }
  }, LONG);
});

describe("a re-plan", () => {
  it("is made of most random events, and of every kind", () => {
    expect(cases().length).toBeGreaterThan(200);
    expect(new Set(cases().flatMap(({ events }) => events.events.map(({ kind }) => kind))).size).toBe(6);
    const reasons = cases().flatMap(({ result }) => result.changes.map(({ reason }) => reason.kind));
    expect(reasons.length).toBeGreaterThan(80);
    expect(new Set(reasons).size).toBeGreaterThanOrEqual(3);
  }, LONG);

  it("passes the check of its caseload, and only of that", () => {
    for (const { seed, caseload, result, today } of cases()) {
      const check = checkPlan(today, JSON.parse(JSON.stringify(result.plan)));
      if (check.kind === "error" || !check.value.isInOrder) expect.fail(`seed ${seed}: ${JSON.stringify(check).slice(0, 400)}`);
      expect(checkPlan(caseload, result.plan).kind).toBe("error");
    }
  }, LONG);

  it("leaves what has happened as it was", () => {
    for (const { seed, plan, result } of cases()) {
      for (const before of plan.decisions) {
        if (before.takeoverDate === null || before.takeoverDate >= result.asOf) continue;
        const after = result.plan.decisions.find(({ kind, id, participantId, childIds }) => kind === before.kind && id === before.id && participantId === before.participantId && (childIds.length === 0 || before.childIds.some((child) => childIds.includes(child))));
        const first = after?.earlier?.[0] ?? after;
        if (first?.takeoverDate !== before.takeoverDate || first.coverWorkerId !== before.coverWorkerId) expect.fail(`seed ${seed}: ${before.id}`);
        for (const { endDate } of after!.earlier ?? []) expect(endDate >= result.asOf || result.caseload.children.some(({ familyId, closesOn }) => familyId === before.id && closesOn === endDate), `seed ${seed}: ${before.id}`).toBe(true);
      }
    }
  }, LONG);

  it("changes as few decisions as any plan that gives as much relief, and is the best of those", () => {
    let compared = 0;
    for (const { seed, result, today } of cases()) {
      const cohort = describeCohort(today);
      for (const component of splitComponents(listChoices(cohort), cohort)) {
        const at = toInstance(component, cohort);
        if (size(at) > 4_000) continue;
        compared++;
        const outcome = result.plan.components.find(({ participantIds }) => participantIds.includes(at.participants[0]!.worker.id))!;
        expect(outcome.goals.map(({ value }) => value), `seed ${seed}`).toEqual(bestWith(at, null, () => true));
      }
    }
    expect(compared).toBeGreaterThan(200);
  }, LONG);

  it("gives every change a reason that is true of its experiment", () => {
    let compared = 0;
    const lies: string[] = [];
    for (const { seed, result, today } of cases()) {
      const cohort = describeCohort(today);
      const components = splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
      for (const change of result.changes) {
        const at = components.find(({ participants }) => participants.some(({ worker }) => worker.id === change.participantId))!;
        if (size(at) > 4_000) continue;
        compared++;
        const lie = falsehood(change, at, result.plan);
        if (lie !== null) lies.push(`seed ${seed}, ${change.id}: ${JSON.stringify(change.reason)}, but ${lie}`);
        expect(change.sentence.split(" ").length, change.sentence).toBeLessThan(25);
      }
    }
    expect(lies).toEqual([]);
    expect(compared).toBeGreaterThan(70);
  }, LONG);

  it("counts the decisions it changes, and no other", () => {
    for (const { seed, plan, result } of cases()) {
      const changed = result.plan.decisions.filter((after) => {
        const before = plan.decisions.find(({ kind, id, participantId, childIds }) => kind === after.kind && id === after.id && participantId === after.participantId && (childIds.length === 0 || childIds.some((child) => after.childIds.includes(child))));
        if (before === undefined) return after.mode !== "stay";
        return ["mode", "coverWorkerId", "companionId", "takeoverDate", "handBackDate"].some((field) => before[field as "mode"] !== after[field as "mode"]);
      });
      expect(result.changes.map(({ id }) => id), `seed ${seed}`).toEqual(changed.map(({ id }) => id));
      expect(result.fewest, `seed ${seed}`).toEqual({ changed: changed.length, bound: changed.length, isProved: true });
    }
  }, LONG);

  it("is the previous plan itself when nothing happened", () => {
    for (const { caseload, plan, events } of cases().slice(0, 50)) {
      const result = replan(caseload, plan, { ...events, events: [] });
      expect(result).toEqual({ kind: "unchanged", plan });
      expect(result.kind === "unchanged" && result.plan).toBe(plan);
    }
  }, LONG);

  it("changes nothing when what happened touches nobody", () => {
    let compared = 0;
    for (const { caseload, plan, events } of cases()) {
      const idle = caseload.coverWorkerIds.find((id) => !plan.decisions.some((decision) => [decision.coverWorkerId, decision.companionId].includes(id)));
      if (idle === undefined || ++compared > 60) continue;
      const result = replan(caseload, plan, { ...events, events: [{ kind: "worker-leaves", workerId: idle, lastDay: events.asOf }] });
      // Somebody who has not begun yet cannot have left.
      if (result.kind !== "replan") continue;
      expect(result.replan.fewest).toEqual({ changed: 0, bound: 0, isProved: true });
    }
    expect(compared).toBeGreaterThan(20);
  }, LONG);

  it("can be planned again, and is the same when driven asynchronously", async () => {
    for (const { seed, today, result, events, caseload, plan } of cases().slice(0, 60)) {
      if (today.families.length === 0) continue;
      const again = replan(today, result.plan, { ...events, events: [{ kind: "date-moves", familyId: today.families[0]!.id, eventKind: "hearing", from: null, to: formatDay(today.programme.startDate + 400) }] });
      if (again.kind !== "replan") throw new Error(`seed ${seed}: ${JSON.stringify(again).slice(0, 300)}`);
      expect(again.replan.fewest.changed, `seed ${seed}`).toBe(0);
      expect(await replanAsync(caseload, plan, events, REASONS)).toEqual({ kind: "replan", replan: result });
    }
  }, LONG);
});
