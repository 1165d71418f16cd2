/**
 * A plain copy of whatever was given, made before anything else looks at it: own data properties only,
 * objects without a prototype, nothing shared, nothing that can run code later. The walk is iterative, and
 * gives up at the first limit that is passed, so hostile input costs no more than honest input of that size.
 */
import type { InputLimits } from "./limits";
import type { IssueList } from "./issue-list";
import { isFieldName, pointer, type PathPart } from "./pointer";

/** Keys that stand for something else than data in JavaScript. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Most fields of one object. */
const GREATEST_FIELD_COUNT = 1000;

/** A place in the input, with the chain of places that leads to it. */
interface Place {
  readonly parent: Place | null;
  readonly key: PathPart;
  readonly depth: number;
}

interface Task {
  readonly source: object;
  readonly target: unknown[] | Record<string, unknown>;
  readonly place: Place | null;
}

/** Copies the input, or reports why it cannot be read; the copy is worth nothing once an error is reported. */
export function copyPlainData(input: unknown, limits: InputLimits, issues: IssueList): unknown {
  const walk = new Walk(limits, issues);
  try {
    return walk.copy(input);
  } catch (error) {
    if (error instanceof StopReading) return null;
    // A getter of a proxy, a revoked proxy, a host object: theirs, not ours.
    issues.error("wrong-type", "", "The input holds an object that cannot be read.", "Pass plain data, as JSON.parse returns it.");
    return null;
  }
}

/** Thrown to leave the walk once a limit is passed; never leaves this file. */
class StopReading extends Error {}

class Walk {
  readonly #tasks: Task[] = [];
  #size = 0;

  constructor(
    readonly limits: InputLimits,
    readonly issues: IssueList,
  ) {}

  copy(input: unknown): unknown {
    const copied = this.#value(input, null, 0);
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      if (Array.isArray(task.source)) this.#elements(task.source, task.target as unknown[], task.place);
      else this.#fields(task.source, task.target as Record<string, unknown>, task.place);
    }
    return copied;
  }

  /** A scalar as it is; for an object an empty copy, to be filled later. */
  #value(value: unknown, place: Place | null, depth: number): unknown {
    this.#grow(typeof value === "string" ? value.length + 2 : 2);
    if (typeof value === "object" && value !== null) return this.#container(value, place, depth);
    if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
      this.#refuse("wrong-type", place, `A ${typeof value} is not JSON data.`, "Pass plain data, as JSON.parse returns it.");
      return null;
    }
    return value;
  }

  #container(value: object, place: Place | null, depth: number): unknown {
    if (depth >= this.limits.depth) {
      this.#stop("too-deep", place, `The data is nested more than ${this.limits.depth} levels deep, or contains itself.`, "Flatten it; a caseload needs no more than eight levels.");
    }
    const isList = Array.isArray(value);
    if (isList) this.#checkLength(value.length, place);
    else if (!isPlain(value)) {
      this.#refuse("wrong-type", place, "An object here is an instance of a class, not plain data.", "Pass plain data, as JSON.parse returns it.");
      return null;
    }
    const target = isList ? [] : (Object.create(null) as Record<string, unknown>);
    this.#tasks.push({ source: value, target, place });
    return target;
  }

  #elements(source: readonly unknown[], target: unknown[], place: Place | null): void {
    const depth = depthOf(place) + 1;
    for (let index = 0; index < source.length; index++) {
      const property = Object.getOwnPropertyDescriptor(source, index);
      if (property !== undefined && "value" in property) {
        target.push(this.#value(property.value, { parent: place, key: index, depth }, depth));
      } else {
        this.#refuse("wrong-type", place, `Place ${index} of a list is ${property === undefined ? "empty" : "computed by a getter"}.`, "Pass plain data, as JSON.parse returns it.");
        target.push(null);
        // One such place is enough to know that this list is not data.
        return;
      }
    }
  }

  #fields(source: object, target: Record<string, unknown>, place: Place | null): void {
    const keys = Object.keys(source);
    if (keys.length > GREATEST_FIELD_COUNT) {
      this.#stop("too-large", place, `An object has ${keys.length} fields; at most ${GREATEST_FIELD_COUNT} are read.`, "Check how the document was made: rows belong in lists.");
    }
    const depth = depthOf(place) + 1;
    for (const key of keys) {
      this.#grow(key.length + 3);
      const at = { parent: place, key, depth };
      const property = Object.getOwnPropertyDescriptor(source, key);
      if (FORBIDDEN_KEYS.has(key)) this.#refuse("forbidden-key", at, `The key ${key} is not allowed anywhere.`, "Remove it; no field of a caseload has this name.");
      else if (property === undefined || !("value" in property)) this.#refuse("wrong-type", place, `The field ${isFieldName(key) ? key : "(name not shown)"} is computed by a getter.`, "Pass plain data, as JSON.parse returns it.");
      else if (property.value !== undefined) target[key] = this.#value(property.value, at, depth);
    }
  }

  #checkLength(length: number, place: Place | null): void {
    const isChildren = place?.key === "children" && place.parent === null;
    const most = isChildren ? this.limits.children : this.limits.rows;
    if (length <= most) return;
    this.#stop("too-large", place, `A list has ${length} rows; at most ${most} are read.`, "Plan one cohort and its cover team at a time, or raise the limit.");
  }

  #grow(amount: number): void {
    this.#size += amount;
    if (this.#size > this.limits.bytes) {
      this.#stop("too-large", null, `The data is larger than ${this.limits.bytes} bytes.`, "Plan one cohort and its cover team at a time, or raise the limit.");
    }
  }

  #refuse(code: "wrong-type" | "forbidden-key", place: Place | null, message: string, fix: string): void {
    if (this.issues.isFull) this.issues.countError();
    else this.issues.error(code, pointer(pathOf(place)), message, fix);
  }

  #stop(code: "too-large" | "too-deep", place: Place | null, message: string, fix: string): never {
    this.issues.error(code, pointer(pathOf(place)), message, fix);
    throw new StopReading();
  }
}

function depthOf(place: Place | null): number {
  return place === null ? 0 : place.depth;
}

/** The keys from the top to a place; stops before the first that is not tame enough to be shown. */
function pathOf(place: Place | null): PathPart[] {
  const path: PathPart[] = [];
  for (let at = place; at !== null; at = at.parent) path.unshift(at.key);
  const wild = path.findIndex((part) => typeof part === "string" && !isFieldName(part) && !FORBIDDEN_KEYS.has(part));
  return wild === -1 ? path : path.slice(0, wild);
}

/** An object literal, or one without a prototype; from any realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
