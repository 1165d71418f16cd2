/** Reasons in English: short sentences a family could be told, ids only. */
import { formatDay } from "../base/calendar";
import type { Option } from "../model/option";
import type { GoalId } from "../model/policy";
import type { Reason } from "../plan/plan";
import type { Price } from "./explanation";
import { priceWords, short } from "./words";

/** What a sentence has to know beside the reason. */
export interface Circumstances {
  /** Whether the unit's worker has any work in the window that could be relieved. */
  readonly hasBase: boolean;
  /** Whether staying is open to the unit. */
  readonly canStay: boolean;
}

/** The sentence for one decision. */
export function reasonSentence(reason: Reason, option: Option, { hasBase, canStay }: Circumstances): string {
  if (reason.kind === "chosen" && !canStay) return `${whatHappens(option)}: it has begun, and staying is no longer open to it.`;
  const what = whatHappens(option);
  if (reason.kind === "not-needed") return `${what}${notNeeded(option, hasBase)}`;
  const sentence = `${what}${because(reason, option)}`;
  // Where the names of all rules or people may be too many to be read out.
  if (reason.kind === "blocked") return short(sentence, `${what}: ${reason.rules.length} rules together leave no way to move it.`);
  if (reason.kind === "no-capacity") return short(sentence, `${what}: with any of the ${reason.coverWorkerIds.length} open to it a limit would be broken.`);
  return sentence;
}

function whatHappens({ unit, placement, mode, earlier }: Option): string {
  const before = earlier.at(-1)?.placement;
  if (placement === null && before !== undefined && before.handBack !== null) return `${unit.id} is back with ${unit.worker.id} from ${formatDay(before.handBack)}`;
  if (placement === null && before?.mode === "co-work") return `${unit.id} is no longer co-worked with ${before.cover.id} from ${formatDay(before.until)}`;
  if (placement === null) return `${unit.id} stays with ${unit.worker.id}`;
  if (mode === "co-work") return `${unit.id} stays with ${unit.worker.id} and is co-worked with ${placement.cover.id}`;
  const accompanied = placement.companion === null ? "" : ` with ${placement.companion.id}`;
  const back = placement.handBack === null ? "" : ` until ${formatDay(placement.handBack)}`;
  return `${unit.id} goes to ${placement.cover.id}${accompanied} from ${formatDay(placement.takeover)}${back}`;
}

/** Where staying ends a stretch with a cover worker, whose name then stands last, the worker is named. */
function notNeeded({ unit, earlier }: Option, hasBase: boolean): string {
  if (earlier.length === 0) return hasBase ? ", whose third is met without it." : ", who has no work to relieve in the window.";
  return hasBase ? `: the third of ${unit.worker.id} is met without it.` : `: ${unit.worker.id} has no work to relieve in the window.`;
}

function because(reason: Exclude<Reason, { kind: "not-needed" }>, option: Option): string {
  const holder = option.unit.worker.id;
  switch (reason.kind) {
    case "pinned":
      return ": planners have pinned it.";
    case "blocked":
      return `: the rules leave no way to move it (${reason.rules.map(words).join(", ")}).`;
    case "no-capacity":
      return reason.coverWorkerIds.length === 0
        ? ": there is no cover worker."
        : `: with anyone open to it (${reason.coverWorkerIds.join(", ")}) a limit would be broken.`;
    case "dearer":
      return reason.goal === "relief"
        ? `: moving it as well would take ${holder} further from its third.`
        : `: moving it as well would ${priceWords(exactly(reason.goal, reason.difference))}.`;
    case "chosen":
      return chosen(reason, option);
    case "tie":
      return `: another choice does as well, and the tie was drawn.`;
  }
}

function chosen({ goal, difference }: Reason & { kind: "chosen" }, { unit, mode }: Option): string {
  if (goal === null || difference === null) return ": it belongs with what else moves.";
  if (goal === "relief") return `: without it ${unit.worker.id} would be further from its third.`;
  return `: ${mode === "co-work" ? "not sharing it" : "staying"} would ${priceWords(exactly(goal, difference))}.`;
}

function exactly(goal: GoalId, difference: number): Price {
  return { goal, atLeast: difference, atMost: difference };
}

/** A rule's id as words. */
function words(id: string): string {
  return id.replaceAll("-", " ");
}
