/**
 * When a placement could happen. Takeover on the earliest permitted working day from some days before
 * the start to some after it; hand-back on the earliest permitted one after the end. A day that breaks
 * no soft rule goes before an earlier one that does.
 */
import type { Day } from "../base/calendar";
import type { Worker } from "../model/caseload";
import type { Cohort, Unit } from "../model/cohort";
import { workersOf, type DatedPlacement, type Placement } from "../model/option";
import type { RuleId } from "../model/rule-settings";
import { remembered } from "../model/remembered";
import { DAY_RULES } from "../rules";
import { contractCoversHandBack } from "../rules/contract-covers-hand-back";

export type Dating =
  | {
      readonly kind: "dated";
      readonly placement: DatedPlacement;
      /** Soft rules that the days chosen break. */
      readonly softRules: readonly RuleId[];
    }
  /** No permitted day; every rule that is needed to rule all of them out. */
  | { readonly kind: "undatable"; readonly rules: readonly RuleId[] };

/** Finds the days for a placement, or every rule that stands in the way. */
export function datePlacement(placement: Placement, cohort: Cohort): Dating {
  const opened = openOf(placement.unit, cohort);
  const takeover = firstPermitted(takeoverDays(placement, cohort).filter((day) => day >= opened), "takeover", placement, cohort);
  // Without a single day, the re-plan comes too late to give notice.
  if (takeover.day === null) return { kind: "undatable", rules: takeover.rules.length === 0 ? ["notice"] : takeover.rules };
  return dateFrom(takeover.day, takeover.rules, placement, cohort);
}

/** A placement that begins on a given day, with the hand-back found for it. */
export function dateFrom(takeover: Day, softRules: readonly RuleId[], placement: Placement, cohort: Cohort): Dating {
  if (closeOf(placement.unit) <= takeover) return { kind: "undatable", rules: ["due-to-close"] };
  const { unit, mode, cover, companion } = placement;
  const ending = mode === "co-work" ? endOfCoWork(placement, cohort) : endOfHandover(placement, cohort);
  if (ending.kind === "undatable") return ending;
  return {
    kind: "dated",
    placement: { unit, mode, cover, companion, takeover, handBack: ending.handBack, until: ending.until },
    softRules: [...new Set([...softRules, ...ending.softRules])],
  };
}

/** First day on which a child of the unit is open; −Infinity unless it was opened while a plan was in progress. */
function openOf(unit: Unit, cohort: Cohort): Day {
  return unit.kind === "family" ? unit.children.reduce((first, { id }) => Math.min(first, cohort.openedOn(id)), Infinity) : -Infinity;
}

/** The day on which the unit's last case closes; Infinity when it stays open. */
export function closeOf(unit: Unit): Day {
  return unit.kind === "family"
    ? unit.children.reduce((last, child) => Math.max(last, child.closesOn ?? Infinity), -Infinity)
    : Infinity;
}

/** Rules that a day breaks as the takeover or hand-back of a placement, by mode. */
export function brokenOn(
  day: Day,
  side: "takeover" | "hand-back",
  placement: Placement,
  cohort: Cohort,
): { readonly hard: readonly RuleId[]; readonly soft: readonly RuleId[] } {
  const ofUnit = brokenByUnit(day, side, placement, cohort);
  const ofCover = brokenByWorker(day, side, placement, cohort);
  const { companion } = placement;
  const ofCompanion = companion === null ? [] : brokenByWorker(day, side, { ...placement, cover: companion, companion: null }, cohort);
  if (ofCover.length === 0 && ofCompanion.length === 0) return ofUnit;
  return byMode([...ofUnit.hard, ...ofUnit.soft, ...ofCover, ...ofCompanion], cohort);
}

interface Broken {
  readonly hard: readonly RuleId[];
  readonly soft: readonly RuleId[];
}

const UNIT_RULES = DAY_RULES.filter((rule) => !rule.bindsCompanion);
const WORKER_RULES = DAY_RULES.filter((rule) => rule.bindsCompanion);

/** What the rules that know unit and mode alone have against a day: the same for every cover worker. */
function brokenByUnit(day: Day, side: "takeover" | "hand-back", placement: Placement, cohort: Cohort): Broken {
  const known = brokenDays(placement.unit, cohort)[placement.mode][side];
  let broken = known.get(day);
  if (broken === undefined) {
    const { rules } = cohort.caseload.policy;
    const refusing = UNIT_RULES.filter((rule) => rules[rule.id].mode !== "off" && rule.refuse(day, side, placement, cohort) !== null);
    known.set(day, (broken = byMode(refusing.map(({ id }) => id), cohort)));
  }
  return broken;
}

const brokenDays = remembered((_unit: Unit) => {
  const bySide = () => ({ takeover: new Map<Day, Broken>(), "hand-back": new Map<Day, Broken>() });
  return { handover: bySide(), "co-work": bySide() };
});

/** What the rules that know the cover worker alone have against a day: the same for every unit. */
function brokenByWorker(day: Day, side: "takeover" | "hand-back", placement: Placement, cohort: Cohort): readonly RuleId[] {
  const known = workersBrokenDays(placement.cover, cohort)[side];
  let broken = known.get(day);
  if (broken === undefined) {
    const { rules } = cohort.caseload.policy;
    const refusing = WORKER_RULES.filter((rule) => rules[rule.id].mode !== "off" && rule.refuse(day, side, placement, cohort) !== null);
    known.set(day, (broken = refusing.map(({ id }) => id)));
  }
  return broken;
}

const workersBrokenDays = remembered((_worker: Worker) => ({ takeover: new Map<Day, readonly RuleId[]>(), "hand-back": new Map<Day, readonly RuleId[]>() }));

