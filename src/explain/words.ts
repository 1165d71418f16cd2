/** Parts of sentences that several explanations share. Ids only; under 25 words a sentence. */
import { formatHundredths, formatThousandths } from "../base/units";
import type { Unit } from "../model/cohort";
import type { GoalId } from "../model/policy";
import type { Outcome, Place, Price } from "./explanation";

/** A sentence is at most so many words. */
const MOST_WORDS = 24;

/** "goes to K2", "is co-worked with K2", "stays with W1". */
export function happens({ mode, coverWorkerId }: Place, participantId: string): string {
  if (mode === "stay") return `stays with ${participantId}`;
  return mode === "handover" ? `goes to ${coverWorkerId}` : `is co-worked with ${coverWorkerId}`;
}

/** "go to K2", "be co-worked with K2", "stay with W1". */
export function happen({ mode, coverWorkerId }: Place, participantId: string): string {
  if (mode === "stay") return `stay with ${participantId}`;
  return mode === "handover" ? `go to ${coverWorkerId}` : `be co-worked with ${coverWorkerId}`;
}

/** What a price comes to, as the rest of "this would …". */
export function priceWords({ goal, atLeast, atMost }: Price): string {
  if (atMost < 0) return `do better than this one in ${goalWords(goal)}, where this one is not exact`;
  const isSure = atLeast !== null && atLeast > 0;
  if (goal === "fair-cover") return `${isSure ? "" : "perhaps "}raise the busiest cover worker's workload by ${atLeast === atMost ? "" : isSure ? `${atLeast} to ` : "at most "}${percentagePoints(atMost)}`;
  if (goal === "relief") return isSure ? "take the cohort further from its thirds" : "perhaps take the cohort further from its thirds";
  if (atLeast === atMost) return `cost ${amount(goal, atMost)} more`;
  return isSure ? `cost ${between(goal, atLeast, atMost)} more` : `cost at most ${amount(goal, atMost)} more`;
}

/** A goal as it is read: "fair cover". */
export function goalWords(goal: GoalId): string {
  return goal.replaceAll("-", " ");
}

/** A difference of a goal in words: "1.4 contacts of continuity". */
export function amount(goal: GoalId, difference: number): string {
  const isOne = figure(goal, difference) === "1";
  if (goal === "fair-cover") return `${percentagePoints(difference)} of the busiest cover worker's workload`;
  const unit: Readonly<Record<string, string>> = {
    relief: "of the relief goal",
    changes: isOne ? "changed decision" : "changed decisions",
    continuity: isOne ? "contact of continuity" : "contacts of continuity",
    travel: isOne ? "minute of travel" : "minutes of travel",
  };
  return `${figure(goal, difference)} ${unit[goal]}`;
}

/** What a difference of a goal lies between: "between 1.2 and 1.4 contacts of continuity". */
export function between(goal: GoalId, atLeast: number, atMost: number): string {
  return `between ${figure(goal, atLeast)} and ${amount(goal, atMost)}`;
}

function percentagePoints(difference: number): string {
  return count(difference, "percentage point", "percentage points");
}

function figure(goal: GoalId, difference: number): string {
  return goal === "continuity" ? formatThousandths(difference) : String(difference);
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** What a participant's units are called, one of them and several: families, items of supervision, or both. */
export function calledOf(units: readonly Unit[]): readonly [string, string] {
  const kinds = new Set(units.map(({ kind }) => kind));
  if (kinds.size > 1) return ["family or item", "families and items"];
  return kinds.has("supervision") ? ["item", "items"] : ["family", "families"];
}

/** The sentence, or another when it is too long to be read out. */
export function short(sentence: string, otherwise: string): string {
  return sentence.split(" ").length <= MOST_WORDS ? sentence : otherwise;
}

/** "1 change", "2 changes". */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What the best plan with something more, or less, would cost. */
export function costOf(what: string, outcome: Outcome): string {
  switch (outcome.kind) {
    case "impossible":
      return `${what} is not possible, however the rest is arranged.`;
    case "not-settled":
      return `What ${what.charAt(0).toLowerCase()}${what.slice(1)} would cost was not settled within the limit.`;
    case "possible":
      if (outcome.price !== null && outcome.price.atMost < 0) return `A plan with ${what.charAt(0).toLowerCase()}${what.slice(1)} was found that does better in ${goalWords(outcome.price.goal)}, where this one is not exact.`;
      return outcome.price === null ? `${what} would cost nothing in any goal.` : `${what} would ${priceWords(outcome.price)}.`;
  }
}

/** Points as they are read: "8.5". */
export function points(value: number): string {
  return formatHundredths(Math.round(value * 100));
}
