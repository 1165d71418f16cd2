import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ISSUE_CODES, type IssueCode } from "../../../src/base/issue";
import { formatHundredths, formatThousandths } from "../../../src/base/units";
import { jsonSchemas } from "../../../src/input/json-schema";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { parseJsonText } from "../../../src/input/parse-text";
import { DEFAULT_POLICY, GOAL_IDS } from "../../../src/model/policy";
import { RULE_DEFAULTS, RULE_IDS } from "../../../src/model/rule-settings";
import { smallCaseload } from "./small-caseload";

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

const blocks = (text: string, word: string): string[] => [...text.matchAll(new RegExp(`\`\`\`${word}\n(.*?)\`\`\``, "gs"))].map((match) => match[1]!);

/** The cells of every table row that begins with a code. */
function rows(text: string): Map<string, string[]> {
  const found = [...text.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)];
  return new Map(found.map(([, name, cells]) => [name!, cells!.split("|").map((cell) => cell.trim())]));
}

describe("the reference of the caseload document", () => {
  const text = page("caseload");

  it("has examples that make one sound caseload together", () => {
    const parts = blocks(text, "json").map((block) => JSON.parse(block) as object);
    expect(parts.length).toBeGreaterThan(10);
    expect(parseCaseload(Object.assign({}, ...parts))).toMatchObject({ kind: "ok", issues: [] });
  });

  it("has an example of every part but the policy", () => {
    const parts = new Set(blocks(text, "json").flatMap((block) => Object.keys(JSON.parse(block) as object)));
    expect([...parts, "policy"].sort()).toEqual(Object.keys(schemaOf("caseload").properties!).sort());
  });

  it("names every field of the schema", () => {
    const { policy: _policy, ...parts } = schemaOf("caseload").properties!;
    const names = new Set([...Object.keys(parts), "policy", ...Object.values(parts).flatMap((part) => fieldNames(part))]);
    expect(names.size).toBeGreaterThan(70);
    expect([...names].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

type Schema = { readonly properties?: Readonly<Record<string, Schema>>; readonly $ref?: string };

const schemas = jsonSchemas();

function schemaOf(name: string): Schema {
  return schemas[name] as Schema;
}

/** The names of all fields below a part of a schema, references followed. */
function fieldNames(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(fieldNames);
  const { properties, $ref, ...rest } = part as Schema & Record<string, unknown>;
  const definition = $ref === undefined ? [] : fieldNames(($ref.split("/").slice(1) as string[]).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], schemaOf("caseload")));
  return [...Object.keys(properties ?? {}), ...Object.values(properties ?? {}).flatMap(fieldNames), ...Object.values(rest).flatMap(fieldNames), ...definition];
}

describe("the reference of issues", () => {
  const text = page("issues");
  const entries = new Map(text.split(/^### /m).slice(1).map((entry) => [/^`([^`]+)`/.exec(entry)![1]!, entry]));

  it("has one entry for each code, with cause, fix and example", () => {
    expect([...entries.keys()].sort()).toEqual([...ISSUE_CODES].sort());
    for (const entry of entries.values()) expect(entry).toMatch(/\*\*Cause\.\*\* .+\n\*\*Fix\.\*\* .+\n\n```(json|text)\n/s);
  });

  it("has parts of a caseload as examples that give the issue they stand under", () => {
    const examples = [...entries].flatMap(([code, entry]) => blocks(entry, "json").map((block) => ({ code, block })));
    expect(examples.length).toBeGreaterThan(15);
    for (const { code, block } of examples) {
      const result = parseCaseload({ ...smallCaseload(), pins: [], ...(JSON.parse(block) as object) });
      expect(result.issues.map((issue) => issue.code), block).toContain(code);
    }
  });

  it("has texts as examples that give the issue they stand under", () => {
    const codes: readonly IssueCode[] = ["not-json", "duplicate-key", "forbidden-key", "too-deep"];
    for (const code of codes) expect(parseJsonText(blocks(entries.get(code)!, "text")[0]!).issues[0]!.code).toBe(code);
  });
});

describe("the reference of the policy", () => {
  const text = page("policy");
  const table = rows(text);

  it("calls its defaults assumptions", () => {
    expect(text).toContain("**assumption**");
  });

  it("has an example that parses", () => {
    for (const block of blocks(text, "json")) expect(parseCaseload({ ...smallCaseload(), ...(JSON.parse(block) as object) }).kind).toBe("ok");
  });

  it("names every field", () => {
    for (const field of Object.keys(DEFAULT_POLICY).filter((name) => name !== "goals" && name !== "rules")) expect(table.get(field), field).toBeDefined();
  });

  it("states the default of every number", () => {
    const shares = ["idleShare", "coWorkShare", "coWorkOverhead", "coWorkerFamiliarity", "earlierWorkerFamiliarity", "changeOfWorkerCost", "repeatChangeShare", "siblingChangeShare"] as const;
    for (const field of shares) expect(table.get(field)![0], field).toBe(formatThousandths(DEFAULT_POLICY[field]));
    for (const field of ["handoverEffortPoints", "supervisionEffortPoints"] as const) expect(table.get(field)![0]).toBe(formatHundredths(DEFAULT_POLICY[field]));
    const whole = ["takeoverDaysBefore", "takeoverDaysAfter", "handBackDaysAfter", "shortLeaveWorkingDays", "unknownChanges"] as const;
    for (const field of whole) expect(table.get(field)![0], field).toBe(String(DEFAULT_POLICY[field]));
  });

  it("states the default of every list", () => {
    const { grades, asyeGrade, minimumGrades, relationshipStrength, reliefBand, eventTypes } = DEFAULT_POLICY;
    expect(table.get("grades")![0]).toBe(grades.map((grade) => `\`${grade}\``).join(", "));
    expect(table.get("asyeGrade")![0]).toBe(`\`${asyeGrade}\``);
    for (const { status, circumstance, grade } of minimumGrades) {
      expect(table.get("minimumGrades")![0]).toContain(`\`${grade}\` for`);
      expect(table.get("minimumGrades")![0]).toContain(status === null ? `circumstance \`${circumstance}\`` : `status \`${status}\``);
    }
    expect(table.get("relationshipStrength")![0]).toBe(relationshipStrength.map((row) => `${formatThousandths(row.strength)} from day ${row.fromDays}`).join(", "));
    expect(table.get("reliefBand")![0]).toBe(Object.entries(reliefBand).map(([edge, { numerator, denominator }]) => `\`${edge}\` ${numerator}/${denominator}`).join(", "));
    for (const type of eventTypes) {
      expect(table.get(type.kind)).toEqual([type.protection, type.guardedBy, String(type.workingDaysBefore), String(type.workingDaysAfter), String(type.isContact)]);
    }
  });

  it("states the tolerances of every goal", () => {
    // The goals' table is looked up by itself, since a field of the same name may stand elsewhere.
    const goals = rows(text.slice(text.indexOf("## Goals"), text.indexOf("## Rules")));
    for (const goal of GOAL_IDS) {
      const { slackPerMille, gapPerMille, gapAbsolute } = DEFAULT_POLICY.goals[goal];
      expect(goals.get(goal)!.slice(0, 3)).toEqual([formatThousandths(slackPerMille), formatThousandths(gapPerMille), String(gapAbsolute)]);
    }
  });

  it("states number, modes, limit and cost of every rule, and no other rule", () => {
    const rules = rows(text.slice(text.indexOf("## Rules")));
    expect([...rules.keys()]).toEqual(RULE_IDS);
    for (const id of RULE_IDS) {
      const { number, title, mode, modes, limit, limitUnit, milliContacts } = RULE_DEFAULTS[id];
      const cost = modes.includes("soft") ? formatThousandths(milliContacts) : "–";
      expect(rules.get(id)).toEqual([String(number), title, mode, modes.join(", "), limit === null ? "–" : `${limit} ${limitUnit}`, cost]);
    }
  });
});
