/** How near the plan is to the best possible, goal by goal, in figures and in words. */
import { formatThousandths } from "../../base/units";
import type { GoalId } from "../../model/policy";
import type { ComponentOutcome, GoalResult } from "../../plan/plan";
import { counted, listed, perMille, percent, whole } from "../format";
import { type Content, type Html, html, idText } from "../html";
import type { Reading } from "../reading";
import { table } from "../table";

const GOALS: Readonly<Record<GoalId, { readonly title: string; readonly measure: string }>> = {
  relief: { title: "Relief", measure: "distance of all participants from their bands; too little counts four times as much as too much" },
  changes: { title: "Fewest changes", measure: "decisions unlike those published" },
  continuity: { title: "Continuity", measure: "what the moves cost families, in contacts with a stranger" },
  "fair-cover": { title: "Fair cover", measure: "workload of the busiest cover worker" },
  travel: { title: "Travel", measure: "minutes on the road, all visits" },
};

/** The goals of each component that had something to decide. */
export function quality({ plan }: Reading): Html {
  const decided = plan.components.filter(({ goals }) => goals.length > 0);
  const idle = plan.components.filter(({ goals }) => goals.length === 0);
  return html`<p>The goals are taken in strict order: a later goal never worsens an earlier one by more than the slack that the policy allows. “Proved” means that a search over all permitted plans has shown it, in whole numbers, with no rounding.</p>
${decided.length > 1 ? html`<p>Participants and cover workers who share no possible move cannot affect one another, so each group below was planned on its own.</p>` : null}
${decided.map((component, index) => componentPart(component, index, decided.length))}
${idle.length === 0 ? null : nothingToDecide(idle)}
${decided.length === 0 && idle.length === 0 ? html`<p>There was nothing to plan.</p>` : null}`;
}

function componentPart(component: ComponentOutcome, index: number, count: number): Html {
  const { participantIds, coverWorkerIds } = component;
  const who = `${counted(participantIds.length, "participant", "participants")}, ${counted(coverWorkerIds.length, "cover worker", "cover workers")}`;
  const members = html`<p>${listed(participantIds.map(idText))}; covered by ${coverWorkerIds.length === 0 ? "nobody" : listed(coverWorkerIds.map(idText))}.</p>`;
  return html`${count === 1 ? null : html`<h3>Group ${index + 1}: ${who}</h3>${members}`}
${table({
  id: `goals-${index + 1}`,
  caption: count === 1 ? "Goals, in order" : `Goals of group ${index + 1}, in order`,
  columns: [
    { head: "Goal", width: 26 },
    { head: "This plan", isNumber: true, width: 11 },
    { head: "No plan is below", isNumber: true, width: 11 },
    { head: "Gap", isNumber: true, width: 12 },
    { head: "In words", width: 40 },
  ],
  rows: component.goals.map((goal, at) => ({
    cells: [
      html`${at + 1}. ${GOALS[goal.goal].title}<span class="sub">${GOALS[goal.goal].measure}</span>`,
      cell(goal.goal, goal.value),
      cell(goal.goal, goal.bound),
      goal.gap === 0 ? "none" : difference(goal.goal, goal.gap),
      verdict(goal, at),
    ],
  })),
  narrow: "stack",
})}`;
}

function inUnit(goal: GoalId, value: number): string {
  if (goal === "relief" || goal === "changes") return whole(value);
  if (goal === "continuity") return `${formatThousandths(value)} contacts`;
  return goal === "fair-cover" ? percent(value) : `${whole(value)} minutes`;
}

/** Between two workloads lie percentage points, not per cent. */
function difference(goal: GoalId, value: number): string {
  return goal === "fair-cover" ? counted(value, "percentage point", "percentage points") : inUnit(goal, value);
}

/** Relief is a sum of squares, so readers get the single shortfall that would weigh as much. */
function cell(goal: GoalId, value: number): Content {
  if (goal !== "relief" || value === 0) return inUnit(goal, value);
  return html`${asOneShortfall(value)}<span class="sub">${whole(value)} in squares</span>`;
}

function asOneShortfall(value: number): string {
  return perMille(Math.round(Math.sqrt(value / 4)));
}

function verdict(goal: GoalResult, position: number): Html {
  return html`${reached(goal)} ${proof(goal, position)}${givenBack(goal)}`;
}

function reached({ goal, value }: GoalResult): string | null {
  if (goal !== "relief") return null;
  if (value === 0) return "Everyone is inside the band.";
  return `As far off, taken together, as one participant alone ${asOneShortfall(value)} of base short of the band.`;
}

function proof(goal: GoalResult, position: number): string {
  if (goal.isExact && goal.value === 0) return "Nothing can be better than that.";
  const limit = goal.value === goal.bound ? "gives less" : `gives less than ${inUnit(goal.goal, goal.bound)}`;
  const claim = `${position === 0 ? "no permitted plan" : "no permitted plan that keeps to the goals above"} ${limit}.`;
  if (goal.isExact) return `Proved: ${claim}`;
  return goal.isMet ? `Proved to within the gap the policy accepts: ${claim}` : `Not proved to the gap the policy asks for. What is proved: ${claim}`;
}

function givenBack({ goal, value, stageValue }: GoalResult): string | null {
  if (value === stageValue) return null;
  return ` A plan with ${inUnit(goal, stageValue)} was found; ${difference(goal, value - stageValue)} more is accepted here, within the slack, to serve the later goals.`;
}

function nothingToDecide(idle: readonly ComponentOutcome[]): Html {
  const ids = idle.flatMap(({ participantIds, coverWorkerIds }) => [...participantIds, ...coverWorkerIds]);
  return html`<p>Nothing could be decided for ${listed(ids.map(idText))}: no permitted move links them to anyone.</p>`;
}
