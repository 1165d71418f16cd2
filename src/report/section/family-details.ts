/** What a family's row opens to: its explanation where there is one, and what the plan itself says of it. */
import type { PlanExplanation, Sections } from "../../explain/explanation";
import type { Decision } from "../../plan/plan";
import { contacts, counted, sentenceText } from "../format";
import { type Html, html } from "../html";

const HEADINGS: readonly (readonly [keyof Sections, string])[] = [
  ["rationale", "Why"],
  ["responsibility", "Who decides"],
  ["data", "What it rests on"],
  ["fairness", "Is it fair"],
  ["safetyAndPerformance", "Is it safe, and how good is it"],
  ["impact", "What it means"],
];

/** The body behind a row, six headings or one list. */
export function familyDetails(decision: Decision, explanation: PlanExplanation | null): Html {
  const unit = explanation?.families.find(({ id }) => id === decision.id)?.units.find((one) => isAbout(one.decision, decision));
  if (unit === undefined) return html`<ul>${ofThePlan(decision).map((sentence) => html`<li>${sentence}</li>
`)}</ul>`;
  return html`<dl>${HEADINGS.map(([section, heading]) => html`<div><dt>${heading}</dt>${unit.sections[section].map((sentence) => html`<dd>${sentenceText(sentence)}</dd>`)}</div>
`)}</dl>`;
}

function isAbout(a: Decision, b: Decision): boolean {
  return a.kind === b.kind && a.participantId === b.participantId && a.childIds.join("\n") === b.childIds.join("\n");
}

/** Sentences that follow from the plan alone. */
function ofThePlan({ mode, participantId, contacts: others, costTerms, changesOfWorker }: Decision): readonly string[] {
  if (mode === "stay") return ["No change of worker."];
  return [
    `${counted(others, "contact", "contacts")} with somebody other than ${participantId}.`,
    `${counted(changesOfWorker, "change", "changes")} of worker, counted per child, there and back.`,
    ...(costTerms.length === 0 ? [] : [`Continuity cost: ${costTerms.map(({ term, contacts: cost }) => `${term.replaceAll("-", " ")} ${contacts(cost)}`).join(", ")}.`]),
  ];
}
