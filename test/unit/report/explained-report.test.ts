import { describe, expect, it } from "vitest";
import { explainPlan, lastSteps } from "../../../src/pipeline/explain";
import { planHandovers } from "../../../src/pipeline/plan-handovers";
import { sentenceText } from "../../../src/report/format";
import { escapeText } from "../../../src/report/html";
import { renderReport } from "../../../src/report/render-report";
import { caseloadOf, child, parsed, pin, planOf, worker } from "../../support/caseload-builder";
import { samplePlan } from "../../support/sample-plan";
import { tinyCaseload } from "../../support/tiny-caseloads";
import { all, parseMarkup, rowsOf, tableOf, textOf } from "./markup";

function explained(seed: number) {
  const caseload = parsed(tinyCaseload(seed, { families: 3 }));
  const result = planHandovers(caseload);
  if (result.kind !== "plan") throw new Error("no plan");
  const answer = explainPlan(caseload, result.plan);
  if (answer.kind === "error") throw new Error("not explained");
  return { plan: result.plan, explanation: answer.value };
}

describe("the report of a plan", () => {
  it("opens every family's row to what the plan says of it, without a script", () => {
    const plan = samplePlan();
    const tree = parseMarkup(renderReport(plan));
    expect(all(tree, "details")).toHaveLength(plan.decisions.length);
    for (const details of all(tree, "details")) expect(all(details, "summary")).toHaveLength(1);
    expect(all(tree, "li").map(textOf).filter((text) => text.startsWith("0 "))).toEqual([]);
  });
});

describe("the report of a plan with pins and with a team manager", () => {
  const manager = worker("M1", { role: "team-manager", grade: "manager" });
  const supervision = [{ id: "S1", managerId: "M1", points: 10, intervalWorkingDays: 20 }];
  const plan = planOf(caseloadOf({ participants: [worker("W1"), manager], children: [child("C1", "F1", "W1"), child("C2", "F2", "W1")], supervision, pins: [pin("must-stay", "F1")] }));
  const page = renderReport(plan);

  it("counts a family that is pinned to stay as kept in place by pins", () => {
    expect(rowsOf(tableOf(parseMarkup(page), "rules-table")).find((cells) => cells[2] === "pins")?.[3]).toBe("1");
  });

  it("speaks of a manager's items and supervision, not of families", () => {
    const [short] = plan.participants.filter(({ workerId }) => workerId === "M1");
    expect(short?.shortfallSentence).toContain("the rules do not let its only item move");
    expect(page).toContain('supervision of <bdi class="id nowrap">M1</bdi></a>');
  });
});

