/**
 * What could still be done with a unit of which something was published: go on as published, come back early, or go to
 * another cover worker. What began before the day of the re-plan has happened; what was published stands unless a rule
 * that judges people or days is broken by now; nobody needs notice of what they were told before.
 *
 * A cover worker who can no longer carry the unit (no capacity, or the contract ended) gives it up that very day:
 * the unit comes back, whatever the day, or goes to another cover worker without notice when every other rule allows it.
 */
import type { Day } from "../base/calendar";
import type { Cohort, Unit } from "../model/cohort";
import { capacityOn } from "../model/capacity";
import type { PublishedDecision } from "../model/in-progress";
import type { DatedPlacement, EarlierPart, Option, Placement } from "../model/option";
import { workersOf } from "../model/option";
import type { RuleId } from "../model/rule-settings";
import { mustMove } from "../rules/pins";
import { chainOf, isAsPublished } from "./chain";
import { brokenOn, closeOf, dateFrom, datePlacement, firstPermitted, noticeDays, takeoverDays, workingDays } from "./dates";
import { brokenBy, companionsFor, mayAccompany } from "./judging";
import { measurePlacement, stayOption } from "./measure-option";
import { publishedParts } from "./published-parts";
import type { Refusal, UnitChoices } from "./unit-choices";

/** Rules that judge a change, and so nothing to say of one that was made. */
const RULES_OF_CHANGE: ReadonlySet<RuleId> = new Set(["recent-changes", "due-to-close", "family-wish-to-stay", "worker-wish-to-finish"]);

type Judgement = { readonly kind: "option"; readonly option: Option } | { readonly kind: "refused"; readonly rules: readonly RuleId[] };

interface State {
  readonly unit: Unit;
  readonly cohort: Cohort;
  readonly published: readonly DatedPlacement[];
  readonly endsWithStay: boolean;
  /** Parts that ended before today. */
  readonly past: readonly DatedPlacement[];
  /** The part that goes on today; null when there is none. */
  readonly current: DatedPlacement | null;
  /** First day from today on which the current part cannot go on; null when there is none. */
  readonly unable: Day | null;
}

/** Lists the choices of a unit of a plan in progress. */
export function choicesInProgress(unit: Unit, decision: PublishedDecision, cohort: Cohort): UnitChoices {
  const state = stateOf(unit, decision, cohort);
  const kept = keep(state);
  const lost = whatStandsAgainst(kept, state);
  if (closeOf(unit) <= cohort.today) return { unit, options: [kept.kind === "option" ? kept.option : ended(state)], refusals: [], lost };
  const options: Option[] = kept.kind === "option" ? [kept.option] : [];
  const refusals: Refusal[] = [];
  if (mustMove(unit, cohort) === null && !options.some(({ mode }) => mode === "stay")) options.push(...comeBack(state, kept.kind === "refused"));
  const last = state.endsWithStay ? null : (state.published.at(-1) ?? null);
  for (const mode of ["handover", "co-work"] as const) {
    for (const cover of cohort.coverWorkers) {
      const outcomes = companionsFor(unit, mode, cover, cohort).map((companion): Judgement => {
        const placement = { unit, mode, cover, companion };
        const isLast = last !== null && isSame(placement, last);
        if (isLast && kept.kind === "option") return kept;
        if (state.current !== null && isSame(placement, state.current)) return isLast && kept.kind === "refused" ? kept : goOn(state);
        return goTo(placement, state);
      });
      const found = outcomes.flatMap((outcome) => (outcome.kind === "option" && outcome !== kept ? [outcome.option] : []));
      options.push(...found);
      if (outcomes.every(({ kind }) => kind === "refused")) {
        const rules = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? outcome.rules : []));
        refusals.push({ mode, coverWorkerId: cover.id, rules: [...new Set(rules)] });
      }
    }
  }
  return { unit, options: held(state, options.length === 0 && mustMove(unit, cohort) === null ? [ended(state)] : options), refusals, lost };
}

/** Why what was published cannot be kept to the letter; a case that closes before its hand-back is due to close. */
function whatStandsAgainst(kept: Judgement, { published, unit, cohort }: State): readonly RuleId[] {
  if (kept.kind === "refused") return kept.rules;
  const last = published.at(-1)!;
  if (!kept.option.isChange) return [];
  if (last.handBack === null || last.handBack >= closeOf(unit)) return ["due-to-close"];
  return brokenOn(last.handBack, "hand-back", last, cohort).hard;
}

function stateOf(unit: Unit, decision: PublishedDecision, cohort: Cohort): State {
  const published = publishedParts(unit, decision, cohort);
  const begun = published.filter(({ takeover }) => takeover < cohort.today);
  const latest = begun.at(-1) ?? null;
  const current = latest !== null && latest.until > cohort.today ? latest : null;
  const past = current === null ? begun : begun.slice(0, -1);
  return { unit, cohort, published, endsWithStay: decision.endsWithStay, past, current, unable: current === null ? null : firstUnable(current, cohort) };
}

