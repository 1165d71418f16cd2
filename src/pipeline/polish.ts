/**
 * The last touch: while changing one decision makes some goal better and none worse, it is made; and a unit stays where that makes none worse.
 * A proved plan has no change of the first kind within what was proved; a plan cut short, or good enough within its stop gaps, may.
 */
import { trialsOf, type Trial } from "../explain/trial";
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";

/** Limits that are looked at between two pauses. */
const LIMITS_PER_PAUSE = 20_000;

/** The choice with every single change made that costs no goal anything; asks at every pause whether to leave it at those made so far. */
export function* polish(at: ComponentInstance, choice: Int32Array, isOver: () => boolean): Generator<null, Int32Array> {
  let looked = 0;
  const polished = Int32Array.from(choice);
  let trials = trialsOf(at, polished);
  let { values } = trials.attempt([]);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let item = 0; item < at.instance.itemCount; item++) {
      for (let option = at.instance.optionStart[item]!; option < at.instance.optionStart[item + 1]!; option++) {
        if (option === polished[item]) continue;
        looked += at.rows.length;
        if (looked >= LIMITS_PER_PAUSE) {
          looked = 0;
          yield null;
          if (isOver()) return polished;
        }
        const changed = trials.valuesIfPossible([{ item, option }]);
        if (changed === null || !isNoWorse(changed, values, at.goalIds)) continue;
        // Nothing is done that does no good.
        const isForNothing = at.options[option]!.mode === "stay" && at.options[polished[item]!]!.mode !== "stay";
        if (!isForNothing && !isBetterSomewhere(changed, values, at.goalIds)) continue;
        polished[item] = option;
        values = changed;
        trials = trialsOf(at, polished);
        isBetter = true;
      }
    }
  }
  return polished;
}

function isNoWorse(changed: Trial["values"], values: Trial["values"], goalIds: readonly GoalId[]): boolean {
  return goalIds.every((goal) => changed[goal]! <= values[goal]!);
}

function isBetterSomewhere(changed: Trial["values"], values: Trial["values"], goalIds: readonly GoalId[]): boolean {
  return goalIds.some((goal) => changed[goal]! < values[goal]!);
}
