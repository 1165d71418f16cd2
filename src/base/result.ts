import type { Issue } from "./issue";

/** Either a value, with warnings about the input, or the problems that prevented one. */
export type Result<T> =
  | { readonly kind: "ok"; readonly value: T; readonly issues: readonly Issue[] }
  | { readonly kind: "error"; readonly issues: readonly Issue[]; readonly issueCount: number };
