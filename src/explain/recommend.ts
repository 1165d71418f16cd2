/**
 * Ranked ways for one family. Of a family in the plan, each way is ranked by the best plan with it, everyone else free, as its
 * explanation has them; of one that is new since, by the plan with nothing else changed, since the plan is in people's hands already.
 */
import { compareText } from "../base/hash";
import type { Unit } from "../model/cohort";
import type { SolveProgress } from "../solver/instance";
import { StepBudget } from "./budget";
import { effectsOf } from "./effects";
import type { UnitAlternative, RankedOption, Recommendation } from "./explanation";
import { alternativeOf, compareOutcomes, plannedAlternative, type UnitDepth } from "./explain-unit";
import { headOf } from "./head";
import { placeOf, placesOf, samePlace } from "./places";
import { componentOf, type StandingComponent, type StandingPlan } from "./standing-plan";
import { trialsOf } from "./trial";
import { happen } from "./words";

/** The plan as it stands, and what it no longer keeps. */
export interface Asked {
  readonly standing: StandingPlan;
  readonly notKept: readonly string[];
}

/** Ranks the ways of every unit with this id; null when nobody in the cohort holds it. */
export function* recommending(id: string, { standing: plan, notKept }: Asked, { steps, shouldStop }: Pick<UnitDepth, "steps" | "shouldStop">): Generator<SolveProgress | null, Recommendation | null> {
  const own = plan.cohort.participants.flatMap(({ units }) => units.filter((unit) => unit.id === id));
  if (own.length === 0) return null;
  const isNew = !plan.plan.decisions.some((decision) => decision.id === id);
  const units = [];
  for (const unit of own) units.push(yield* rankUnit(unit, plan, isNew, new StepBudget(Math.ceil(steps / own.length), 1, shouldStop)));
  return { ...headOf(plan), kind: "recommendation", id, isNew, notKept, units };
}

function* rankUnit(unit: Unit, plan: StandingPlan, isNew: boolean, budget: StepBudget): Generator<SolveProgress | null, Recommendation["units"][number]> {
  const standing = componentOf(unit.worker.id, plan)!;
  const { at, choice } = standing;
  const item = at.items.findIndex((candidate) => candidate.unit === unit);
  const planned = placeOf(at.options[choice[item]!]!);
  const places = placesOf(item, at);
  budget.share(places.length);
  const options: Omit<RankedOption, "rank">[] = [];
  for (const { place, options: own } of places) {
    const isPlanned = samePlace(place, planned);
    const way: UnitAlternative = isPlanned && !isNew ? plannedAlternative(at.options[choice[item]!]!) : yield* alternativeOf(item, place, own, standing, null, budget);
    options.push({ ...way, isPlanned: isPlanned && !isNew, asPlanned: withNothingElse(item, own, standing) });
  }
  const ranked = options.sort(isNew ? byPlan : byOutcome).map((option, index): RankedOption => ({ ...option, rank: index + 1 }));
  const best = ranked[0]!;
  return {
    participantId: unit.worker.id,
    childIds: unit.kind === "family" ? unit.children.map((child) => child.id).sort(compareText) : [],
    options: ranked,
    refused: at.items[item]!.refusals,
    sentence: ranked.length === 1 ? `The only way for ${unit.id} is to ${happen(best, unit.worker.id)}.` : `Of ${ranked.length} ways for ${unit.id} the first is to ${happen(best, unit.worker.id)}.`,
  };
}

/** The best of a place's options, everything else as planned. */
function withNothingElse(item: number, options: readonly number[], standing: StandingComponent): RankedOption["asPlanned"] {
  const { at, choice, goals } = standing;
  const { attempt } = trialsOf(at, choice);
  const trials = options.map((option) => {
    const trial = attempt([{ item, option }]);
    const brokenRules = [...new Set([...trial.brokenRows.map(({ limit }) => limit.rule), ...(trial.breaksTally ? ["co-working" as const] : []), ...(trial.breaksFloor ? ["relief-floor" as const] : [])])].sort();
    return { option, brokenRules, goals: goals.map(({ goal, value }) => ({ goal, planned: value, value: trial.values[goal]! })) };
  });
  const best = trials.reduce((a, b) => (compareTrials(b, a) < 0 ? b : a));
  const other = Int32Array.from(choice);
  other[item] = best.option;
  return { isPossible: best.brokenRules.length === 0, brokenRules: best.brokenRules, goals: best.goals, people: effectsOf(standing, other, [item]).people };
}

interface Tried {
  readonly brokenRules: readonly string[];
  readonly goals: readonly { readonly value: number }[];
}

function compareTrials(a: Tried, b: Tried): number {
  const possible = Number(a.brokenRules.length > 0) - Number(b.brokenRules.length > 0);
  return possible || (a.goals.map(({ value }, index) => value - b.goals[index]!.value).find((difference) => difference !== 0) ?? 0);
}

type Way = Omit<RankedOption, "rank">;

/** What is possible with nothing else changed first, by its goals; then what others would have to make room for. */
function byPlan(a: Way, b: Way): number {
  return compareTrials(a.asPlanned, b.asPlanned) || compareOutcomes(a.outcome, b.outcome);
}

/** The planned way, then by the best plan with it. */
function byOutcome(a: Way, b: Way): number {
  return Number(b.isPlanned) - Number(a.isPlanned) || compareOutcomes(a.outcome, b.outcome) || compareTrials(a.asPlanned, b.asPlanned);
}
