/**
 * What would change a decision. Each candidate is a fact, or a few, that would have to be otherwise; the caseload is laid out anew
 * with it and solved again, and then once more without the place that the unit took: only when that is proved worse does the
 * answer say "would".
 */
import { compareText } from "../base/hash";
import { describeCohort } from "../model/cohort";
import type { Option } from "../model/option";
import { readDecisions } from "../plan/read-decisions";
import type { SolveProgress } from "../solver/instance";
import type { StepBudget } from "./budget";
import type { ChangedFact, Counterfactual, Place } from "./explanation";
import { toldFact, type Fact } from "./facts";
import { firstGoals } from "./outcome";
import { choicesInTurn } from "./feasibility";
import type { Proved } from "./price";
import { placeOf, samePlace } from "./places";
import { reSolve, type ProblemChange } from "./re-solve";
import { placedComponents, type StandingComponent, type StandingPlan } from "./standing-plan";
import { sameUnit, unlockingFacts, withFacts } from "./unlock";
import { happen, listed, short } from "./words";

/** A change to be tried: of facts, or of another decision. */
interface Candidate {
  readonly told: readonly ChangedFact[];
  readonly facts: readonly Fact[];
  /** Item of the component that has to stay, when the change is of a decision. */
  readonly staying: number | null;
}

/** What would change the decision is told first. */
const TOLD: readonly Counterfactual["effect"][] = ["changes", "may-change", "same", "not-settled"];

/** Answers for the likeliest candidates, those that change fewest facts first. */
export function* counterfactualsOf(item: number, standing: StandingComponent, plan: StandingPlan, budget: StepBudget, most: number): Generator<SolveProgress | null, readonly Counterfactual[]> {
  const candidates = (yield* candidatesOf(item, standing, plan)).slice(0, most);
  const answers: Counterfactual[] = [];
  for (const candidate of candidates) answers.push(yield* tryCandidate(candidate, item, standing, plan, budget));
  return answers.sort((a, b) => TOLD.indexOf(a.effect) - TOLD.indexOf(b.effect));
}

function* candidatesOf(item: number, standing: StandingComponent, plan: StandingPlan): Generator<null, readonly Candidate[]> {
  return [...wishToStay(item, standing, plan), ...(yield* liftedRefusals(item, standing, plan)), ...othersStaying(item, standing)];
}

/** Facts that would open a way that the rules refuse; each set of facts once. */
function* liftedRefusals(item: number, { at }: StandingComponent, { cohort }: StandingPlan): Generator<null, readonly Candidate[]> {
  const { unit, refusals } = at.items[item]!;
  const sets = new Map<string, Candidate>();
  for (const { mode, coverWorkerId } of refusals) {
    const facts = unlockingFacts({ unit, mode, coverWorkerId }, cohort);
    yield null;
    if (facts === null) continue;
    const key = facts.map((fact) => fact.key).sort().join("\n");
    if (!sets.has(key)) sets.set(key, { told: facts.map(toldFact), facts, staying: null });
  }
  return [...sets].sort(([x, a], [y, b]) => a.facts.length - b.facts.length || compareText(x, y)).map(([, candidate]) => candidate);
}

/** For a family that is handed over: the wish that would keep it. */
function wishToStay(item: number, { at, choice }: StandingComponent, { cohort }: StandingPlan): readonly Candidate[] {
  const { unit, options } = at.items[item]!;
  const canStay = options.some(({ mode }) => mode === "stay");
  if (unit.kind !== "family" || at.options[choice[item]!]!.mode !== "handover" || !canStay) return [];
  if (cohort.caseload.policy.rules["family-wish-to-stay"].mode !== "hard") return [];
  const condition = `${unit.id} wished to stay with ${unit.worker.id}`;
  const fact: Fact = {
    kind: "wish",
    rule: "family-wish-to-stay",
    ids: [unit.id],
    value: "stay",
    date: null,
    statement: `${unit.id} has not said that it wishes to stay.`,
    condition,
    key: condition,
    change: (caseload) => ({ ...caseload, families: caseload.families.map((family) => (family.id === unit.id ? { ...family, wish: "stay" } : family)) }),
  };
  return [{ told: [toldFact(fact)], facts: [fact], staying: null }];
}

/** For a unit that stays and could move: others of its worker that move, had they to stay. */
function othersStaying(item: number, { at, choice }: StandingComponent): readonly Candidate[] {
  const { unit, options } = at.items[item]!;
  if (at.options[choice[item]!]!.mode !== "stay" || options.length < 2) return [];
  return at.items.flatMap((other, index): Candidate[] => {
    const isMoving = other.unit.worker === unit.worker && at.options[choice[index]!]!.mode !== "stay" && other.options.some(({ mode }) => mode === "stay");
    if (!isMoving) return [];
    // Of a family that is split the children say which part.
    const part = other.unit.kind === "family" && at.items.some((another) => another !== other && another.unit.id === other.unit.id && another.unit.worker === unit.worker) ? other.unit.children.map(({ id }) => id) : [];
    const name = part.length === 0 ? other.unit.id : `${listed(part)} of ${other.unit.id}`;
    const told: ChangedFact = { kind: "other-decision", rule: null, ids: [other.unit.id, ...part], value: null, date: null, statement: `${name} ${part.length > 1 ? "do" : "does"} not stay in this plan.`, condition: `${name} had to stay with ${unit.worker.id}` };
    return [{ told: [told], facts: [], staying: index }];
  });
}

