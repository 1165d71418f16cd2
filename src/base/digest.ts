import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "./hash";

/** JSON with keys in code-unit order and no white space, so that equal data has equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => compareText(a, b)))
      : part,
  );
}

/** Whether two values of JSON are the same data, that is, have the same canonical JSON. */
export function isEqualData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [fieldsOfA, fieldsOfB] = [definedFields(a), definedFields(b)];
  if (Array.isArray(a) !== Array.isArray(b) || fieldsOfA.length !== fieldsOfB.length) return false;
  const inB = new Map<string, unknown>(fieldsOfB);
  return fieldsOfA.every(([field, value]) => inB.has(field) && isEqualData(value, inB.get(field)));
}

function definedFields(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, part]) => part !== undefined);
}

/** SHA-256 of the canonical JSON of a value, as `sha256:` and 64 hexadecimal digits. */
export function digestOf(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`;
}
