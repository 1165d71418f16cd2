import { describe, expect, it } from "vitest";
import { appendToRecord, proposalOf, startRecord } from "../../../src/record/append";
import { hashOf, recordHead, type DecisionRecord, type EntryContent } from "../../../src/record/record";
import { verifyRecord } from "../../../src/record/verify-record";
import { caseloadOf, planOf, singleFamilies } from "../../support/caseload-builder";

const plan = planOf(caseloadOf({ children: singleFamilies(6) }));
const planDigest = proposalOf(plan).planDigest;
const CONTENTS: readonly EntryContent[] = [
  proposalOf(plan),
  { kind: "consultation", subjectId: "W1", planDigest, outcome: "agreed" },
  { kind: "override", planDigest, caseloadDigest: plan.caseloadDigest, previousPlanDigest: planDigest, pin: { kind: "must-stay", id: "F1", participantId: null, coverWorkerId: null }, costs: [{ goal: "continuity", difference: 1500 }] },
  { kind: "change", planDigest, caseloadDigest: plan.caseloadDigest, previousPlanDigest: planDigest, changes: [] },
  { kind: "sign-off", planDigest, outcome: "approved" },
];

function added(record: DecisionRecord, content: EntryContent, on = "2018-09-01"): DecisionRecord {
  const result = appendToRecord(record, content, { on, author: "PL1", reason: "agreed at the meeting" });
  if (result.kind === "error") throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const whole = CONTENTS.reduce((record, content) => added(record, content), startRecord("P1"));

function checked(record: unknown, head?: string) {
  const result = verifyRecord(record, head);
  if (result.kind === "error") throw new Error("no record");
  return result.value;
}

/** Every way to change one value anywhere in a document, one at a time. */
function* edits(value: unknown, path: readonly (string | number)[] = []): Generator<readonly [readonly (string | number)[], unknown]> {
  if (typeof value === "object" && value !== null) {
    for (const [key, part] of Object.entries(value)) yield* edits(part, [...path, Array.isArray(value) ? Number(key) : key]);
  } else if (typeof value === "string") {
    yield [path, value.startsWith("sha256:") ? `sha256:${"0".repeat(64)}` : value === "2018-09-01" ? "2018-09-02" : `${value}x`];
  } else if (typeof value === "number") yield [path, value + 1];
  else yield [path, value === null ? "x" : !value];
}

function edited(path: readonly (string | number)[], to: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1)!] = to;
  return copy;
}

describe("a decision record", () => {
  it("is intact as it was written, through JSON too, whatever the order of its fields", () => {
    expect(checked(JSON.parse(JSON.stringify(whole)))).toMatchObject({ isIntact: true, entryCount: 5, faults: [], isHeadChecked: false });
    const turned = { ...whole, entries: whole.entries.map((entry) => Object.fromEntries(Object.entries(entry).reverse())) };
    expect(checked(turned).isIntact).toBe(true);
    expect(checked(whole, recordHead(whole))).toMatchObject({ isIntact: true, isHeadChecked: true });
  });

  it("shows every edit of every value", () => {
    let count = 0;
    for (const [path, to] of edits(whole)) {
      count++;
      const result = verifyRecord(edited(path, to));
      if (result.kind === "ok" && result.value.isIntact) expect.fail(`${path.join("/")} was changed unseen`);
    }
    expect(count).toBeGreaterThan(50);
  });

  it("shows an entry taken out, put elsewhere, put in or written twice", () => {
    const { entries } = whole;
    const lists = [
      entries.slice(1),
      ...[1, 2, 3].map((gone) => entries.filter((_, index) => index !== gone)),
      [entries[1], entries[0], ...entries.slice(2)],
      [...entries.slice(0, 4), entries[4], entries[4]],
      [...entries.slice(0, 2), added(startRecord("P1"), CONTENTS[0]!).entries[0], ...entries.slice(2)],
    ];
    for (const list of lists) expect(checked({ ...whole, entries: list }).isIntact).toBe(false);
  });

  it("shows an edit whose own hash was made anew, by the link after it or by the head", () => {
    const remade = (index: number): unknown => {
      const entries = whole.entries.map((entry, at) => (at === index ? { ...entry, reason: "another" } : entry));
      return { ...whole, entries: entries.map((entry, at) => (at === index ? { ...entry, hash: hashOf(entry) } : entry)) };
    };
    for (const index of [0, 1, 2, 3]) expect(checked(remade(index)).faults).toMatchObject([{ kind: "broken-link", index: index + 1 }]);
    expect(checked(remade(4)).isIntact).toBe(true);
    expect(checked(remade(4), recordHead(whole)).faults).toMatchObject([{ kind: "other-head", index: null }]);
  });

  it("shows that its last entries are missing only beside a head", () => {
    const short = { ...whole, entries: whole.entries.slice(0, 3) };
    expect(checked(short)).toMatchObject({ isIntact: true, isHeadChecked: false });
    expect(checked(short, recordHead(whole)).isIntact).toBe(false);
    expect(checked(startRecord("P1"), recordHead(startRecord("P1"))).isIntact).toBe(true);
  });

  it("belongs to one programme", () => {
    expect(checked({ ...whole, programmeId: "P2" }).isIntact).toBe(false);
  });

  it("is not added to without an author, a reason and a day, nor before its last entry, nor when it is broken", () => {
    const by = { on: "2018-09-01", author: "PL1", reason: "agreed" };
    for (const wrong of [{ ...by, author: "" }, { ...by, reason: "" }, { ...by, on: "1 September" }, { ...by, on: "2018-08-31" }]) {
      expect(appendToRecord(whole, CONTENTS[1]!, wrong).kind).toBe("error");
    }
    const broken = { ...whole, programmeId: "P2" };
    expect(appendToRecord(broken, CONTENTS[1]!, by)).toMatchObject({ kind: "error", issues: [{ code: "record-not-intact" }] });
    expect(appendToRecord(whole, { kind: "sign-off", planDigest, outcome: "perhaps" } as never, by).kind).toBe("error");
    expect(appendToRecord(whole, CONTENTS[1]!, by).kind).toBe("ok");
  });

  it("leaves the record that was added to as it was", () => {
    const before = JSON.stringify(whole);
    added(whole, CONTENTS[1]!, "2018-10-01");
    expect(JSON.stringify(whole)).toBe(before);
  });

  it("refuses what is no record", () => {
    for (const wrong of [null, [], {}, { ...whole, extra: 1 }, { ...whole, entries: [{ kind: "proposal" }] }, { ...whole, schemaVersion: 2 }]) expect(verifyRecord(wrong).kind).toBe("error");
  });
});
