/** What the plan would cause: changes of worker, episodes of the statutory return, fairness, and groups of children. */
import type { GroupTable } from "../../explain/group-impact";
import type { FairnessRow, PlanImpact } from "../../explain/impact";
import { counted, perMille, percent, whole } from "../format";
import { type Content, type Html, html, idText } from "../html";
import { table } from "../table";

/** Nobody's figure. */
const NONE = "–";

/** The impact, and the table of groups when there is one. */
export function impactSection(impact: PlanImpact, groups: GroupTable | null): Html {
  return html`<p>The plan would add ${counted(impact.newEpisodes, "row", "rows")} to the social-worker episodes of the SSDA903 return, for ${counted(impact.childrenWithNewEpisodes, "looked-after child", "looked-after children")}.</p>
${table({
  id: "impact-status",
  caption: "Children by case status",
  columns: [{ head: "Status" }, ...["Children", "Handed over", "Co-worked", "Changes of worker"].map((head) => ({ head, isNumber: true }))],
  rows: impact.changesOfWorker.map(({ status, children, handedOver, coWorked, changesOfWorker }) => ({ cells: [status.replaceAll("-", " "), ...[children, handedOver, coWorked, changesOfWorker].map(whole)] })),
  narrow: "scroll",
})}
${fairness("impact-grade", "By grade", impact.byGrade)}
${fairness("impact-team", "By team", impact.byTeam)}
${groups === null ? null : groupPart(groups)}`;
}

function fairness(id: string, caption: string, rows: readonly FairnessRow[]): Html {
  return table({
    id,
    caption,
    columns: [{ head: "Group" }, { head: "Role" }, ...["People", "Get their third", "Mean relief", "Least relief", "Workload before", "After", "Greatest after"].map((head) => ({ head, isNumber: true }))],
    rows: rows.map((row) => ({
      cells: [
        idText(row.group),
        row.role === "cover" ? "cover team" : "participants",
        whole(row.people),
        shown(row.inBand, whole),
        shown(row.meanReliefPerMille, perMille),
        shown(row.leastReliefPerMille, perMille),
        shown(row.meanWorkloadPercentBefore, percent),
        shown(row.meanWorkloadPercentAfter, percent),
        shown(row.greatestWorkloadPercentAfter, percent),
      ],
    })),
    narrow: "scroll",
  });
}

function groupPart({ characteristic, threshold, rows }: GroupTable): Html {
  return html`${table({
    id: "impact-groups",
    caption: html`Children by ${idText(characteristic)}`,
    columns: [{ head: "Group" }, ...["Children", "Handed over", "Co-worked", "Staying", "Changes of worker"].map((head) => ({ head, isNumber: true }))],
    rows: rows.map(({ group, children, handedOver, coWorked, staying, changesOfWorker }) => ({ cells: [idText(group), ...[children, handedOver, coWorked, staying, changesOfWorker].map((count) => shown(count, whole, "hidden"))] })),
    narrow: "scroll",
  })}
<p>Counted after the plan was made, from a list that planning never sees. Counts below ${whole(threshold)} are hidden, and so are those that they could be worked out from.</p>`;
}

function shown(value: number | null, format: (value: number) => Content, otherwise: string = NONE): Content {
  return value === null ? otherwise : format(value);
}
