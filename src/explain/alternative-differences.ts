/**
 * What an alternative decides otherwise than the plan, and why: each decision is put back to the plan's by itself, everything else of the
 * alternative as it is. A limit may break; the plans may then be too much alike, which is what they were asked not to be; or a goal gets worse.
 */
import { formatDay } from "../base/calendar";
import type { GoalId } from "../model/policy";
import type { Option } from "../model/option";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Whereabouts } from "../plan/replan";
import { placeOf } from "./places";
import { isPossible, trialsOf } from "./trial";
import { amount, happens, short } from "./words";

/** Why an alternative does not decide as the plan there; each true of that decision put back alone. */
export type DifferenceReason =
  /** A limit or a floor would break. */
  | { readonly kind: "limit" }
  /** Fewer families than asked for would differ, from the plan or from an alternative before. */
  | { readonly kind: "asked-for" }
  /** This goal, the first that differs, would be worse by so much. */
  | { readonly kind: "worse"; readonly goal: GoalId; readonly difference: number }
  /** Every goal would be the same. */
  | { readonly kind: "tie" }
  /** This goal, the first that differs, would be better: the alternative was not proved best. */
  | { readonly kind: "not-proved"; readonly goal: GoalId; readonly difference: number };

/** One decision that is another than the plan's. */
export interface AlternativeDifference {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  /** Children of the unit, sorted; empty for supervision. */
  readonly childIds: readonly string[];
  readonly planned: Whereabouts;
  readonly alternative: Whereabouts;
  readonly reason: DifferenceReason;
  readonly sentence: string;
}

/**
 * The decisions in which a choice is not as planned, in the order of the component's items.
 * @param planned item → the plan's option, an index into the component's options
 * @param isTooAlike whether these options are not as different as was asked for
 */
export function alternativeDifferences(at: ComponentInstance, choice: Int32Array, planned: Int32Array, isTooAlike: (options: readonly Option[]) => boolean): readonly AlternativeDifference[] {
  const { attempt } = trialsOf(at, choice);
  const now = attempt([]).values;
  return at.items.flatMap(({ unit }, item) => {
    const before = planned[item]!;
    if (before === choice[item]) return [];
    const reason = reasonFor(item, before);
    const [from, to] = [at.options[before]!, at.options[choice[item]!]!];
    return [
      {
        kind: unit.kind,
        id: unit.id,
        participantId: unit.worker.id,
        childIds: unit.kind === "family" ? unit.children.map(({ id }) => id).sort() : [],
        planned: whereaboutsOf(from),
        alternative: whereaboutsOf(to),
        reason,
        sentence: tell(from, to, reason),
      },
    ];
  });

  function reasonFor(item: number, option: number): DifferenceReason {
    const back = attempt([{ item, option }]);
    if (!isPossible(back)) return { kind: "limit" };
    if (isTooAlike([...choice].map((taken, other) => at.options[other === item ? option : taken]!))) return { kind: "asked-for" };
    const goal = at.goalIds.find((id) => back.values[id] !== now[id]);
    if (goal === undefined) return { kind: "tie" };
    const difference = back.values[goal]! - now[goal]!;
    return difference > 0 ? { kind: "worse", goal, difference } : { kind: "not-proved", goal, difference: -difference };
  }
}

function whereaboutsOf({ mode, placement }: Option): Whereabouts {
  return {
    mode,
    coverWorkerId: placement?.cover.id ?? null,
    companionId: placement?.companion?.id ?? null,
    takeoverDate: placement === null ? null : formatDay(placement.takeover),
    handBackDate: placement === null || placement.handBack === null ? null : formatDay(placement.handBack),
  };
}

function tell(from: Option, to: Option, reason: DifferenceReason): string {
  const { id, worker } = to.unit;
  const what = `${id} ${happens(placeOf(to), worker.id)}; ${from.mode === to.mode && from.placement?.cover === to.placement?.cover ? "on the plan's days" : "as planned"}, everything else as here, `;
  switch (reason.kind) {
    case "limit":
      return `${what}a limit would break.`;
    case "asked-for":
      return short(`${what}fewer families would differ than were asked for.`, `${what}too few would differ.`);
    case "tie":
      return `${what}every goal would be the same.`;
    case "worse":
      return reason.goal === "relief" ? `${what}somebody's relief would be worse.` : short(`${what}there would be ${amount(reason.goal, reason.difference)} more.`, `${what}${reason.goal.replaceAll("-", " ")} would be worse.`);
    case "not-proved":
      return short(`${what}${reason.goal.replaceAll("-", " ")} would be better: this was not proved best.`, `${what}${reason.goal.replaceAll("-", " ")} would be better.`);
  }
}
