/** Why a participant gets what it gets: what limited it, what the last step cost, and what more would. */
import { range } from "../base/range";
import { compareText } from "../base/hash";
import { floorDivide } from "../base/units";
import type { Plan } from "../plan/plan";
import type { SolveProgress } from "../solver/instance";
import { blockTotal } from "../solver/goal-values";
import type { StepBudget } from "./budget";
import type { LastSteps, ParticipantExplanation } from "./explanation";
import type { Purse } from "./feasibility";
import { headOf } from "./head";
import { lastStepOf } from "./last-step";
import { outcomeOf } from "./outcome";
import { componentOf, type StandingComponent, type StandingPlan } from "./standing-plan";
import { belowBand, thirdsOf } from "./thirds";
import { trialsOf } from "./trial";
import { calledOf, costOf, listed, points, short } from "./words";

export interface ParticipantDepth {
  /** Prices of this plan that are known already. */
  readonly priced: LastSteps | null;
  /** Steps for what stands in the way of a third that is not given. */
  readonly thirds: Purse;
}

/** Explains a participant; null when there is none of this id. */
export function* explainingParticipant(workerId: string, plan: StandingPlan, budget: StepBudget, { priced, thirds }: ParticipantDepth): Generator<SolveProgress | null, ParticipantExplanation | null> {
  const outcome = plan.plan.participants.find((participant) => participant.workerId === workerId);
  const standing = componentOf(workerId, plan);
  if (outcome === undefined || standing === undefined) return null;
  const { at } = standing;
  const block = at.participants.findIndex(({ worker }) => worker.id === workerId);
  const limits = limitsOf(block, standing);
  const lastStep = priced === null ? yield* lastStepOf(block, standing, budget) : (priced.lastSteps.find((step) => step.workerId === workerId) ?? null);
  const more = yield* onePerCentMore(block, standing, budget);
  const third = belowBand(standing).includes(block) ? yield* thirdsOf([block], [block], standing, plan, { purse: thirds, shouldStop: budget.shouldStop }) : null;
  const sameShare = sharesLike(workerId, plan.plan);
  return {
    ...headOf(plan),
    kind: "participant",
    workerId,
    outcome,
    limits,
    lastStep,
    more,
    third,
    sameShare,
    sentences: participantSentences({ outcome, limits, lastStep, more, third, sameShare }, calledOf(unitsOf(block, standing).map((item) => at.items[item]!.unit))),
  };
}

function limitsOf(block: number, standing: StandingComponent): ParticipantExplanation["limits"] {
  const { at } = standing;
  const items = unitsOf(block, standing);
  const movable = items.filter((item) => at.items[item]!.options.some(({ mode }) => mode !== "stay"));
  const most = items.reduce((sum, item) => sum + Math.max(...at.items[item]!.options.map(({ relief }) => relief)), 0);
  const blocked = items.filter((item) => !movable.includes(item)).map((item) => ({ id: at.items[item]!.unit.id, rules: [...new Set(at.items[item]!.refusals.flatMap(({ rules }) => rules))].sort() }));
  return {
    units: items.length,
    movable: movable.length,
    mostReliefPoints: most / 100,
    blocked: blocked.sort((a, b) => compareText(a.id, b.id)),
    fullCoverWorkerIds: fullFor(movable, standing),
  };
}

/** Cover workers to whom none of the staying units could go as well, everything else unchanged. */
function fullFor(items: readonly number[], { at, choice }: StandingComponent): readonly string[] {
  const open = new Map<string, boolean>();
  const { attempt } = trialsOf(at, choice);
  for (const item of items) {
    if (at.options[choice[item]!]!.mode !== "stay") continue;
    for (let option = at.instance.optionStart[item]!; option < at.instance.optionStart[item + 1]!; option++) {
      const id = at.options[option]!.placement?.cover.id;
      if (id === undefined || open.get(id) === true) continue;
      open.set(id, attempt([{ item, option }]).brokenRows.length === 0);
    }
  }
  return [...open].filter(([, hasRoom]) => !hasRoom).map(([id]) => id).sort(compareText);
}

