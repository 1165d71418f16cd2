/**
 * Judges the shape of a document part by part, and its lists row by row, so that the problems of a million
 * rows are counted and not kept, and sound parts can be used beside unsound ones.
 */
import * as z from "zod";
import type { IssueList } from "./issue-list";
import { isFieldName, pointer, type PathPart } from "./pointer";
import { reportZodIssues } from "./zod-issues";

type Plain = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, z.ZodType>>;

/** The parts of a document with defaults filled in; those not named sound must not be read. */
export interface Parts {
  readonly parts: Readonly<Record<string, unknown>>;
  readonly sound: ReadonlySet<string>;
}

/** Whether this is an object of a version that can be read; reports it when not. */
export function isDocument(plain: unknown, what: "caseload" | "plan" | "events" | "record" | "groups", issues: IssueList): plain is Plain {
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
    issues.error("wrong-type", "", `${what === "events" ? "An" : "A"} ${what} document is an object.`, "Pass the whole document.");
    return false;
  }
  const version = (plain as Plain)["schemaVersion"];
  if (typeof version !== "number" || version === 1) return true;
  issues.error("unsupported-version", "/schemaVersion", `The document has schemaVersion ${version}; this library reads version 1.`, "Use the version of the library that the document was written for.");
  return false;
}

/**
 * Reads every part: single ones by the schemas of `head`, lists by the schema of one row in `rows`.
 * A list whose name `isOptional` knows may be left out and is then empty.
 */
export function readParts(plain: Plain, head: Schemas, rows: Schemas, issues: IssueList, isOptional: (list: string) => boolean = () => false): Parts {
  const parts: Record<string, unknown> = {};
  const sound = new Set<string>();
  const take = (name: string, value: { readonly read: unknown } | null): void => {
    if (value === null) return;
    parts[name] = value.read;
    sound.add(name);
  };
  for (const [name, schema] of Object.entries(head)) take(name, readOne(schema, plain[name], [name], plain, issues));
  for (const [name, schema] of Object.entries(rows)) {
    const list = plain[name] === undefined && isOptional(name) ? [] : plain[name];
    take(name, readRows(schema, list, [name], plain, issues));
  }
  reportUnknownParts(plain, head, rows, issues);
  return { parts, sound };
}

/** Reads a list row by row; null when it is no list or a row is unsound. */
export function readRows(schema: z.ZodType, list: unknown, path: readonly PathPart[], document: Plain, issues: IssueList): { readonly read: unknown[] } | null {
  if (readOne(anyRows, list, path, document, issues) === null) return null;
  let isSound = true;
  const read = (list as unknown[]).map((row, index) => {
    const value = readOne(schema, row, [...path, index], document, issues);
    isSound &&= value !== null;
    return value?.read;
  });
  return isSound ? { read } : null;
}

/** Reads one value; null when it is unsound, which is reported. */
function readOne(schema: z.ZodType, value: unknown, path: readonly PathPart[], document: Plain, issues: IssueList): { readonly read: unknown } | null {
  const result = schema.safeParse(value);
  if (result.success) return { read: result.data };
  reportZodIssues(result.error.issues, path, document, issues);
  return null;
}

const anyRows = z.array(z.unknown());

function reportUnknownParts(plain: Plain, head: Schemas, rows: Schemas, issues: IssueList): void {
  for (const name of Object.keys(plain)) {
    if (Object.hasOwn(head, name) || Object.hasOwn(rows, name)) continue;
    const isShown = isFieldName(name);
    issues.error("unknown-field", pointer(isShown ? [name] : []), `The document: there is no field ${isShown ? name : "of this name (not shown)"}.`, "Check the spelling against the reference, or remove the field.");
  }
}
