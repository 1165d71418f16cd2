/** What the cross-checks look up: each table is made when first asked for. */
import { parseDay, type Day } from "../../base/calendar";
import type { IssueCode } from "../../base/issue";
import { DEFAULT_POLICY } from "../../model/policy";
import { joinedKey } from "../canonical";
import type { IssueList } from "../issue-list";
import { nameOfPlace, pointer, type PathPart } from "../pointer";
import { dayOf } from "../scale";
import type { ParsedDocument } from "../schema";

export type Row<List extends keyof ParsedDocument> = ParsedDocument[List] extends readonly (infer T)[] ? T : never;

/** One subject's checks; it reads only the parts it is registered with. */
export type CrossCheck = (document: ParsedDocument, facts: Facts, report: Report) => void;

/** Reports a problem at a place in the document, naming the row it lies in. */
export class Report {
  constructor(
    readonly document: ParsedDocument,
    readonly issues: IssueList,
  ) {}

  error(code: IssueCode, path: readonly PathPart[], predicate: string, fix: string): void {
    this.issues.error(code, pointer(path), `${nameOfPlace(this.document, path)} ${predicate}.`, fix);
  }

  warn(code: IssueCode, path: readonly PathPart[], predicate: string, fix: string): void {
    this.issues.warn(code, pointer(path), `${nameOfPlace(this.document, path)} ${predicate}.`, fix);
  }
}

export class Facts {
  readonly asOf: Day;
  readonly workers = lazy(() => byId(this.document.workers));
  readonly families = lazy(() => byId(this.document.families));
  readonly children = lazy(() => byId(this.document.children));
  readonly supervision = lazy(() => byId(this.document.supervision));
  readonly eventIds = lazy(() => new Map(this.document.events.flatMap((row) => (row.id === null ? [] : [[row.id, row] as const]))));
  readonly participantIds = lazy(() => new Set(this.document.cohort.participants.map((row) => row.workerId)));
  readonly coverWorkerIds = lazy(() => new Set(this.document.cohort.coverWorkerIds));
  readonly areas = lazy(() => new Set((this.document.travel?.minutes ?? []).flatMap(({ from, to }) => [from, to])));
  readonly grades = lazy(() => new Set(this.document.policy?.grades ?? DEFAULT_POLICY.grades));
  readonly eventKinds = lazy(() => new Set((this.document.policy?.eventTypes ?? DEFAULT_POLICY.eventTypes).map((type) => type.kind)));
  /** Child ids by family and allocated worker. */
  readonly units = lazy(() => {
    const units = new Map<string, { readonly familyId: string; readonly workerId: string; readonly childIds: string[] }>();
    for (const { id, familyId, allocatedWorkerId: workerId } of this.document.children) {
      const key = joinedKey(familyId, workerId);
      const unit = units.get(key);
      if (unit === undefined) units.set(key, { familyId, workerId, childIds: [id] });
      else unit.childIds.push(id);
    }
    return units;
  });
  /** Families held by at least one participant. */
  readonly heldFamilyIds = lazy(
    () => new Set([...this.units().values()].filter((unit) => this.participantIds().has(unit.workerId)).map((unit) => unit.familyId)),
  );

  readonly #weightingRows = lazy(() => {
    const rows = new Map<string, ParsedDocument["weightingScheme"]["cases"]>();
    for (const row of this.document.weightingScheme.cases) {
      const key = joinedKey(row.status, row.circumstance);
      rows.set(key, [...(rows.get(key) ?? []), row]);
    }
    return rows;
  });

  constructor(readonly document: ParsedDocument) {
    // Where the date is unsound no check that needs it runs.
    this.asOf = parseDay(document.asOf ?? "") ?? 0;
  }

  /** First and last day of the programme window. */
  programmeWindow(): { readonly start: Day; readonly end: Day } {
    const start = dayOf(this.document.programme.startDate);
    return { start, end: start + 7 * this.document.programme.weeks - 1 };
  }

  /** The rows of the weighting scheme that match a child. */
  matchingRows({ status, circumstances }: Row<"children">): ParsedDocument["weightingScheme"]["cases"] {
    return [null, ...circumstances].flatMap((circumstance) => this.#weightingRows().get(joinedKey(status, circumstance)) ?? []);
  }

  childIdsOf(familyId: string, workerId: string): readonly string[] {
    return this.units().get(joinedKey(familyId, workerId))?.childIds ?? [];
  }
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
