import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/plan/plan";
import { compareIds } from "../../../src/report/compare-ids";
import { escapeText } from "../../../src/report/html";
import { renderReport } from "../../../src/report/render-report";
import { HOSTILE_CHILD_ID, HOSTILE_FAMILY_ID, HOSTILE_WORKER_ID, emptyPlan, samplePlan } from "../../support/sample-plan";
import { type Element, all, isInsidePicture, parseMarkup, rowsOf, tableOf, textOf } from "./markup";

const longId = (kind: string, index: number): string => `${kind}-${index}-`.padEnd(128, "x0123456789");

const plans: readonly (readonly [string, Plan])[] = [
  ["a cohort", samplePlan()],
  ["nobody", emptyPlan()],
  ["one participant", samplePlan({ participants: 1, coverWorkers: 1, isOdd: false, isHostile: false })],
  ["sixty participants and thirty cover workers", samplePlan({ participants: 60, coverWorkers: 30, weeks: 16 })],
  ["everyone in the band", samplePlan({ isOdd: false, isHostile: false })],
  ["nobody in the band", samplePlan({ isOdd: false, isHostile: false, reliefPerMille: 120 })],
  ["ids of 128 characters", samplePlan({ isOdd: false, isHostile: false, idOf: longId })],
];

const page = renderReport(samplePlan());
const root = parseMarkup(page);