describe("the report of an explained plan", () => {
  const { plan, explanation } = explained(7001);
  const text = renderReport(plan, { explanation });
  const tree = parseMarkup(text);

  it("opens every family's row to its six sections", () => {
    const details = all(tree, "details");
    expect(details).toHaveLength(plan.decisions.length);
    for (const one of details) expect(all(one, "dt").map(textOf)).toEqual(["Why", "Who decides", "What it rests on", "Is it fair", "Is it safe, and how good is it", "What it means"]);
    for (const { units } of explanation.families) for (const { sections } of units) for (const sentence of sections.rationale) expect(text).toContain(escapeText(sentenceText(sentence)));
  });

  it("does not say in the opened row again what the row says", () => {
    for (const details of all(tree, "details")) {
      const said = textOf(all(details, "summary")[0]!);
      const [first] = all(details, "dd").map(textOf);
      const unit = explanation.families.flatMap((family) => family.units).find(({ decision }) => said.includes(sentenceText(decision.sentence)))!;
      expect(said.includes(first!)).toBe(unit.sections.rationale.length === 1);
    }
  });

  it("prints what is said of every family alike once, and on a screen in every row", () => {
    const [once] = all(tree, "div").filter(({ attributes }) => attributes.get("class") === "print-only");
    const said = all(once!, "dd").map(textOf);
    expect(said.length).toBeGreaterThan(2);
    for (const details of all(tree, "details")) {
      const hidden = all(details, "dd").filter(({ attributes }) => attributes.get("class") === "common").map(textOf);
      expect(hidden).toEqual(said);
      for (const part of all(details, "div")) {
        const lines = all(part, "dd").map(({ attributes }) => attributes.get("class") === "common");
        expect(part.attributes.get("class") === "common").toBe(lines.every(Boolean));
      }
    }
  });

  it("says of which rows that holds, where some are not explained", () => {
    expect(text).toContain("Of every family and item below:");
    const some = renderReport(plan, { explanation: { ...explanation, families: explanation.families.slice(1) } });
    expect(some).toContain("Of every family and item below whose explanation is given:");
  });

  it("shows the curve as a picture with its figures in a table", () => {
    const rows = rowsOf(tableOf(tree, "curve-table"));
    expect(rows.slice(1).map(([edge]) => edge)).toEqual(["25.0 %", "27.0 %", "30.0 %", "31.7 %", "33.0 %"]);
    expect(rows.slice(1).map((cells) => cells[3])).toEqual(explanation.curve!.map(({ changesOfWorker }) => String(changesOfWorker)));
    expect(all(tree, "circle")).toHaveLength(10);
  });

  it("says what stands in the way of thirds, and leaves out what it does not know", () => {
    const short = explanation.thirds[0];
    if (short !== undefined) expect(text).toContain(escapeText(short.sentence));
    const bare = renderReport(plan, { explanation: { ...explanation, curve: null, thirds: [], participants: [] } });
    expect(bare).not.toContain("What the last part of a third costs");
    expect(bare).not.toContain("What stands in the way");
    expect(renderReport(plan, { explanation: { ...explanation, caseloadDigest: "sha256:0" } })).toBe(renderReport(plan));
    expect([text, renderReport(plan)].map((page) => page.includes("were not worked out for this page"))).toEqual([false, true]);
  });

  it("opens to the plan's own reasons where there is less than a step for each family, and says of how many rows", () => {
    const caseload = parsed(tinyCaseload(7001, { families: 3 }));
    const brief = explainPlan(caseload, plan, { stepLimit: 1 });
    if (brief.kind === "error") throw new Error("not explained");
    const units = brief.value.families.flatMap((family) => family.units);
    expect(units.every(({ otherwise }) => otherwise === null || otherwise.kind === "not-settled")).toBe(true);
    const open = units.filter(({ otherwise }) => otherwise !== null).length;
    expect(open).toBeGreaterThan(0);
    const page = renderReport(plan, { explanation: brief.value });
    expect(page).toContain(`not worked out for ${open === units.length ? "every row" : `${open} of ${units.length} rows`}`);
    for (const { decision } of units) expect(page).toContain(escapeText(decision.sentence));
    const [first] = units;
    const one = { ...brief.value, families: explanation.families.map((family) => (family.units[0]!.decision.id === first!.decision.id ? { ...family, units: [{ ...family.units[0]!, otherwise: { kind: "not-settled" as const } }] } : family)) };
    const settled = explanation.families.flatMap((family) => family.units).filter(({ otherwise }) => otherwise?.kind === "not-settled").length;
    expect(settled).toBe(0);
    expect(renderReport(plan, { explanation: one })).toContain(`not worked out for 1 of ${units.length} rows`);
  });

  it("draws what is not proved of a point down to what is, and says which points are exact", () => {
    const { curve } = explanation;
    const isExact = curve!.every(({ continuity }) => continuity.gap === 0);
    expect(isExact).toBe(true);
    expect(text).toContain("Every continuity cost is exact");
    const wide = curve!.map((point, index) => (index === 1 ? { ...point, continuity: { ...point.continuity, value: point.continuity.value + 1000, gap: 1000 } } : point));
    const open = parseMarkup(renderReport(plan, { explanation: { ...explanation, curve: wide } }));
    expect(all(tree, "line").filter((line) => line.attributes.get("class") === "curve-gap")).toHaveLength(0);
    expect(all(open, "line").filter((line) => line.attributes.get("class") === "curve-gap")).toHaveLength(1);
    expect(all(open, "circle").filter((circle) => circle.attributes.get("class") === "curve-point open")).toHaveLength(1);
    expect(textOf(open)).toContain("An open one has a line down to what is proved");
  });

  it("says of a last step whether relief changes too, or that it is not settled", () => {
    const relief = { goal: "relief", planned: 100, value: 100, bound: 90 } as const;
    const step = { workerId: "W1", lowerPoints: 5, droppedToPoints: 4.9, relief, continuity: { ...relief, goal: "continuity" }, savedContacts: null, changesOfWorker: { planned: 0, value: 0 }, sentence: "" } as const;
    const saved = (value: number): string => {
      const participants = explanation.participants.map((one) => ({ ...one, lastStep: { ...step, relief: { ...relief, value } } }));
      return rowsOf(tableOf(parseMarkup(renderReport(plan, { explanation: { ...explanation, participants } })), "step-table"))[1]![3]!;
    };
    const near = { ...step, savedContacts: { atLeast: 1.46, atMost: 1.52 } };
    const rounded = renderReport(plan, { explanation: { ...explanation, participants: explanation.participants.map((one) => ({ ...one, lastStep: near })) } });
    expect(rowsOf(tableOf(parseMarkup(rounded), "step-table"))[1]![3]).toBe("1.5");
    expect([saved(100), saved(95)]).toEqual(["not settled: somebody’s relief may change too", "somebody’s relief changes too"]);
  });

  it("has the prices and the curve of last steps that are known, and refuses those of another plan", () => {
    const caseload = parsed(tinyCaseload(7001, { families: 3 }));
    const priced = lastSteps(caseload, plan);
    if (priced.kind === "error") throw new Error("not priced");
    const answer = explainPlan(caseload, plan, { lastSteps: priced.value });
    expect(answer.kind === "ok" && answer.value.curve).toBe(priced.value.curve);
    expect(answer.kind === "ok" && answer.value.participants.flatMap(({ lastStep }) => (lastStep === null ? [] : [lastStep])).sort((a, b) => (a.workerId < b.workerId ? -1 : 1))).toEqual(priced.value.lastSteps);
    const other = explainPlan(caseload, plan, { lastSteps: { ...priced.value, planDigest: "sha256:0" } });
    expect(other.kind === "error" && other.issues.map(({ code, path }) => [code, path])).toEqual([["bad-option", "/lastSteps"]]);
  });
});