/** In the order of the rules. */
function byMode(ids: readonly RuleId[], { caseload }: Cohort): Broken {
  const { rules } = caseload.policy;
  const inOrder = DAY_RULES.map(({ id }) => id).filter((id) => ids.includes(id));
  return { hard: inOrder.filter((id) => rules[id].mode === "hard"), soft: inOrder.filter((id) => rules[id].mode === "soft") };
}

/** Whether the contracts of all who take part last until their part ends. */
export function contractsReach(until: Day, placement: Placement, cohort: Cohort): boolean {
  return workersOf({ placement }).every((cover) => contractCoversHandBack.refuse(until, "hand-back", { ...placement, cover }, cohort) === null);
}

/** Days on which the policy lets a placement of this mode begin; none after the programme's end. */
export function takeoverDays({ mode }: Pick<Placement, "mode">, cohort: Cohort): readonly Day[] {
  return daysOfCohort(cohort, cohort)[mode];
}

/** Days on which the policy lets a family come back. */
export function handBackDays(cohort: Cohort): readonly Day[] {
  return daysOfCohort(cohort, cohort).handBack;
}

const daysOfCohort = remembered((_key: Cohort, cohort) => ({
  handover: takeoverDaysFrom(cohort.horizonStart, cohort),
  "co-work": takeoverDaysFrom(cohort.calendar.step(cohort.start, 0), cohort),
  handBack: workingDays(cohort.end + 1, cohort.horizonEnd - 1, cohort),
}));

function takeoverDaysFrom(first: Day, cohort: Cohort): readonly Day[] {
  const { calendar, start, end, today, caseload } = cohort;
  if (caseload.inProgress === null) return workingDays(first, Math.min(calendar.step(start, caseload.policy.takeoverDaysAfter), end), cohort);
  // The days after the start begin anew with the notice of the re-plan.
  const last = calendar.step(Math.max(start, today + noticeDays(cohort)), caseload.policy.takeoverDaysAfter);
  return workingDays(Math.max(first, today), Math.min(last, end), cohort);
}

/** Calendar days of notice that a change needs; 0 when the rule is not hard. */
export function noticeDays({ caseload }: Cohort): number {
  const { mode, limit } = caseload.policy.rules.notice;
  return mode === "hard" ? (limit ?? 0) : 0;
}

type Ending =
  | { readonly kind: "ending"; readonly handBack: Day | null; readonly until: Day; readonly softRules: readonly RuleId[] }
  | { readonly kind: "undatable"; readonly rules: readonly RuleId[] };

/** Co-work ends with the window; the worker stays accountable, so there is nothing to hand back. */
function endOfCoWork(placement: Placement, cohort: Cohort): Ending {
  return endWithoutHandBack(Math.min(cohort.end + 1, closeOf(placement.unit)), placement, cohort);
}

function endOfHandover(placement: Placement, cohort: Cohort): Ending {
  const close = closeOf(placement.unit);
  const days = handBackDays(cohort).filter((day) => day < close);
  const back = firstPermitted(days, "hand-back", placement, cohort);
  if (back.day !== null) return { kind: "ending", handBack: back.day, until: back.day, softRules: back.rules };
  if (close < cohort.horizonEnd || hasException(placement.unit, cohort)) {
    return endWithoutHandBack(Math.min(close, cohort.horizonEnd), placement, cohort);
  }
  return { kind: "undatable", rules: ["hand-back", ...back.rules] };
}

function endWithoutHandBack(until: Day, placement: Placement, cohort: Cohort): Ending {
  return contractsReach(until, placement, cohort)
    ? { kind: "ending", handBack: null, until, softRules: [] }
    : { kind: "undatable", rules: [contractCoversHandBack.id] };
}

function hasException(unit: Unit, cohort: Cohort): boolean {
  return cohort.exceptionsOf(unit.id).some((exception) => exception.kind === "no-hand-back");
}

/** The first day that breaks no rule, else the first that breaks soft ones only; the rules broken, or those that leave no day. */
export function firstPermitted(
  days: readonly Day[],
  side: "takeover" | "hand-back",
  placement: Placement,
  cohort: Cohort,
): { readonly day: Day | null; readonly rules: readonly RuleId[] } {
  let bearable: { day: Day; rules: readonly RuleId[] } | null = null;
  const broken: (readonly RuleId[])[] = [];
  for (const day of days) {
    const { hard, soft } = brokenOn(day, side, placement, cohort);
    if (hard.length === 0 && soft.length === 0) return { day, rules: [] };
    if (hard.length === 0) bearable ??= { day, rules: soft };
    broken.push(hard);
  }
  return bearable ?? { day: null, rules: neededToRuleOut(broken) };
}

/**
 * Of the rules that each day breaks, those that are needed to leave none: a rule that rules out some days only, all of which others rule
 * out anyway, is not. A rule is needed when some of the rules leave no day and without it would leave one: when some day breaks it and
 * no other day breaks just a part of what that day breaks. Without all of them there is a day.
 */
function neededToRuleOut(broken: readonly (readonly RuleId[])[]): readonly RuleId[] {
  const isPart = (part: readonly RuleId[], whole: readonly RuleId[]): boolean => part.length < whole.length && part.every((id) => whole.includes(id));
  const least = broken.filter((rules) => !broken.some((other) => isPart(other, rules)));
  return [...new Set(least.flat())];
}

/** Working days, both ends included. */
export function workingDays(from: Day, to: Day, { calendar }: Cohort): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day++) if (calendar.isWorkingDay(day)) days.push(day);
  return days;
}