describe.each(plans)("the report of %s", (_name, plan) => {
  const text = renderReport(plan);
  const tree = parseMarkup(text);

  test("is well formed, with every id unique and every inner link leading somewhere", () => {
    const elements = all(tree);
    const ids = elements.map(({ attributes }) => attributes.get("id")).filter((id) => id !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [
      ...elements.map(({ attributes }) => attributes.get("href")?.replace(/^#/, "")),
      ...elements.map(({ attributes }) => attributes.get("aria-labelledby")),
    ].filter((target) => target !== undefined);
    for (const target of targets) expect(ids).toContain(target);
  });

  test("fetches nothing and runs nothing", () => {
    expect(text).not.toMatch(/<script|<iframe|<object|<embed|<img|<link|<base|<form/i);
    expect(text).not.toMatch(/https?:|javascript:|@import|url\(/i);
    for (const { attributes } of all(tree)) {
      for (const name of attributes.keys()) expect(name).not.toMatch(/^on|^src$|^srcset$|^action$/);
      expect(attributes.get("href") ?? "#").toMatch(/^#/);
    }
    expect(text).toContain("default-src 'none'; style-src 'unsafe-inline'");
  });

  test("has one h1 and no heading that skips a level", () => {
    const levels = all(tree, "h1", "h2", "h3", "h4").map(({ name }) => Number(name.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
  });

  test("gives every table a caption, every head a scope, every row as many cells as heads", () => {
    for (const table of all(tree, "table")) {
      expect(all(table, "caption").map(textOf).join("").trim()).not.toBe("");
      for (const head of all(table, "th")) expect(head.attributes.get("scope")).toMatch(/^(col|row)$/);
      expect(new Set(rowsOf(table).map((cells) => cells.length)).size).toBe(1);
      for (const row of all(table, "tr").filter((one) => one.attributes.get("class") === "below")) {
        expect(all(row, "td").map((cell) => cell.attributes.get("colspan"))).toEqual([String(rowsOf(table)[0]!.length)]);
      }
    }
  });

  test("gives every picture a name, or hides it where the words stand beside it", () => {
    for (const picture of all(tree, "svg")) expect(isInsidePicture(picture)).toBe(true);
    for (const element of all(tree)) if (element.attributes.get("role") === "img") expect(element.attributes.get("aria-label")).toMatch(/The figures are in the table “/);
  });

  test("names only tables that are there", () => {
    const captions = all(tree, "caption").map(textOf);
    for (const element of all(tree)) {
      const named = /the table “([^”]+)”/.exec(element.attributes.get("aria-label") ?? "")?.[1];
      if (named !== undefined) expect(captions.some((caption) => caption.startsWith(named))).toBe(true);
    }
  });

  test("shows every decision, its children and its sentence", () => {
    for (const { id, childIds, sentence } of plan.decisions) for (const shown of [id, ...childIds, sentence]) expect(text).toContain(escapeText(shown));
  });

  test("has no figure that went wrong", () => {
    const shown = textOf(tree).replaceAll(/F-<script[^ ]*/g, "");
    expect(shown).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
    expect(text).not.toMatch(/="[^"]*(NaN|undefined|Infinity)/);
  });
});

describe("the page", () => {
  test("says first how many get their third, then who does not and why", () => {
    const plan = samplePlan();
    const [heading] = all(root, "h1");
    expect(textOf(heading ?? "")).toBe("10 of 11 get their third");
    for (const { shortfallSentence } of plan.participants) if (shortfallSentence !== null) expect(page.indexOf(escapeText(shortfallSentence))).toBeLessThan(page.indexOf("<nav"));
  });

  test("says before anything else that it is a proposal, that moving is a harm, and that no new allocations are assumed", () => {
    const lead = page.slice(0, page.indexOf("<nav"));
    expect(lead).toContain("This is a proposal. People decide.");
    expect(lead).toContain("Moving cases to level caseloads is itself a harm");
    expect(lead).toContain("The plan assumes no new allocations to participants.");
  });

  test("has landmarks, a language and a title", () => {
    for (const name of ["header", "nav", "main", "footer"]) expect(all(root, name)).toHaveLength(1);
    expect(all(root, "html")[0]?.attributes.get("lang")).toBe("en-GB");
    expect(textOf(all(root, "title")[0] ?? "")).toBe("Cohort 3 <spring>: handover plan");
  });

  test("takes a title and a contact, escaped", () => {
    const named = renderReport(samplePlan(), { title: "Autumn <1>", questionsTo: "Lead & deputy" });
    expect(named).toContain("<title>Autumn &lt;1&gt;: handover plan</title>");
    expect(named).toContain("Questions go to: <strong>Lead &amp; deputy</strong>");
  });

  test("is the same bytes for the same plan, through JSON as well", () => {
    expect(renderReport(samplePlan())).toBe(page);
    expect(renderReport(JSON.parse(JSON.stringify(samplePlan())) as Plan)).toBe(page);
  });

  test("shows hostile ids as text", () => {
    for (const id of [HOSTILE_FAMILY_ID, HOSTILE_CHILD_ID]) expect(textOf(root)).toContain(id);
    expect(textOf(root)).toContain(HOSTILE_WORKER_ID.replace("\u202e", "⟨U+202E⟩"));
    expect(page).not.toContain("\u202e");
  });

  test("puts the figures before the reasons when many are outside the band, and every reason before the sections", () => {
    const plan = samplePlan({ isOdd: false, isHostile: false, reliefPerMille: 120 });
    const crowded = renderReport(plan);
    const outside = plan.participants.filter(({ isInBand }) => !isInBand);
    expect(outside.length).toBeGreaterThan(4);
    expect(crowded.indexOf("Mean relief")).toBeLessThan(crowded.indexOf(outside[0]?.shortfallSentence ?? "?"));
    for (const { shortfallSentence } of outside) expect(crowded.indexOf(escapeText(shortfallSentence ?? "?"))).toBeLessThan(crowded.indexOf("<nav"));
  });

  test("names the ids that a statement only counts", () => {
    const items = all(root, "li").map(textOf);
    expect(items).toContain("The last visit is not known for 2 families, 0 of which move or are co-worked; a visit is taken to be due at once. (F-1006, F-1017)");
    expect(items).toContain("F-1004: past changes of worker are not known; two are assumed. Rule 14.");
  });

  test("says what was given back to later goals and what is proved", () => {
    const rows = rowsOf(tableOf(root, "goals-1"));
    expect(rows[2]?.[4]).toMatch(/^Proved: no permitted plan that keeps to the goals above gives less than [\d.]+ contacts\. A plan with [\d.]+ contacts was found; 0\.9 contacts more is accepted here/);
    expect(rows[3]?.[4]).toMatch(/^Proved to within the gap the policy accepts/);
    expect(rows[3]?.[3]).toMatch(/^\d+ percentage points?$/);
    expect(rows[4]?.[4]).toMatch(/^Not proved to the gap the policy asks for/);
  });

  test("says when the search stopped early", () => {
    expect(renderReport({ ...samplePlan(), termination: "time-limit" })).toContain("The search stopped at its time limit.");
    expect(page).not.toContain("The search stopped");
  });
});

/** People in the order in which a page lists them. */
const listed = <T extends { readonly workerId: string }>(people: readonly T[]): readonly T[] => [...people].sort((a, b) => compareIds(a.workerId, b.workerId));

describe("tables beside charts", () => {
  const plan = samplePlan();

  test("hold the figures of the chart of relief", () => {
    const rows = rowsOf(tableOf(root, "participants-table")).slice(1);
    expect(rows).toHaveLength(plan.participants.length);
    const chart = chartTexts("Relief against the band");
    listed(plan.participants).forEach(({ reliefPerMille }, index) => {
      if (reliefPerMille === null) return;
      const figure = `${Math.floor(reliefPerMille / 10)}.${reliefPerMille % 10}\u00a0%`;
      expect(rows[index]?.[1]).toContain(`(${figure.replace("\u00a0", " ")})`);
      expect(chart).toContain(figure);
    });
  });

  test("hold the figures of the charts of workload", () => {
    const participants = rowsOf(tableOf(root, "participants-table")).slice(1);
    const covers = rowsOf(tableOf(root, "cover-table")).slice(1);
    listed(plan.participants).forEach((one, index) => expect(participants[index]?.slice(5, 7)).toEqual([shown(one.workloadPercentBefore), shown(one.workloadPercentAfter)]));
    listed(plan.coverWorkers).forEach((one, index) =>
      expect(covers[index]?.slice(1, 3)).toEqual([shown(one.peakWorkloadPercentBefore, "no capacity"), shown(one.peakWorkloadPercentAfter, "no capacity")]),
    );
  });

  test("hold the week's relief that its strip shows", () => {
    const rows = rowsOf(tableOf(root, "weeks-table-1")).slice(1);
    listed(plan.participants).forEach(({ weeks }, index) =>
      weeks.forEach(({ reliefPerMille }, week) => expect(rows[index]?.[week + 2]).toBe(`${Math.floor((reliefPerMille ?? 0) / 10)}.${(reliefPerMille ?? 0) % 10}`)),
    );
  });

  test("hold every move of the picture, and their sum", () => {
    const rows = rowsOf(tableOf(root, "moves-table"));
    const [total] = rows[rows.length - 1]?.slice(-1) ?? [];
    expect(total).toContain(`${plan.totals.childrenMoved} (${plan.totals.familiesMoved})`);
    expect(total).toContain(`(${plan.totals.familiesCoWorked}) co-worked`);
    expect(total).toContain(`${plan.totals.supervisionMoved} supervision`);
  });

  test("add up to the plan's totals for children and families", () => {
    const { totals } = plan;
    const rows = rowsOf(tableOf(root, "continuity-table"));
    const last = rows[rows.length - 1] ?? [];
    expect(last.slice(2, 5)).toEqual([totals.familiesMoved, totals.familiesCoWorked, totals.familiesStaying].map(String));
    expect(last.slice(6, 8)).toEqual([totals.childrenMoved, totals.changesOfWorker].map(String));
  });

  test("stand in the order handed over, co-worked, staying within a participant", () => {
    const order = ["handed over", "co-worked", "stays"];
    for (const index of plan.participants.keys()) {
      const table = all(root, "table").find((one) => all(one, "caption")[0]?.attributes.get("id") === `families-table-${index + 1}`);
      if (table === undefined) continue;
      const modes = rowsOf(table).slice(1).map((cells) => order.findIndex((mode) => cells[1]?.startsWith(mode)));
      expect(modes).toEqual([...modes].sort((a, b) => a - b));
      expect(modes).not.toContain(-1);
    }
  });
});

test("no markup of any id, team, grade or sentence survives", () => {
  const inside = fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "/", " ", "b", "onload=", "</td>", "</style>", "<!--", "\u202e", "`"), minLength: 1, maxLength: 12 });
  const whole = samplePlan({ participants: 2, coverWorkers: 2, isOdd: false, isHostile: false });
  // Ids stand beside a statement or not, as its sentence names them or not; that is tested by itself.
  const harmless = { ...whole, statements: whole.statements.map((one) => ({ ...one, ids: [] })) };
  const expected = all(parseMarkup(renderReport(harmless))).length;
  fc.assert(
    fc.property(inside, (evil) => {
      const tree = parseMarkup(renderReport(poisoned(harmless, "", evil) as Plan));
      expect(all(tree)).toHaveLength(expected);
      expect(all(tree).some(({ attributes }) => attributes.has("onload"))).toBe(false);
    }),
    { numRuns: 30 },
  );
});

/** Every text that is neither a date nor a word of a closed set gets the evil at its end. */
function poisoned(value: unknown, key: string, evil: string): unknown {
  if (typeof value === "string") return /Date$|^(from|to|kind|mode|role|goal|termination|method|pin|rule|rules|flags|term)$/.test(key) ? value : value + evil;
  if (Array.isArray(value)) return value.map((part) => poisoned(part, key, evil));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name, evil)]));
}

