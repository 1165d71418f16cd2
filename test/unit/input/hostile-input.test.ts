import { describe, expect, it } from "vitest";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { parsePlanDocument } from "../../../src/input/parse-plan";
import { changed, issuesAfter, smallCaseload, summaries, type LooseDocument } from "./small-caseload";

describe("an object made to do harm", () => {
  it("is refused for a getter, which is never called", () => {
    let calls = 0;
    const issues = issuesAfter((document) => Object.defineProperty(document.workers[0], "fte", { enumerable: true, get: () => calls++ }));
    expect(summaries(issues)).toEqual(["wrong-type /workers/0"]);
    expect(calls).toBe(0);
  });

  it("is refused for a getter inside a list", () => {
    expect(summaries(issuesAfter((document) => Object.defineProperty(document.workers, 1, { get: () => null })))).toEqual(["wrong-type /workers"]);
  });

  it("is refused for containing itself", () => {
    expect(issuesAfter((document) => (document.programme.more = document))[0]).toMatchObject({ code: "too-deep" });
    expect(issuesAfter((document) => document.workers.push(document.workers))[0]).toMatchObject({ code: "too-deep" });
  });

  it("is refused early when shared parts unfold into very many", () => {
    let part: unknown = "x";
    for (let level = 0; level < 30; level++) part = [part, part, part, part];
    expect(summaries(issuesAfter((document) => (document.events = part)))).toEqual(["too-large "]);
  });

  it("is refused for proxies that throw, are revoked, or lie", () => {
    const throwing = new Proxy({}, { ownKeys: () => { throw new Error("no"); } });
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const lying = new Proxy(smallCaseload(), { getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: undefined, writable: true }) });
    expect(summaries(parseCaseload(throwing).issues)).toEqual(["wrong-type "]);
    expect(summaries(parseCaseload(revoked).issues)).toEqual(["wrong-type "]);
    expect(parseCaseload(lying).kind).toBe("error");
  });

  it("is read when it is a proxy of plain data", () => {
    expect(parseCaseload(new Proxy(smallCaseload(), {})).kind).toBe("ok");
  });

  it.each([
    ["an instance of a class", new (class Worker { readonly id = "W1"; })()],
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["a function", () => 1],
    ["a symbol", Symbol("id")],
    ["a bigint", 1n],
  ])("is refused for %s", (_sentence, value) => {
    expect(summaries(issuesAfter((document) => (document.programme.startDate = value)))).toEqual(["wrong-type /programme/startDate"]);
  });

  it("is refused for a list with gaps, however long it says it is", () => {
    expect(summaries(issuesAfter((document) => delete document.workers[1]))).toEqual(["wrong-type /workers"]);
    expect(summaries(issuesAfter((document) => (document.workers = new Array(2 ** 32 - 1))))).toEqual(["too-large /workers"]);
  });

  it.each(["__proto__", "constructor", "prototype"])("is refused for an own key %s, and changes no prototype", (key) => {
    const issues = issuesAfter((document) => Object.defineProperty(document.policy, key, { enumerable: true, value: { isAdmin: true } }));
    expect(summaries(issues)).toEqual([`forbidden-key /policy/${key}`]);
    expect(({} as LooseDocument).isAdmin).toBe(undefined);
  });

  it("reads own fields only", () => {
    const heir: unknown = Object.assign(Object.create({ policy: 3 }), smallCaseload());
    expect(summaries(parseCaseload(heir).issues)).toEqual(["wrong-type "]);
    const document = changed((sound) => delete sound.supervision);
    // oxlint-disable-next-line no-extend-native -- what a polluted page does.
    Object.defineProperty(Object.prototype, "supervision", { value: 3, configurable: true, writable: true });
    try {
      expect(parseCaseload(document).kind).toBe("ok");
    } finally {
      delete (Object.prototype as LooseDocument).supervision;
    }
  });

  it("is refused for an object with very many fields", () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`field${index}`, index]));
    expect(summaries(issuesAfter((document) => (document.policy = many)))).toEqual(["too-large /policy"]);
  });
});

describe("an amount of data made to do harm", () => {
  const rows = (count: number): unknown[] => Array.from({ length: count }, () => ({ id: 7, nonsense: true }));

  it("is refused unread: a million children, a million events, a million values in one row", () => {
    expect(summaries(issuesAfter((document) => (document.children = rows(1_000_000))))).toEqual(["too-large /children"]);
    expect(summaries(issuesAfter((document) => (document.events = rows(1_000_000))))).toEqual(["too-large /events"]);
    expect(summaries(issuesAfter((document) => (document.workers[0].leave = rows(1_000_000))))).toEqual(["too-large /workers/0/leave"]);
  });

  it("is judged and counted up to the limit", () => {
    const result = parseCaseload(changed((document) => (document.children = rows(50_000))));
    expect(result).toMatchObject({ kind: "error", issueCount: 50_000 * 5 });
    expect(result.issues).toHaveLength(100);
  });

  it("is refused beyond limits that the caller sets", () => {
    expect(summaries(parseCaseload(smallCaseload(), { children: 4 }).issues)).toEqual(["too-large /children"]);
    expect(summaries(parseCaseload(smallCaseload(), { rows: 2 }).issues)).toEqual(["too-large /workers"]);
    expect(summaries(parseCaseload(smallCaseload(), { bytes: 500 }).issues)).toEqual(["too-large "]);
    expect(summaries(parseCaseload(smallCaseload(), { depth: 2 }).issues)[0]).toMatch(/^too-deep /);
    expect(parseCaseload(smallCaseload(), { children: 5, rows: 5, bytes: 10_000, depth: 6 }).kind).toBe("ok");
  });

  it.each([0, -1, 1.5, NaN, Infinity, "5", null])("is not read at all under the limit %s", (limit) => {
    expect(parseCaseload(smallCaseload(), { children: limit as number })).toMatchObject({ kind: "error", issues: [{ code: "bad-option" }] });
    expect(parsePlanDocument({}, { depth: limit as number })).toMatchObject({ kind: "error", issues: [{ code: "bad-option" }] });
  });
});
