/**
 * Why every unit is where it is. Each reason is true of an experiment on the plan with everything else
 * unchanged:
 *
 * - `pinned`: a planner's pin decides it.
 * - `blocked`: rules removed every way to move it.
 * - `tie`: trading places with another unit of the participant leaves every goal's value the same.
 * - `not-needed`: the participant's relief lies in its band without it.
 * - `no-capacity`: outside the band; moving it to any cover worker open to it breaks a limit.
 * - `dearer`: outside the band; there is room, and moving it makes the goal worse by the difference.
 * - `chosen`: were it to stay, the goal would be worse by the difference; null when a limit forbids that or staying is no longer open.
 */
import { ended } from "../base/ended";
import type { Cohort, Unit } from "../model/cohort";
import type { Option } from "../model/option";
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { Refusal } from "../network/choices";
import type { ComponentInstance } from "../network/numeric-instance";
import type { ExplainedReason } from "../plan/assemble-plan";
import type { Reason } from "../plan/plan";
import { pinsOf } from "../rules/pins";
import { blockTotal } from "../solver/goal-values";
import { reasonSentence } from "./reason-sentence";
import { trialsOf, type Change, type Trial } from "./trial";

/** Explains every unit of a component whose item i takes option `choice[i]`. */
export function explainUnits(at: ComponentInstance, choice: Int32Array, cohort: Cohort): ReadonlyMap<Unit, ExplainedReason> {
  return ended(explainingUnits(at, choice, cohort));
}

/** As `explainUnits`, with a pause after each unit. */
export function* explainingUnits(at: ComponentInstance, choice: Int32Array, cohort: Cohort): Generator<null, ReadonlyMap<Unit, ExplainedReason>> {
  const attempt = trialsOf(at, choice);
  const { itemStart } = at.instance;
  const reasons = new Map<Unit, ExplainedReason>();
  for (const [block, target] of at.targets.entries()) {
    const relief = blockTotal(at.instance, choice, block);
    const study: Study = { at, choice, cohort, attempt, asPlanned: attempt([]).values, isInBand: relief >= target.lower && relief <= target.upper, ties: new Set() };
    yield* findTies(itemStart[block]!, itemStart[block + 1]!, study);
    for (let item = itemStart[block]!; item < itemStart[block + 1]!; item++) {
      const option = at.options[choice[item]!]!;
      const reason = option.mode === "stay" ? whyStaying(item, study) : whyMoving(item, study);
      reasons.set(at.items[item]!.unit, { reason, sentence: reasonSentence(reason, option, { hasBase: target.base > 0, canStay: canStay(item, at) }) });
      yield null;
    }
  }
  return reasons;
}

/** What is asked of the units of one participant. */
interface Study {
  readonly at: ComponentInstance;
  readonly choice: Int32Array;
  readonly cohort: Cohort;
  /** The plan with some decisions changed and everything else as it is. */
  readonly attempt: (changes: readonly Change[]) => Trial;
  /** The goals' values as the plan stands. */
  readonly asPlanned: Trial["values"];
  /** Whether the participant's relief lies in its band. */
  readonly isInBand: boolean;
  readonly ties: Set<number>;
}

function whyStaying(item: number, study: Study): Reason {
  const { at, cohort, asPlanned, isInBand, ties } = study;
  const { unit, refusals } = at.items[item]!;
  if (pinsOf(unit, cohort).some((pin) => pin.kind === "must-stay")) return { kind: "pinned", pin: "must-stay" };
  const moves = movesOf(item, study);
  if (moves.length === 0) {
    const rules = rulesThatBlock(refusals, at);
    if (rules.length === 1 && rules[0] === "pins") return { kind: "pinned", pin: "never-to" };
    return rules.length === 0 ? { kind: "no-capacity", coverWorkerIds: [] } : { kind: "blocked", rules };
  }
  if (ties.has(item)) return { kind: "tie" };
  if (isInBand) return { kind: "not-needed" };
  const possible = moves.map((option) => study.attempt([{ item, option }])).filter(isPossible);
  if (possible.length === 0) {
    const ids = moves.map((option) => at.options[option]!.placement!.cover.id);
    return { kind: "no-capacity", coverWorkerIds: [...new Set(ids)].sort() };
  }
  const best = possible.reduce((a, b) => (compareValues(b, a, at.goalIds) < 0 ? b : a));
  const worse = firstWorse(best, asPlanned, at.goalIds);
  return worse === null ? { kind: "tie" } : { kind: "dearer", ...worse };
}

