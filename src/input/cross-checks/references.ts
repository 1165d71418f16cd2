import { quoted, type PathPart } from "../pointer";
import type { CrossCheck, Facts, Report, Row } from "./facts";

type Target = "workers" | "families" | "children" | "supervision";

/** A field of a row with the ids in it. */
type Reference = readonly [field: string, ids: readonly string[] | string | null, target: Target];

type ReferringList = keyof typeof REFERENCES;

const familyAndWorker = (row: { readonly familyId: string; readonly workerId: string }): Reference[] => [
  ["familyId", row.familyId, "families"],
  ["workerId", row.workerId, "workers"],
];

/** By list, the ids that its rows hold of other lists. */
const REFERENCES = {
  workers: (row: Row<"workers">): Reference[] => [["restrictedFamilyIds", row.restrictedFamilyIds, "families"]],
  families: (row: Row<"families">): Reference[] => [["finishWishWorkerIds", row.finishWishWorkerIds, "workers"]],
  children: (row: Row<"children">): Reference[] => [
    ["familyId", row.familyId, "families"],
    ["allocatedWorkerId", row.allocatedWorkerId, "workers"],
  ],
  supervision: (row: Row<"supervision">): Reference[] => [["managerId", row.managerId, "workers"]],
  events: (row: Row<"events">): Reference[] => [
    ["familyId", row.familyId, "families"],
    ["childId", row.childId, "children"],
  ],
  coWork: familyAndWorker,
  pastInvolvements: familyAndWorker,
  conflicts: familyAndWorker,
  keepTogether: (row: Row<"keepTogether">): Reference[] => [["", row, "families"]],
  keepApart: (row: Row<"keepApart">): Reference[] => [["", row, "families"]],
  pins: (row: Row<"pins">): Reference[] => [
    ["familyId", row.familyId, "families"],
    ["supervisionId", row.supervisionId, "supervision"],
    ["workerId", row.workerId, "workers"],
    ["coverWorkerId", row.coverWorkerId, "workers"],
  ],
  exceptions: (row: Row<"exceptions">): Reference[] => [
    ["familyId", row.familyId, "families"],
    ["workerId", row.kind === "split-family" ? row.workerId : null, "workers"],
  ],
  continuityTable: (row: Row<"continuityTable">): Reference[] => [...familyAndWorker(row), ["coverWorkerId", row.coverWorkerId, "workers"]],
};

/** Every id that a row of the list holds of the target list stands in that list. */
export function checkReferences(list: ReferringList, target: Target): CrossCheck {
  return (document, facts, report) => {
    const ids = facts[target]();
    const referencesOf = REFERENCES[list] as (row: unknown) => Reference[];
    (document[list] as readonly unknown[]).forEach((row, index) => {
      for (const [field, held, to] of referencesOf(row)) {
        if (to === target) refuseUnknown(ids, [list, index, ...(field === "" ? [] : [field])], held, target, report);
      }
    });
  };
}

/** Everyone in the cohort and in the cover team is a worker. */
export const checkCohortReferences: CrossCheck = ({ cohort }, facts: Facts, report) => {
  const workers = facts.workers();
  cohort.participants.forEach(({ workerId }, index) => refuseUnknown(workers, ["cohort", "participants", index, "workerId"], workerId, "workers", report));
  refuseUnknown(workers, ["cohort", "coverWorkerIds"], cohort.coverWorkerIds, "workers", report);
};

function refuseUnknown(known: ReadonlyMap<string, unknown>, path: readonly PathPart[], held: readonly string[] | string | null, target: Target, report: Report): void {
  if (held === null) return;
  if (typeof held === "string") {
    if (!known.has(held)) refuse(path, held, target, report);
    return;
  }
  held.forEach((id, index) => {
    if (!known.has(id)) refuse([...path, index], id, target, report);
  });
}

function refuse(path: readonly PathPart[], id: string, target: Target, report: Report): void {
  report.error("unknown-reference", path, `refers to ${quoted(id)}, which is not in ${target}`, `Add it to ${target}, or correct the id.`);
}

/** The lists that hold ids of others, with the lists they refer to. */
export function referencePairs(): readonly (readonly [ReferringList, Target])[] {
  return [
    ["workers", "families"],
    ["families", "workers"],
    ["children", "families"],
    ["children", "workers"],
    ["supervision", "workers"],
    ["events", "families"],
    ["events", "children"],
    ...(["coWork", "pastInvolvements", "conflicts"] as const).flatMap((list) => [[list, "families"], [list, "workers"]] as const),
    ["keepTogether", "families"],
    ["keepApart", "families"],
    ["pins", "families"],
    ["pins", "supervision"],
    ["pins", "workers"],
    ["exceptions", "families"],
    ["exceptions", "workers"],
    ["continuityTable", "families"],
    ["continuityTable", "workers"],
  ];
}
