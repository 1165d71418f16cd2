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
import { range } from "../base/range";
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
import { trialsOf, type Trial, type Trials } from "./trial";

/** Explains every unit of a component whose item i takes option `choice[i]`. */
export function explainUnits(at: ComponentInstance, choice: Int32Array, cohort: Cohort): ReadonlyMap<Unit, ExplainedReason> {
  return ended(explainingUnits(at, choice, cohort));
}

/** Options looked at between two pauses, and pairs of units. */
const OPTIONS_PER_PAUSE = 1000;
const PAIRS_PER_PAUSE = 1000;

/** As `explainUnits`, with pauses. */
export function* explainingUnits(at: ComponentInstance, choice: Int32Array, cohort: Cohort): Generator<null, ReadonlyMap<Unit, ExplainedReason>> {
  const trials = trialsOf(at, choice);
  const asPlanned = trials.attempt([]).values;
  const { itemStart, optionStart } = at.instance;
  const coverIds = new Set(at.component.coverWorkers.map(({ id }) => id));
  let paused = 0;
  const reasons = new Map<Unit, ExplainedReason>();
  for (const [block, target] of at.targets.entries()) {
    const relief = blockTotal(at.instance, choice, block);
    const study: Study = { at, choice, cohort, coverIds, trials, asPlanned, isInBand: relief >= target.lower && relief <= target.upper, ties: new Set() };
    yield* findTies(itemStart[block]!, itemStart[block + 1]!, study);
    for (let item = itemStart[block]!; item < itemStart[block + 1]!; item++) {
      const option = at.options[choice[item]!]!;
      const reason = option.mode === "stay" ? whyStaying(item, study) : whyMoving(item, study);
      reasons.set(at.items[item]!.unit, { reason, sentence: reasonSentence(reason, option, { hasBase: target.base > 0, canStay: canStay(item, at) }) });
      if (optionStart[item + 1]! - paused < OPTIONS_PER_PAUSE) continue;
      paused = optionStart[item + 1]!;
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
  /** Of the cover workers whom the participant shares some option with, directly or through others. */
  readonly coverIds: ReadonlySet<string>;
  readonly trials: Trials;
  /** The goals' values as the plan stands. */
  readonly asPlanned: Trial["values"];
  /** Whether the participant's relief lies in its band. */
  readonly isInBand: boolean;
  readonly ties: Set<number>;
}

function whyStaying(item: number, study: Study): Reason {
  const { at, cohort, coverIds, asPlanned, isInBand, ties, trials } = study;
  const { unit, refusals, options } = at.items[item]!;
  if (pinsOf(unit, cohort).some((pin) => pin.kind === "must-stay")) return { kind: "pinned", pin: "must-stay" };
  if (options.every(({ mode }) => mode === "stay")) {
    const rules = rulesThatBlock(refusals, coverIds);
    if (rules.length === 1 && rules[0] === "pins") return { kind: "pinned", pin: "never-to" };
    return rules.length === 0 ? { kind: "no-capacity", coverWorkerIds: [] } : { kind: "blocked", rules };
  }
  if (ties.has(item)) return { kind: "tie" };
  if (isInBand) return { kind: "not-needed" };
  // Options to stay come first.
  const firstMove = options.findIndex(({ mode }) => mode !== "stay");
  const best = trials.bestValues(item, at.instance.optionStart[item]! + firstMove, at.instance.optionStart[item + 1]!);
  if (best === null) {
    const ids = options.slice(firstMove).map(({ placement }) => placement!.cover.id);
    return { kind: "no-capacity", coverWorkerIds: [...new Set(ids)].sort() };
  }
  const worse = firstWorse(best, asPlanned, at.goalIds);
  return worse === null ? { kind: "tie" } : { kind: "dearer", ...worse };
}

/** Whether staying is open to it: not once it has moved and has closed, or cannot come back. */
function canStay(item: number, at: ComponentInstance): boolean {
  return at.items[item]!.options.some(({ mode }) => mode === "stay");
}

function whyMoving(item: number, study: Study): Reason {
  const { at, cohort, asPlanned, ties, trials } = study;
  const { unit, options } = at.items[item]!;
  const pin = pinsOf(unit, cohort).find(({ kind }) => kind === "must-move" || kind === "must-go-to");
  if (pin !== undefined) return { kind: "pinned", pin: pin.kind };
  if (ties.has(item)) return { kind: "tie" };
  if (!canStay(item, at)) return { kind: "chosen", goal: null, difference: null };
  const stay = at.instance.optionStart[item]! + options.findIndex((option) => option.mode === "stay");
  const values = trials.valuesIfPossible([{ item, option: stay }]);
  const worse = values === null ? null : firstWorse(values, asPlanned, at.goalIds);
  return { kind: "chosen", goal: worse?.goal ?? null, difference: worse?.difference ?? null };
}

/**
 * Every rule that removed a way to move: to the cover workers whom the participant shares some option with, directly or through others, if
 * there are any; workers of the wrong kind left out unless there are no others.
 */
function rulesThatBlock(refusals: readonly Refusal[], coverIds: ReadonlySet<string>): readonly RuleId[] {
  const near = refusals.filter(({ coverWorkerId }) => coverIds.has(coverWorkerId));
  const ways = near.length === 0 ? refusals : near;
  const rightKind = ways.filter(({ rules }) => !rules.includes("oversight-only"));
  const counted = rightKind.length === 0 ? ways : rightKind;
  return [...new Set(counted.flatMap(({ rules }) => rules))].sort();
}

/** Notes the items of a block that could trade places with another at no change to any goal. */
function* findTies(first: number, end: number, { at, choice, trials, asPlanned, ties }: Study): Generator<null, void> {
  const items = range(first, end);
  const staying = items.filter((item) => at.options[choice[item]!]!.mode === "stay");
  let looked = 0;
  for (const moved of items) {
    const option = at.options[choice[moved]!]!;
    const stay = at.items[moved]!.options.findIndex(({ mode }) => mode === "stay");
    if (option.mode === "stay" || stay === -1) continue;
    for (const item of staying) {
      if (++looked % PAIRS_PER_PAUSE === 0) yield null;
      const twin = findTwin(item, choice[moved]!, at);
      if (twin === null) continue;
      const trade = [
        { item: moved, option: at.instance.optionStart[moved]! + stay },
        { item, option: twin },
      ];
      const values = trials.valuesIfPossible(trade);
      if (values === null || compareValues(values, asPlanned, at.goalIds) !== 0) continue;
      ties.add(moved).add(item);
    }
  }
}

/** The first option of an item that may trade places with another's; null when none may. What twins have in common, the first of those alike has. */
function findTwin(item: number, option: number, { options, instance: { optionStart, gain } }: ComponentInstance): number | null {
  for (let twin = optionStart[item]!; twin < optionStart[item + 1]!; twin++) {
    // Most differ in this, which is at hand.
    if (gain[twin] === gain[option] && isTwin(options[twin]!, options[option]!)) return twin;
  }
  return null;
}

/** Whether options may trade places. */
function isTwin(a: Option, b: Option): boolean {
  return a.cost === b.cost && a.mode === b.mode && a.placement!.cover === b.placement!.cover;
}

/** Negative when a is the better: the first goal on which they differ decides. */
function compareValues(a: Trial["values"], b: Trial["values"], goalIds: readonly GoalId[]): number {
  for (const goal of goalIds) if (a[goal] !== b[goal]) return a[goal]! - b[goal]!;
  return 0;
}

function firstWorse(values: Trial["values"], planned: Trial["values"], goalIds: readonly GoalId[]): { goal: GoalId; difference: number } | null {
  const goal = goalIds.find((id) => values[id]! > planned[id]!);
  return goal === undefined ? null : { goal, difference: values[goal]! - planned[goal]! };
}
