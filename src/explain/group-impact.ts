/**
 * How a plan falls on groups of children: counted after the plan is made, from a list that neither the caseload nor the optimiser ever
 * sees. Small numbers are suppressed, and so is what they could be worked out from.
 */
import { digestOf } from "../base/digest";
import { compareText } from "../base/hash";
import { LIBRARY_VERSION } from "../base/version";
import type { Plan } from "../plan/plan";
import { holders } from "./impact";

/** The list: one characteristic, and its value for each child. A child that is not listed, or has none, is "not stated". */
export interface GroupsDocument {
  readonly schemaVersion: 1;
  /** What the values say, such as "ethnicity". */
  readonly characteristic: string;
  readonly children: readonly { readonly childId: string; readonly group?: string | null | undefined }[];
}

export interface GroupTable {
  readonly schemaVersion: 1;
  readonly libraryVersion: string;
  readonly planDigest: string;
  readonly characteristic: string;
  /** Counts below this one, other than 0, are not shown. */
  readonly threshold: number;
  readonly rows: readonly GroupRow[];
}

/** Null: suppressed. */
export interface GroupRow {
  readonly group: string;
  readonly children: number | null;
  readonly handedOver: number | null;
  readonly coWorked: number | null;
  readonly staying: number | null;
  readonly changesOfWorker: number | null;
}

const NOT_STATED = "not stated";

type Counts = { -readonly [count in Exclude<keyof GroupRow, "group">]: number };

/**
 * Counts children by group and by what happens to them.
 * @param threshold whole number, at least 2
 */
export function groupTable(plan: Plan, { characteristic, children }: GroupsDocument, threshold: number): GroupTable {
  const groupOf = new Map(children.map(({ childId, group }) => [childId, group]));
  const counts = new Map<string, Counts>();
  for (const decision of plan.decisions) {
    for (const id of decision.childIds) {
      const group = groupOf.get(id) ?? NOT_STATED;
      const row = counts.get(group) ?? { children: 0, handedOver: 0, coWorked: 0, staying: 0, changesOfWorker: 0 };
      row.children++;
      row[decision.mode === "handover" ? "handedOver" : decision.mode === "co-work" ? "coWorked" : "staying"]++;
      row.changesOfWorker += holders(decision).length - 1;
      counts.set(group, row);
    }
  }
  const rows = [...counts].sort(([a], [b]) => compareText(a, b));
  return {
    schemaVersion: 1,
    libraryVersion: LIBRARY_VERSION,
    planDigest: digestOf(plan),
    characteristic,
    threshold,
    rows: suppressed(rows, threshold),
  };
}

/**
 * A count is hidden when it is small. A row with anything hidden keeps its number of children only when at least two of its parts are hidden;
 * a column with one hidden count hides its next smallest too, since the plan states the totals. This goes on until nothing more is hidden.
 */
function suppressed(rows: readonly (readonly [string, Counts])[], threshold: number): readonly GroupRow[] {
  const isSmall = (count: number): boolean => count > 0 && count < threshold;
  const parts = ["handedOver", "coWorked", "staying"] as const;
  const columns = ["children", ...parts] as const;
  const hidden = rows.map(([, counts]) => new Set<(typeof columns)[number]>(isSmall(counts.children) ? columns : parts.filter((part) => isSmall(counts[part]))));
  const hideSmallest = (candidates: readonly { readonly row: number; readonly column: (typeof columns)[number] }[]): boolean => {
    const open = candidates.filter(({ row, column }) => !hidden[row]!.has(column));
    // A nought hides little, so it goes last.
    const weight = ({ row, column }: (typeof open)[number]): number => rows[row]![1][column] || Infinity;
    const [smallest] = [...open].sort((a, b) => (weight(a) === weight(b) ? 0 : weight(a) - weight(b)));
    if (smallest === undefined) return false;
    hidden[smallest.row]!.add(smallest.column);
    return true;
  };
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    rows.forEach((_, row) => {
      if (parts.filter((part) => hidden[row]!.has(part)).length === 1 && hideSmallest(parts.map((column) => ({ row, column })))) isChanged = true;
    });
    for (const column of columns) {
      if (hidden.filter((set) => set.has(column)).length === 1 && hideSmallest(rows.map((_, row) => ({ row, column })))) isChanged = true;
    }
  }
  return rows.map(([group, counts], row) => {
    const shown = (column: (typeof columns)[number]): number | null => (hidden[row]!.has(column) ? null : counts[column]);
    const [handedOver, staying] = [shown("handedOver"), shown("staying")];
    // Changes follow from the number handed over.
    return { group, children: shown("children"), handedOver, coWorked: shown("coWorked"), staying, changesOfWorker: handedOver === null ? null : counts.changesOfWorker };
  });
}
