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

/** Sentences that stand in every unit's section: in print once above all rows, on a screen in each. */
export type CommonSentences = Readonly<Record<keyof Sections, ReadonlySet<string>>>;

/** What every unit's explanation says alike. */
export function commonSentences(explanation: PlanExplanation): CommonSentences {
  const all = explanation.families.flatMap(({ units }) => units.map(({ sections }) => sections));
  const common = (section: keyof Sections): ReadonlySet<string> => new Set(all.length < 2 ? [] : all[0]![section].filter((sentence) => all.every((one) => one[section].includes(sentence))));
  return Object.fromEntries(HEADINGS.map(([section]) => [section, common(section)])) as unknown as CommonSentences;
}

/**
 * The sentences common to all rows, for print.
 * @param isOfAll whether every row has its explanation
 */
export function commonDetails(common: CommonSentences, isOfAll: boolean): Html | null {
  const said = HEADINGS.filter(([section]) => common[section].size > 0);
  if (said.length === 0) return null;
  return html`<div class="print-only"><p>${isOfAll ? "Of every family and item below:" : "Of every family and item below whose explanation is given:"}</p><dl>${said.map(([section, heading]) => html`<div><dt>${heading}</dt>${[...common[section]].map((sentence) => html`<dd>${sentenceText(sentence)}</dd>`)}</div>
`)}</dl></div>
`;
}

/** The body behind a row, six headings or one list. */
export function familyDetails(decision: Decision, explanation: PlanExplanation | null, common: CommonSentences | null): Html {
  const unit = explanation?.families.find(({ id }) => id === decision.id)?.units.find((one) => isAbout(one.decision, decision));
  if (unit === undefined) return html`<ul>${ofThePlan(decision).map((sentence) => html`<li>${sentence}</li>
`)}</ul>`;
  const isCommon = (section: keyof Sections, sentence: string): boolean => common?.[section].has(sentence) === true;
  return html`<dl>${HEADINGS.map(([section, heading]) => {
    // The row itself says why already: what follows is why not something else.
    const sentences = unit.sections[section].filter((sentence, _, all) => all.length === 1 || sentence !== decision.sentence);
    return html`<div${sentences.every((sentence) => isCommon(section, sentence)) ? COMMON : null}><dt>${heading}</dt>${sentences.map((sentence) => html`<dd${isCommon(section, sentence) ? COMMON : null}>${sentenceText(sentence)}</dd>`)}</div>
`;
  })}</dl>`;
}

/** Not printed: it stands above all rows. */
const COMMON = html` class="common"`;

function isAbout(a: Decision, b: Decision): boolean {
  return a.kind === b.kind && a.participantId === b.participantId && a.childIds.join("\n") === b.childIds.join("\n");
}

/** Sentences that follow from the plan alone. */
function ofThePlan({ mode, participantId, contacts: others, costTerms, changesOfWorker }: Decision): readonly string[] {
  if (mode === "stay") return ["No change of worker."];
  return [
    `${counted(others, "contact", "contacts")} with somebody other than ${participantId}.`,
    changesOfWorker === 0 ? "No change of worker." : `${counted(changesOfWorker, "change", "changes")} of worker, counted per child.`,
    ...(costTerms.length === 0 ? [] : [`Continuity cost: ${costTerms.map(({ term, contacts: cost }) => `${term.replaceAll("-", " ")} ${contacts(cost)}`).join(", ")}.`]),
  ];
}
