import { describe, expect, it } from "vitest";
import type { Outcome } from "../../../src/explain/explanation";
import type { Worker } from "../../../src/model/caseload";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { describeCohort, type Cohort } from "../../../src/model/cohort";
import { carriersOf, type Option } from "../../../src/model/option";
import { listChoices } from "../../../src/network/choices";
import { splitComponents, type Component } from "../../../src/network/components";
import { reliefTarget } from "../../../src/network/targets";
import { explainCoverWorker, explainParticipant, explainPlan, lastSteps } from "../../../src/pipeline/explain";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import { coverWorkerOutcome } from "../../../src/plan/outcomes";
import type { Plan } from "../../../src/plan/plan";
import { loadedStretches } from "../../../src/rules/cover-capacity";
import { caseloadOf, child, decisionAbout, family, manager, parsed, pin, planOf, singleFamilies, WEIGHTING, worker } from "../../support/caseload-builder";
import { CombinationJudge, bestByListing, combinations, compareValues, type Values } from "../../support/plan-brute-force";
import { hasPlan } from "../../support/has-plan";
import { tinyCaseload } from "../../support/tiny-caseloads";

const MOST = 3_000;

/** The best values among the combinations that also keep a demand; null when none does. */
function bestWith(component: Component, document: CaseloadDocument, cohort: Cohort, keeps: (options: readonly Option[]) => boolean): Values | null {
  const judge = new CombinationJudge(component, document, cohort);
  let best: Values | null = null;
  const chosen: Option[] = [];
  const visit = (index: number): void => {
    if (index === component.choices.length) {
      if (!judge.isPossible(chosen) || !keeps(chosen)) return;
      const values = judge.valuesOf(chosen);
      if (best === null || compareValues(values, best) < 0) best = values;
      return;
    }
    for (const option of component.choices[index]!.options) {
      if (judge.add(option, 1)) {
        chosen.push(option);
        visit(index + 1);
        chosen.pop();
      }
      judge.add(option, -1);
    }
  };
  visit(0);
  return best;
}

const ORDER = ["relief", "continuity", "fair-cover", "travel"] as const;

/** What is false about an outcome; null when it is true. */
function falsehood(outcome: Outcome, values: Values | null, plan: Values): string | null {
  if (outcome.kind === "not-settled") return null;
  if (values === null || outcome.kind === "impossible") return values === null && outcome.kind === "impossible" ? null : `it is ${outcome.kind}`;
  const at = values.findIndex((value, goal) => value !== plan[goal]);
  if (outcome.price === null) return at === -1 ? null : "it differs";
  const index = ORDER.indexOf(outcome.price.goal as (typeof ORDER)[number]);
  const difference = values[index]! - plan[index]!;
  if (at !== -1 && at < index) return "an earlier goal decides";
  return difference <= outcome.price.atMost && (outcome.price.atLeast === null || difference >= outcome.price.atLeast) ? null : `${outcome.price.goal} differs by ${difference}`;
}

/** The greatest workload of a cover worker, in per cent of capacity. */
function peakOf(worker: Worker, options: readonly Option[], cohort: Cohort): number | null {
  const carried = options.filter((option) => carriersOf(option).includes(worker));
  return coverWorkerOutcome(worker, carried, loadedStretches(worker, carried, cohort), cohort).peakWorkloadPercentAfter;
}

/** The cohort with every participant's band given in hundredths of points: finer than a document's fractions. */
function withBands({ caseload }: Cohort, targets: ReadonlyMap<string, { readonly base: number }>, edges: (id: string) => { readonly lower: number; readonly upper: number }): Cohort {
  const participants = caseload.participants.map((participant) => {
    const denominator = targets.get(participant.workerId)!.base;
    if (denominator === 0) return participant;
    const { lower, upper } = edges(participant.workerId);
    return { ...participant, reliefBand: { lower: { numerator: lower, denominator }, upper: { numerator: upper, denominator }, target: { numerator: lower, denominator } } };
  });
  return describeCohort({ ...caseload, participants });
}

function* proved(from: number, to: number): Generator<{ readonly seed: number; readonly document: CaseloadDocument; readonly plan: Plan; readonly cohort: Cohort; readonly components: readonly Component[] }> {
  for (let seed = from; seed < to; seed++) {
    const document = tinyCaseload(seed, { families: 2 });
    const caseload = parsed(document);
    if (!hasPlan(caseload)) continue;
    const result = planHandovers(caseload);
    if (result.kind !== "plan" || result.plan.termination !== "optimal") continue;
    const cohort = describeCohort(caseload);
    const components = splitComponents(listChoices(cohort), cohort);
    if (components.every((component) => combinations(component) <= MOST)) yield { seed, document, plan: result.plan, cohort, components };
  }
}

