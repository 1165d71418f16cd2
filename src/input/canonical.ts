/** The one order of everything: by tie hash, so that no order of rows says anything. */
import { canonicalJson } from "../base/digest";
import { compareText, tieHash } from "../base/hash";

/** Between the ids of a key; no id contains it. */
const SEPARATOR = "\u0000";

/** Rows in the order of the tie hash of their key ids; rows of one key in the order of their canonical JSON. */
export function inTieOrder<T>(salt: string, rows: readonly T[], keyOf: (row: T) => readonly (string | null)[]): T[] {
  if (rows.length < 2) return [...rows];
  const keyed = rows.map((row) => {
    const key = keyOf(row).map((part) => part ?? "").join(SEPARATOR);
    const keyedRow: { readonly row: T; readonly key: string; readonly hash: number; json?: string } = { row, key, hash: tieHash(salt, key) };
    return keyedRow;
  });
  const jsonOf = (of: (typeof keyed)[number]): string => (of.json ??= canonicalJson(of.row));
  keyed.sort((a, b) => a.hash - b.hash || compareText(a.key, b.key) || compareText(jsonOf(a), jsonOf(b)));
  return keyed.map(({ row }) => row);
}

/** A set of ids in tie order, each once. */
export function idSet(salt: string, ids: readonly string[]): string[] {
  return inTieOrder(salt, [...new Set(ids)], (id) => [id]);
}

/** Rows of which equal ones count once, in tie order. */
export function rowSet<T>(salt: string, rows: readonly T[], keyOf: (row: T) => readonly string[]): T[] {
  const byKey = new Map(rows.map((row) => [keyOf(row).join(SEPARATOR), row]));
  return inTieOrder(salt, [...byKey.values()], keyOf);
}

/** A pair of ids, the first in code-unit order first. */
export function pairOf(a: string, b: string): readonly [string, string] {
  return compareText(a, b) <= 0 ? [a, b] : [b, a];
}

/** One text for a sequence of ids. */
export function joinedKey(...ids: readonly (string | null)[]): string {
  return ids.map((part) => part ?? "").join(SEPARATOR);
}

/** Freezes plain data through and through. */
export function deepFreeze<T>(value: T): T {
  const pending: unknown[] = [value];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (typeof at !== "object" || at === null || Object.isFrozen(at)) continue;
    Object.freeze(at);
    for (const part of Object.values(at)) if (typeof part === "object" && part !== null) pending.push(part);
  }
  return value;
}
