/**
 * Why one unit is where it is: the best plan in which it is anywhere else, every alternative with its best plan, the ways that the
 * rules refuse, and what would change the decision.
 */
import { formatDay } from "../base/calendar";
import type { Option } from "../model/option";
import type { Decision } from "../plan/plan";
import type { SolveProgress } from "../solver/instance";
import { StepBudget } from "./budget";
import { counterfactualsOf } from "./counterfactuals";
import type { UnitAlternative, Outcome, Place, UnitExplanation } from "./explanation";
import { outcomeOf, type Found } from "./outcome";
import { placeOf, placesOf, samePlace } from "./places";
import { sectionsOf } from "./sections";
import type { StandingComponent, StandingPlan } from "./standing-plan";
import { goalWords, happen, happens, priceWords, short } from "./words";

/** Share of the steps that "anywhere else" may have where every alternative is asked too: its bound is one for all of them. */
const ELSEWHERE_SHARE = 1 / 4;

/** How much is asked about each unit. */
export interface UnitDepth {
  /** Steps for all questions about the unit; with 0 nothing is solved again, and what anything else would cost is not settled. */
  readonly steps: number;
  /** Whether every alternative is solved, or only "anywhere else". */
  readonly hasAlternatives: boolean;
  /** Most facts tried. */
  readonly counterfactuals: number;
  readonly shouldStop?: () => boolean;
}

/** Explains the unit of an item. */
export function* explainUnit(item: number, standing: StandingComponent, plan: StandingPlan, depth: UnitDepth): Generator<SolveProgress | null, UnitExplanation> {
  const { at, choice } = standing;
  const { unit, refusals } = at.items[item]!;
  const option = at.options[choice[item]!]!;
  const planned = placeOf(option);
  const places = placesOf(item, at);
  const others = places.filter(({ place }) => !samePlace(place, planned));
  const asked = depth.hasAlternatives ? others.length : 0;
  const budget = new StepBudget(depth.steps, asked === 0 ? 1 : 1 / ELSEWHERE_SHARE, depth.shouldStop);
  const elsewhere = others.length === 0 ? null : yield* foundElsewhere(item, others.flatMap(({ options }) => options), standing, depth.steps, budget);
  budget.share(asked + 2 * depth.counterfactuals);
  const alternatives: UnitAlternative[] = [];
  for (const { place, options } of asked === 0 ? [] : others) alternatives.push(yield* alternativeOf(item, place, options, standing, elsewhere, budget));
  budget.share(2 * depth.counterfactuals);
  const counterfactuals = depth.counterfactuals === 0 ? [] : yield* counterfactualsOf(item, standing, plan, budget, depth.counterfactuals);
  const decision = decisionOf(item, standing, plan);
  const ranked = alternatives.sort((a, b) => compareOutcomes(a.outcome, b.outcome));
  const coverSentence = depth.hasAlternatives && planned.coverWorkerId !== null ? whyThisCoverWorker(planned.coverWorkerId, ranked, unit.id) : null;
  const otherwise = bestOf(elsewhere?.outcome ?? null, alternatives);
  const otherwiseSentence = tellOtherwise(otherwise, planned, unit.id, unit.worker.id);
  return {
    decision,
    otherwise,
    otherwiseSentence,
    alternatives: [plannedAlternative(option), ...ranked],
    refused: refusals,
    counterfactuals,
    // That a unit cannot move is said by its reason already.
    sections: sectionsOf({ decision, option, otherwiseSentence: otherwise === null && planned.mode === "stay" ? null : otherwiseSentence, coverSentence, counterfactuals, standing, plan }),
  };
}

/** The best plan with the unit anywhere but where it is. */
function* foundElsewhere(item: number, options: readonly number[], standing: StandingComponent, steps: number, budget: StepBudget): Generator<SolveProgress | null, Found> {
  if (steps === 0) return { outcome: { kind: "not-settled" }, choice: null, proved: [] };
  return yield* outcomeOf(standing, { change: { options: new Map([[item, options]]) }, asked: [item] }, budget);
}

/**
 * One alternative with its best plan.
 * @param elsewhere what is known of this alternative and others together; where its best is proved and takes this one, it is the best of this one
 */
export function* alternativeOf(item: number, place: Place, options: readonly number[], standing: StandingComponent, elsewhere: Found | null, budget: StepBudget): Generator<SolveProgress | null, UnitAlternative> {
  const isKnown = elsewhere?.outcome.kind === "possible" && elsewhere.outcome.isExact && elsewhere.choice !== null && options.includes(elsewhere.choice[item]!);
  const question = { change: { options: new Map([[item, options]]) }, asked: [item], ...(elsewhere === null ? {} : { wider: elsewhere }) };
  const { outcome, choice } = isKnown ? elsewhere : yield* outcomeOf(standing, question, budget);
  const option = standing.at.options[choice?.[item] ?? options[0]!]!;
  const { unit } = option;
  return { ...place, isPlanned: false, ...figures(option), outcome, sentence: tellAlternative(outcome, place, unit.id, unit.worker.id) };
}

