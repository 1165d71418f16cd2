import { describe, expect, it } from "vitest";
import type { Outcome, Place, UnitAlternative } from "../../../src/explain/explanation";
import type { CaseloadDocument } from "../../../src/model/caseload-document";
import { describeCohort, type Unit } from "../../../src/model/cohort";
import type { GoalId } from "../../../src/model/policy";
import type { Option } from "../../../src/model/option";
import { listChoices } from "../../../src/network/choices";
import { splitComponents, type Component } from "../../../src/network/components";
import { explainFamily } from "../../../src/pipeline/explain";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import type { Decision } from "../../../src/plan/plan";
import { caseloadOf, child, decisionAbout, family, parsed, pin, planOf, travel, worker } from "../../support/caseload-builder";
import { bestByListing, combinations, compareValues, type Values } from "../../support/plan-brute-force";
import { hasPlan } from "../../support/has-plan";
import { tinyCaseload } from "../../support/tiny-caseloads";
import { withFact } from "../../support/changed-facts";

const GOALS: readonly GoalId[] = ["relief", "continuity", "fair-cover", "travel"];
const MOST = 4_000;

/** The best values of a unit's component, with the options of some units narrowed; null when nothing keeps the rules; undefined when there is too much to try. */
function best(document: CaseloadDocument, decision: Decision, keep: (option: Option, unit: Unit) => boolean): Values | null | undefined {
  const cohort = describeCohort(parsed(document));
  const choices = listChoices(cohort);
  const own = splitComponents(choices, cohort).find(({ participants }) => participants.some(({ worker }) => worker.id === decision.participantId))!;
  const component: Component = { ...own, choices: own.choices.map((choice) => ({ ...choice, options: choice.options.filter((option) => keep(option, choice.unit)) })) };
  if (component.choices.some(({ options }) => options.length === 0)) return null;
  return combinations(component) > MOST ? undefined : (bestByListing(component, document, cohort)?.values ?? null);
}

function isOf(decision: Decision, unit: Unit): boolean {
  return unit.kind === decision.kind && unit.id === decision.id && unit.worker.id === decision.participantId && (unit.kind === "supervision" || unit.children.every(({ id }) => decision.childIds.includes(id)));
}

const isAt = ({ mode, coverWorkerId }: Place, option: Option): boolean => option.mode === mode && (option.placement?.cover.id ?? null) === coverWorkerId;

/** What is false about an outcome whose best values are known; null when it is true. */
function falsehood(outcome: Outcome, values: Values | null, plan: Values): string | null {
  if (outcome.kind === "not-settled") return null;
  if (outcome.kind === "impossible") return values === null ? null : "it is possible";
  if (values === null) return "it is impossible";
  const at = values.findIndex((value, goal) => value !== plan[goal]);
  if (outcome.price === null) return at === -1 ? null : `${GOALS[at]} differs`;
  const { goal, atLeast, atMost } = outcome.price;
  const index = GOALS.indexOf(goal);
  if (at !== -1 && at < index) return `${GOALS[at]} decides`;
  const difference = values[index]! - plan[index]!;
  // A later goal may decide where the interval of this one holds nothing but what is not settled.
  if (difference > atMost || (atLeast !== null && difference < atLeast)) return `${goal} differs by ${difference}, not from ${atLeast} to ${atMost}`;
  return outcome.isExact && (at === -1 || difference !== atMost) ? "it is not exact" : null;
}

/** What the sentence on the cover worker says, held against the alternatives with others, the best first; "false" when they say something else. */
function coverWords(sentence: string, [next]: readonly UnitAlternative[], planned: string): string {
  if (next === undefined) return sentence.startsWith("The rules leave no cover worker for ") && sentence.endsWith(` but ${planned}.`) ? "only one" : "false";
  const { outcome } = next;
  if (outcome.kind === "impossible") return sentence.startsWith(`With any cover worker but ${planned} a limit would break`) ? "impossible" : "false";
  if (outcome.kind === "possible" && outcome.price === null) return sentence === `${next.coverWorkerId} would do as well as ${planned}, in every goal.` ? "tie" : "false";
  return sentence.startsWith(outcome.kind === "not-settled" ? "What any cover worker but" : `${next.coverWorkerId} comes next as cover worker`) ? "dearer" : "false";
}

