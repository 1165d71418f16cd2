/** Takeovers and hand-backs week by week: where the visits, the reading and the writing-up pile up. */
import { type Day, formatDay, mondayOf, parseDay } from "../../base/calendar";
import type { Decision, Plan } from "../../plan/plan";
import { NONE, coordinate, date, whole } from "../format";
import { type Content, type Html, html } from "../html";
import type { Reading } from "../reading";
import { table } from "../table";

interface Week {
  readonly monday: Day;
  readonly takeovers: readonly Decision[];
  readonly handBacks: readonly Decision[];
}

/** The weeks in which something changes for somebody. */
export function timeline({ plan }: Reading): Html {
  const weeks = weeksOf(plan);
  if (weeks.length === 0) return html`<p>Nothing is handed over, so there are no dates.</p>`;
  const most = Math.max(...weeks.map(({ takeovers, handBacks }) => Math.max(takeovers.length, handBacks.length)));
  return html`<p>Every takeover and every hand-back asks for joint visits, reading and writing-up from two people. The start of co-working counts as a takeover; it ends with the programme, or the case, and nothing is handed back. Weeks without a change are left out.</p>
${table({
    id: "timeline-table",
    caption: "Takeovers and hand-backs by week: families and supervision items, and in brackets children",
    columns: [{ head: "Week beginning" }, { head: "Takeovers", isShort: true }, { head: "Hand-backs", isShort: true }],
    rows: weeks.map((week) => ({
      cells: [html`${date(formatDay(week.monday))}<span class="sub">${programmeWeek(plan, week.monday)}</span>`, bar(week.takeovers, most, "after"), bar(week.handBacks, most, "before")],
    })),
    narrow: "stack",
  })}`;
}

function weeksOf({ decisions }: Plan): Week[] {
  const weeks = new Map<Day, { takeovers: Decision[]; handBacks: Decision[] }>();
  const put = (iso: string | null, list: "takeovers" | "handBacks", decision: Decision): void => {
    const day = iso === null ? null : parseDay(iso);
    if (day === null) return;
    const monday = mondayOf(day);
    const week = weeks.get(monday) ?? { takeovers: [], handBacks: [] };
    week[list].push(decision);
    weeks.set(monday, week);
  };
  for (const decision of decisions) {
    // Parts with other cover workers, in a plan in progress.
    for (const { mode, coverWorkerId, companionId, takeoverDate, endDate, isReturn } of decision.earlier ?? []) {
      const part = { ...decision, mode, coverWorkerId, companionId };
      put(takeoverDate, "takeovers", part);
      if (isReturn) put(endDate, "handBacks", part);
    }
    put(decision.takeoverDate, "takeovers", decision);
    put(decision.handBackDate, "handBacks", decision);
  }
  return [...weeks].map(([monday, week]) => ({ monday, ...week })).sort((a, b) => a.monday - b.monday);
}

/** Programme weeks are calendar weeks from the start date, whatever weekday that is. */
function programmeWeek({ programme }: Plan, monday: Day): Content {
  const start = parseDay(programme.startDate);
  if (start === null) return NONE;
  const first = Math.floor((monday - mondayOf(start)) / 7) + 1;
  if (first < 1) return "before the start";
  return first > programme.weeks ? "after the end" : `programme week ${first}`;
}

function bar(decisions: readonly Decision[], most: number, className: "before" | "after"): Content {
  if (decisions.length === 0) return NONE;
  const childCount = decisions.reduce((sum, { childIds }) => sum + childIds.length, 0);
  const width = coordinate((decisions.length * 99) / most);
  return html`<span class="bar-cell"><svg width="100%" height="14" aria-hidden="true" focusable="false"><rect class="bar ${className}" x="0.5" y="1.5" width="${width}%" height="11"/></svg><span class="nowrap">${whole(decisions.length)} <span class="faint">(${whole(childCount)})</span></span></span>`;
}
