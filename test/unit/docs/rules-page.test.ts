import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULE_DEFAULTS, RULE_IDS } from "../../../src/model/rule-settings";

const page = readFileSync(new URL("../../../docs/rules.md", import.meta.url), "utf8");

/** Rows of the page's tables that describe a rule: its number, id and default. */
const rows = [...page.matchAll(/^\| (\d+) \| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|/gm)].map(([, number, id, setting]) => ({ number: Number(number), id, setting }));

describe("the page of rules", () => {
  it("describes every rule once, under its number", () => {
    const described = rows.map(({ id, number }) => `${id} ${number}`).sort();
    expect(described).toEqual(RULE_IDS.map((id) => `${id} ${RULE_DEFAULTS[id].number}`).sort());
  });

  it("gives each rule the default mode, limit and cost in force", () => {
    for (const { id, setting } of rows) {
      const { mode, modes, limit, milliContacts } = RULE_DEFAULTS[id as keyof typeof RULE_DEFAULTS];
      const word = modes.length === 1 ? "always" : /^on\b/.test(setting) ? "on" : mode;
      const cost = mode === "soft" ? `, ${String(milliContacts / 1000).replace("-", "−")} contact` : "";
      expect(setting, id).toMatch(new RegExp(`^${word}${limit === null ? "" : `, ${limit}\\b`}${cost}`));
    }
  });
});
