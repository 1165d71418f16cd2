/** What the last part of a third costs: the curve against the lower edge, and the last step of each participant. */
import type { CurvePoint, LastStep, PlanExplanation } from "../../explain/explanation";
import type { Plan } from "../../plan/plan";
import { curveChart } from "../chart/curve-chart";
import { compareIds } from "../compare-ids";
import { NONE, contacts, listed, perMille, points, whole } from "../format";
import { type Html, html, idText } from "../html";
import { type TableRow, table } from "../table";

/** The section, or null where nothing of it is known. */
export function curveSection({ curve, participants }: PlanExplanation, { totals }: Plan): Html | null {
  const steps = participants.flatMap(({ lastStep }) => (lastStep === null ? [] : [lastStep])).sort((a, b) => compareIds(a.workerId, b.workerId));
  if (curve === null && steps.length === 0) return null;
  return html`<p>Goals are kept in strict order, so the last part of a third can be dear. These plans were made anew with other lower edges; the upper edges stay.</p>
${curve === null ? null : html`${curveChart(curve)}${curveTable(curve)}
<p class="note">The plan of this page comes to ${whole(totals.changesOfWorker)} changes of worker and ${contacts(totals.continuityCost)} contacts: within the slack that the policy allows, later goals may have taken some continuity back.</p>`}
${steps.length === 0 ? null : html`${stepTable(steps)}${withoutStep(participants)}`}`;
}

function curveTable(curve: readonly CurvePoint[]): Html {
  return table({
    id: "curve-table",
    caption: "Lower edges of the band, and what the best plan found for each comes to",
    columns: [
      { head: "Lower edge" },
      { head: "Participants who reach it", isNumber: true },
      { head: "Families handed over", isNumber: true },
      { head: "Changes of worker", isNumber: true },
      { head: "Continuity cost, contacts", isNumber: true },
      { head: "Of it not proved needed", isNumber: true },
    ],
    rows: curve.map(
      (point): TableRow => ({
        cells: [
          perMille(point.lowerPerMille),
          `${whole(point.reached)} of ${whole(point.participants)}`,
          whole(point.familiesMoved),
          whole(point.changesOfWorker),
          contacts(point.continuity.value / 1000),
          point.continuity.gap === 0 ? NONE : contacts(point.continuity.gap / 1000),
        ],
      }),
    ),
    narrow: "scroll",
  });
}

function stepTable(steps: readonly LastStep[]): Html {
  return table({
    id: "step-table",
    caption: "The price of the last step: the lower edge one per cent of base lower, for one participant at a time",
    columns: [
      { head: "Participant" },
      { head: "Lower edge, points", isNumber: true },
      { head: "One per cent lower", isNumber: true },
      { head: "Continuity saved, contacts", isNumber: true },
    ],
    rows: steps.map((step): TableRow => ({ cells: [idText(step.workerId), points(step.lowerPoints), points(step.droppedToPoints), saved(step)] })),
    narrow: "scroll",
  });
}

/** Who is not in the table, and why. */
function withoutStep(participants: PlanExplanation["participants"]): Html | null {
  const others = participants.filter(({ lastStep }) => lastStep === null).map(({ workerId }) => workerId).sort(compareIds);
  return others.length === 0 ? null : html`<p class="note">Without a last step: ${listed(others.map(idText))}. Somebody below the band, or without cases, has none; of others it was not worked out within the limit.</p>`;
}

function saved({ savedContacts, relief }: LastStep): string {
  if (savedContacts === null) return relief.value < relief.planned ? "somebody’s relief changes too" : "not settled: somebody’s relief may change too";
  const { atLeast, atMost } = savedContacts;
  const [least, most] = [contacts(atLeast), contacts(atMost)];
  return least === most ? most : `${least} to ${most}`;
}
