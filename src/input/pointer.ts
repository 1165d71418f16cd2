/** JSON pointers (RFC 6901) and the words by which messages name a place in the document. */

export type PathPart = string | number;

/** `/children/3/status` for ["children", 3, "status"]. */
export function pointer(path: readonly PathPart[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * What an id may be: 1 to 128 characters, no control, direction or line-separator characters, no lone
 * surrogates, no white space at either end.
 */
const REFUSED = String.raw`\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff`;
const IDENTIFIER_SOURCE = String.raw`[^\s${REFUSED}](?:[^${REFUSED}]*[^\s${REFUSED}])?`;
export const IDENTIFIER = new RegExp(`^${IDENTIFIER_SOURCE}$`, "u");
export const IDENTIFIER_OR_EMPTY = new RegExp(`^(?:${IDENTIFIER_SOURCE})?$`, "u");

export const IDENTIFIER_CHARACTERS = 128;

export function isIdentifier(value: unknown): value is string {
  return typeof value === "string" && value.length <= IDENTIFIER_CHARACTERS && IDENTIFIER.test(value);
}

/** The id in quotation marks, or "(unreadable id)": a message never repeats what may be free text. */
export function quoted(id: unknown): string {
  return isIdentifier(id) ? `"${id}"` : "(unreadable id)";
}

/** Whether a field name is tame enough to be shown. */
export function isFieldName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name);
}

/** What one row of a list is called. */
const ROW_NAMES: Readonly<Record<string, string>> = {
  workers: "Worker",
  families: "Family",
  children: "Child",
  supervision: "Supervision item",
  events: "Event",
  coWork: "Co-work row",
  pastInvolvements: "Past involvement",
  conflicts: "Conflict",
  keepTogether: "Keep-together group",
  keepApart: "Keep-apart pair",
  pins: "Pin",
  exceptions: "Exception",
  continuityTable: "Continuity table row",
  participants: "Participant",
  decisions: "Decision",
  coverWorkers: "Cover worker",
  statements: "Statement",
};

/** How many parts of a path lead to the row it lies in; 0 when it lies in no row. */
export function rowDepth(path: readonly PathPart[]): number {
  const list = path[0] === "cohort" ? 1 : 0;
  const isRow = Object.hasOwn(ROW_NAMES, path[list] ?? "") && typeof path[list + 1] === "number";
  return isRow ? list + 2 : 0;
}

/** Names the row that a path leads to or into: `Child "C1"`, `Pin number 3 (family "F2")`; else `The document`. */
export function nameOfPlace(document: unknown, path: readonly PathPart[]): string {
  const depth = rowDepth(path);
  if (depth === 0) return "The document";
  return nameOfRow(ROW_NAMES[path[depth - 2]!]!, path[depth - 1] as number, valueAt(document, path.slice(0, depth)));
}

/** Rows that stand for one worker each. */
const NAMED_BY_WORKER: ReadonlySet<string> = new Set(["Participant", "Cover worker"]);

function nameOfRow(name: string, index: number, row: unknown): string {
  const fields = (typeof row === "object" && row !== null ? row : {}) as Record<string, unknown>;
  const ownId = Object.hasOwn(fields, "id") ? fields["id"] : NAMED_BY_WORKER.has(name) ? fields["workerId"] : undefined;
  if (isIdentifier(ownId)) return `${name} "${ownId}"`;
  const about = isIdentifier(fields["familyId"]) ? ` (family "${fields["familyId"]}")` : "";
  return `${name} number ${index + 1}${about}`;
}

/** The value a path leads to, or undefined. Own properties only. */
export function valueAt(document: unknown, path: readonly PathPart[]): unknown {
  let at = document;
  for (const part of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<PathPart, unknown>)[part];
  }
  return at;
}
