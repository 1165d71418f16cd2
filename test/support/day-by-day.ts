/**
 * Capacity and load day by day, straight from the caseload document and from nothing else: what the
 * library works out in stretches, worked out again the slow way. Points are hundredths, shares thousandths.
 */
import type { CaseloadDocument } from "../../src/model/caseload-document";
import { englandBankHolidays } from "../../src/model/england-bank-holidays";
import { DEFAULT_POLICY } from "../../src/model/policy";

type Child = CaseloadDocument["children"][number];
type Worker = CaseloadDocument["workers"][number];

/** As much of a decision as says who has the unit when. */
export interface Placed {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  readonly childIds: readonly string[];
  readonly mode: "stay" | "co-work" | "handover";
  readonly coverWorkerId: string | null;
  readonly companionId: string | null;
  readonly takeoverDate: string | null;
  readonly handBackDate: string | null;
}

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

export class DayByDay {
  readonly start: number;
  readonly end: number;
  /** First working day of the takeover period; the day after the last on which anything can come back. */
  readonly horizonStart: number;
  readonly horizonEnd: number;
  readonly takeoverLast: number;
  readonly #closed: ReadonlySet<number>;
  readonly #workers: ReadonlyMap<string, Worker>;
  readonly #childrenOf = new Map<string, Child[]>();
  readonly #idle = new Map<string, boolean>();
  readonly #existing = new Map<string, number>();

  constructor(readonly document: CaseloadDocument) {
    const { programme } = document;
    this.#closed = new Set(programme.nonWorkingDays?.map(dayNumber) ?? englandBankHolidays());
    this.#workers = new Map(document.workers.map((worker) => [worker.id, worker]));
    this.start = dayNumber(programme.startDate);
    this.end = this.start + 7 * programme.weeks - 1;
    this.horizonStart = this.#walk(this.start, -this.policy("takeoverDaysBefore"));
    this.takeoverLast = this.#walk(this.start, this.policy("takeoverDaysAfter"));
    this.horizonEnd = this.#walk(this.end, this.policy("handBackDaysAfter")) + 1;
    for (const child of document.children) {
      const key = `${child.familyId}|${child.allocatedWorkerId}`;
      this.#childrenOf.set(key, [...(this.#childrenOf.get(key) ?? []), child]);
    }
  }

  policy(name: "takeoverDaysBefore" | "takeoverDaysAfter" | "handBackDaysAfter" | "shortLeaveWorkingDays"): number {
    return this.document.policy?.[name] ?? DEFAULT_POLICY[name];
  }

  isWorkingDay(day: number): boolean {
    // 1970-01-01 was a Thursday.
    return (((day + 3) % 7) + 7) % 7 < 5 && !this.#closed.has(day);
  }

  /** Working days of the takeover and programme period up to the last hand-back. */
  get workingDays(): readonly number[] {
    const days: number[] = [];
    for (let day = this.horizonStart; day < this.horizonEnd; day++) if (this.isWorkingDay(day)) days.push(day);
    return days;
  }

