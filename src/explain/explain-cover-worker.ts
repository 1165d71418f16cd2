/** Why a cover worker carries what it carries: its fullest days, what binds it, and what carrying less would cost. */
import { range } from "../base/range";
import { compareText } from "../base/hash";
import { floorDivide } from "../base/units";
import { workersOf } from "../model/option";
import type { SolveProgress } from "../solver/instance";
import type { StepBudget } from "./budget";
import { peakOf } from "./effects";
import type { CoverWorkerExplanation } from "./explanation";
import { headOf } from "./head";
import { outcomeOf } from "./outcome";
import { componentOf, type StandingComponent, type StandingPlan } from "./standing-plan";
import { isPossible, trialsOf } from "./trial";
import { costOf, listed, points, short } from "./words";

/** Explains a cover worker; null when there is none of this id. */
export function* explainingCoverWorker(workerId: string, plan: StandingPlan, budget: StepBudget): Generator<SolveProgress | null, CoverWorkerExplanation | null> {
  const outcome = plan.plan.coverWorkers.find((worker) => worker.workerId === workerId);
  if (outcome === undefined) return null;
  const standing = componentOf(workerId, plan);
  const peak = outcome.peakWorkloadPercentAfter;
  const fullest = outcome.intervals
    .filter(({ capacityPoints, existingPoints, addedPoints }) => capacityPoints > 0 && Math.ceil((100 * Math.round((existingPoints + addedPoints) * 100)) / Math.round(capacityPoints * 100)) === peak)
    .map(({ from, to, capacityPoints, existingPoints, addedPoints }) => ({ from, to, usedPoints: Math.round((existingPoints + addedPoints) * 100) / 100, capacityPoints }));
  const takes = plan.plan.decisions.filter((decision) => decision.coverWorkerId === workerId || decision.companionId === workerId).map(({ id }) => id);
  const room = standing === undefined ? { isOpen: false, fits: false, boundBy: [] } : roomOf(workerId, standing);
  const less = standing === undefined || peak === null ? null : yield* onePointLess(workerId, peak, standing, budget);
  const sameLoad = plan.plan.coverWorkers
    .filter((other) => other.workerId !== workerId && other.peakWorkloadPercentAfter !== null && peak !== null && Math.abs(other.peakWorkloadPercentAfter - peak) <= 2)
    .map((other) => other.workerId);
  const told = { ...headOf(plan), kind: "cover-worker", workerId, outcome, fullest, takes: [...new Set(takes)].sort(compareText), boundBy: room.boundBy, less, sameLoad } as const;
  return { ...told, sentences: coverSentences(told, room) };
}

/** Whether anything that stays now is open to the worker, whether some of it breaks no limit there, and the worker's own limits if all of it breaks some of those. */
interface Room {
  readonly isOpen: boolean;
  readonly fits: boolean;
  readonly boundBy: CoverWorkerExplanation["boundBy"];
}

function roomOf(workerId: string, { at, choice }: StandingComponent): Room {
  const { attempt } = trialsOf(at, choice);
  const trials = at.items.flatMap((_, item) => {
    if (at.options[choice[item]!]!.mode !== "stay") return [];
    return range(at.instance.optionStart[item]!, at.instance.optionStart[item + 1]!)
      .filter((option) => workersOf(at.options[option]!).some(({ id }) => id === workerId))
      .map((option) => attempt([{ item, option }]));
  });
  const own = trials.map(({ brokenRows }) => brokenRows.filter(({ limit }) => limit.ids.includes(workerId)));
  const isFull = own.length > 0 && own.every((rows) => rows.length > 0);
  const limits = new Map(own.flat().map(({ limit: { rule, ids } }) => [`${rule}|${ids.join()}`, { rule, ids }]));
  return {
    isOpen: trials.length > 0,
    fits: trials.some(isPossible),
    boundBy: isFull ? [...limits.values()].sort((a, b) => compareText(a.rule + a.ids.join(), b.rule + b.ids.join())) : [],
  };
}

/** The best plan in which the worker's greatest workload is one point of per cent less. */
function* onePointLess(workerId: string, peak: number, standing: StandingComponent, budget: StepBudget): Generator<SolveProgress | null, CoverWorkerExplanation["less"]> {
  const { at } = standing;
  const alone = peakOf(workerId, at, new Float64Array(at.instance.rowCount));
  const workloadPercent = peak - 1;
  if (alone === null || alone > workloadPercent) return null;
  const rowLimits = new Map<number, number>();
  at.rows.forEach(({ stretch }, row) => {
    if (stretch?.worker.id === workerId && stretch.capacity > 0) rowLimits.set(row, Math.max(0, floorDivide(workloadPercent * stretch.capacity, 100) - stretch.existing));
  });
  const { outcome } = yield* outcomeOf(standing, { change: { rowLimits }, asked: [] }, budget);
  return { workloadPercent, outcome };
}

function coverSentences({ workerId: id, outcome, fullest, takes, less, sameLoad }: Omit<CoverWorkerExplanation, "sentences">, room: Room): readonly string[] {
  const { peakWorkloadPercentBefore: before, peakWorkloadPercentAfter: after } = outcome;
  if (after === null) return [`${id} has no capacity in the programme, so it takes nothing.`];
  const days = fullest[0];
  return [
    `${id} ${before === after ? "stays at" : `goes from ${before} % to`} ${after} % of its capacity on its busiest day.`,
    takes.length === 0 ? `It takes nothing in this plan.` : short(`It takes or shares ${listed(takes)}.`, `It takes or shares ${takes.length} families and items.`),
    ...(days === undefined ? [] : [`From ${days.from} to ${days.to} it carries ${points(days.usedPoints)} of ${points(days.capacityPoints)} points.`]),
    roomSentence(room),
    less === null ? "Its own work alone keeps it there." : costOf(`At most ${less.workloadPercent} % for ${id}`, less.outcome),
    sameLoad.length === 0 ? "Nobody else in the cover team stands within two percentage points of it." : short(`Within two percentage points of it: ${listed(sameLoad)}.`, `${sameLoad.length} others stand within two percentage points of it.`),
  ];
}

function roomSentence({ isOpen, fits, boundBy }: Room): string {
  if (!isOpen) return "The rules open nothing to it that stays.";
  if (fits) return "Something that stays would still fit.";
  if (boundBy.length === 0) return "Nothing further fits: limits of its own or of others would be broken.";
  return `Nothing further fits: a limit would be broken (${[...new Set(boundBy.map(({ rule }) => rule.replaceAll("-", " ")))].join(", ")}).`;
}