describe("the explanation of a family", () => {
  it("says of tiny caseloads what trying everything finds: every alternative, anywhere else, and what would change it", () => {
    const seen = new Map<string, number>();
    const see = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    const wrong: string[] = [];
    // The last two have split families.
    for (const seed of [...Array.from({ length: 60 }, (_, index) => 6000 + index), 56023, 56058]) {
      const document = tinyCaseload(seed, { families: 2 });
      const caseload = parsed(document);
      if (!hasPlan(caseload)) continue;
      const result = planHandovers(caseload);
      if (result.kind !== "plan" || result.plan.termination !== "optimal") continue;
      for (const id of new Set(result.plan.decisions.map((decision) => decision.id))) {
        const answer = explainFamily(caseload, result.plan, id);
        if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
        expect(JSON.parse(JSON.stringify(answer.value))).toEqual(answer.value);
        for (const { decision, otherwise, alternatives, counterfactuals, sections } of answer.value.units) {
          const planned: Place = decision;
          const others = alternatives.filter(({ coverWorkerId }) => coverWorkerId !== null && coverWorkerId !== planned.coverWorkerId);
          const cover = planned.coverWorkerId === null ? "none needed" : coverWords(sections.rationale[1]!, others, planned.coverWorkerId);
          see(`cover ${cover}`);
          if (cover === "false") wrong.push(`seed ${seed}, ${id}: ${sections.rationale[1]}`);
          const plan = best(document, decision, () => true);
          if (plan == null) continue;
          const say = (what: string, fault: string | null): void => {
            if (fault !== null) wrong.push(`seed ${seed}, ${decision.participantId} ${id}, ${what}: ${fault}`);
          };
          if (otherwise !== null) {
            see(`otherwise ${otherwise.kind}`);
            say("otherwise", falsehood(otherwise, best(document, decision, (option, unit) => !isOf(decision, unit) || !isAt(planned, option))!, plan));
          }
          for (const alternative of alternatives.filter(({ isPlanned }) => !isPlanned)) {
            see(`alternative ${alternative.outcome.kind}`);
            say(alternative.sentence, falsehood(alternative.outcome, best(document, decision, (option, unit) => !isOf(decision, unit) || isAt(alternative, option))!, plan));
          }
          for (const { facts, effect, place, sentence } of counterfactuals) {
            const staying = facts.filter(({ kind }) => kind === "other-decision");
            const isMeant = (unit: Unit): boolean => staying.some(({ ids: [id, ...part] }) => unit.id === id && (part.length === 0 || (unit.kind === "family" && unit.children.some((one) => part.includes(one.id)))));
            const changed = facts.reduce((made: CaseloadDocument | null, fact) => (made === null ? null : withFact(made, fact)), document);
            if (changed === null) continue;
            const stays = (option: Option, unit: Unit): boolean => !isMeant(unit) || unit.worker.id !== decision.participantId || option.mode === "stay";
            const all = best(changed, decision, stays);
            if (all === undefined) continue;
            see(`counterfactual ${effect}`);
            if (effect === "not-settled" || all === null) continue;
            if (place === null) {
              see("counterfactual without a place");
              const asPlanned = best(changed, decision, (option, unit) => stays(option, unit) && (!isOf(decision, unit) || isAt(planned, option)));
              say(sentence, effect === "changes" && (asPlanned == null || compareValues(asPlanned, all) > 0) ? null : "a best plan leaves it where it is");
              continue;
            }
            const there = best(changed, decision, (option, unit) => stays(option, unit) && (!isOf(decision, unit) || isAt(place, option)));
            const notThere = best(changed, decision, (option, unit) => stays(option, unit) && (!isOf(decision, unit) || !isAt(place, option)));
            if (effect === "changes") say(sentence, notThere != null && compareValues(notThere, all) === 0 ? "another place does as well" : null);
            // Relief and continuity are compared; the later goals are not asked.
            else say(sentence, there != null && there[0] === all[0] && there[1] === all[1] ? null : "no best plan has it there");
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.get("counterfactual without a place")).toBeGreaterThan(0);
    for (const kind of ["otherwise possible", "otherwise impossible", "alternative possible", "alternative impossible", "counterfactual changes", "counterfactual may-change", "counterfactual same", "cover only one", "cover dearer"]) {
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(5);
    }
  }, 300_000);
});

describe("what would change a decision", () => {
  const weighing = { workerSince: "2018-08-01", points: 4 } as const;

  function answersAbout(id: string, parts: Parameters<typeof caseloadOf>[0]) {
    const caseload = caseloadOf({ ...parts, rules: { ...parts?.rules, "co-working": { mode: "off" } } });
    const plan = planOf(caseload);
    const answer = explainFamily(caseload, plan, id);
    if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
    return { decision: decisionAbout(plan, id), unit: answer.value.units[0]! };
  }

  it("is the review, when only its protected period keeps the one family that could be moved", () => {
    const reviews = ["2018-09-03", "2018-09-17", "2018-10-01", "2018-11-26", "2018-12-10"].map((date, index) => ({ id: `E${index}`, familyId: "F1", kind: "review", date }));
    const { decision, unit } = answersAbout("F1", { children: [child("C1", "F1", "W1", weighing), child("C2", "F2", "W1", { points: 7 })], families: [family("F2", { wish: "stay" })], events: reviews });
    expect(decision.mode).toBe("stay");
    expect(unit.otherwise).toBeNull();
    const [first] = unit.counterfactuals;
    expect(first).toMatchObject({ effect: "changes", place: { mode: "handover", coverWorkerId: "K1" } });
    expect(first!.facts.every(({ kind, value }) => kind === "event" && value === "review")).toBe(true);
    expect(first!.facts.length).toBeLessThan(reviews.length);
  });

  it("is a language, a wish, or another family's staying", () => {
    const { unit: speaking } = answersAbout("F1", { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 7 })], families: [family("F1", { languages: ["polish"] }), family("F2", { wish: "stay" })] });
    expect(speaking.counterfactuals.map(({ sentence }) => sentence)).toEqual(["If K1 spoke polish, F1 would go to K1."]);
    const { unit: wishing } = answersAbout("F1", { children: [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 7 })], families: [family("F2", { wish: "stay" })] });
    expect(wishing.counterfactuals.map(({ sentence }) => sentence)).toEqual(["If F1 wished to stay with W1, F1 would stay with W1."]);
    const { unit: waiting } = answersAbout("F2", { children: [child("C1", "F1", "W1", weighing), child("C2", "F2", "W1"), child("C3", "F3", "W1")] });
    expect(waiting.counterfactuals[0]).toMatchObject({ facts: [{ kind: "other-decision", ids: ["F1"] }], effect: "may-change", place: { mode: "handover", coverWorkerId: "K1" } });
  });

  it("is how far a cover worker is, with whom and from where", () => {
    const far = { cover: [worker("K1", { area: "Weymouth" }), worker("K2", { area: "Weymouth" })], travel: travel(90) };
    const { unit } = answersAbout("F1", { ...far, children: [child("C1", "F1", "W1"), child("C2", "F2", "W1", { points: 7 })], families: [family("F2", { wish: "stay" })] });
    // K2 is based there too: the same fact once, and either would do.
    expect(unit.counterfactuals.map(({ facts, sentence }) => [facts.map(({ statement }) => statement), sentence])).toEqual([
      [["K1 in Weymouth is more than 60 minutes from F1 in Dorchester."], "If K1 in Weymouth were within 60 minutes of F1 in Dorchester, F1 would not stay with W1."],
    ]);
  });

  it("is told with what is not known named, and with every event near the programme", () => {
    const events = ["2018-09-03", "2018-10-01", "2018-11-05"].map((date, index) => ({ id: `E${index}`, familyId: "F1", kind: "core-group", date }));
    const { unit } = answersAbout("F1", { children: [child("C1", "F1", "W1", { lastVisitOn: null, workerSince: null }), child("C2", "F2", "W1", { points: 7 })], families: [family("F2", { wish: "stay" })], events });
    expect(unit.decision.mode).toBe("handover");
    expect(unit.sections.data).toContain("In the programme or near it: core group on 2018-09-03, 2018-10-01 and 2018-11-05.");
    expect(unit.sections.data).toContain("The last visit to C1 is not known: one is taken to be due at once.");
    expect(unit.sections.data).toContain("How long C1 had this worker is not known: the relationship is taken to be established.");
  });

  it("is told in sentences that can be read out", () => {
    const document = tinyCaseload(6007, { families: 4 });
    const caseload = parsed(document);
    const result = planHandovers(caseload);
    if (result.kind !== "plan") throw new Error("no plan");
    for (const { id } of result.plan.decisions) {
      const answer = explainFamily(caseload, result.plan, id);
      if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
      for (const { sections, alternatives, counterfactuals, otherwiseSentence } of answer.value.units) {
        const sentences = [...Object.values(sections).flat(), otherwiseSentence, ...alternatives.map(({ sentence }) => sentence), ...counterfactuals.map(({ sentence }) => sentence)];
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
          expect(sentence.split(" ").length, sentence).toBeLessThan(25);
        }
        expect(Object.values(sections).every((list) => list.length > 0)).toBe(true);
      }
    }
  });

  it("says of a cost which rule it comes from, and that changes weigh only where they do", () => {
    const sectionsWith = (policy: NonNullable<Parameters<typeof caseloadOf>[0]>["policy"]) => {
      const caseload = caseloadOf({ cover: [worker("K1", { area: "Weymouth" })], pins: [pin("must-move", "F1")], rules: { "co-working": { mode: "off" } }, ...(policy === undefined ? {} : { policy }) });
      const answer = explainFamily(caseload, planOf(caseload), "F1");
      if (answer.kind === "error") throw new Error(answer.issues[0]!.message);
      return answer.value.units[0]!.sections;
    };
    const usual = sectionsWith(undefined);
    expect(usual.data.join(" ")).toContain("0.5 for the rule same locality");
    expect(usual.fairness.join(" ")).toContain("it is moved less readily");
    expect(sectionsWith({ repeatChangeShare: 0 }).fairness.join(" ")).not.toContain("moved less readily");
  });

  it("is refused for a plan that is not in order, and for an id that is not in it", () => {
    const caseload = caseloadOf();
    const plan = planOf(caseload);
    const wrong = explainFamily(caseload, { ...plan, totals: { ...plan.totals, changesOfWorker: 9 } }, "F1");
    expect(wrong.kind === "error" && wrong.issues.map(({ code }) => code)).toEqual(["plan-not-in-order"]);
    const unknown = explainFamily(caseload, plan, "F99");
    expect(unknown.kind === "error" && unknown.issues.map(({ code }) => code)).toEqual(["unknown-reference"]);
    const other = explainFamily(caseloadOf({ children: [child("C1", "F1", "W1", { points: 9 })] }), plan, "F1");
    expect(other.kind === "error" && other.issues.map(({ code }) => code)).toEqual(["other-caseload"]);
  });
});
