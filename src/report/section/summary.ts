/** The answer, before anything else: how many get their third, who does not, and what it costs families. */
import type { ParticipantOutcome, Plan } from "../../plan/plan";
import { children, counted, families, listed, perMille, perMilleNumber, percentagePoints, sentenceText, shortPoints, whole } from "../format";
import { type Content, type Html, html, idText } from "../html";
import { type Reading, shareOfBase, standingOf } from "../reading";

/** The lead of the page. */
export function summary(reading: Reading): Html {
  const { plan } = reading;
  return html`<div class="lead">
<h1>${headline(plan)}</h1>
${outsideBand(reading)}
${withoutBase(reading)}
${stopped(plan)}
${figures(plan)}
</div>
${proposal()}
${newFamilies(reading)}
${manyOutside(reading)}`;
}

function headline({ headline: { participantsInBand, participantsWithBase } }: Plan): string {
  if (participantsWithBase === 0) return "Nobody has cases to relieve in this window";
  return `${whole(participantsInBand)} of ${whole(participantsWithBase)} get their third`;
}

/** With more than this many outside the band, the reasons follow the figures. */
const REASONS_FIRST = 4;

function outsideBand(reading: Reading): Html | null {
  if (reading.withBase.length === 0) return null;
  const outside = reading.withBase.filter(({ isInBand }) => !isInBand);
  const band = html`<p>${bandSentence(reading)}</p>`;
  if (outside.length === 0) return band;
  const count = `${whole(outside.length)} ${outside.length === 1 ? "does" : "do"} not`;
  if (outside.length <= REASONS_FIRST) return html`<p class="lead-text">${count}:</p>
${reasons(reading, outside)}
${band}`;
  return html`<p class="lead-text">${count}: ${listed(outside.map((one) => html`${idText(one.workerId)} (${perMille(one.reliefPerMille ?? 0)})`))}. Each has its reason <a href="#outside">below</a>.</p>
${band}`;
}

function reasons(reading: Reading, outside: readonly ParticipantOutcome[]): Html {
  return html`<ul class="shortfalls">${outside.map((one) => html`<li>${whyOutside(reading, one)}</li>
`)}</ul>`;
}

function manyOutside(reading: Reading): Html | null {
  const outside = reading.withBase.filter(({ isInBand }) => !isInBand);
  if (outside.length <= REASONS_FIRST) return null;
  return html`<h2 id="outside">Who does not get a third, and why</h2>
${reasons(reading, outside)}`;
}

/** Bands in points that come from one band in shares differ by no more than this, in thousandths. */
const ROUNDING = 2;

/** The band as a share of base when it is one for everyone; the largest base shows it best. */
function bandSentence({ withBase }: Reading): Content {
  const lower = withBase.map((one) => shareOfBase(one, one.bandLowerPoints) ?? 0);
  const upper = withBase.map((one) => shareOfBase(one, one.bandUpperPoints) ?? 0);
  const spread = (shares: readonly number[]): number => Math.max(...shares) - Math.min(...shares);
  if (Math.max(spread(lower), spread(upper)) > ROUNDING) return "“A third” means that relief lies inside each participant’s own band, given below.";
  const largest = withBase.reduce((best, one, index) => (one.basePoints > (withBase[best]?.basePoints ?? 0) ? index : best), 0);
  return `“A third” means relief of ${perMille(lower[largest] ?? 0)} to ${perMille(upper[largest] ?? 0)} of the work that the participant would otherwise have in the window.`;
}

function whyOutside(reading: Reading, one: ParticipantOutcome): Html {
  const share = html`<strong class="nowrap">${perMille(one.reliefPerMille ?? 0)} of base</strong>`;
  const link = html`<a href="#${reading.anchorOf(one.workerId)}">${reading.decisionsOf(one.workerId).some(({ kind }) => kind === "family") ? "families" : "supervision"} of ${idText(one.workerId)}</a>`;
  return html`${one.shortfallSentence === null ? withoutSentence(one) : sentenceText(one.shortfallSentence)} (${share}; ${link})`;
}

function withoutSentence(one: ParticipantOutcome): Html {
  const asked = standingOf(one) === "below" ? `at least ${shortPoints(one.bandLowerPoints)}` : `at most ${shortPoints(one.bandUpperPoints)}`;
  return html`${idText(one.workerId)} gets ${shortPoints(one.reliefPoints)} points, where the band asks for ${asked}.`;
}

function withoutBase({ withoutBase: idle }: Reading): Html | null {
  if (idle.length === 0) return null;
  return html`<p>Not counted, because there is no work to relieve in the window: ${listed(idle.map(({ workerId }) => idText(workerId)))}.</p>`;
}

const STOPPED = {
  "time-limit": "The search stopped at its time limit.",
  "step-limit": "The search stopped at its step limit.",
  aborted: "The search was stopped before it was finished.",
} as const;

function stopped({ termination }: Plan): Html | null {
  if (termination === "optimal") return null;
  return html`<p class="notice"><strong>${STOPPED[termination]}</strong> This is the best plan found by then. What is known about how far it is from the best possible is stated under “How good is this plan?”.</p>`;
}

function figures({ headline: head, totals }: Plan): Html {
  const supervision = totals.supervisionMoved === 0 ? null : `, and ${counted(totals.supervisionMoved, "supervision item", "supervision items")} handed over`;
  return html`<dl class="figures">
${figure("Mean relief", head.participantsWithBase === 0 ? "no cases" : perMille(head.meanReliefPerMille), "of the work each participant would have had")}
${figure(
  "Near the lower edge",
  `${whole(head.nearLowerEdge)} of ${whole(head.participantsWithBase)}`,
  "within one point of it: the plan holds every place inside the band to be equally good, so it favours the edge",
)}
${figure("Changes of worker", whole(totals.changesOfWorker), html`for ${children(totals.childrenMoved)}: handed over and handed back`)}
${figure("Families handed over", whole(totals.familiesMoved), html`${whole(totals.familiesCoWorked)} co-worked, ${families(totals.familiesStaying)} staying as they are${supervision}`)}
</dl>`;
}

function figure(term: string, value: string, note: Content): Html {
  return html`<div><dt>${term}</dt><dd class="figure">${value}</dd><dd class="note">${note}</dd></div>
`;
}

function proposal(): Html {
  return html`<div class="warning">
<p><strong>This is a proposal. People decide.</strong></p>
<p>Moving cases to level caseloads is itself a harm: a handover with a hand-back is two changes of worker for every child in the family. Nothing here is final until the worker has been consulted and a manager has signed.</p>
</div>`;
}

function newFamilies({ withBase }: Reading): Html {
  const assumption = html`<strong>The plan assumes no new allocations to participants.</strong>`;
  const costs = withBase.map(({ newFamily }) => newFamily?.reliefPerMille ?? null).filter((cost) => cost !== null).sort((a, b) => a - b);
  const [least, most] = [costs[0], costs[costs.length - 1]];
  if (least === undefined || most === undefined) return html`<p>${assumption}</p>`;
  const range = least === most ? percentagePoints(least) : html`${perMilleNumber(least)} to ${percentagePoints(most)}`;
  return html`<p>${assumption} Each new family, of the mean weight that a worker holds now, would lower that worker’s relief by ${range}; the table of participants says how much for each.</p>`;
}