  /** What the worker can carry on a day. */
  capacityOn(workerId: string, day: number): number {
    const worker = this.#workers.get(workerId)!;
    if (worker.startsOn != null && day < dayNumber(worker.startsOn)) return 0;
    if (worker.contractEndsOn != null && day > dayNumber(worker.contractEndsOn)) return 0;
    if (this.#longLeave(worker, day)) return 0;
    const inForce = (worker.reductions ?? []).filter(({ from, to }) => dayNumber(from) <= day && day <= dayNumber(to));
    const share = inForce.reduce((sum, reduction) => sum + Math.round((reduction.share ?? 0) * 1000), 0);
    const points = inForce.reduce((sum, reduction) => sum + Math.round((reduction.points ?? 0) * 100), 0);
    const full = Math.round((worker.capacityPoints ?? 0) * 100) * Math.round(worker.fte * 1000) * Math.max(0, 1000 - share);
    return Math.max(0, Math.floor(full / 1_000_000 + 0.5) - points);
  }

  /** What the worker carries on a day if nothing is planned. */
  existingOn(workerId: string, day: number): number {
    const key = `${workerId}|${day}`;
    const known = this.#existing.get(key) ?? this.#existingOn(workerId, day);
    this.#existing.set(key, known);
    return known;
  }

  #existingOn(workerId: string, day: number): number {
    const worker = this.#workers.get(workerId)!;
    const shared = (this.document.coWork ?? []).filter((row) => row.workerId === workerId).reduce((sum, row) => sum + Math.round(row.points * 100), 0);
    const supervision = (this.document.supervision ?? []).filter((item) => item.managerId === workerId).reduce((sum, item) => sum + Math.round(item.points * 100), 0);
    const held = [...this.#childrenOf].filter(([key]) => key.endsWith(`|${workerId}`)).reduce((sum, [, children]) => sum + this.#heldUnits(children).reduce((part, unit) => part + Math.floor(this.#level(unit, workerId, day) + 0.5), 0), 0);
    return Math.round((worker.stablePoints ?? 0) * 100) + Math.round((worker.extraPoints ?? 0) * 100) + shared + supervision + held;
  }

  /** What a decision adds to a worker on a day. */
  loadOn(decision: Placed, workerId: string, day: number): number {
    if (decision.mode === "stay" || day < dayNumber(decision.takeoverDate!)) return 0;
    const children = decision.kind === "family" ? this.document.children.filter(({ id }) => decision.childIds.includes(id)) : [];
    const close = decision.kind === "supervision" ? Infinity : Math.max(...children.map((child) => (child.closesOn == null ? Infinity : dayNumber(child.closesOn))));
    const end = decision.mode === "co-work" ? this.end + 1 : decision.handBackDate === null ? this.horizonEnd : dayNumber(decision.handBackDate);
    if (day >= Math.min(end, close)) return 0;
    if (decision.companionId === workerId) return Math.round((this.document.weightingScheme.companionPoints ?? 0) * 100);
    if (decision.coverWorkerId !== workerId) return 0;
    const policy = this.document.policy ?? {};
    if (decision.kind === "supervision") {
      const item = this.document.supervision!.find(({ id }) => id === decision.id)!;
      return Math.round(item.points * 100) + Math.round((policy.supervisionEffortPoints ?? 0.25) * 100);
    }
    const level = this.#level(children, workerId, day);
    // What the worker does for the family already stands among its existing work.
    const already = this.#isFirstPart(decision) ? (this.document.coWork ?? []).filter((row) => row.workerId === workerId && row.familyId === decision.id).reduce((sum, row) => sum + Math.round(row.points * 100), 0) : 0;
    if (decision.mode === "co-work") return Math.max(0, Math.floor((level * Math.round((policy.coWorkShare ?? 0.5) * 1000)) / 1000 + 0.5) - already);
    return Math.max(0, Math.floor(level + 0.5) + Math.round((policy.handoverEffortPoints ?? 0.5) * 100) - already);
  }

  /** Whether the decision is about a whole family, or the first group of one that an exception splits. */
  #isFirstPart({ id, participantId, childIds }: Placed): boolean {
    const split = (this.document.exceptions ?? []).find((exception) => exception.kind === "split-family" && exception.familyId === id && exception.workerId === participantId);
    return split?.kind !== "split-family" || split.groups[0]!.includes(childIds[0]!);
  }

  /** Points of the unit on a day under a worker, not rounded. */
  #level(children: readonly Child[], workerId: string, day: number): number {
    const { weightingScheme } = this.document;
    const idleShare = Math.round((this.document.policy?.idleShare ?? 0) * 1000);
    const furtherShare = Math.round((weightingScheme.furtherSiblingShare ?? 1) * 1000);
    const weighed = children
      .map((child) => ({
        weight: this.#points(child) * (this.#isIdle(child) ? idleShare : 1000),
        share: this.#isIdle(child) ? idleShare : 1000,
        close: child.closesOn == null ? 1e9 : dayNumber(child.closesOn),
      }))
      .filter(({ close }) => day < close)
      .sort((a, b) => b.weight - a.weight);
    let millionths = 0;
    let greatestShare = 0;
    weighed.forEach(({ weight, share }, index) => {
      millionths += weight * (index === 0 ? 1000 : furtherShare);
      greatestShare = Math.max(greatestShare, share);
    });
    const family = this.document.families.find(({ id }) => id === children[0]?.familyId);
    if (family === undefined) return millionths / 1_000_000;
    let extra = family.isTwoToOne === true ? Math.round((weightingScheme.twoToOnePoints ?? 0) * 100) : 0;
    const minutes = this.minutes(this.#workers.get(workerId)!.area, family.area);
    if (weightingScheme.travel != null && minutes !== null && minutes >= weightingScheme.travel.thresholdMinutes) {
      extra += Math.floor((minutes - weightingScheme.travel.thresholdMinutes) / weightingScheme.travel.stepMinutes) * Math.round(weightingScheme.travel.pointsPerStep * 100);
    }
    return (millionths + extra * greatestShare * 1000) / 1_000_000;
  }

