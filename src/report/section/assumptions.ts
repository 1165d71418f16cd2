/** What the reader must know about the ground the plan stands on. */
import { RULE_DEFAULTS, RULE_IDS, type RuleId } from "../../model/rule-settings";
import type { Plan, Statement } from "../../plan/plan";
import { NONE, sentenceText, whole } from "../format";
import { type Content, type Html, html, idText, joined } from "../html";
import type { Reading } from "../reading";
import { table } from "../table";

const KINDS: readonly { readonly kind: Statement["kind"]; readonly title: string; readonly lead: string }[] = [
  { kind: "escalation", title: "To be escalated", lead: "Above the limit at which somebody senior should know." },
  { kind: "warning", title: "Warnings", lead: "To be looked at before anything is agreed." },
  { kind: "existing-breach", title: "Already the case", lead: "Rules that are broken today. The plan has not caused these and does not make them worse." },
  { kind: "worst-case", title: "Not known, so taken at its worst", lead: "Finding out may change the plan." },
  { kind: "assumption", title: "Assumed", lead: "Defaults that the policy document can change." },
];

/** Statements by kind. */
export function assumed({ plan }: Reading): Html {
  if (plan.statements.length === 0) return html`<p>Nothing was assumed, nothing is in breach already, and there is nothing to warn of.</p>`;
  return html`${KINDS.map((kind) => statements(plan, kind))}`;
}

function statements(plan: Plan, { kind, title, lead }: (typeof KINDS)[number]): Html | null {
  const own = plan.statements.filter((statement) => statement.kind === kind);
  if (own.length === 0) return null;
  return html`<h3>${title} <span class="faint">(${whole(own.length)})</span></h3>
<p>${lead}</p>
<ul class="statements">${own.map(({ rule, ids, sentence }) => html`<li>${sentenceText(sentence)}${about(ids, sentence)}${rule === null ? null : html` <span class="faint">Rule ${ruleNumber(rule)}.</span>`}</li>
`)}</ul>`;
}

/** Ids that the sentence counts but does not name. */
function about(ids: readonly string[], sentence: string): Html | null {
  const unnamed = ids.filter((id) => !sentence.includes(id));
  return unnamed.length === 0 ? null : html` <span class="faint">(${joined(unnamed.map(idText), ", ")})</span>`;
}

/** A plan from another version may name a rule that this one does not know. */
function ruleNumber(rule: RuleId): string {
  return Object.hasOwn(RULE_DEFAULTS, rule) ? String(RULE_DEFAULTS[rule].number) : rule;
}

/** The rules in force, and how many units each kept from moving. */
export function checked({ plan }: Reading): Html {
  const blocked = new Map<RuleId, number>();
  for (const { reason, mode } of plan.decisions) {
    const rules: readonly RuleId[] = reason.kind === "blocked" ? reason.rules : reason.kind === "pinned" && mode === "stay" ? ["pins"] : [];
    for (const rule of rules) blocked.set(rule, (blocked.get(rule) ?? 0) + 1);
  }
  return html`<p>Every decision in this plan was checked against the rules below, as the council’s policy sets them. Some bind, some count as a cost, some may be switched off.</p>
${table({
    id: "rules-table",
    caption: "Rules, and how many families or supervision items each keeps where they are",
    columns: [{ head: "Rule" }, { head: "What it says" }, { head: "Name in the policy" }, { head: "Keeps in place", isNumber: true }],
    rows: RULE_IDS.map((id) => ({ cells: ruleCells(id, blocked.get(id) ?? 0) })),
    narrow: "scroll",
  })}`;
}

function ruleCells(id: RuleId, count: number): readonly Content[] {
  const { number, title } = RULE_DEFAULTS[id];
  return [String(number), title, html`<code>${id}</code>`, count === 0 ? NONE : whole(count)];
}
