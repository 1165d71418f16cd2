/**
 * The price of the last step and the curve: how much continuity the last part of a third costs. Bands are moved and the component is
 * solved again for relief and continuity; the plan, or the point before, is where each run starts.
 */
import { ceilDivide, floorDivide, formatHundredths } from "../base/units";
import type { ReliefTarget } from "../network/targets";
import type { SolveProgress } from "../solver/instance";
import { blockTotal } from "../solver/goal-values";
import type { StepBudget } from "./budget";
import type { CurvePoint, GoalEffect, LastStep } from "./explanation";
import { firstGoals } from "./outcome";
import { reSolve, type ReSolved } from "./re-solve";
import type { StandingComponent } from "./standing-plan";
import { amount, between } from "./words";

/** Lower edges of the curve, in tenths of a per cent of base. */
const CURVE_EDGES = [250, 270, 300, 317, 330] as const;

/** How many points the curve has. */
export const CURVE_POINTS = CURVE_EDGES.length;

/** The last step of a block's participant; null without a base, below the band, or when the limit came first. */
export function* lastStepOf(block: number, standing: StandingComponent, budget: StepBudget): Generator<SolveProgress | null, LastStep | null> {
  const { at, choice, goals } = standing;
  const target = at.targets[block]!;
  if (target.base === 0 || blockTotal(at.instance, choice, block) < target.lower) return null;
  const lower = Math.max(0, target.lower - floorDivide(target.base, 100));
  const goalCount = firstGoals(at);
  const answer = yield* reSolve(at, { targets: new Map([[block, { ...target, lower }]]), goalCount }, budget.limits(), { starts: [choice] });
  budget.spend(answer.steps);
  if (answer.kind !== "solved") return null;
  const [relief, continuity] = [0, goalCount - 1].map((index): GoalEffect => {
    const { stageValue, bound } = answer.goals[index]!;
    return { goal: at.goalIds[index]!, planned: goals[index]!.stageValue, value: stageValue, bound };
  }) as [GoalEffect, GoalEffect];
  const isAlike = relief.value === relief.planned && relief.bound === relief.planned;
  const saved = isAlike ? { atLeast: (continuity.planned - continuity.value) / 1000, atMost: (continuity.planned - continuity.bound!) / 1000 } : null;
  const changes = (of: Int32Array): number => of.reduce((sum, option) => sum + at.options[option]!.changesOfWorker, 0);
  return {
    workerId: at.participants[block]!.worker.id,
    lowerPoints: target.lower / 100,
    droppedToPoints: lower / 100,
    relief,
    continuity,
    savedContacts: saved,
    changesOfWorker: { planned: changes(choice), value: changes(answer.choice) },
    sentence: tell(at.participants[block]!.worker.id, target.lower, lower, saved, relief),
  };
}

/** The curve over all components, lowest edge first; null when a limit came before any plan of some point. */
export function* curveOf(components: readonly StandingComponent[], budget: StepBudget): Generator<SolveProgress | null, readonly CurvePoint[] | null> {
  const points = new Map<number, CurvePoint>(CURVE_EDGES.map((edge) => [edge, emptyPoint(edge)]));
  for (const standing of components) {
    let start = standing.choice;
    // From the highest edge down: what reaches a higher edge reaches a lower one.
    for (const edge of [...CURVE_EDGES].reverse()) {
      const targets = new Map(standing.at.targets.map((target, block) => [block, withLowerEdge(target, edge)]));
      const answer: ReSolved = yield* reSolve(standing.at, { targets, goalCount: firstGoals(standing.at) }, budget.limits(), { starts: [start] });
      budget.spend(answer.steps);
      if (answer.kind !== "solved") return null;
      start = answer.choice;
      points.set(edge, withComponent(points.get(edge)!, standing, answer, targets));
    }
  }
  return [...points.values()];
}

function withLowerEdge(target: ReliefTarget, edge: number): ReliefTarget {
  const lower = ceilDivide(target.base * edge, 1000);
  return { ...target, lower, upper: Math.max(target.upper, lower) };
}

function emptyPoint(lowerPerMille: number): CurvePoint {
  return { lowerPerMille, relief: { value: 0, bound: 0 }, continuity: { value: 0, bound: 0, gap: 0 }, changesOfWorker: 0, familiesMoved: 0, participants: 0, reached: 0 };
}

function withComponent(point: CurvePoint, { at }: StandingComponent, { choice, goals }: ReSolved & { readonly kind: "solved" }, targets: ReadonlyMap<number, ReliefTarget>): CurvePoint {
  const [relief, continuity] = [goals[0]!, goals.at(-1)!];
  const options = [...choice].map((option) => at.options[option]!);
  const withBase = [...targets].filter(([, { base }]) => base > 0);
  const value = point.continuity.value + continuity.stageValue;
  const bound = point.continuity.bound + continuity.bound;
  return {
    lowerPerMille: point.lowerPerMille,
    relief: { value: point.relief.value + relief.stageValue, bound: point.relief.bound + relief.bound },
    continuity: { value, bound, gap: value - bound },
    changesOfWorker: point.changesOfWorker + options.reduce((sum, option) => sum + option.changesOfWorker, 0),
    familiesMoved: point.familiesMoved + options.filter(({ unit, mode }) => unit.kind === "family" && mode === "handover").length,
    participants: point.participants + withBase.length,
    reached: point.reached + withBase.filter(([block, { lower }]) => blockTotal(at.instance, choice, block) >= lower).length,
  };
}

function tell(id: string, lower: number, dropped: number, saved: LastStep["savedContacts"], relief: GoalEffect): string {
  const step = `Were ${id}'s lower edge ${formatHundredths(dropped)} points instead of ${formatHundredths(lower)}`;
  if (saved === null) return relief.value < relief.planned ? `${step}, somebody's relief would change too.` : `${step}, whether somebody's relief would change too was not settled.`;
  const [atLeast, atMost] = [saved.atLeast, saved.atMost].map((contacts) => Math.round(contacts * 1000)) as [number, number];
  if (atMost === 0) return `${step}, no continuity would be saved.`;
  if (atLeast <= 0) return `${step}, at most ${amount("continuity", atMost)} would be saved.`;
  if (atLeast === atMost) return `${step}, ${amount("continuity", atMost)} would be saved.`;
  return `${step}, ${between("continuity", atLeast, atMost)} would be saved.`;
}
