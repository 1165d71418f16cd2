/**
 * Why a re-plan changes a published decision, found by an experiment: the decision is kept, everything else is free, and
 * the component is solved again. What the answer proves is the reason; what it does not prove is not said.
 */
import { formatDay } from "../base/calendar";
import { formatThousandths } from "../base/units";
import type { RuleId } from "../model/rule-settings";
import type { ComponentInstance } from "../network/numeric-instance";
import type { ChangeReason, Whereabouts } from "../plan/replan";
import { keptByTurns } from "./kept-by-turns";
import { isPossible, trialsOf } from "./trial";
import type { StandingComponent } from "./standing-plan";
import type { SolveLimits } from "../solver/instance";

/** The reason for the change of one item; the run may be ended by its limits. */
export function* whyChanged(standing: StandingComponent, item: number, limits: SolveLimits): Generator<null, ChangeReason> {
  const { at } = standing;
  const { lost } = at.items[item]!;
  const published = indexOfPublished(at, item);
  if (published === null) return { kind: "not-possible", rules: lost };
  const reason = yield* keptByTurns(standing, item, published, limits);
  return reason.kind === "not-shown" ? alone(standing, item, published) : reason;
}

/** What keeping it would do with everything else as it now is. */
function alone({ at, choice }: StandingComponent, item: number, option: number): ChangeReason {
  const { attempt } = trialsOf(at, choice);
  const trial = attempt([{ item, option }]);
  if (!isPossible(trial)) return { kind: "alone", goal: null, difference: null };
  const { values } = trial;
  const now = attempt([]).values;
  const goal = at.goalIds.find((id) => values[id] !== now[id]);
  if (goal === undefined || values[goal]! < now[goal]!) return { kind: "not-shown" };
  return { kind: "alone", goal, difference: values[goal]! - now[goal]! };
}

/** The option of an item that is as published; null when there is none. */
function indexOfPublished(at: ComponentInstance, item: number): number | null {
  const start = at.instance.optionStart[item]!;
  const index = at.items[item]!.options.findIndex((option) => !option.isChange);
  return index < 0 ? null : start + index;
}

/** The sentence for one changed decision. */
export function changeSentence(id: string, participantId: string, before: Whereabouts | null, after: Whereabouts, on: number | null, reason: ChangeReason): string {
  return `${what(id, participantId, before, after, on)}: ${because(reason, participantId, before === null ? NEW : PUBLISHED)}.`;
}

function what(id: string, participantId: string, before: Whereabouts | null, after: Whereabouts, on: number | null): string {
  const from = on === null ? "" : ` from ${formatDay(on)}`;
  if (after.mode === "stay") return before?.mode === "handover" && on !== null ? `${id} goes back to ${participantId}${from}` : staysAlone(id, participantId, before, from);
  if (before !== null && before.mode === after.mode && before.coverWorkerId === after.coverWorkerId) {
    if (after.mode === "co-work") return `${id} is co-worked with ${after.coverWorkerId} on other days`;
    if (before.takeoverDate !== after.takeoverDate) return `${id} goes to ${after.coverWorkerId} on ${after.takeoverDate}, not ${before.takeoverDate}`;
    return after.handBackDate === null ? `${id} does not come back from ${after.coverWorkerId}` : `${id} comes back from ${after.coverWorkerId} on ${after.handBackDate}`;
  }
  return after.mode === "handover" ? `${id} goes to ${after.coverWorkerId}${from}` : `${id} is co-worked with ${after.coverWorkerId}${from}`;
}

function staysAlone(id: string, participantId: string, before: Whereabouts | null, from: string): string {
  return before?.mode === "co-work" ? `${id} is no longer co-worked with ${before.coverWorkerId}${from}` : `${id} stays with ${participantId}`;
}

/** The decision before, as it is spoken of: of a family that is new, that it stays. */
interface Kept {
  readonly ifKept: string;
  readonly keeping: string;
}

const NEW: Kept = { ifKept: "if it stayed", keeping: "its staying" };
const PUBLISHED: Kept = { ifKept: "if it were kept", keeping: "keeping it" };

/** What has come about where a rule stands against what was published; other rules are said by name. */
const BY_NOW: Partial<Record<RuleId, string>> = {
  "cover-capacity": "no capacity is left for it",
  "contract-covers-hand-back": "the contract ends before its hand-back",
  "due-to-close": "the case closes first",
  "key-event": "a key event is too near",
  "life-event": "a life event is too near",
};

function because(reason: ChangeReason, participantId: string, { ifKept: kept, keeping }: Kept): string {
  switch (reason.kind) {
    case "not-possible":
      return `it cannot stay as published (${reason.rules.map((rule) => BY_NOW[rule] ?? rule.replaceAll("-", " ")).join(", ")})`;
    case "limit":
      return `${kept}, no plan would keep every limit`;
    case "worse":
      return `${kept}, ${worse(reason, participantId)}`;
    case "tie":
      return `${kept}, another plan would do as well: the tie was drawn`;
    case "alone":
      return aloneWords(reason, keeping);
    case "not-shown":
      return "that it has to be was not shown within the limits of the run";
  }
}

function aloneWords({ goal, difference }: ChangeReason & { kind: "alone" }, keeping: string): string {
  if (goal === null || difference === null) return `with all else as it now is, ${keeping} would break a limit`;
  if (goal === "relief") return `with all else as it now is, ${keeping} would cost relief`;
  if (goal === "continuity") return `with all else as it now is, ${keeping} would cost ${formatThousandths(difference)} contacts of continuity`;
  return `with all else as it now is, ${keeping} would be worse in ${goal.replaceAll("-", " ")} by ${difference}`;
}

function worse({ goal, atLeast }: ChangeReason & { kind: "worse" }, participantId: string): string {
  switch (goal) {
    case "relief":
      return `${participantId} or others would be further from the relief they had`;
    case "changes":
      return `at least ${atLeast} more ${atLeast === 1 ? "decision" : "decisions"} would change`;
    case "continuity":
      return `continuity would cost at least ${formatThousandths(atLeast)} contacts more`;
    case "fair-cover":
      return `the busiest cover worker would carry at least ${atLeast} per cent more`;
    case "travel":
      return `travel would be at least ${atLeast} minutes more`;
  }
}