/** The best plan in which the participant gets at least 1 % of base more than now. */
function* onePerCentMore(block: number, standing: StandingComponent, budget: StepBudget): Generator<SolveProgress | null, ParticipantExplanation["more"]> {
  const { at, choice } = standing;
  const target = at.targets[block]!;
  if (target.base === 0) return null;
  const floor = blockTotal(at.instance, choice, block) + Math.max(1, floorDivide(target.base, 100));
  const { outcome } = yield* outcomeOf(standing, { change: { targets: new Map([[block, { ...target, floor: Math.max(floor, target.floor ?? floor) }]]) }, asked: [] }, budget);
  return { reliefPoints: floor / 100, outcome };
}

function sharesLike(workerId: string, { participants }: Plan): readonly string[] {
  const own = participants.find((participant) => participant.workerId === workerId)!.reliefPerMille;
  if (own === null) return [];
  return participants.filter((other) => other.workerId !== workerId && other.reliefPerMille !== null && Math.abs(other.reliefPerMille - own) <= 10).map((other) => other.workerId);
}

function participantSentences({ outcome, limits, lastStep, more, third, sameShare }: Pick<ParticipantExplanation, "outcome" | "limits" | "lastStep" | "more" | "third" | "sameShare">, [one, many]: readonly [string, string]): readonly string[] {
  const { workerId: id, basePoints, reliefPoints, afterPoints, reliefPerMille, workloadPercentBefore: before, workloadPercentAfter: after } = outcome;
  if (reliefPerMille === null) return [`${id} has no work in the window, so there is nothing to relieve.`];
  return [
    `${id} goes from ${points(basePoints)} to ${points(afterPoints)} points of work: ${points(reliefPoints)} points, ${reliefPerMille / 10} %, are covered.`,
    before === null ? `The capacity of ${id} is not known, so no workload percentage is given.` : `Its workload ${before === after ? "stays at" : `goes from ${before} % to`} ${after} % of its capacity.`,
    outcome.shortfallSentence === null
      ? `The rules let ${howMany(limits, one, many)} move, ${points(limits.mostReliefPoints)} points at most.`
      : short(outcome.shortfallSentence, `${id} gets ${points(reliefPoints)} points of the ${points(outcome.bandLowerPoints)} its third needs.`),
    ...(limits.fullCoverWorkerIds.length === 0 ? [] : [short(`None of its staying ${many} fits as well with ${listed(limits.fullCoverWorkerIds)}.`, `None of its staying ${many} fits as well with ${limits.fullCoverWorkerIds.length} cover workers.`)]),
    ...(lastStep === null ? [] : [lastStep.sentence]),
    ...(third === null ? [] : [third.sentence, ...third.conflict.map(({ sentence }) => sentence), ...third.repairs.map(({ sentence }) => sentence)]),
    ...(more === null ? [] : [costOf(`One percentage point more for ${id}`, more.outcome)]),
    sameShare.length === 0 ? `Nobody else gets a share within one percentage point of ${id}'s.` : short(`Within one percentage point of its share: ${listed(sameShare)}.`, `${sameShare.length} others get a share within one percentage point of ${id}'s.`),
  ];
}

function howMany({ movable, units }: ParticipantExplanation["limits"], one: string, many: string): string {
  if (units === 1) return movable === 1 ? `its only ${one}` : `not even its only ${one}`;
  return movable === units ? `all its ${units} ${many}` : `${movable === 0 ? "none" : movable} of its ${units} ${many}`;
}

/** The items of a block. */
function unitsOf(block: number, { at }: StandingComponent): readonly number[] {
  return range(at.instance.itemStart[block]!, at.instance.itemStart[block + 1]!);
}
