import type { Issue } from "../base/issue";

/** How much one caseload may hold before it is refused unread. */
export interface InputLimits {
  /** UTF-8 bytes of the text, or about as much data; default 20,000,000. */
  readonly bytes: number;
  /** Levels of nesting; default 32. */
  readonly depth: number;
  /** Children; default 50,000. */
  readonly children: number;
  /** Rows of any other list; default 250,000. */
  readonly rows: number;
}

export const DEFAULT_LIMITS: InputLimits = { bytes: 20_000_000, depth: 32, children: 50_000, rows: 250_000 };

/** Most levels that `depth` may allow. */
const GREATEST_DEPTH = 1000;

/** The defaults with the limits given in their place; a limit that is no whole number of 1 or more is an issue. */
export function resolveLimits(given: Partial<InputLimits> | undefined): { limits: InputLimits; issues: Issue[] } {
  const limits: Record<keyof InputLimits, number> = { ...DEFAULT_LIMITS };
  const issues: Issue[] = [];
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof InputLimits)[]) {
    const value = given?.[name];
    if (value === undefined) continue;
    const greatest = name === "depth" ? GREATEST_DEPTH : Number.MAX_SAFE_INTEGER;
    if (Number.isSafeInteger(value) && value >= 1 && value <= greatest) limits[name] = value;
    else issues.push(badLimit(name, greatest));
  }
  return { limits, issues };
}

function badLimit(name: keyof InputLimits, greatest: number): Issue {
  return {
    code: "bad-option",
    severity: "error",
    path: "",
    message: `The limit ${name} is not a whole number from 1 to ${greatest}.`,
    fix: `Give a whole number, or leave the limit out for ${DEFAULT_LIMITS[name]}.`,
  };
}