/** The best found of "anywhere else" and of every alternative by itself; its price is at least the least that any of them is proved to have. */
function bestOf(elsewhere: Outcome | null, alternatives: readonly UnitAlternative[]): Outcome | null {
  const [best] = alternatives.map(({ outcome }) => outcome).sort(compareOutcomes);
  if (elsewhere === null || best === undefined || compareOutcomes(best, elsewhere) >= 0 || best.kind !== "possible" || best.price === null) return best?.kind === "possible" && best.price === null ? best : elsewhere;
  const { goal } = best.price;
  const order = best.goals.map((effect) => effect.goal);
  const least = alternatives.reduce<number | null>((known, { outcome }) => {
    if (known === null || outcome.kind === "impossible") return known;
    if (outcome.kind === "not-settled" || outcome.price === null || outcome.price.atLeast === null) return null;
    const { price } = outcome;
    if (price.goal === goal) return Math.min(known, price.atLeast!);
    // Proved worse at an earlier goal, it is no rival; anything else could be.
    return order.indexOf(price.goal) < order.indexOf(goal) && price.atLeast! > 0 ? known : null;
  }, Infinity);
  return { ...best, price: { ...best.price, atLeast: least === Infinity ? null : least }, isExact: least === best.price.atMost };
}

/** What the plan does, among the alternatives. */
export function plannedAlternative(option: Option): UnitAlternative {
  const place = placeOf(option);
  const outcome: Outcome = { kind: "possible", price: null, isExact: true, goals: [], effects: { people: [], otherDecisions: [], changesOfWorker: { planned: 0, value: 0 } } };
  return { ...place, isPlanned: true, ...figures(option), outcome, sentence: `${option.unit.id} ${happens(place, option.unit.worker.id)}: the plan.` };
}

function figures({ placement, relief, load, cost, changesOfWorker }: Option) {
  return {
    takeoverDate: placement === null ? null : formatDay(placement.takeover),
    handBackDate: placement === null || placement.handBack === null ? null : formatDay(placement.handBack),
    reliefPoints: relief / 100,
    loadPoints: load / 100,
    continuityCost: cost / 1000,
    changesOfWorker,
  };
}

/** Of two outcomes the better first: by the goal that decides, the later the better, then by how much. */
export function compareOutcomes(a: Outcome, b: Outcome): number {
  const rank = { possible: 0, "not-settled": 1, impossible: 2 };
  if (a.kind !== "possible" || b.kind !== "possible") return rank[a.kind] - rank[b.kind];
  for (let goal = 0; goal < a.goals.length; goal++) {
    const difference = a.goals[goal]!.value - b.goals[goal]!.value;
    if (difference !== 0) return difference;
  }
  return 0;
}

function decisionOf(item: number, { at }: StandingComponent, { plan }: StandingPlan): Decision {
  const { unit } = at.items[item]!;
  const children = unit.kind === "family" ? unit.children.map(({ id }) => id).sort() : [];
  return plan.decisions.find((decision) => decision.kind === unit.kind && decision.id === unit.id && decision.participantId === unit.worker.id && decision.childIds.join() === children.join())!;
}

/** How the next best cover worker compares, of alternatives with the best first. */
function whyThisCoverWorker(coverWorkerId: string, ranked: readonly UnitAlternative[], id: string): string {
  const next = ranked.find((alternative) => alternative.coverWorkerId !== null && alternative.coverWorkerId !== coverWorkerId);
  if (next === undefined) return `The rules leave no cover worker for ${id} but ${coverWorkerId}.`;
  const { outcome } = next;
  switch (outcome.kind) {
    case "impossible":
      return `With any cover worker but ${coverWorkerId} a limit would break, however the rest is arranged.`;
    case "not-settled":
      return `What any cover worker but ${coverWorkerId} would cost was not settled within the limit.`;
    case "possible":
      if (outcome.price === null) return `${next.coverWorkerId} would do as well as ${coverWorkerId}, in every goal.`;
      return short(`${next.coverWorkerId} comes next as cover worker: the best plan with it would ${priceWords(outcome.price)}.`, `${next.coverWorkerId} comes next as cover worker, at a price that stands with the alternatives.`);
  }
}

function tellOtherwise(outcome: Outcome | null, planned: Place, id: string, participantId: string): string {
  if (outcome === null) return `The rules leave nothing else for ${id}.`;
  const unless = planned.mode === "stay" ? `Anything but staying with ${participantId}` : `Anything but this for ${id}`;
  switch (outcome.kind) {
    case "impossible":
      return `${unless} would break a limit, however the rest is arranged.`;
    case "not-settled":
      return `What anything else would cost was not settled within the limit.`;
    case "possible":
      if (outcome.price !== null && outcome.price.atMost < 0) return `Another arrangement for ${id} was found that does better in ${goalWords(outcome.price.goal)}, where this plan is not exact.`;
      return outcome.price === null ? `Another arrangement for ${id} does as well in every goal.` : `${unless} would ${priceWords(outcome.price)}, even with everyone rearranged.`;
  }
}

function tellAlternative(outcome: Outcome, place: Place, id: string, participantId: string): string {
  const what = `Were ${id} to ${happen(place, participantId)}`;
  switch (outcome.kind) {
    case "impossible":
      return `${what}, a limit would break, however the rest is arranged.`;
    case "not-settled":
      return `${what}: what it would cost was not settled within the limit.`;
    case "possible":
      return outcome.price === null ? `${what}, a plan as good in every goal exists.` : `${what}, the best plan would ${priceWords(outcome.price)}.`;
  }
}

