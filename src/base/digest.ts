import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "./hash";

/** JSON with keys in code-unit order and no white space, so that equal data has equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inKeyOrder(value, []));
}

/** The keys of an object as they came, and sorted. */
interface KeyOrder {
  readonly given: readonly string[];
  readonly sorted: readonly string[];
}

/** A copy whose objects got their fields in the order of the keys; `orders` keeps, by number of keys, the last order, since rows of a list are alike. */
function inKeyOrder(value: unknown, orders: KeyOrder[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => inKeyOrder(part, orders));
  const given = Object.keys(value);
  let order = orders[given.length];
  if (order === undefined || given.some((key, index) => key !== order!.given[index])) {
    order = { given, sorted: [...given].sort(compareText) };
    orders[given.length] = order;
  }
  const copy: Record<string, unknown> = {};
  for (const key of order.sorted) {
    const part = inKeyOrder((value as Readonly<Record<string, unknown>>)[key], orders);
    // Assigned, this one would be the copy's prototype.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: part, enumerable: true });
    else copy[key] = part;
  }
  return copy;
}

/** Whether two values of JSON are the same data, that is, have the same canonical JSON. */
export function isEqualData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [one, other] = [a, b] as readonly [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const fields = definedFields(one);
  if (Array.isArray(a) !== Array.isArray(b) || fields.length !== definedFields(other).length) return false;
  return fields.every((field) => Object.hasOwn(other, field) && isEqualData(one[field], other[field]));
}

function definedFields(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((field) => value[field] !== undefined);
}

/** SHA-256 of the canonical JSON of a value, as `sha256:` and 64 hexadecimal digits. */
export function digestOf(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`;
}
