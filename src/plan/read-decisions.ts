/** Decisions, whoever made them, back into options: what they name must exist and be possible at all. */
import { formatDay, parseDay, type Day } from "../base/calendar";
import { canonicalJson } from "../base/digest";
import { ended } from "../base/ended";
import { groupBy } from "../base/group-by";
import { compareText } from "../base/hash";
import type { Worker } from "../model/caseload";
import { childIdsOf } from "../model/child-ids";
import type { Cohort, Unit } from "../model/cohort";
import type { DatedPlacement, Option } from "../model/option";
import { remembered } from "../model/remembered";
import type { RuleId } from "../model/rule-settings";
import { choicesOf } from "../network/choices";
import { brokenOn, closeOf, contractsReach, handBackDays, takeoverDays } from "../network/dates";
import { brokenBy, isTwoToOneHandover, mayAccompany } from "../network/judging";
import { measurePlacement, stayOption } from "../network/measure-option";
import { mustMove } from "../rules/pins";
import type { Decision } from "./plan";

/**
 * As much of a decision as has to be said; everything else follows. The children need naming only when
 * a recorded exception splits the family.
 */
export type ProposedDecision = Pick<
  Decision,
  "kind" | "id" | "participantId" | "mode" | "coverWorkerId" | "companionId" | "takeoverDate" | "handBackDate"
> & { readonly childIds?: readonly string[] | undefined; readonly earlier?: Decision["earlier"] };

/** Something a plan may not do. `decision`: what it says is no decision at all. */
export interface Breach {
  readonly rule: RuleId | "relief-floor" | "decision";
  readonly ids: readonly string[];
  readonly sentence: string;
}

/** Decisions as they were read. */
export interface ReadDecisions<Stated> {
  readonly options: readonly Option[];
  readonly breaches: readonly Breach[];
  /** The decision that was read for each unit. */
  readonly decisionOf: ReadonlyMap<Unit, Stated>;
}

/** Reads decisions into one option a unit; a unit without a readable decision counts as staying. */
export function readDecisions<Stated extends ProposedDecision>(decisions: readonly Stated[], cohort: Cohort): ReadDecisions<Stated> {
  return ended(readingDecisions(decisions, cohort));
}

const UNITS_PER_PAUSE = 50;

/** As `readDecisions`, with pauses. */
export function* readingDecisions<Stated extends ProposedDecision>(decisions: readonly Stated[], cohort: Cohort): Generator<null, ReadDecisions<Stated>> {
  const breaches: Breach[] = [];
  const decisionOf = new Map<Unit, Stated>();
  const options: Option[] = [];
  const ofParticipant = groupBy(decisions, ({ participantId }) => participantId);
  const read = new Set<Stated>();
  for (const [index, unit] of cohort.participants.flatMap(({ units }) => units).entries()) {
    const candidates = (ofParticipant.get(unit.worker.id) ?? []).filter((candidate) => candidate.kind === unit.kind && candidate.id === unit.id);
    const about = candidates.filter((candidate) => !read.has(candidate) && isAbout(candidate, unit, cohort));
    const [decision, ...more] = about;
    for (const one of about) read.add(one);
    if (decision === undefined) breaches.push(breach("one-accountable-worker", [unit.id], `${unit.id} with ${unit.worker.id} has no decision.`));
    else decisionOf.set(unit, decision);
    if (more.length > 0) breaches.push(breach("one-accountable-worker", [unit.id], `${unit.id} with ${unit.worker.id} is decided twice.`));
    const { option, found } = decision === undefined ? { option: stayOption(unit, cohort), found: [] } : readDecision(decision, unit, cohort);
    options.push(option);
    breaches.push(...found);
    if (index % UNITS_PER_PAUSE === 0) yield null;
  }
  for (const decision of decisions) {
    if (read.has(decision)) continue;
    const { id, participantId } = decision;
    breaches.push(breach("family-moves-whole", [id], `${id} with ${participantId} and those children is not a unit of this caseload.`));
  }
  return { options, breaches, decisionOf };
}

/** Whether a decision that names the unit is about these children of the family. */
function isAbout(decision: ProposedDecision, unit: Unit, cohort: Cohort): boolean {
  if (decision.childIds === undefined || unit.kind === "supervision") return true;
  const own = childIdsOf(unit, cohort);
  const named = [...decision.childIds].sort(compareText);
  return named.length === own.length && named.every((id, index) => id === own[index]);
}

/** The option that a decision makes, and what it may not do. */
interface Reading {
  readonly option: Option;
  readonly found: readonly Breach[];
}

/** Of each unit, the decisions read so far: a plan is written and checked again and again while it is searched for, and most of it stays. */
const readingsOf = remembered((_unit: Unit) => new Map<ProposedDecision, Reading>());

function readDecision(decision: ProposedDecision, unit: Unit, cohort: Cohort): Reading {
  const known = readingsOf(unit, cohort);
  let reading = known.get(decision);
  if (reading === undefined) {
    const found: Breach[] = [];
    const option = optionOf(decision, unit, cohort, (rule, sentence) => void found.push(breach(rule, [unit.id], sentence)));
    known.set(decision, (reading = { option, found }));
  }
  return reading;
}