/** The first working day from today on which somebody of the part has no capacity left at all. */
function firstUnable(part: DatedPlacement, cohort: Cohort): Day | null {
  const days = workingDays(cohort.today, part.until - 1, cohort);
  return days.find((day) => workersOf({ placement: part }).some((worker) => capacityOn(worker, day, cohort) === 0)) ?? null;
}

/** As published, with another hand-back where the published one is not permitted any more. */
function keep(state: State): Judgement {
  const { unit, cohort, published, endsWithStay, current, unable } = state;
  const last = published.at(-1)!;
  const endOfCurrent = published.length > 0 && current !== null ? current.until : cohort.today;
  if (current !== null && unable !== null && unable < endOfCurrent) return refuse(unableRule(current, unable));
  const rules = current === null ? [] : standing(current, cohort);
  if (rules.length > 0) return refuse(...rules);
  if (endsWithStay) {
    if (mustMove(unit, cohort) !== null) return refuse("pins");
    return asOption(chainOf(published.map((part) => measure(part, cohort)), stayOption(unit, cohort)), state);
  }
  const dated = last.takeover < cohort.today ? redated(last, cohort) : ahead(last, cohort);
  if (dated.kind === "refused") return dated;
  const earlier = published.slice(0, -1).map((part) => measure(part, cohort));
  return asOption(chainOf(earlier, dated.option), state);
}

/** The part goes on without what was published to follow it. */
function goOn(state: State): Judgement {
  const { cohort, current, past, unable } = state;
  if (unable !== null) return refuse(unableRule(current!, unable));
  const rules = standing(current!, cohort);
  if (rules.length > 0) return refuse(...rules);
  const dated = redated(current!, cohort);
  if (dated.kind === "refused") return dated;
  return asOption(chainOf(past.map((part) => measure(part, cohort)), dated.option), state);
}

/** Hard rules that judge who takes part, broken by now. */
function standing(part: DatedPlacement, cohort: Cohort): readonly RuleId[] {
  const { hard } = brokenBy(part, cohort);
  const isCompanionSound = part.companion === null || mayAccompany(part.companion, part.unit, cohort);
  return [...hard.filter((id) => !RULES_OF_CHANGE.has(id)), ...(isCompanionSound ? [] : ["two-to-one" as const])];
}

/** A part that has begun: its hand-back as published if that day is still permitted, or found anew. */
function redated(part: DatedPlacement, cohort: Cohort): Judgement {
  const { handBack, unit, takeover } = part;
  const soft = softOf(part, cohort);
  if (handBack !== null && handBack < closeOf(unit)) {
    const back = brokenOn(handBack, "hand-back", part, cohort);
    if (back.hard.length === 0) return { kind: "option", option: measurePlacement({ ...part, until: handBack }, [...new Set([...soft, ...back.soft])], cohort) };
  }
  const dating = dateFrom(takeover, soft, part, cohort);
  return dating.kind === "undatable" ? refuse(...dating.rules) : { kind: "option", option: measurePlacement(dating.placement, dating.softRules, cohort) };
}

/** A part that has not begun: on the day published if that is still permitted, notice having been given. */
function ahead(part: DatedPlacement, cohort: Cohort): Judgement {
  const { hard } = brokenBy(part, cohort);
  const isCompanionSound = part.companion === null || mayAccompany(part.companion, part.unit, cohort);
  const day = brokenOn(part.takeover, "takeover", part, cohort).hard.filter((id) => id !== "notice");
  const rules: readonly RuleId[] = [...hard, ...(isCompanionSound ? [] : ["two-to-one" as const]), ...day];
  if (rules.length > 0) return refuse(...rules);
  return closeOf(part.unit) <= part.takeover ? refuse("due-to-close") : redated(part, cohort);
}

/** Back with the allocated worker: from today with notice on the first permitted day, or the day on which nobody else can. */
function comeBack(state: State, isRefused: boolean): readonly Option[] {
  const { unit, cohort, current, past, unable } = state;
  const before = past.map((part) => measure(part, cohort));
  if (current === null) return [finished(chainOf(before, stayOption(unit, cohort)), state)];
  const free = cohort.today + noticeDays(cohort);
  const latest = lastDay(state, current);
  const days = workingDays(free, Math.min(unable ?? latest, latest), cohort);
  const found = firstPermitted(days, "hand-back", current, cohort);
  // Of a part that is to be followed by another, the day it ends was announced.
  const day = found.day ?? unable ?? (isRefused ? firstWorkingDay(cohort) : latest === current.until ? latest : null);
  if (day === null || day > latest) return [];
  const part = measure(cut(current, day, true), cohort, found.day === null ? [] : found.rules);
  return [finished(chainOf([...before, part], stayOption(unit, cohort)), state)];
}