function shown(value: number | null, without = "not known"): string {
  return value === null ? without : `${value} %`;
}

function chartTexts(caption: string): string {
  const figure = all(root, "figure").find((one: Element) => textOf(all(one, "figcaption")[0] ?? "") === caption);
  return figure === undefined ? "" : textOf(figure);
}

test("says of a decision in progress with whom the family was before, and until when", () => {
  const plan = samplePlan({ isOdd: false, isHostile: false });
  const part = { coverWorkerId: "W-before", companionId: null, takeoverDate: "2018-09-03", endDate: "2018-10-08", isReturn: false };
  const at = (mode: string): number => plan.decisions.findIndex((decision) => decision.mode === mode);
  const earlier = new Map([
    [at("handover"), { ...part, mode: "handover" as const }],
    [at("stay"), { ...part, mode: "co-work" as const, isReturn: true }],
  ]);
  const decisions = plan.decisions.map((decision, k) => (earlier.has(k) ? { ...decision, earlier: [earlier.get(k)!] } : decision));
  const text = textOf(parseMarkup(renderReport({ ...plan, decisions }))).replace(/\s+/g, " ");
  expect(text).toContain("before: with W-before from 3 Sep 2018 until 8 Oct 2018");
  expect(text).toContain("before: co-worked with W-before from 3 Sep 2018 until 8 Oct 2018");
  expect(textOf(parseMarkup(renderReport(plan)))).not.toContain("before: ");
});
