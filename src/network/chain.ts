/** A unit that had other cover workers before: its parts one after another, as one option. */
import type { CostPart, DatedPlacement, Option } from "../model/option";

/** The option that earlier parts and a last one make together; every figure is the sum of the parts'. */
export function chainOf(earlier: readonly Option[], last: Option): Option {
  if (earlier.length === 0) return last;
  const parts = [...earlier, last];
  const sum = (measure: (part: Option) => number): number => parts.reduce((total, part) => total + measure(part), 0);
  return {
    ...last,
    relief: sum(({ relief }) => relief),
    reliefByWeek: last.reliefByWeek.map((_, week) => sum(({ reliefByWeek }) => reliefByWeek[week]!)),
    cost: sum(({ cost }) => cost),
    costParts: joined(parts.flatMap(({ costParts }) => costParts)),
    travelMinutes: last.travelMinutes + earlier.reduce((total, part) => total + part.extraTravel, 0),
    contacts: sum(({ contacts }) => contacts),
    changesOfWorker: sum(({ changesOfWorker }) => changesOfWorker),
    hasWorstCase: parts.some(({ hasWorstCase }) => hasWorstCase),
    usesException: parts.some(({ usesException }) => usesException),
    earlier: earlier.map(({ placement, loadOn, companionLoad }) => ({ placement: placement!, loadOn, companionLoad })),
  };
}

/** One part a term, in the order of their first appearance. */
function joined(parts: readonly CostPart[]): readonly CostPart[] {
  return [...new Set(parts.map(({ term }) => term))].map((term) => ({
    term,
    cost: parts.reduce((sum, part) => sum + (part.term === term ? part.cost : 0), 0),
  }));
}

/** Whether an option is what was published: the same people on the same days, and the same end. */
export function isAsPublished({ mode, placement, earlier }: Option, published: readonly DatedPlacement[], endsWithStay: boolean): boolean {
  if ((mode === "stay") !== endsWithStay) return false;
  const parts = [...earlier.map((part) => part.placement), ...(placement === null ? [] : [placement])];
  return parts.length === published.length && parts.every((part, index) => isSamePart(part, published[index]!, index < published.length - 1 || endsWithStay));
}

function isSamePart(a: DatedPlacement, b: DatedPlacement, isEarlier: boolean): boolean {
  const isSame = a.mode === b.mode && a.cover === b.cover && a.companion === b.companion && a.takeover === b.takeover && a.handBack === b.handBack;
  return isSame && (!isEarlier || a.until === b.until);
}