/** With another cover worker from the first permitted day; without notice where the present one cannot go on. */
function goTo(placement: Placement, state: State): Judgement {
  const { cohort, current, past, unable } = state;
  const { hard, soft } = brokenBy(placement, cohort);
  const before = (): readonly Option[] => past.map((part) => measure(part, cohort));
  if (current === null) {
    const dating = datePlacement(placement, cohort);
    if (dating.kind === "undatable") return refuse(...hard, ...dating.rules);
    if (hard.length > 0) return refuse(...hard);
    return asOption(chainOf(before(), measurePlacement(dating.placement, [...soft, ...dating.softRules], cohort)), state);
  }
  const days = takeoverDays(placement, cohort).filter((day) => day <= (unable ?? Infinity) && day <= lastDay(state, current));
  const found = firstPermitted(days, "takeover", placement, cohort);
  const atOnce = unable === null ? [] : brokenOn(unable, "takeover", placement, cohort).hard.filter((id) => id !== "notice");
  const day = found.day ?? (unable !== null && atOnce.length === 0 ? unable : null);
  if (day === null) return refuse(...hard, ...(unable === null ? (found.rules.length === 0 ? ["notice" as const] : found.rules) : atOnce));
  const dating = dateFrom(day, found.day === null ? [] : found.rules, placement, cohort);
  if (dating.kind === "undatable") return refuse(...hard, ...dating.rules);
  if (hard.length > 0) return refuse(...hard);
  const part = measure(cut(current, day, placement.mode === "co-work"), cohort);
  return asOption(chainOf([...before(), part], measurePlacement(dating.placement, [...new Set([...soft, ...dating.softRules])], cohort)), state);
}

/** The last day on which the present part may be ended otherwise: the day published when another is to follow, else the one before it ends. */
function lastDay({ published }: State, current: DatedPlacement): Day {
  return published.at(-1) === current ? current.until - 1 : current.until;
}

/** What has happened and nothing more: for a unit that closed, or that nobody can go on with. */
function ended(state: State): Option {
  const { unit, cohort, current, past } = state;
  const before = [...past, ...(current === null ? [] : [cut(current, Math.min(firstWorkingDay(cohort), current.until), true)])];
  return finished(chainOf(before.map((part) => measure(part, cohort)), stayOption(unit, cohort)), state);
}

/** A part that ends on a day instead; with a return when the allocated worker has the unit again. */
function cut(part: DatedPlacement, day: Day, isReturn: boolean): DatedPlacement {
  return { ...part, until: day, handBack: isReturn && part.mode === "handover" ? day : null };
}

function measure(part: DatedPlacement, cohort: Cohort, soft: readonly RuleId[] = []): Option {
  return measurePlacement(part, [...new Set([...softOf(part, cohort), ...soft])], cohort);
}

/** Soft rules that a published part breaks, notice apart, which was given. */
function softOf(part: DatedPlacement, cohort: Cohort): readonly RuleId[] {
  const days = brokenOn(part.takeover, "takeover", part, cohort).soft.filter((id) => id !== "notice");
  return [...new Set([...brokenBy(part, cohort).soft, ...days])];
}

/** Adds to every option what its present cover workers carry until the earliest day on which one of the options ends that. */
function held({ cohort, current }: State, options: readonly Option[]): readonly Option[] {
  if (current === null) return options;
  const ends = options.flatMap(({ earlier }) => earlier.map(({ placement }) => placement)).filter(({ takeover }) => takeover === current.takeover);
  const until = ends.reduce((first, part) => Math.min(first, part.until), current.until);
  const { loadOn, companionLoad } = measure(current, cohort);
  const part: EarlierPart = { placement: current, loadOn, companionLoad };
  return options.map((option) => ({ ...option, held: { ...part, until } }));
}

function asOption(option: Option, state: State): Judgement {
  return { kind: "option", option: finished(option, state) };
}

function finished(option: Option, { published, endsWithStay }: State): Option {
  return { ...option, isChange: !isAsPublished(option, published, endsWithStay) };
}

function isSame(a: Placement, b: Placement): boolean {
  return a.mode === b.mode && a.cover === b.cover && a.companion === b.companion;
}

function unableRule(part: DatedPlacement, day: Day): RuleId {
  const hasLeft = workersOf({ placement: part }).some(({ contractEndsOn }) => contractEndsOn !== null && contractEndsOn < day);
  return hasLeft ? "contract-covers-hand-back" : "cover-capacity";
}

function firstWorkingDay({ calendar, today }: Cohort): Day {
  return calendar.step(today, 0);
}

function refuse(...rules: readonly RuleId[]): Judgement {
  return { kind: "refused", rules: [...new Set(rules)] };
}
