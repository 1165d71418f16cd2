import type { IssueList } from "./issue-list";
import { nameOfPlace, pointer, type PathPart } from "./pointer";
import { frameSchema, type ParsedDocument } from "./schema";
import { LIST_NAMES, rowSchemas, travelRow } from "./schema-rows";
import { reportZodIssues } from "./zod-issues";

/** A part of the document by its top-level field. */
export type PartName = keyof ParsedDocument;

/** A document whose `soundParts` are as the schema says; the others must not be read. */
export interface ShapedDocument {
  readonly document: ParsedDocument;
  readonly soundParts: ReadonlySet<PartName>;
}

/** Judges the shape of every part and fills in defaults; null when this is no caseload document at all. */
export function readShape(plain: unknown, issues: IssueList): ShapedDocument | null {
  if (!isDocument(plain, issues)) return null;
  const soundParts = new Set(Object.keys(frameSchema.shape) as PartName[]);
  const frame = frameSchema.safeParse(plain);
  // A frame with problems has no value; its sound parts are read from the input, where defaults are missing.
  const parts: Record<string, unknown> = frame.success ? { ...frame.data } : {};
  if (!frame.success) {
    reportZodIssues(frame.error.issues, [], plain, issues);
    for (const issue of frame.error.issues) soundParts.delete(issue.path[0] as PartName);
    for (const part of soundParts) parts[part] = frameSchema.shape[part].safeParse(plain[part]).data;
  }
  readRows(parts, soundParts, plain, issues);
  return { document: parts as ParsedDocument, soundParts };
}

function isDocument(plain: unknown, issues: IssueList): plain is Record<string, unknown> {
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
    issues.error("wrong-type", "", "A caseload document is an object.", "Pass the whole document, as docs/caseload.md describes it.");
    return false;
  }
  const version = (plain as Record<string, unknown>)["schemaVersion"];
  if (typeof version === "number" && version !== 1) {
    issues.error("unsupported-version", "/schemaVersion", `${nameOfPlace(plain, [])} has schemaVersion ${version}; this library reads version 1.`, "Use the version of the library that the document was written for.");
    return false;
  }
  return true;
}

function readRows(parts: Record<string, unknown>, soundParts: Set<PartName>, plain: unknown, issues: IssueList): void {
  for (const name of LIST_NAMES) {
    if (soundParts.has(name)) parts[name] = readList(rowSchemas[name], [name], parts[name] as unknown[]);
  }
  const travel = parts["travel"] as { minutes: unknown[] } | null | undefined;
  if (soundParts.has("travel") && travel) parts["travel"] = { minutes: readList(travelRow, ["travel", "minutes"], travel.minutes) };

  function readList(schema: Pick<typeof travelRow, "safeParse"> | (typeof rowSchemas)[keyof typeof rowSchemas], path: PathPart[], rows: readonly unknown[]): unknown[] {
    return rows.map((row, index) => {
      const read = schema.safeParse(row);
      if (read.success) return read.data;
      reportZodIssues(read.error.issues, [...path, index], plain, issues);
      soundParts.delete(path[0] as PartName);
      return undefined;
    });
  }
}

/** The pointer to a place in a list. */
export function placeOf(list: string, index: number, field?: string): string {
  return pointer(field === undefined ? [list, index] : [list, index, field]);
}
