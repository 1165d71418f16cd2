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
 * - `chosen`: were it to stay, the goal would be worse by the difference; null when a limit forbids that.
 */
import type { Cohort, Unit } from "../model/cohort";
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { Refusal } from "../network/choices";
import type { ComponentInstance } from "../network/numeric-instance";
import type { ReliefTarget } from "../network/targets";
import type { ExplainedReason } from "../plan/assemble-plan";
import type { Reason } from "../plan/plan";
import { pinsOf } from "../rules/pins";
import { reasonSentence } from "./reason-sentence";
import { trialsOf, type Change, type Trial } from "./trial";

/** Explains every unit of a component whose item i takes option `choice[i]`. */
export function explainUnits(at: ComponentInstance, choice: Int32Array, cohort: Cohort): ReadonlyMap<Unit, ExplainedReason> {
  const attempt = trialsOf(at, choice);
  const study: Study = { at, choice, cohort, attempt, asPlanned: attempt([]).values, ties: new Set() };
  for (const item of findTies(study)) study.ties.add(item);
  return new Map(
    at.items.map(({ unit }, item) => {
      const option = at.options[choice[item]!]!;
      const reason = option.mode === "stay" ? whyStaying(item, study) : whyMoving(item, study);
      return [unit, { reason, sentence: reasonSentence(reason, option, targetOf(unit, at).base > 0) }];
    }),
  );
}

interface Study {
  readonly at: ComponentInstance;
  readonly choice: Int32Array;
  readonly cohort: Cohort;
  /** The plan with some decisions changed and everything else as it is. */
  readonly attempt: (changes: readonly Change[]) => Trial;
  /** The goals' values as the plan stands. */
  readonly asPlanned: Trial["values"];
  readonly ties: Set<number>;
}

function whyStaying(item: number, study: Study): Reason {
  const { at, cohort, asPlanned, ties } = study;
  const { unit, refusals } = at.items[item]!;
  if (pinsOf(unit, cohort).some((pin) => pin.kind === "must-stay")) return { kind: "pinned", pin: "must-stay" };
  const moves = movesOf(item, study);
  if (moves.length === 0) {
    const rules = rulesThatBlock(refusals, at);
    if (rules.length === 1 && rules[0] === "pins") return { kind: "pinned", pin: "never-to" };
    return rules.length === 0 ? { kind: "no-capacity", coverWorkerIds: [] } : { kind: "blocked", rules };
  }
  if (ties.has(item)) return { kind: "tie" };
  if (isInBand(unit, study)) return { kind: "not-needed" };
  const possible = moves.map((option) => study.attempt([{ item, option }])).filter(isPossible);
  if (possible.length === 0) {
    const ids = moves.map((option) => at.options[option]!.placement!.cover.id);
    return { kind: "no-capacity", coverWorkerIds: [...new Set(ids)].sort() };
  }
  const best = possible.reduce((a, b) => (compareValues(b, a, at.goalIds) < 0 ? b : a));
  const worse = firstWorse(best, asPlanned, at.goalIds);
  return worse === null ? { kind: "tie" } : { kind: "dearer", ...worse };
}

function whyMoving(item: number, study: Study): Reason {
  const { at, cohort, asPlanned, ties } = study;
  const { unit, options } = at.items[item]!;
  const pin = pinsOf(unit, cohort).find(({ kind }) => kind === "must-move" || kind === "must-go-to");
  if (pin !== undefined) return { kind: "pinned", pin: pin.kind };
  if (ties.has(item)) return { kind: "tie" };
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

/** Items that could trade places with another of their block at no change to any goal. */
function findTies(study: Study): ReadonlySet<number> {
  const { at, choice, asPlanned } = study;
  const tied = new Set<number>();
  const blockOf = (item: number) => at.items[item]!.unit.worker;
  at.items.forEach(({ options }, moved) => {
    const option = at.options[choice[moved]!]!;
    const stay = options.findIndex(({ mode }) => mode === "stay");
    if (option.mode === "stay" || stay === -1) return;
    at.items.forEach((_, staying) => {
      if (blockOf(staying) !== blockOf(moved) || at.options[choice[staying]!]!.mode !== "stay") return;
      const twin = movesOf(staying, study).find((index) => {
        const other = at.options[index]!;
        return (
          other.mode === option.mode &&
          other.placement!.cover === option.placement!.cover &&
          other.cost === option.cost &&
          other.relief === option.relief
        );
      });
      if (twin === undefined) return;
      const trial = study.attempt([
        { item: moved, option: at.instance.optionStart[moved]! + stay },
        { item: staying, option: twin },
      ]);
      if (!isPossible(trial) || compareValues(trial, { ...trial, values: asPlanned }, at.goalIds) !== 0) return;
      tied.add(moved).add(staying);
    });
  });
  return tied;
}

/** Indices of an item's options other than staying. */
function movesOf(item: number, { at }: Study): readonly number[] {
  return at.items[item]!.options.flatMap((option, index) => (option.mode === "stay" ? [] : [at.instance.optionStart[item]! + index]));
}

function targetOf(unit: Unit, at: ComponentInstance): ReliefTarget {
  return at.targets[at.participants.findIndex(({ worker }) => worker === unit.worker)]!;
}

function isInBand(unit: Unit, { at, choice }: Study): boolean {
  const target = targetOf(unit, at);
  let relief = 0;
  at.items.forEach((item, index) => {
    if (item.unit.worker === unit.worker) relief += at.options[choice[index]!]!.relief;
  });
  return relief >= target.lower && relief <= target.upper;
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
