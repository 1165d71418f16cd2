import { CARE_PROCEEDINGS } from "../../model/policy";
import type { CrossCheck, Facts, Report, Row } from "./facts";

/** Ids that one warning names before it only counts. */
const IDS_NAMED = 5;

interface Unknown {
  readonly field: keyof Row<"children">;
  /** Whether the field is not known for a child for whom it matters. */
  readonly isUnknown: (child: Row<"children">, facts: Facts) => boolean;
  readonly assumption: string;
}

const UNKNOWNS: readonly Unknown[] = [
  {
    field: "lastVisitOn",
    isUnknown: (child, facts) => child.lastVisitOn === null && isVisited(child, facts),
    assumption: "a visit is taken to be due at once",
  },
  {
    field: "workerSince",
    isUnknown: (child) => child.workerSince === null,
    assumption: "the relationship is taken to be as strong as any",
  },
  {
    field: "changesOfWorkerOn",
    isUnknown: (child) => child.changesOfWorkerOn === null,
    assumption: "the policy's unknownChanges are taken to have happened in the last twelve months",
  },
  {
    field: "firstHearingOn",
    isUnknown: (child) => child.firstHearingOn === null && child.circumstances.includes(CARE_PROCEEDINGS),
    assumption: "the first hearing is taken to lie ahead",
  },
];

function isVisited(child: Row<"children">, facts: Facts): boolean {
  return child.visitIntervalWorkingDays !== null || facts.matchingRows(child).some((row) => row.visitIntervalWorkingDays !== null);
}

/** What is not known of participants' children is taken at its worst, and said once for each field. */
export const checkUnknowns: CrossCheck = (document, facts, report) => {
  const children = document.children.filter((child) => facts.participantIds().has(child.allocatedWorkerId));
  for (const { field, isUnknown, assumption } of UNKNOWNS) {
    const ids = children.filter((child) => isUnknown(child, facts)).map((child) => child.id);
    warnUnknown(["children"], field, ["child", "children"], ids, assumption, report);
  }
};

/** The same for the supervision items of participants. */
export const checkUnknownSessions: CrossCheck = (document, facts, report) => {
  const items = document.supervision.filter((item) => item.lastSessionOn === null && facts.participantIds().has(item.managerId));
  warnUnknown(["supervision"], "lastSessionOn", ["supervision item", "supervision items"], items.map((item) => item.id), "a session is taken to be due at once", report);
};

function warnUnknown(path: string[], field: string, [one, many]: readonly [string, string], ids: readonly string[], assumption: string, report: Report): void {
  if (ids.length === 0) return;
  const named = [...ids].sort().slice(0, IDS_NAMED).map((id) => `"${id}"`).join(", ");
  const others = ids.length > IDS_NAMED ? ` and ${ids.length - IDS_NAMED} more` : "";
  report.warn("assumed-worst-case", path, `does not say ${field} of ${ids.length} ${ids.length === 1 ? one : many} of participants (${named}${others}): ${assumption}`, `Give ${field} where it is known.`);
}
