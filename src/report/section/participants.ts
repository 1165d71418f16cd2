/** Each participant before and after: relief against the band, week by week, and workload. */
import type { ParticipantOutcome, WeekRelief } from "../../plan/plan";
import { reliefChart } from "../chart/relief-chart";
import { weekBars } from "../chart/week-bars";
import { workloadChart } from "../chart/workload-chart";
import { NONE, children, families, perMille, perMilleNumber, percent, percentagePoints, points, shortPoints } from "../format";
import { type Content, type Html, html, idText } from "../html";
import { type Reading, shareOfBase, standingOf } from "../reading";
import { type TableRow, table } from "../table";

/** Weeks side by side that still fit a printed page. */
const WEEKS_A_TABLE = 13;

/** Charts and tables of the participants. */
export function participantsSection(reading: Reading): Html {
  const { participants } = reading.plan;
  if (participants.length === 0) return html`<p>There are no participants.</p>`;
  return html`<div class="pair">
${reliefChart(participants)}
${workloadChart(
  "Workload before and after",
  "Participants before and after",
  "capacity not known",
  participants.map((one) => ({ workerId: one.workerId, before: one.workloadPercentBefore, after: one.workloadPercentAfter })),
)}
</div>
${outcomeTable(reading)}
${weekTables(participants)}`;
}

function outcomeTable(reading: Reading): Html {
  return table({
    id: "participants-table",
    caption: "Participants before and after",
    columns: [
      { head: "Participant" },
      { head: "Work in the window, points", isShort: true },
      { head: "Band, points", isShort: true },
      { head: "Against the band", isShort: true },
      { head: "Lowest week", isShort: true },
      { head: "Workload before", isNumber: true },
      { head: "Workload after", isNumber: true },
      { head: "A new family would lower relief by" },
    ],
    rows: reading.plan.participants.map((one) => outcomeRow(reading, one)),
    narrow: "stack",
  });
}

function outcomeRow(reading: Reading, one: ParticipantOutcome): TableRow {
  return {
    cells: [
      html`<a href="#${reading.anchorOf(one.workerId)}">${idText(one.workerId)}</a><span class="sub">${describe(one)}</span>`,
      fromTo(one),
      one.basePoints === 0 ? NONE : html`${points(one.bandLowerPoints)} to ${points(one.bandUpperPoints)}`,
      STANDINGS[standingOf(one)],
      one.lowestWeek === null ? NONE : lowest(one.lowestWeek),
      workload(one.workloadPercentBefore),
      workload(one.workloadPercentAfter),
      newFamily(one),
    ],
  };
}

const STANDINGS = {
  in: html`<span class="tag in">inside</span>`,
  below: html`<span class="tag out">below</span>`,
  above: html`<span class="tag out">above</span>`,
  "no-cases": html`<span class="tag">no cases</span>`,
} as const;

function describe(one: ParticipantOutcome): Content {
  const role = one.role === "team-manager" ? "team manager" : one.grade;
  const holds = one.children === 0 && one.families === 0 ? "" : `; ${children(one.children)}, ${families(one.families)}`;
  return html`${role}, ${one.team}${holds}`;
}

function fromTo(one: ParticipantOutcome): Content {
  if (one.basePoints === 0) return "no cases";
  return html`from ${points(one.basePoints)} to ${points(one.afterPoints)} <strong class="nowrap">(${perMille(one.reliefPerMille ?? 0)})</strong>`;
}

function newFamily({ newFamily: one }: ParticipantOutcome): Content {
  return one === null ? NONE : html`${percentagePoints(one.reliefPerMille)}<span class="sub">a family of ${shortPoints(one.points)} points</span>`;
}

function lowest(week: WeekRelief): string {
  return `week ${week.week}: ${week.reliefPerMille === null ? shortPoints(week.reliefPoints) : perMille(week.reliefPerMille)}`;
}

function workload(value: number | null): string {
  return value === null ? "not known" : percent(value);
}

function weekTables(participants: readonly ParticipantOutcome[]): Html[] {
  const most = Math.max(0, ...participants.map(({ weeks }) => weeks.length));
  const starts = Array.from({ length: Math.ceil(most / WEEKS_A_TABLE) }, (_, index) => index * WEEKS_A_TABLE);
  return starts.map((start, index) => weekTable(participants, start, Math.min(most, start + WEEKS_A_TABLE), index));
}

function weekTable(participants: readonly ParticipantOutcome[], start: number, end: number, index: number): Html {
  const weeks = Array.from({ length: end - start }, (_, at) => start + at);
  const range = start === 0 && end <= WEEKS_A_TABLE ? "" : `, weeks ${start + 1} to ${end}`;
  return table({
    id: `weeks-table-${index + 1}`,
    caption: html`Relief week by week${range}, in per cent of the week’s work. A bar below the line is below the band in that week; the band is for the window as a whole.`,
    columns: [{ head: "Participant" }, { head: "Picture" }, ...weeks.map((week) => ({ head: html`<abbr title="Week ${week + 1}">wk ${week + 1}</abbr>`, isNumber: true }))],
    rows: participants.map((one) => ({
      cells: [
        idText(one.workerId),
        one.weeks.length === 0 ? "no cases" : weekBars(one.weeks.slice(start, end).map(({ reliefPerMille }) => reliefPerMille), shareOfBase(one, one.bandLowerPoints) ?? 0),
        ...weeks.map((week) => weekFigure(one.weeks[week])),
      ],
    })),
    narrow: "scroll",
  });
}

function weekFigure(week: WeekRelief | undefined): string {
  if (week === undefined || week.reliefPerMille === null) return NONE;
  return perMilleNumber(week.reliefPerMille);
}
