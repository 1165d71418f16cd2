/** What the cover team carries: before, after, and by interval of constant capacity. */
import { ceilDivide } from "../../base/units";
import type { CapacityInterval, CoverWorkerOutcome } from "../../plan/plan";
import { workloadChart } from "../chart/workload-chart";
import { date, integerOf, percent, points, whole } from "../format";
import { type Html, html, idText } from "../html";
import type { Reading } from "../reading";
import { type TableRow, table } from "../table";

/** Chart and tables of the cover team. */
export function coverTeam({ plan }: Reading): Html {
  const { coverWorkers } = plan;
  if (coverWorkers.length === 0) return html`<p>There is no cover team.</p>`;
  return html`${workloadChart(
    "Greatest workload over the programme, before and after",
    "Cover workers",
    "no capacity",
    coverWorkers.map((one) => ({ workerId: one.workerId, before: one.peakWorkloadPercentBefore, after: one.peakWorkloadPercentAfter })),
  )}
${outcomeTable(coverWorkers)}
${intervalTable(coverWorkers)}`;
}

function outcomeTable(coverWorkers: readonly CoverWorkerOutcome[]): Html {
  return table({
    id: "cover-table",
    caption: "Cover workers",
    columns: [
      { head: "Cover worker" },
      { head: "Greatest workload before", isNumber: true },
      { head: "Greatest workload after", isNumber: true },
      { head: "Children held before", isNumber: true },
      { head: "Children taken over", isNumber: true },
      { head: "Families taken over", isNumber: true },
      { head: "Families co-worked", isNumber: true },
      { head: "Supervision taken over", isNumber: true },
    ],
    rows: coverWorkers.map((one) => ({
      cells: [
        html`${idText(one.workerId)}<span class="sub">${one.role === "team-manager" ? "team manager" : one.grade}, ${one.team}</span>`,
        peak(one.peakWorkloadPercentBefore),
        peak(one.peakWorkloadPercentAfter),
        whole(one.childrenHeldBefore),
        whole(one.childrenTaken),
        whole(one.familiesTaken),
        whole(one.familiesCoWorked),
        whole(one.supervisionTaken),
      ],
    })),
    narrow: "scroll",
  });
}

function peak(value: number | null): string {
  if (value === null) return "no capacity";
  return value > 100 ? `${percent(value)}, over 100\u00a0%` : percent(value);
}

function intervalTable(coverWorkers: readonly CoverWorkerOutcome[]): Html {
  return table({
    id: "intervals-table",
    caption: "Capacity and load by interval, in points. Capacity changes with leave, reductions and contracts; it is never averaged.",
    columns: [
      { head: "Cover worker" },
      { head: "From" },
      { head: "To" },
      { head: "Capacity", isNumber: true },
      { head: "Existing work", isNumber: true },
      { head: "Added", isNumber: true },
      { head: "Workload", isNumber: true },
    ],
    rows: coverWorkers.flatMap(({ workerId, intervals }) => intervals.map((interval, index) => intervalRow(workerId, interval, index))),
    narrow: "scroll",
  });
}

function intervalRow(workerId: string, interval: CapacityInterval, index: number): TableRow {
  return {
    cells: [
      idText(workerId),
      date(interval.from),
      date(interval.to),
      points(interval.capacityPoints),
      points(interval.existingPoints),
      points(interval.addedPoints),
      workload(interval),
    ],
    ...(index === 0 ? { className: "group-start" } : {}),
  };
}

function workload({ capacityPoints, existingPoints, addedPoints }: CapacityInterval): string {
  const capacity = integerOf(capacityPoints, 100);
  if (capacity <= 0) return "no capacity";
  return percent(ceilDivide((integerOf(existingPoints, 100) + integerOf(addedPoints, 100)) * 100, capacity));
}