  minutes(from: string, to: string): number | null {
    const rows = this.document.travel?.minutes ?? [];
    return (rows.find((row) => row.from === from && row.to === to) ?? rows.find((row) => row.from === to && row.to === from))?.minutes ?? null;
  }

  #points(child: Child): number {
    if (child.points != null) return Math.round(child.points * 100);
    const { additions = [] } = this.document.weightingScheme;
    const circumstances = child.circumstances ?? [];
    const added = additions.filter((row) => circumstances.includes(row.circumstance)).reduce((sum, row) => sum + Math.round(row.points * 100), 0);
    return added + Math.max(...this.#rows(child).map((row) => Math.round(row.points * 100)));
  }

  #rows(child: Child) {
    return this.document.weightingScheme.cases.filter((row) => row.status === child.status && (row.circumstance == null || (child.circumstances ?? []).includes(row.circumstance)));
  }

  #interval(child: Child): number | null {
    if (child.visitIntervalWorkingDays != null) return child.visitIntervalWorkingDays;
    const most = Math.max(...this.#rows(child).map((row) => row.points));
    const intervals = this.#rows(child).filter((row) => row.points === most).flatMap((row) => row.visitIntervalWorkingDays ?? []);
    return intervals.length === 0 ? null : Math.min(...intervals);
  }

  /** No visit due and nothing in the diary in the window. */
  #isIdle(child: Child): boolean {
    const known = this.#idle.get(child.id);
    if (known !== undefined) return known;
    const happens = (this.document.events ?? []).some((event) => {
      const date = dayNumber(event.date);
      return event.familyId === child.familyId && (event.childId == null || event.childId === child.id) && date >= this.start && date <= this.end;
    });
    const idle = !happens && !this.#isVisited(child);
    this.#idle.set(child.id, idle);
    return idle;
  }

  #isVisited(child: Child): boolean {
    const interval = this.#interval(child);
    const close = Math.min(this.end + 1, child.closesOn == null ? Infinity : dayNumber(child.closesOn));
    if (interval === null || close <= this.start) return false;
    if (child.lastVisitOn == null) return true;
    const asOf = this.#walk(dayNumber(this.document.asOf) - 1, 1);
    const last = dayNumber(child.lastVisitOn);
    let due = last < asOf - 400 ? asOf : Math.max(this.#walk(last, interval), asOf);
    while (due < this.start) due = this.#walk(due, interval);
    return due < close;
  }

  #heldUnits(children: readonly Child[]): readonly (readonly Child[])[] {
    const split = (this.document.exceptions ?? []).find((exception) => exception.kind === "split-family" && exception.familyId === children[0]!.familyId && exception.workerId === children[0]!.allocatedWorkerId);
    if (split?.kind !== "split-family") return [children];
    return split.groups.map((group) => children.filter(({ id }) => group.includes(id)));
  }

  #longLeave(worker: Worker, day: number): boolean {
    const onLeave = (at: number): boolean => (worker.leave ?? []).some(({ from, to }) => dayNumber(from) <= at && at <= dayNumber(to));
    if (!onLeave(day)) return false;
    // Walk out both ways over leave and over days that nobody works.
    let from = day;
    let to = day;
    while (onLeave(from - 1) || !this.isWorkingDay(from - 1)) from--;
    while (onLeave(to + 1) || !this.isWorkingDay(to + 1)) to++;
    let working = 0;
    for (let at = from; at <= to; at++) if (this.isWorkingDay(at)) working++;
    return working > this.policy("shortLeaveWorkingDays");
  }

  /** The n-th working day after a day, or before it. */
  #walk(day: number, n: number): number {
    let at = day;
    if (n === 0) while (!this.isWorkingDay(at)) at++;
    for (let left = Math.abs(n); left > 0; left -= this.isWorkingDay(at) ? 1 : 0) at += Math.sign(n);
    return at;
  }
}
