/**
 * What would change a decision. Each candidate is a fact, or a few, that would have to be otherwise; the caseload is laid out anew
 * with it and solved twice: with the unit where it is, and with it anywhere else. Only when the first is proved worse does the
 * answer say "would".
 */
import { compareText } from "../base/hash";
import type { SolveProgress } from "../solver/instance";
import type { StepBudget } from "./budget";
import { isSameProblem, worldWith, worldWithStaying } from "./changed-world";
import type { ChangedFact, Counterfactual, Place } from "./explanation";
import { toldFact, type Fact } from "./facts";
import { firstGoals } from "./outcome";
import type { Proved } from "./price";
import { optionsAt, optionsOf, placeOf, samePlace } from "./places";
import { reSolve, type ReSolved } from "./re-solve";
import type { StandingComponent, StandingPlan } from "./standing-plan";
import { unlockingFacts } from "./unlock";
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

/** Most steps of one question, and of finding out where a unit would be once it is clear that it would not stay where it is. */
const MOST_STEPS = 60;
const NAMING_STEPS = 30;

/** The best plan with the unit where it is, held against the best with it anywhere else; the second is solved only until it is clear which is better. */
function* answerTo(candidate: Candidate, item: number, standing: StandingComponent, plan: StandingPlan, planned: Place, budget: StepBudget): Generator<SolveProgress | null, Answer> {
  const world = candidate.staying === null ? yield* worldWith(candidate.facts, item, standing, plan) : worldWithStaying(candidate.staying, item, standing);
  if (world === null) return NOT_SETTLED;
  const { at, start } = world;
  const goalCount = firstGoals(at);
  const bounds = candidate.staying === null ? [] : [standing.goals];
  const ask = function* (options: readonly number[], starts: readonly Int32Array[], mostSteps: number, shouldStop?: () => boolean): Generator<SolveProgress | null, ReSolved> {
    if (options.length === 0) return { kind: "impossible", steps: 0 };
    const limits = budget.limits();
    const stop = (): boolean => shouldStop?.() === true || limits.shouldStop?.() === true;
    const answer = yield* reSolve(at, { options: new Map([...world.fixed, [world.item, options]]), goalCount }, { stepLimit: Math.min(mostSteps, limits.stepLimit), shouldStop: stop }, { starts, bounds });
    budget.spend(answer.steps);
    return answer;
  };
  const there = optionsAt(planned, world.item, at);
  const elsewhere = optionsOf(world.item, at).filter((option) => !there.includes(option));
  const isAsBefore = world.fixed.length === 0 && isSameProblem([at, world.item, there], [standing.at, item, optionsAt(planned, item, standing.at)], goalCount);
  const kept = isAsBefore ? { kind: "solved" as const, choice: start, goals: standing.goals.slice(0, goalCount) } : yield* ask(there, [start], MOST_STEPS);
  if (kept.kind === "unsettled") return NOT_SETTLED;
  const beside = kept.kind === "solved" ? kept : null;
  const other = yield* untilClear(beside?.goals ?? null, (isClear) => ask(elsewhere, beside === null ? [start] : [start, beside.choice], MOST_STEPS, isClear));
  if (other.kind === "unsettled") return NOT_SETTLED;
  if (other.kind === "impossible") return beside === null ? NOT_SETTLED : { effect: "same", place: planned };
  const place = placeOf(at.options[other.choice[world.item]!]!);
  if (beside === null || proved(beside.goals, other.goals) === "worse") {
    const rest = yield* ask(elsewhere.filter((option) => !samePlace(placeOf(at.options[option]!), place)), [other.choice], NAMING_STEPS);
    const isOnlyPlace = rest.kind === "impossible" || (rest.kind === "solved" && proved(rest.goals, other.goals) === "worse");
    return { effect: "changes", place: isOnlyPlace ? place : null };
  }
  if (proved(other.goals, beside.goals) === null) return NOT_SETTLED;
  return proved(beside.goals, other.goals) === null ? { effect: "same", place: planned } : { effect: "may-change", place };
}

/** Runs a question until its answer is proved worse or no better than what it is held against, or found better and where it is had time to show. */
function* untilClear(beside: readonly Proved[] | null, ask: (isClear: () => boolean) => Generator<SolveProgress | null, ReSolved>): Generator<SolveProgress | null, ReSolved> {
  const goals: Proved[] = [];
  let isClear = false;
  const run = ask(() => isClear);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
    yield value;
    if (value === null || beside === null) continue;
    goals.splice(value.goal, Infinity, { stageValue: value.value ?? Infinity, bound: value.bound });
    isClear = proved(goals, beside) !== null || (value.steps >= NAMING_STEPS && proved(beside, goals) === "worse");
  }
}

/** What is proved of the best of one problem beside what was found of another, goal by goal; null where it could be better. */
function proved(one: readonly Proved[], than: readonly Proved[]): "worse" | "no-better" | null {
  for (const [goal, { stageValue, bound }] of one.entries()) {
    const found = than[goal]?.stageValue;
    if (found === undefined || bound < found) return null;
    if (bound > found) return "worse";
    // As good at best: the next goal tells, but only of a choice that is as good here.
    if (goal < than.length - 1 && stageValue > found) return null;
  }
  return one.length === than.length ? "no-better" : null;
}

function sentence({ told }: Candidate, { effect, place }: Answer, planned: Place, id: string, participantId: string): string {
  const say = (conditions: string): string => {
    switch (effect) {
      case "changes":
        return place === null ? `If ${conditions}, ${id} would not ${happen(planned, participantId)}.` : `If ${conditions}, ${id} would ${happen(place, participantId)}.`;
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