/** Whether staying is open to it: not once it has moved and has closed, or cannot come back. */
function canStay(item: number, at: ComponentInstance): boolean {
  return at.items[item]!.options.some(({ mode }) => mode === "stay");
}

function whyMoving(item: number, study: Study): Reason {
  const { at, cohort, asPlanned, ties } = study;
  const { unit, options } = at.items[item]!;
  const pin = pinsOf(unit, cohort).find(({ kind }) => kind === "must-move" || kind === "must-go-to");
  if (pin !== undefined) return { kind: "pinned", pin: pin.kind };
  if (ties.has(item)) return { kind: "tie" };
  if (!canStay(item, at)) return { kind: "chosen", goal: null, difference: null };
  const stay = at.instance.optionStart[item]! + options.findIndex((option) => option.mode === "stay");
  const trial = study.attempt([{ item, option: stay }]);
  const worse = isPossible(trial) ? firstWorse(trial, asPlanned, at.goalIds) : null;
  return { kind: "chosen", goal: worse?.goal ?? null, difference: worse?.difference ?? null };
}

/**
 * Every rule that removed a way to move: to the cover workers whom the participant shares some option with, directly or through others, if
 * there are any; workers of the wrong kind left out unless there are no others.
 */
function rulesThatBlock(refusals: readonly Refusal[], { component }: ComponentInstance): readonly RuleId[] {
  const near = refusals.filter(({ coverWorkerId }) => component.coverWorkers.some(({ id }) => id === coverWorkerId));
  const ways = near.length === 0 ? refusals : near;
  const rightKind = ways.filter(({ rules }) => !rules.includes("oversight-only"));
  const counted = rightKind.length === 0 ? ways : rightKind;
  return [...new Set(counted.flatMap(({ rules }) => rules))].sort();
}

/** Notes the items of a block that could trade places with another at no change to any goal. */
function* findTies(first: number, end: number, study: Study): Generator<null, void> {
  const { at, choice, asPlanned, ties } = study;
  const items = Array.from({ length: end - first }, (_, index) => first + index);
  const staying = items.filter((item) => at.options[choice[item]!]!.mode === "stay").map((item) => ({ item, twins: waysOf(item, study) }));
  for (const moved of items) {
    const option = at.options[choice[moved]!]!;
    const stay = at.items[moved]!.options.findIndex(({ mode }) => mode === "stay");
    if (option.mode === "stay" || stay === -1) continue;
    for (const { item, twins } of staying) {
      const twin = twins.get(wayOf(option));
      if (twin === undefined) continue;
      const trial = study.attempt([
        { item: moved, option: at.instance.optionStart[moved]! + stay },
        { item, option: twin },
      ]);
      if (!isPossible(trial) || compareValues(trial, { ...trial, values: asPlanned }, at.goalIds) !== 0) continue;
      ties.add(moved).add(item);
    }
    yield null;
  }
}

/** An item's ways to move, the first of those alike. */
function waysOf(item: number, study: Study): ReadonlyMap<string, number> {
  return new Map(movesOf(item, study).reverse().map((index) => [wayOf(study.at.options[index]!), index]));
}

/** What options that trade places have in common. */
function wayOf({ mode, placement, cost, relief }: Option): string {
  return JSON.stringify([mode, placement!.cover.id, cost, relief]);
}

/** Indices of an item's options other than staying. */
function movesOf(item: number, { at }: Study): number[] {
  return at.items[item]!.options.flatMap((option, index) => (option.mode === "stay" ? [] : [at.instance.optionStart[item]! + index]));
}

function isPossible({ brokenRows, breaksTally, breaksFloor }: Trial): boolean {
  return brokenRows.length === 0 && !breaksTally && !breaksFloor;
}

/** Negative when a is the better: the first goal on which they differ decides. */
function compareValues(a: Trial, b: Trial, goalIds: readonly GoalId[]): number {
  for (const goal of goalIds) if (a.values[goal] !== b.values[goal]) return a.values[goal]! - b.values[goal]!;
  return 0;
}

function firstWorse(trial: Trial, values: Trial["values"], goalIds: readonly GoalId[]): { goal: GoalId; difference: number } | null {
  const goal = goalIds.find((id) => trial.values[id]! > values[id]!);
  return goal === undefined ? null : { goal, difference: trial.values[goal]! - values[goal]! };
}
