/**
 * Problems with what was given to the library. Messages name things by id and never repeat names or
 * free text; every code has an entry in docs/issues.md with cause, fix and example.
 */
export const ISSUE_CODES = [
  // The text itself.
  "not-json",
  "duplicate-key",
  "forbidden-key",
  "too-deep",
  "too-large",
  // The shape of the document.
  "missing",
  "wrong-type",
  "unknown-field",
  "out-of-range",
  "too-many-decimals",
  "not-a-date",
  "not-allowed",
  "unsupported-version",
  // What parts of the document say about one another.
  "duplicate-id",
  "unknown-reference",
  "contradiction",
  "no-points",
  "no-travel-time",
  "unknown-capacity",
  // What is stated and assumed rather than known.
  "assumed-worst-case",
  "existing-breach",
  "nobody-to-relieve",
  "no-bank-holidays",
  // Options of a call.
  "bad-option",
  // A plan given to be checked, explained or changed.
  "other-caseload",
  "plan-not-in-order",
  // A decision record given to be added to.
  "record-not-intact",
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];

/** One problem: what, where, and the likely cure. */
export interface Issue {
  readonly code: IssueCode;
  /** `error` prevents a result; `warning` is stated and carried on with. */
  readonly severity: "error" | "warning";
  /** Where in the document: `/children/3/status`. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Most issues that one result lists; those beyond are counted. */
export const ISSUES_SHOWN = 100;