function optionOf(decision: ProposedDecision, unit: Unit, cohort: Cohort, report: Report): Option {
  if (cohort.publishedOf(unit) !== null) return readInProgress(decision, unit, cohort, report);
  if (decision.mode === "stay") {
    if (mustMove(unit, cohort) !== null) report("pins", `${unit.id} is pinned to move and stays.`);
    const { coverWorkerId, companionId, takeoverDate, handBackDate } = decision;
    if ([coverWorkerId, companionId, takeoverDate, handBackDate].some((named) => named !== null)) {
      report("decision", `${unit.id} stays and yet names a cover worker or a date.`);
    }
    return stayOption(unit, cohort);
  }
  const placement = readPlacement(decision, unit, cohort, report);
  if (placement === null) return stayOption(unit, cohort);
  judgeCompanion(placement, cohort, report);
  judgeDates(placement, cohort, report);
  const standing = brokenBy(placement, cohort);
  for (const rule of standing.hard) report(rule, `${unit.id} to ${placement.cover.id} breaks the rule "${rule}".`);
  const days = [
    brokenOn(placement.takeover, "takeover", placement, cohort),
    ...(placement.handBack === null ? [] : [brokenOn(placement.handBack, "hand-back", placement, cohort)]),
  ];
  for (const rule of new Set(days.flatMap(({ hard }) => hard))) report(rule, `The dates of ${unit.id} break the rule "${rule}".`);
  return measurePlacement(placement, [...new Set([...standing.soft, ...days.flatMap(({ soft }) => soft)])], cohort);
}

/** Of a unit that has begun to move, a plan names one of the ways to go on: what has happened is not its to say. */
function readInProgress(decision: ProposedDecision, unit: Unit, cohort: Cohort, report: Report): Option {
  const { options, refusals } = choicesOf(unit, cohort);
  const { mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier } = decision;
  const stated = canonicalJson([mode, coverWorkerId, companionId, takeoverDate, handBackDate, (earlier ?? []).map(({ coverWorkerId: id, endDate }) => [id, endDate])]);
  const found = options.find((option) => canonicalJson(wayOf(option)) === stated);
  if (found !== undefined) return found;
  const rules = refusals.find((refusal) => refusal.mode === mode && refusal.coverWorkerId === coverWorkerId)?.rules ?? [];
  for (const rule of rules) report(rule, `${unit.id} to ${coverWorkerId} breaks the rule "${rule}" by now.`);
  if (rules.length === 0) report("decision", `${unit.id} cannot go on in this way and on these days.`);
  return options.find((option) => option.mode === "stay") ?? options[0] ?? stayOption(unit, cohort);
}

function wayOf({ mode, placement, earlier }: Option) {
  const date = (day: Day | null | undefined): string | null => (day === null || day === undefined ? null : formatDay(day));
  const before = earlier.map(({ placement: { cover, until } }) => [cover.id, formatDay(until)]);
  return [mode, placement?.cover.id ?? null, placement?.companion?.id ?? null, date(placement?.takeover), date(placement?.handBack), before];
}

type Report = (rule: Breach["rule"], sentence: string) => void;

function readPlacement(decision: ProposedDecision, unit: Unit, cohort: Cohort, report: Report): DatedPlacement | null {
  const { mode } = decision;
  const coverWorker = (id: string | null): Worker | null => cohort.coverWorkers.find((worker) => worker.id === id) ?? null;
  const cover = coverWorker(decision.coverWorkerId);
  const companion = coverWorker(decision.companionId);
  const takeover = readDay(decision.takeoverDate);
  const handBack = readDay(decision.handBackDate);
  if (mode === "stay" || cover === null || takeover === null) {
    report("decision", `${unit.id} moves without a cover worker of this team or without a takeover date.`);
    return null;
  }
  if ((companion === null) !== (decision.companionId === null)) report("decision", `The second worker for ${unit.id} is not in the cover team.`);
  if ((handBack === null) !== (decision.handBackDate === null)) report("hand-back", `The hand-back of ${unit.id} is not a date.`);
  if (takeover < cohort.horizonStart || takeover > cohort.end || (handBack !== null && (handBack <= takeover || handBack >= cohort.horizonEnd))) {
    report("decision", `The dates of ${unit.id} lie outside the programme.`);
    return null;
  }
  const end = mode === "co-work" ? cohort.end + 1 : (handBack ?? cohort.horizonEnd);
  return { unit, mode, cover, companion, takeover, handBack, until: Math.min(end, Math.max(closeOf(unit), takeover + 1)) };
}

function judgeCompanion({ unit, mode, cover, companion }: DatedPlacement, cohort: Cohort, report: Report): void {
  if (companion === null) return;
  if (!isTwoToOneHandover(unit, mode, cohort)) report("decision", `${unit.id} needs no second worker.`);
  else if (companion === cover || !mayAccompany(companion, unit, cohort)) report("two-to-one", `${companion.id} may not be the second worker for ${unit.id}.`);
}

function judgeDates(placement: DatedPlacement, cohort: Cohort, report: Report): void {
  const { unit, mode, takeover, handBack, until } = placement;
  if (!takeoverDays(placement, cohort).includes(takeover)) report("decision", `${unit.id} is taken over on a day outside the takeover period.`);
  if (takeover >= closeOf(unit)) report("due-to-close", `${unit.id} closes before it is taken over.`);
  if (mode === "co-work") {
    if (handBack !== null) report("decision", `${unit.id} is co-worked, so there is nothing to hand back.`);
  } else if (handBack !== null) {
    if (!handBackDays(cohort).includes(handBack)) report("hand-back", `${unit.id} comes back on a day outside the hand-back period.`);
  } else if (closeOf(unit) >= cohort.horizonEnd && !cohort.exceptionsOf(unit.id).some(({ kind }) => kind === "no-hand-back")) {
    report("hand-back", `${unit.id} is handed over without a hand-back.`);
  }
  if (handBack === null && !contractsReach(until, placement, cohort)) {
    report("contract-covers-hand-back", `${placement.cover.id}'s contract ends before its part in ${unit.id} does.`);
  }
}

function readDay(date: string | null): Day | null {
  return date === null ? null : parseDay(date);
}

function breach(rule: Breach["rule"], ids: readonly string[], sentence: string): Breach {
  return { rule, ids, sentence };
}
