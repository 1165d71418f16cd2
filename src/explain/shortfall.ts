/** What keeps a participant below its band, in one sentence that is true of the caseload. */
import { formatHundredths } from "../base/units";
import type { ComponentInstance } from "../network/numeric-instance";
import { blockTotal } from "../solver/goal-values";
import { calledOf } from "./words";

/**
 * Null when the participant of this block is not below its band.
 * @param isBest whether it is proved that no plan comes nearer to everybody's thirds
 */
export function shortfallSentence(at: ComponentInstance, choice: Int32Array, block: number, isBest: boolean): string | null {
  const { instance, items } = at;
  const target = at.targets[block]!;
  const { id } = at.participants[block]!.worker;
  const relief = blockTotal(instance, choice, block);
  if (target.base === 0 || relief >= target.lower) return null;
  let most = 0;
  let movable = 0;
  const first = instance.itemStart[block]!;
  const last = instance.itemStart[block + 1]!;
  for (let item = first; item < last; item++) {
    let greatest = -Infinity;
    for (let option = instance.optionStart[item]!; option < instance.optionStart[item + 1]!; option++) greatest = Math.max(greatest, instance.gain[option]!);
    most += greatest;
    if (items[item]!.options.some((option) => option.mode !== "stay")) movable++;
  }
  const gets = `${id} gets ${formatHundredths(relief)} points of the ${formatHundredths(target.lower)} its third needs`;
  const [one, many] = calledOf(items.slice(first, last).map(({ unit }) => unit));
  const count = last - first;
  if (movable === 0) return `${gets}: the rules ${count === 1 ? `do not let its only ${one}` : `let none of its ${count} ${many}`} move.`;
  if (most < target.lower) {
    const which = movable < count ? `only ${movable} of its ${count} ${many} may move,` : count === 1 ? `its only ${one} comes to` : `all its ${many} come to`;
    return `${gets}: ${which} ${formatHundredths(most)} points at most.`;
  }
  return isBest ? `${gets}: whole ${many} and the cover team's limits leave no better plan.` : `${gets}: with whole ${many} and the cover team's limits no better plan was found.`;
}
