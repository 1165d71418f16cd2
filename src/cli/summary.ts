/** A plan in a terminal: at most 100 columns, colour only where it is seen. */
import type { Plan } from "../index";
import { decimal, goalFigure, unitOf } from "./goal-figures";
import { textTable, wrapped, type Column } from "./text-table";

/** The readable summary of a plan that `demo` prints. */
export function summaryOf(plan: Plan, isColoured: boolean): string {
  const heading = (text: string): string => `\n${isColoured ? `\u001B[1m${text}\u001B[0m` : text}\n`;
  const { participantsInBand, participantsWithBase } = plan.headline;
  return [
    heading(`${participantsInBand} of ${participantsWithBase} participants get their third.`),
    wrapped(programmeSentence(plan)),
    ...shortfalls(plan),
    heading("Participants"),
    participantTable(plan),
    heading("Cover team"),
    coverTable(plan),
    heading("Families"),
    ...familySentences(plan).map(wrapped),
    heading("Goals, in strict order"),
    goalTable(plan),
  ].join("");
}

function programmeSentence({ programme, headline, termination }: Plan): string {
  const mean = `mean relief ${tenths(headline.meanReliefPerMille)} %`;
  const ended = termination === "optimal" ? "proved optimal within the stated gaps" : `ended by ${termination}: the best plan found so far`;
  return `${programme.startDate} to ${programme.endDate}, ${programme.weeks} weeks; ${mean}; ${ended}.`;
}

function shortfalls(plan: Plan): string[] {
  return plan.participants.flatMap(({ workerId, shortfallSentence: why }) => (why === null ? [] : [wrapped(why.startsWith(workerId) ? why : `${workerId}: ${why}`)]));
}

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });

function participantTable(plan: Plan): string {
  const columns = [left("worker"), left("grade"), right("children"), right("families"), right("points"), right("after"), right("relief"), left("third"), right("workload"), right("after")];
  const rows = plan.participants.map((participant) => [
    participant.workerId,
    participant.grade,
    String(participant.children),
    String(participant.families),
    points(participant.basePoints),
    points(participant.afterPoints),
    participant.reliefPerMille === null ? "no cases" : `${tenths(participant.reliefPerMille)} %`,
    participant.reliefPerMille === null ? "" : participant.isInBand ? "yes" : "no",
    percent(participant.workloadPercentBefore),
    percent(participant.workloadPercentAfter),
  ]);
  return textTable(columns, rows);
}

function coverTable(plan: Plan): string {
  const columns = [left("worker"), left("grade"), right("families"), right("children"), right("co-worked"), right("supervision"), right("workload"), right("after")];
  const rows = plan.coverWorkers.map((worker) => [
    worker.workerId,
    worker.grade,
    String(worker.familiesTaken),
    String(worker.childrenTaken),
    String(worker.familiesCoWorked),
    String(worker.supervisionTaken),
    capacity(worker.peakWorkloadPercentBefore),
    capacity(worker.peakWorkloadPercentAfter),
  ]);
  return textTable(columns, rows);
}

function familySentences({ totals }: Plan): string[] {
  return [
    `${totals.familiesMoved} families (${totals.childrenMoved} children) move, ${totals.familiesCoWorked} are co-worked, ${totals.familiesStaying} stay with their worker.`,
    `${totals.changesOfWorker} changes of worker for children, there and back; continuity cost ${decimal(totals.continuityCost)} contacts; ${totals.travelMinutes} minutes of travel.`,
    ...(totals.supervisionMoved === 0 ? [] : [`${totals.supervisionMoved} pieces of supervision move to a cover manager.`]),
  ];
}

function goalTable(plan: Plan): string {
  const isMany = plan.components.filter((component) => component.goals.length > 0).length > 1;
  const columns = [...(isMany ? [left("part")] : []), left("goal"), right("value"), right("bound"), left("unit"), left("status")];
  const rows = plan.components.flatMap((component, index) =>
    component.goals.map((goal) => {
      const proved = goal.isExact ? "exact" : goal.isMet ? "proved within its gap" : "not proved";
      const givenBack = goal.value - goal.stageValue;
      const status = givenBack > 0 ? `${proved}; ${goalFigure(goal.goal, givenBack)} given back to later goals` : proved;
      return [...(isMany ? [String(index + 1)] : []), goal.goal, goalFigure(goal.goal, goal.value), goalFigure(goal.goal, goal.bound), unitOf(goal.goal), status];
    }),
  );
  return textTable(columns, rows);
}

function percent(value: number | null): string {
  return value === null ? "–" : `${value} %`;
}

function capacity(value: number | null): string {
  return value === null ? "none" : `${value} %`;
}

/** "84.50": both places, so that columns line up. */
function points(value: number): string {
  const hundredths = Math.round(value * 100);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
}

/** "32.7" of 327. */
function tenths(value: number): string {
  return `${Math.floor(value / 10)}.${value % 10}`;
}
