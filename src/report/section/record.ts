/** Who proposed, changed, overrode, consulted and signed, in order; and whether the record is as it was written. */
import { digestOf } from "../../base/digest";
import type { Plan } from "../../plan/plan";
import type { DecisionRecord, RecordEntry } from "../../record/record";
import { checkRecord } from "../../record/check-record";
import { compareIds } from "../compare-ids";
import { counted, date, listed, sentenceText } from "../format";
import { type Content, type Html, html, idText } from "../html";
import { table } from "../table";

/** The record of the plan's programme. */
export function recordSection(record: DecisionRecord, plan: Plan): Html {
  const check = checkRecord(record);
  return html`<p>${check.isIntact ? "The entries belong together as they were written." : html`<strong>The record is not as it was written.</strong>`} That none is missing at the end shows only when the head below is the one that was kept elsewhere.</p>
${check.faults.length === 0 ? null : html`<ul>${check.faults.map(({ sentence }) => html`<li>${sentence}</li>
`)}</ul>`}
${table({
  id: "record-entries",
  caption: `${counted(record.entries.length, "entry", "entries")} of the decision record`,
  columns: [
    { head: "Entry", width: 8 },
    { head: "On", width: 16 },
    { head: "What", width: 36 },
    { head: "By", width: 12 },
    { head: "Why", width: 28 },
  ],
  rows: record.entries.map((entry) => ({
    cells: [String(entry.index + 1), date(entry.on), what(entry), idText(entry.author), entry.reason],
    ...(entry.kind === "change" && entry.changes.length > 0 ? { below: changesOf(entry) } : {}),
  })),
  narrow: "stack",
})}
<p>${aboutPlan(record, plan)}</p>
<p>Head: <code>${check.head}</code></p>`;
}

/** Which entries are about the plan of the page. */
function aboutPlan({ entries }: DecisionRecord, plan: Plan): Content {
  const digest = digestOf(plan);
  const about = entries.flatMap(({ index, planDigest }) => (planDigest === digest ? [String(index + 1)] : []));
  if (about.length === 0) return "No entry is about the plan on this page.";
  return html`About the plan on this page: ${about.length === 1 ? "entry" : "entries"} ${listed(about)}.`;
}

function what(entry: RecordEntry): Content {
  switch (entry.kind) {
    case "proposal":
      return `Plan proposed: ${entry.participantsInBand} of ${entry.participantsWithBase} get their third, ${counted(entry.familiesMoved, "family moves", "families move")}.`;
    case "change":
      return `Plan changed in ${counted(entry.changes.length, "decision", "decisions")}.`;
    case "override":
      return html`Override: ${idText(entry.pin.id)} ${PINS[entry.pin.kind]}${entry.pin.coverWorkerId === null ? null : html` ${idText(entry.pin.coverWorkerId)}`}. ${costs(entry.costs)}`;
    case "consultation":
      return html`${idText(entry.subjectId)} was asked: ${entry.outcome === "not-reached" ? "not reached" : entry.outcome}.`;
    case "sign-off":
      return `Plan ${entry.outcome}.`;
  }
}

/** Every change with its reason, as wide as the table. */
function changesOf({ changes }: RecordEntry & { kind: "change" }): Html {
  return html`<ul class="changes">${[...changes].sort((a, b) => compareIds(a.id, b.id)).map(({ reason }) => html`<li>${sentenceText(reason)}</li>
`)}</ul>`;
}

const PINS = { "must-stay": "stays", "must-move": "moves", "must-go-to": "goes to", "never-to": "never goes to" } as const;

function costs(all: (RecordEntry & { kind: "override" })["costs"]): string {
  const some = all.filter(({ difference }) => difference !== 0);
  if (some.length === 0) return "It costs nothing in any goal.";
  return `In the goals' own units it costs: ${some.map(({ goal, difference }) => `${goal} ${difference > 0 ? "+" : "−"}${Math.abs(difference)}`).join(", ")}.`;
}
