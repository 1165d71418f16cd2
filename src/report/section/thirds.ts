/** Why not everybody can be given a third, and what would change that. */
import type { PlanExplanation } from "../../explain/explanation";
import type { Repair } from "../../plan/plan";
import { contacts, sentenceText, whole } from "../format";
import { type Html, html } from "../html";
import { table } from "../table";

/** The section, or null where everybody gets a third. */
export function thirdsSection({ thirds }: PlanExplanation): Html | null {
  if (thirds.length === 0) return null;
  return html`${thirds.map(({ sentence, conflict, repairs }, index) => html`<p>${sentenceText(sentence)}</p>
${conflict.length === 0 ? null : html`<ul>${conflict.map((part) => html`<li>${sentenceText(part.sentence)}</li>
`)}</ul>`}${repairs.length === 0 ? null : repairTable(repairs, index)}`)}`;
}

function repairTable(repairs: readonly Repair[], index: number): Html {
  return table({
    id: `repairs-table-${index + 1}`,
    caption: "What would make it possible, the cheapest first; each was tried",
    columns: [{ head: "Change" }, { head: "Participants in their bands", isNumber: true }, { head: "Changes of worker", isNumber: true }, { head: "Continuity cost, contacts", isNumber: true }],
    rows: repairs.map(({ sentence: plain, changes, buys }) => {
      const told = sentenceText(plain);
      // More than a sentence holds: a line for each.
      const sentence = changes.length < 2 || plain.includes(changes[0]!.condition) ? told : html`${told}<ul>${changes.map(({ condition }) => html`<li>${sentenceText(condition)}</li>
`)}</ul>`;
      return {
      cells:
        buys === null
          ? [sentence, "not measured", "not measured", "not measured"]
          : [sentence, `${whole(buys.participantsInBand)} of ${whole(buys.participantsWithBase)}`, whole(buys.changesOfWorker), contacts(buys.continuityCost)],
      };
    }),
    narrow: "stack",
  });
}
