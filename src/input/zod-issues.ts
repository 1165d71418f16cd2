/** The one place where zod's issues become ours. */
import type * as z from "zod";
import type { IssueCode } from "../base/issue";
import type { IssueList } from "./issue-list";
import { isFieldName, isIdentifier, nameOfPlace, pointer, quoted, rowDepth, valueAt, type PathPart } from "./pointer";

type ZodIssue = z.core.$ZodIssue;

/** Code, the sentence after the field's name, and the cure. */
type Finding = readonly [code: IssueCode, predicate: string, fix: string];

/** Reports the issues that zod found at a place in the document, for each value the first. */
export function reportZodIssues(found: readonly ZodIssue[], at: readonly PathPart[], document: unknown, issues: IssueList): void {
  const judged = new Set<string>();
  for (const issue of found) {
    const path = [...at, ...(issue.path as PathPart[])];
    if (judged.has(pointer(path)) && issue.code !== "unrecognized_keys") continue;
    judged.add(pointer(path));
    if (issue.code === "unrecognized_keys") reportUnknownFields(issue.keys, path, document, issues);
    else {
      const [code, predicate, fix] = judge(issue, valueAt(document, path));
      issues.error(code, pointer(path), `${nameOfPlace(document, path)}: ${fieldName(path)} ${predicate}.`, fix);
    }
  }
}

function reportUnknownFields(keys: readonly string[], path: readonly PathPart[], document: unknown, issues: IssueList): void {
  for (const key of keys) {
    const isShown = isFieldName(key);
    issues.error(
      "unknown-field",
      pointer(isShown ? [...path, key] : path),
      `${nameOfPlace(document, path)}: there is no field ${isShown ? key : "of this name (not shown)"}${path.length > rowDepth(path) ? ` in ${fieldName(path)}` : ""}.`,
      "Check the spelling against the document's schema, or remove the field.",
    );
  }
}

/** The field as it is written from its row, or from the top: `reductions[0].points`, `policy.rules`. */
function fieldName(path: readonly PathPart[]): string {
  const fields = path.slice(rowDepth(path));
  if (fields.length === 0) return path.length === 0 ? "the whole" : "the row";
  return fields.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

function judge(issue: ZodIssue, value: unknown): Finding {
  if (value === undefined) return ["missing", "is missing", "Add it; the document's schema says what it holds."];
  switch (issue.code) {
    case "invalid_type":
      return judgeType(issue.expected, value);
    case "too_small":
      return outside(issue.origin, `at least ${String(issue.minimum)}`, value);
    case "too_big":
      return outside(issue.origin, `at most ${String(issue.maximum)}`, value);
    case "invalid_format":
      return ["not-allowed", "holds characters that are not allowed", "Use letters, digits and punctuation, without control characters or white space at either end."];
    case "invalid_value":
      return choice(issue.values);
    case "invalid_union":
      return ["not-allowed", "is not one of the kinds there are", "Use a kind that the document's schema lists."];
    case "custom":
      return judgeCustom(issue.params?.["issueCode"] as IssueCode | undefined, value);
    default:
      return ["not-allowed", "is not allowed", "See the document's schema."];
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
};

function judgeType(expected: string, value: unknown): Finding {
  const wanted = EXPECTED[expected] ?? "something else";
  if (typeof value === "number" && (expected === "number" || expected === "int")) {
    if (Number.isNaN(value)) return ["wrong-type", "is not a number (NaN)", "Give a number, or leave the field out if it is not known."];
    if (!Number.isFinite(value)) return ["out-of-range", "is infinite", "Give a finite number."];
    return ["too-many-decimals", `is ${value} where a whole number belongs`, "Give a whole number."];
  }
  return ["wrong-type", `is ${kindOf(value)} where ${wanted} belongs`, cureOfType(expected, value)];
}

function cureOfType(expected: string, value: unknown): string {
  if (typeof value === "string" && (expected === "number" || expected === "int")) return "Write the number without quotation marks.";
  if (typeof value === "string" && expected === "boolean") return "Write true or false without quotation marks.";
  if (Number.isFinite(value) && expected === "string") return "Write it in quotation marks.";
  return `Give ${EXPECTED[expected] ?? "what the document's schema says"}.`;
}

function outside(origin: string, bound: string, value: unknown): Finding {
  if (origin === "array") return ["out-of-range", `has ${Array.isArray(value) ? value.length : "another number of"} items where ${bound} are allowed`, `Give ${bound} items.`];
  if (origin === "string") return ["out-of-range", `has ${String(value).length} characters where ${bound} are allowed`, `Give ${bound} characters.`];
  return ["out-of-range", `is ${String(value)}, which is not ${bound}`, `Give ${bound}.`];
}

function choice(values: readonly unknown[]): Finding {
  const listed = values.map((value) => (typeof value === "string" ? `"${value}"` : String(value))).join(", ");
  return ["not-allowed", "is not one of the values allowed", `Use ${values.length === 1 ? "" : "one of "}${listed}.`];
}

function judgeCustom(code: IssueCode | undefined, value: unknown): Finding {
  switch (code) {
    case "not-a-date":
      return ["not-a-date", `is ${datelike(value)}no date`, "Write an existing date as YYYY-MM-DD."];
    case "out-of-range":
      return ["out-of-range", `is ${datelike(value)}not between 1990 and 2100`, "Check the year."];
    case "too-many-decimals":
      return ["too-many-decimals", `is ${String(value)}, which has more decimals than are kept`, "Round points to two decimals, shares and contacts to three."];
    default:
      return ["not-allowed", "is not allowed", "See the document's schema."];
  }
}

/** A text is shown only when it is made of what dates are made of. */
function datelike(value: unknown): string {
  return isIdentifier(value) && /^[0-9][0-9/.:TZ+ -]{0,31}$/.test(value) ? `${quoted(value)}, ` : "";
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "text";
  return typeof value === "object" ? "an object" : String(value);
}