describe("the explanation of people in tiny caseloads", () => {
  it("says what trying everything finds: the last step, one per cent more, one point less, and the curve", () => {
    const wrong: string[] = [];
    const seen = { steps: 0, more: 0, less: 0, points: 0, thirds: 0 };
    for (const { seed, document, plan, cohort, components } of proved(7000, 7035)) {
      const caseload = parsed(document);
      const say = (what: string, fault: string | null): void => void (fault !== null && wrong.push(`seed ${seed}, ${what}: ${fault}`));
      const componentWith = (id: string): Component => components.find(({ participants, coverWorkers }) => participants.some(({ worker }) => worker.id === id) || coverWorkers.some((worker) => worker.id === id))!;
      const targets = new Map(cohort.participants.map((participant) => [participant.worker.id, reliefTarget(participant, cohort)]));
      const saved = new Map<string, unknown>();
      for (const { workerId } of plan.participants) {
        const answer = explainParticipant(caseload, plan, workerId);
        if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
        const component = componentWith(workerId);
        const asIs = bestWith(component, document, cohort, () => true)!;
        const { lastStep, more, third } = answer.value;
        if (more !== null) {
          seen.more++;
          const reached = bestWith(component, document, cohort, (options) => options.reduce((sum, option) => sum + (option.unit.worker.id === workerId ? option.relief : 0), 0) >= Math.round(more.reliefPoints * 100));
          say(`more for ${workerId}`, falsehood(more.outcome, reached, asIs));
        }
        const reliefOf = (options: readonly Option[], id: string): number => options.reduce((sum, option) => sum + (option.unit.worker.id === id ? option.relief : 0), 0);
        if (third !== null) {
          seen.thirds++;
          const reached = bestWith(component, document, cohort, (options) => reliefOf(options, workerId) >= targets.get(workerId)!.lower);
          say(`the third of ${workerId}`, third.kind === (reached === null ? "clash" : "possible") ? null : third.kind);
          if (third.kind === "clash") expect(third.conflict.length).toBeGreaterThan(0);
        }
        if (lastStep !== null) saved.set(workerId, [lastStep.droppedToPoints, lastStep.savedContacts]);
        if (lastStep?.savedContacts == null) continue;
        seen.steps++;
        const there = withBands(cohort, targets, (id) => ({ lower: Math.round((id === workerId ? lastStep.droppedToPoints : targets.get(id)!.lower / 100) * 100), upper: targets.get(id)!.upper }));
        const own = splitComponents(listChoices(there), there).find(({ participants }) => participants.some(({ worker }) => worker.id === workerId))!;
        const values = bestByListing(own, document, there)!.values;
        const less = (asIs[1] - values[1]) / 1000;
        say(`last step of ${workerId}`, values[0] !== asIs[0] ? "the relief goal changes" : less < lastStep.savedContacts.atLeast || less > lastStep.savedContacts.atMost ? `${less} saved` : null);
      }
      for (const { workerId } of plan.coverWorkers) {
        const answer = explainCoverWorker(caseload, plan, workerId);
        if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
        const { less } = answer.value;
        if (less === null) continue;
        seen.less++;
        const component = componentWith(workerId);
        const calmer = bestWith(component, document, cohort, (options) => (peakOf(cohort.worker(workerId), options, cohort) ?? 0) <= less.workloadPercent);
        say(`less for ${workerId}`, falsehood(less.outcome, calmer, bestWith(component, document, cohort, () => true)!));
      }
      const answer = explainPlan(caseload, plan);
      if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
      expect(JSON.parse(JSON.stringify(answer.value))).toEqual(answer.value);
      const priced = lastSteps(caseload, plan);
      if (priced.kind === "error") throw new Error(priced.issues[0]!.message);
      expect(new Map(priced.value.lastSteps.map(({ workerId, droppedToPoints, savedContacts }) => [workerId, [droppedToPoints, savedContacts]]))).toEqual(saved);
      const figures = (point: NonNullable<typeof priced.value.curve>[number]): unknown => [point.lowerPerMille, point.relief, point.continuity];
      expect(priced.value.curve!.map(figures)).toEqual(answer.value.curve!.map(figures));
      for (const { participantIds, kind } of answer.value.thirds) {
        const component = componentWith(participantIds[0]!);
        const all = bestWith(component, document, cohort, (options) =>
          component.participants.every(({ worker: { id } }) => options.reduce((sum, option) => sum + (option.unit.worker.id === id ? option.relief : 0), 0) >= (targets.get(id)!.base > 0 ? targets.get(id)!.lower : -Infinity)),
        );
        say("everybody's third", kind === (all === null ? "clash" : "possible") ? null : kind);
      }
      for (const point of answer.value.curve!) {
        const there = withBands(cohort, targets, (id) => {
          const { base, upper } = targets.get(id)!;
          const lower = Math.ceil((base * point.lowerPerMille) / 1000);
          return { lower, upper: Math.max(upper, lower) };
        });
        const found = splitComponents(listChoices(there), there).map((component) => bestByListing(component, document, there)!.values);
        seen.points++;
        const [relief, continuity] = [0, 1].map((goal) => found.reduce((sum, values) => sum + values[goal]!, 0));
        say(`curve at ${point.lowerPerMille}`, relief === point.relief.value && continuity === point.continuity.value && point.continuity.gap === 0 ? null : `${relief} and ${continuity}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(seen.steps, seen.more, seen.less, seen.points / 5, seen.thirds)).toBeGreaterThan(3);
  }, 300_000);
});

describe("the explanation of a participant and a cover worker", () => {
  const parts = { participants: [worker("W1", { capacityPoints: 20 }), worker("W2")], children: [...singleFamilies(3), child("C9", "F9", "W2")], rules: { "co-working": { mode: "off" } } } as const;

  it("says from which workload to which, what may move, and who else gets the same", () => {
    const caseload = caseloadOf(parts);
    const plan = planOf(caseload);
    const answer = explainParticipant(caseload, plan, "W1");
    if (answer.kind === "error") throw new Error("refused");
    expect(answer.value.limits).toMatchObject({ units: 3, movable: 3, mostReliefPoints: 10.5, blocked: [], fullCoverWorkerIds: [] });
    expect(answer.value.sentences.slice(0, 2)).toEqual(["W1 goes from 12 to 8.5 points of work: 3.5 points, 29.2 %, are covered.", "Its workload goes from 60 % to 43 % of its capacity."]);
    expect(answer.value.lastStep).toBeNull();
    for (const sentence of answer.value.sentences) expect(sentence.split(" ").length).toBeLessThan(25);
  });

  it("names the full days and the limits of a cover worker with no room, and has nothing for one without capacity", () => {
    const caseload = caseloadOf({ ...parts, cover: [worker("K1", { capacityPoints: 4 }), worker("K2", { capacityPoints: 0 })] });
    const plan = planOf(caseload);
    expect(plan.decisions.every(({ mode }) => mode === "stay")).toBe(true);
    const [full, none] = ["K1", "K2"].map((id) => explainCoverWorker(caseload, plan, id));
    expect(full!.kind === "ok" && full!.value.boundBy.map(({ rule }) => rule)).toContain("cover-capacity");
    expect(full!.kind === "ok" && full!.value.takes).toEqual([]);
    expect(none!.kind === "ok" && none!.value.sentences).toEqual(["K2 has no capacity in the programme, so it takes nothing."]);
    expect(decisionAbout(plan, "F9").mode).toBe("stay");
    expect(full!.kind === "ok" && full!.value.sentences).toContain("Nothing further fits: a limit would be broken (cover capacity).");
  });

  it("does not say that something would still fit with a cover worker to whom nothing is open", () => {
    const caseload = caseloadOf({ ...parts, pins: ["F1", "F2", "F3", "F9"].map((id) => pin("must-stay", id)) });
    const answer = explainCoverWorker(caseload, planOf(caseload), "K1");
    expect(answer.kind === "ok" && answer.value.sentences).toContain("The rules open nothing to it that stays.");
    const open = caseloadOf(parts);
    const other = explainCoverWorker(open, planOf(open), "K1");
    expect(other.kind === "ok" && other.value.sentences).toContain("Something that stays would still fit.");
  });

  it("does not say that something would still fit where a second worker's limit is in the way", () => {
    const caseload = caseloadOf({
      participants: [worker("W1")],
      cover: [worker("K1", { capacityPoints: 100 }), worker("K2", { capacityPoints: 1.5 })],
      children: singleFamilies(2),
      weightingScheme: { ...WEIGHTING, companionPoints: 1 },
      families: [family("F1", { isTwoToOne: true }), family("F2", { isTwoToOne: true })],
      rules: { "co-working": { mode: "off" } },
    });
    const answer = explainCoverWorker(caseload, planOf(caseload), "K1");
    expect(answer.kind === "ok" && answer.value.sentences.filter((sentence) => /fit|open/.test(sentence))).toEqual(["Nothing further fits: limits of its own or of others would be broken."]);
  });

  it("speaks of a manager's items, and of shares in percentage points", () => {
    const supervision = ["S1", "S2", "S3"].map((id) => ({ id, managerId: "M1", points: 10, intervalWorkingDays: 20 }));
    const caseload = caseloadOf({ participants: [manager("M1")], cover: [manager("K1")], children: [], supervision });
    const answer = explainParticipant(caseload, planOf(caseload), "M1");
    if (answer.kind === "error") throw new Error("refused");
    const text = answer.value.sentences.join(" ");
    expect(text).toMatch(/The rules let all its 3 items move/);
    expect(text).toMatch(/One percentage point more for M1 would/);
    expect(text).not.toMatch(/famil|per cent/);
  });

  it("says of a last step that relief would change only where a plan was found in which it does", () => {
    for (let seed = 7000; seed < 7020; seed++) {
      const caseload = parsed(tinyCaseload(seed, { families: 3 }));
      if (!hasPlan(caseload)) continue;
      const plan = planOf(caseload);
      for (const stepLimit of [1, undefined]) {
        const answer = lastSteps(caseload, plan, stepLimit === undefined ? {} : { stepLimit });
        if (answer.kind === "error") throw new Error("refused");
        for (const { relief, savedContacts, sentence } of answer.value.lastSteps) {
          expect(sentence.endsWith("would change too.")).toBe(relief.value < relief.planned);
          expect(sentence.endsWith("was not settled.")).toBe(savedContacts === null && relief.value === relief.planned);
        }
      }
    }
  });
});