function* tryCandidate(candidate: Candidate, item: number, standing: StandingComponent, plan: StandingPlan, budget: StepBudget): Generator<SolveProgress | null, Counterfactual> {
  const { unit } = standing.at.items[item]!;
  const planned = placeOf(standing.at.options[standing.choice[item]!]!);
  const answer = yield* answerTo(candidate, item, standing, plan, planned, budget);
  return { facts: candidate.told, ...answer, sentence: sentence(candidate, answer, planned, unit.id, unit.worker.id) };
}

type Answer = Pick<Counterfactual, "effect" | "place">;
const NOT_SETTLED: Answer = { effect: "not-settled", place: null };

function* answerTo(candidate: Candidate, item: number, standing: StandingComponent, plan: StandingPlan, planned: Place, budget: StepBudget): Generator<SolveProgress | null, Answer> {
  const there = candidate.staying === null ? yield* changedWorld(candidate.facts, item, standing, plan) : { at: standing.at, start: standing.choice, item };
  if (there === null) return NOT_SETTLED;
  const { at } = there;
  const fixed: [number, readonly number[]][] = candidate.staying === null ? [] : [[candidate.staying, optionsOf(at, candidate.staying).filter((option) => at.options[option]!.mode === "stay")]];
  const ask = (options: ProblemChange["options"] & object, start: Int32Array) => reSolve(at, { options, goalCount: firstGoals(at) }, budget.limits(start));
  const free = yield* ask(new Map(fixed), there.start);
  budget.spend(free.steps);
  if (free.kind !== "solved") return NOT_SETTLED;
  const place = placeOf(at.options[free.choice[there.item]!]!);
  // Where it could be in a best plan is known only when what was found is proved best.
  const isBest = free.goals.every(({ stageValue, bound }) => stageValue === bound);
  if (samePlace(place, planned)) return { effect: isBest ? "same" : "not-settled", place };
  const elsewhere = optionsOf(at, there.item).filter((option) => !samePlace(placeOf(at.options[option]!), place));
  if (elsewhere.length === 0) return { effect: "changes", place };
  const other = yield* ask(new Map([...fixed, [there.item, elsewhere]]), free.choice);
  budget.spend(other.steps);
  if (other.kind === "impossible") return { effect: "changes", place };
  if (other.kind === "solved" && isProvedWorse(other.goals, free.goals)) return { effect: "changes", place };
  return { effect: isBest ? "may-change" : "not-settled", place };
}

/** The component of the unit's worker in the caseload with these facts otherwise. */
function* changedWorld(facts: readonly Fact[], item: number, { at }: StandingComponent, { cohort, plan }: StandingPlan): Generator<null, { readonly at: StandingComponent["at"]; readonly start: Int32Array; readonly item: number } | null> {
  const there = describeCohort(withFacts(cohort.caseload, facts));
  const unit = sameUnit(at.items[item]!.unit, there);
  const choices = (yield* choicesInTurn(there.participants.flatMap(({ units }) => units), there))!;
  if (unit === undefined || choices.some(({ options }) => options.length === 0)) return null;
  const planned = new Map(readDecisions(plan.decisions, there).options.map((option) => [option.unit, option]));
  const take = (options: readonly [Option, ...Option[]]): Option => {
    const wanted = planned.get(options[0].unit);
    return options.find((option) => wanted !== undefined && samePlace(placeOf(option), placeOf(wanted))) ?? options[0];
  };
  for (const { at: component, choice } of yield* placedComponents(choices, take, there)) {
    const index = component.items.findIndex((candidate) => candidate.unit === unit);
    if (index !== -1) return { at: component, start: choice, item: index };
  }
  return null;
}

/** True when the best of the one is proved worse than what was found of the other. */
function isProvedWorse(one: readonly Proved[], than: readonly Proved[]): boolean {
  for (const [index, { stageValue, bound }] of one.entries()) {
    const found = than[index]!;
    if (bound > found.stageValue) return true;
    // From here on only what is equal to proof on both sides can be told apart by the next goal.
    if (stageValue !== found.stageValue || bound !== found.stageValue || found.bound !== found.stageValue) return false;
  }
  return false;
}

function optionsOf({ instance }: StandingComponent["at"], item: number): readonly number[] {
  const first = instance.optionStart[item]!;
  return Array.from({ length: instance.optionStart[item + 1]! - first }, (_, index) => first + index);
}

function sentence({ told }: Candidate, { effect, place }: Answer, planned: Place, id: string, participantId: string): string {
  const say = (conditions: string): string => {
    switch (effect) {
      case "changes":
        return `If ${conditions}, ${id} would ${happen(place!, participantId)}.`;
      case "may-change":
        return `If ${conditions}, ${id} could ${happen(place!, participantId)} as well.`;
      case "same":
        return `Even if ${conditions}, ${id} could ${happen(planned, participantId)} as planned.`;
      case "not-settled":
        return `Whether anything changes if ${conditions} was not settled within the limit.`;
    }
  };
  return short(say(listed(told.map(({ condition }) => condition))), say(told.length === 1 ? "this fact were otherwise" : `these ${told.length} facts were otherwise`));
}
