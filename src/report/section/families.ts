/** Every family and every piece of supervision, with what happens to it and why. */
import type { PlanExplanation } from "../../explain/explanation";
import type { Decision, DecisionFlag, ParticipantOutcome, Reason } from "../../plan/plan";
import { NONE, children, contacts, perMille, points, sentenceText, shortDate, whole } from "../format";
import { type Content, type Html, html, idText, joined } from "../html";
import type { Reading } from "../reading";
import { type TableRow, table } from "../table";
import { type CommonSentences, commonDetails, commonSentences, familyDetails } from "./family-details";
import { unitsText } from "./moves";

/** One table for each participant, moved families first. */
export function familiesSection(reading: Reading, explanation: PlanExplanation | null): Html {
  const withUnits = reading.plan.participants.filter(({ workerId }) => reading.decisionsOf(workerId).length > 0);
  if (withUnits.length === 0) return html`<p>No participant holds a family or a supervision item.</p>`;
  const told = explanation === null ? null : { explanation, common: commonSentences(explanation) };
  return html`<p>Work, relief and load are points in the window. Relief and load include what the handover itself asks of each side. The continuity cost is in contacts with a stranger by an established family.</p>
${workedOut(explanation)}${told === null ? null : commonDetails(told.common, told.explanation.families.flatMap(({ units }) => units).length === reading.plan.decisions.length)}${reading.plan.participants.map((one, index) => participantPart(reading, one, index, told))}`;
}

/** The explanation behind the rows, and what it says of all alike. */
interface Told {
  readonly explanation: PlanExplanation;
  readonly common: CommonSentences;
}

/** What the rows open to, where that is less than everything. */
function workedOut(explanation: PlanExplanation | null): Html | null {
  if (explanation === null) {
    return html`<p class="note">Each row opens to the plan's own reason. What else could be done, what the last part of a third costs and what stands in the way of thirds were not worked out for this page: <code>caseload-relief explain</code> tells.</p>`;
  }
  const units = explanation.families.flatMap((family) => family.units);
  const open = units.filter(({ otherwise }) => otherwise?.kind === "not-settled").length;
  if (open === 0) return null;
  const which = open === units.length ? "every row" : `${open} of ${units.length} rows`;
  return html`<p class="note">What anything else would cost was not worked out for ${which} of this page, within its limit: <code>caseload-relief explain --family ID</code> tells.</p>`;
}

function participantPart(reading: Reading, one: ParticipantOutcome, index: number, told: Told | null): Html {
  const decisions = reading.decisionsOf(one.workerId);
  const heading = html`<h3 id="${reading.anchorOf(one.workerId)}">${idText(one.workerId)}</h3>`;
  if (decisions.length === 0) return html`${heading}<p>Holds no work in the window.</p>`;
  return html`${heading}
${table({
    id: `families-table-${index + 1}`,
    caption: html`${overview(decisions)}${one.reliefPerMille === null ? null : `; relief ${perMille(one.reliefPerMille)}`}`,
    columns: [
      { head: decisions.every(({ kind }) => kind === "supervision") ? "Supervision item" : "Family", width: 24 },
      { head: "What happens", width: 29 },
      { head: "Work", isNumber: true, width: 8 },
      { head: "Relief", isNumber: true, width: 8 },
      { head: "Load", isNumber: true, width: 8 },
      { head: html`Contin&shy;uity cost`, isNumber: true, width: 11.5 },
      { head: "Changes of worker", isNumber: true, width: 11.5 },
    ],
    rows: decisions.map((decision) => decisionRow(decision, told)),
    narrow: "stack",
  })}`;
}

function overview(decisions: readonly Decision[]): string {
  const count = (mode: Decision["mode"]): number => decisions.filter((one) => one.mode === mode).length;
  const supervision = decisions.filter(({ kind }) => kind === "supervision").length;
  const all = unitsText(decisions.length - supervision, supervision);
  return `${all}: ${whole(count("handover"))} handed over, ${whole(count("co-work"))} co-worked, ${whole(count("stay"))} staying`;
}

function decisionRow(decision: Decision, told: Told | null): TableRow {
  const isMoved = decision.mode !== "stay";
  return {
    cells: [
      unitCell(decision),
      whatHappens(decision),
      points(decision.workPoints),
      isMoved ? points(decision.reliefPoints) : NONE,
      isMoved ? points(decision.loadPoints) : NONE,
      isMoved ? contacts(decision.continuityCost) : NONE,
      decision.changesOfWorker === 0 ? NONE : whole(decision.changesOfWorker),
    ],
    below: why(decision, told),
    className: decision.mode,
  };
}

function unitCell({ kind, id, childIds }: Decision): Html {
  if (kind === "supervision") return html`${idText(id)}<span class="sub">supervision</span>`;
  return html`${idText(id)}<span class="sub">${children(childIds.length)}: ${joined(childIds.map(idText), ", ")}</span>`;
}

const MODES: Readonly<Record<Decision["mode"], Html>> = {
  handover: html`<span class="tag moved">handed over</span>`,
  "co-work": html`<span class="tag shared">co-worked</span>`,
  stay: html`<span class="tag">stays</span>`,
};

function whatHappens(decision: Decision): Html {
  const { mode, coverWorkerId, companionId, takeoverDate, handBackDate } = decision;
  if (mode === "stay" || coverWorkerId === null) return html`${MODES[mode]}${before(decision)}`;
  const companion = companionId === null ? null : html`, with ${idText(companionId)} as second worker`;
  const preposition = mode === "handover" ? "to" : "with";
  return html`${MODES[mode]} ${preposition} ${idText(coverWorkerId)}${companion}${takeoverDate === null ? null : html`<span class="sub">from ${shortDate(takeoverDate)}</span>`}${back(mode, handBackDate)}${before(decision)}`;
}

function back(mode: "handover" | "co-work", handBackDate: string | null): Content {
  if (handBackDate !== null) return html`<span class="sub">${mode === "handover" ? "back on" : "until"} ${shortDate(handBackDate)}</span>`;
  return mode === "handover" ? html`<span class="sub">not handed back</span>` : null;
}

/** Stretches with other cover workers before, a line each. */
function before({ earlier = [] }: Decision): Content {
  return earlier.map(({ mode, coverWorkerId, takeoverDate, endDate }) => {
    const how = mode === "handover" ? "with" : "co-worked with";
    return html`<span class="sub">before: ${how} ${idText(coverWorkerId)} from ${shortDate(takeoverDate)} until ${shortDate(endDate)}</span>`;
  });
}

const REASONS: Readonly<Record<Reason["kind"], string>> = {
  pinned: "Pinned",
  blocked: "Not permitted",
  "not-needed": "Not needed",
  dearer: "Would cost more",
  "no-capacity": "No capacity",
  chosen: "Chosen",
  tie: "Decided by a tie",
};

const FLAGS: Readonly<Record<DecisionFlag, string>> = {
  "file-not-ready": "file not ready",
  "worst-case": "worst case assumed",
  "exception-recorded": "exception on record",
};

/** The kind of reason, the sentence, and what needs attention; opens to the explanation, without any script. */
function why(decision: Decision, told: Told | null): Html {
  const { reason, sentence, flags } = decision;
  return html`<details><summary><b>${REASONS[reason.kind]}.</b> ${sentenceText(sentence)}${flags.map((flag) => html` <span class="tag flag">${FLAGS[flag]}</span>`)}</summary>${familyDetails(decision, told?.explanation ?? null, told?.common ?? null)}</details>`;
}
