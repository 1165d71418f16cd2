import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ISSUE_CODES, type Issue } from "../../src/base/issue";
import { parseCaseload } from "../../src/input/parse-caseload";
import { parsePlanDocument } from "../../src/input/parse-plan";
import { parseCaseloadText, parseJsonText } from "../../src/input/parse-text";
import type { Caseload } from "../../src/model/caseload";
import { describeCohort } from "../../src/model/cohort";
import { unitWork } from "../../src/model/workload";
import { planHandovers } from "../../src/pipeline/plan-handovers";
import { generateCaseload } from "../../src/synthetic/generate-caseload";
import { smallCaseload } from "../unit/input/small-caseload";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const small = smallCaseload() as unknown as Json;

/** Every place in a document: the path of each object, list and scalar. */
function placesIn(value: Json, path: readonly string[] = []): string[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key])) : [];
  return [[...path], ...inner];
}

const PLACES = placesIn(small);

/** What may be put in place of anything: the near misses, and junk. */
const replacement = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, 0, -0, -1, 0.5, 0.0001, 1e300, NaN, Infinity, "", "8.5", "F1", "W1", "K1", "C1", "X9", "2018-02-30", "2018-09-10", "2018-09-03", true, [], {}, [[]]),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string(),
);

type Mutation = { readonly place: readonly string[]; readonly act: "replace" | "remove" | "repeat" | "add"; readonly value: unknown; readonly key: string };

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.constantFrom(...PLACES.slice(1)),
  act: fc.constantFrom("replace", "remove", "repeat", "add"),
  value: replacement,
  key: fc.oneof(fc.string(), fc.constantFrom("id", "__proto__", "constructor", "toString")),
});

/** Changes a document in place, as far as the place is still there. */
function apply(document: unknown, { place, act, value, key }: Mutation): void {
  let at = document;
  for (const part of place.slice(0, -1)) {
    if (typeof at !== "object" || at === null) return;
    at = (at as Record<string, unknown>)[part];
  }
  if (typeof at !== "object" || at === null) return;
  const holder = at as Record<string, unknown>;
  const last = place[place.length - 1]!;
  if (act === "replace") holder[last] = value;
  else if (act === "remove" && Array.isArray(at)) at.splice(Number(last), 1);
  else if (act === "remove") delete holder[last];
  else if (act === "repeat" && Array.isArray(at)) at.push(structuredClone(at[Number(last)]));
  else if (act === "add" && !Array.isArray(at)) Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether a pointer leads to something, or to a field that an object there lacks. */
function leadsSomewhere(document: unknown, { path }: Issue): boolean {
  const parts = path.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  let at = document;
  return parts.every((part, index) => {
    if (typeof at !== "object" || at === null) return false;
    const isFieldOfObject = index === parts.length - 1 && !Array.isArray(at);
    const isThere = Object.hasOwn(at, part);
    at = (at as Record<string, unknown>)[part];
    return isThere || isFieldOfObject;
  });
}

function expectToBeInOrder(input: unknown, result: { readonly kind: string; readonly issues: readonly Issue[]; readonly issueCount?: number }): void {
  const errors = result.issues.filter((issue) => issue.severity === "error");
  if (result.kind === "ok") expect(errors).toEqual([]);
  else {
    expect(errors.length).toBeGreaterThan(0);
    expect(result.issues.length).toBe(Math.min(100, result.issueCount ?? 0));
  }
  for (const issue of result.issues) {
    expect(ISSUE_CODES).toContain(issue.code);
    expect(leadsSomewhere(input, issue), `${issue.code} at ${issue.path}`).toBe(true);
    expect(issue.message).toMatch(/\.$/);
    expect(issue.fix).not.toBe("");
  }
}

function weigh(caseload: Caseload): void {
  const cohort = describeCohort(caseload);
  for (const worker of caseload.workers) {
    for (const unit of cohort.unitsHeldBy(worker.id)) expect(unitWork(unit, cohort)).toBeGreaterThanOrEqual(0);
  }
}

/** The rows of every list in another order, wherever order says nothing. */
function shuffled(value: unknown, order: (length: number) => number[], path: readonly string[] = []): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => shuffled(part, order, [...path, "*"]));
    return path.join("/") === "policy/grades" ? parts : order(parts.length).map((index) => parts[index]);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part, order, [...path, key])] as const);
  return Object.fromEntries(order(entries.length).map((index) => entries[index]!));
}

/** A permutation of 0 … length − 1 for each length, from a seed. */
function orderFrom(seed: number): (length: number) => number[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  return (length) => {
    const order = Array.from({ length }, (_, index) => index);
    for (let index = length - 1; index > 0; index--) {
      const other = next(index + 1);
      [order[index], order[other]] = [order[other]!, order[index]!];
    }
    return order;
  };
}

describe("any input", () => {
  it("is read or refused, never thrown at", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true }), (input) => {
        expect(parseCaseload(input).kind).toBe("error");
        expect(parsePlanDocument(input).kind).toBe("error");
      }),
      { numRuns: 1000 },
    );
  });

  it("that is text is read as JSON.parse reads it, or refused", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.json().chain((json) => fc.nat(json.length).map((cut) => json.slice(0, cut))),
      fc.array(fc.constantFrom("{", "}", "[", "]", ",", ":", '"', '"a"', '"b"', "1", "-", "e", ".", "null", "\\", " ", "\n"), { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        const result = parseJsonText(input);
        const isJson = parses(input.replace(/^\uFEFF/, ""));
        if (result.kind === "ok") expect(result.value).toEqual(JSON.parse(input.replace(/^\uFEFF/, "")));
        else expect(result.issues.some((issue) => issue.code === "not-json")).toBe(!isJson);
        expect(parseCaseloadText(input).kind).toBe("error");
      }),
      { numRuns: 2000 },
    );
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("a sound caseload changed at random", () => {
  it("is accepted, or refused with issues that lead to places in it", () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const document = structuredClone(small);
        for (const change of mutations) apply(document, change);
        const result = parseCaseload(document);
        expectToBeInOrder(document, result);
        // Whatever is accepted can be weighed: no date, id or number in it stops the next room.
        if (result.kind === "ok") weigh(result.value);
      }),
      { numRuns: 3000 },
    );
  });

  it("is planned when it was accepted: a plan that passes its own check, or a clash", () => {
    let accepted = 0;
    fc.assert(
      fc.property(mutation, (change) => {
        const document = structuredClone(small);
        apply(document, change);
        const parsed = parseCaseload(document);
        if (parsed.kind !== "ok") return;
        accepted++;
        expect(["plan", "infeasible"]).toContain(planHandovers(parsed.value, { stepLimit: 20, certificate: false }).kind);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});

describe("the order of rows and keys", () => {
  it("changes neither digest nor caseload", () => {
    const whole = parseCaseload(small);
    expect(whole.kind).toBe("ok");
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(parseCaseload(shuffled(small, orderFrom(seed)))).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it("changes not a byte of a generated caseload", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(), (seed, shuffle) => {
        const document = generateCaseload(seed, "cohort");
        const bytes = [document, shuffled(document, orderFrom(shuffle))].map((input) => {
          const result = parseCaseload(input);
          return result.kind === "ok" ? JSON.stringify(result.value) : result.kind;
        });
        expect(bytes[0]).not.toBe("error");
        // Compared before it is asserted: a failure would print the whole caseload twice.
        expect(bytes[0] === bytes[1]).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
