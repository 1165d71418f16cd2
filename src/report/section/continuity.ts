/** What the plan asks of children and families, participant by participant. */
import type { Decision } from "../../plan/plan";
import { contacts, whole } from "../format";
import { type Content, type Html, html, idText } from "../html";
import type { Reading } from "../reading";
import { type TableRow, table } from "../table";

/** Changes of worker and continuity cost, with totals. */
export function continuitySection(reading: Reading): Html {
  const { plan } = reading;
  const isShown = plan.participants.some(({ workerId }) => reading.decisionsOf(workerId).length > 0);
  if (!isShown) return html`<p>No family is touched.</p>`;
  return html`<p>A handover with a hand-back is two changes of worker for each child. Co-working is none: the allocated worker stays accountable.</p>
${table({
    id: "continuity-table",
    caption: "Children and families by participant",
    columns: [
      { head: "Participant" },
      { head: "Families held", isNumber: true },
      { head: "Handed over", isNumber: true },
      { head: "Co-worked", isNumber: true },
      { head: "Staying", isNumber: true },
      { head: "Children held", isNumber: true },
      { head: "Children handed over", isNumber: true },
      { head: "Changes of worker", isNumber: true },
      { head: "Continuity cost, contacts", isNumber: true },
    ],
    rows: plan.participants.map(({ workerId }) => sumRow(idText(workerId), reading.decisionsOf(workerId))),
    foot: sumRow("All", plan.decisions),
    narrow: "scroll",
  })}`;
}

function sumRow(head: Content, decisions: readonly Decision[]): TableRow {
  const held = decisions.filter(({ kind }) => kind === "family");
  const moved = held.filter(({ mode }) => mode === "handover");
  const cost = decisions.reduce((sum, { continuityCost }) => sum + Math.round(continuityCost * 1000), 0);
  return {
    cells: [
      head,
      whole(held.length),
      whole(moved.length),
      whole(held.filter(({ mode }) => mode === "co-work").length),
      whole(held.filter(({ mode }) => mode === "stay").length),
      whole(childrenOf(held)),
      whole(childrenOf(moved)),
      whole(decisions.reduce((sum, { changesOfWorker }) => sum + changesOfWorker, 0)),
      contacts(cost / 1000),
    ],
  };
}

function childrenOf(decisions: readonly Decision[]): number {
  return decisions.reduce((sum, { childIds }) => sum + childIds.length, 0);
}
