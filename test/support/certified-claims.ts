/** What a certificate claims of a small instance, held against all its choices; instances, and numbers to change, for that. */
import type { ComponentCertificate } from "../../src/proof/certificate";
import { budgetAfter, goalValue } from "../../src/solver/goal-values";
import type { ChoiceInstance, Goal, Tolerance } from "../../src/solver/instance";
import { gapInstance, randomGap } from "./choice-gap";
import type { Dice } from "./choice-random";
import { randomRelief, reliefInstance } from "./choice-relief";
import { tinyInstance } from "./choice-tiny";

/**
 * The first claim that is not true, in words; null when all are.
 * @param choices all that keep the instance's constraints
 */
export function untrueClaim(instance: ChoiceInstance, choices: readonly Int32Array[], { goals, choice }: ComponentCertificate): string | null {
  let kept = choices;
  for (const [g, { witness, stageValue, bound }] of goals.entries()) {
    const goal = instance.goals[g]!;
    const found = kept.find((one) => isSame(one, witness));
    if (found === undefined) return `goal ${g}: the witness keeps everything`;
    if (goalValue(instance, goal, found) !== stageValue) return `goal ${g}: the witness has its value`;
    if (kept.some((one) => goalValue(instance, goal, one) < bound)) return `goal ${g}: nothing is below the bound`;
    kept = kept.filter((one) => goalValue(instance, goal, one) <= budgetAfter(goal.tolerance, stageValue));
  }
  return kept.some((one) => isSame(one, choice)) ? null : "the choice keeps everything";
}

function isSame(one: Int32Array, other: readonly number[]): boolean {
  return one.length === other.length && one.every((option, item) => option === other[item]);
}

/** Every number in plain data: where it is, and the data with another in its place. */
export function* numbersIn<T>(data: T): Generator<{ readonly path: string; readonly value: number; readonly replaced: (by: unknown) => T }> {
  if (typeof data === "number") {
    yield { path: "", value: data, replaced: (by) => by as T };
    return;
  }
  if (typeof data !== "object" || data === null) return;
  for (const [key, part] of Object.entries(data) as [string, unknown][]) {
    for (const { path, value, replaced } of numbersIn(part)) {
      const put = (by: unknown): T => {
        const copy = (Array.isArray(data) ? [...(data as unknown[])] : { ...data }) as Record<string, unknown>;
        copy[key] = replaced(by);
        return copy as T;
      };
      yield { path: `/${key}${path}`, value, replaced: put };
    }
  }
}

/** Other numbers that might stand in a number's place. */
export const CHANGES: readonly ((value: number) => unknown)[] = [
  (value) => value + 1,
  (value) => value - 1,
  (value) => -value - 1,
  (value) => 2 * value + 7,
  (value) => value + 0.5,
  () => 0,
  () => 2 ** 53,
  () => NaN,
  () => undefined,
];

const EXACT: Tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };

/** Small instances of every kind of goal and limit; many of their certificates have cuts and trees. */
export function smallInstance(seed: number): ChoiceInstance {
  if (seed % 3 === 0) return tinyInstance(seed);
  if (seed % 6 === 1) return gapInstance(randomGap(seed, 3, 6, 90 + (seed % 4) * 5));
  const { instance, cost, steps } = reliefInstance(randomRelief(seed, seed % 4 === 3 ? 3 : 2, 3, 2, 80 + (seed % 4) * 10));
  const peak: Goal = { kind: "peak", tolerance: EXACT, row: Int32Array.of(0, 1), offset: Float64Array.of(10, 0), size: instance.rowLimit.map((limit) => limit + 10) };
  const relief: Goal = { kind: "terminal", tolerance: { ...EXACT, slackPerMille: 100 * (seed % 3) }, steps };
  const linear: Goal = { kind: "linear", tolerance: { ...EXACT, slackPerMille: 50 * (seed % 2) }, cost };
  const goals = [instance.goals, [relief, linear, peak], [linear, peak, relief], [peak, relief, linear]][seed % 4]!;
  const floors = { tallyLimit: instance.tallyLimit.map(() => 2), tally: instance.gain.map((gain) => (gain > 40 ? 1 : 0)), leastTotal: instance.leastTotal.map((_, b) => (b === 0 ? 20 : -1000)) };
  return { ...instance, ...(seed % 5 === 0 ? { ...floors, tally: Uint8Array.from(floors.tally) } : {}), goals };
}

/** The instance with one of its numbers a little greater or less. */
export function nearly(instance: ChoiceInstance, dice: Dice): ChoiceInstance {
  const by = dice.pick([-1, 1, -5, 5, 20, -20]);
  const moved = <T extends Int32Array | Float64Array | Uint8Array>(list: T, least = -Infinity): T => {
    const copy = list.slice() as T;
    const at = dice.between(0, Math.max(0, list.length - 1));
    if (list.length > 0) copy[at] = Math.max(least, list[at]! + by);
    return copy;
  };
  const movedGoal = (goal: Goal): Goal => {
    if (goal.kind === "peak") return dice.oneIn(2) ? { ...goal, offset: moved(goal.offset, 0) } : { ...goal, size: moved(goal.size, 1) };
    if (goal.kind === "linear") return dice.oneIn(4) ? { ...goal, tolerance: { ...goal.tolerance, slackPerMille: goal.tolerance.slackPerMille + 40 } } : { ...goal, cost: moved(goal.cost) };
    if (goal.kind === "combined" && dice.oneIn(2)) return { ...goal, cost: moved(goal.cost) };
    return { ...goal, steps: { ...goal.steps, cost: moved(goal.steps.cost, 0) } };
  };
  switch (dice.between(0, 6)) {
    case 0:
      return { ...instance, rowLimit: moved(instance.rowLimit, 0) };
    case 1:
      return { ...instance, entryAmount: moved(instance.entryAmount, 1) };
    case 2:
      return { ...instance, gain: moved(instance.gain) };
    case 3:
      return { ...instance, leastTotal: instance.leastTotal.map((least) => Math.max(-1000, least) + by) };
    case 4:
      return { ...instance, tallyLimit: instance.tallyLimit.map((most) => Math.max(0, most + Math.sign(by))) };
    default: {
      const at = dice.between(0, instance.goals.length - 1);
      return { ...instance, goals: instance.goals.map((goal, g) => (g === at ? movedGoal(goal) : goal)) };
    }
  }
}
