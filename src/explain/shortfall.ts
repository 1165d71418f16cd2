/** What keeps a participant below its band, in one sentence that is true of the caseload. */
import { formatHundredths } from "../base/units";
import type { ComponentInstance } from "../network/numeric-instance";

/** Null when the participant of this block is not below its band. */
export function shortfallSentence(at: ComponentInstance, choice: Int32Array, block: number): string | null {
  const { instance, options, items } = at;
  const target = at.targets[block]!;
  const { id } = at.participants[block]!.worker;
  let relief = 0;
  let most = 0;
  let movable = 0;
  const first = instance.itemStart[block]!;
  const last = instance.itemStart[block + 1]!;
  for (let item = first; item < last; item++) {
    relief += options[choice[item]!]!.relief;
    const greatest = items[item]!.options.reduce((best, option) => Math.max(best, option.relief), -Infinity);
    most += greatest;
    if (items[item]!.options.some((option) => option.mode !== "stay")) movable++;
  }
  if (target.base === 0 || relief >= target.lower) return null;
  const gets = `${id} gets ${formatHundredths(relief)} points of the ${formatHundredths(target.lower)} its third needs`;
  const kinds = new Set(items.slice(first, last).map(({ unit }) => unit.kind));
  const units = kinds.size > 1 ? "families and items" : kinds.has("supervision") ? "items" : "families";
  if (movable === 0 && last - first === 1) return `${gets}: the rules do not let its only ${kinds.has("supervision") ? "item" : "family"} move.`;
  if (movable === 0) return `${gets}: the rules let none of its ${last - first} ${units} move.`;
  if (most < target.lower) {
    return `${gets}: only ${movable} of its ${last - first} ${units} may move, ${formatHundredths(most)} points at most.`;
  }
  return `${gets}: whole ${units} and the cover team's limits leave no better plan.`;
}
