/** Facts that an explanation says to be otherwise, made so in the caseload document, from what the fact says of itself. */
import type { ChangedFact } from "../../src/explain/explanation";
import type { CaseloadDocument } from "../../src/model/caseload-document";

/** The document with the fact otherwise; null for a fact this does not know how to change. */
export function withFact(document: CaseloadDocument, { kind, rule, ids, value, date }: ChangedFact): CaseloadDocument | null {
  type Worker = CaseloadDocument["workers"][number];
  type Family = CaseloadDocument["families"][number];
  const worker = (change: (row: Worker) => Partial<Worker>): CaseloadDocument => ({ ...document, workers: document.workers.map((row) => (row.id === ids[0] ? { ...row, ...change(row) } : row)) });
  const family = (change: (row: Family) => Partial<Family>): CaseloadDocument => ({ ...document, families: document.families.map((row) => (row.id === ids[0] ? { ...row, ...change(row) } : row)) });
  switch (kind) {
    case "language":
      return worker((row) => ({ languages: [...(row.languages ?? []), value!] }));
    case "certificate":
      return worker((row) => ({ certificates: [...(row.certificates ?? []), value!] }));
    case "grade":
      return worker(() => ({ grade: value! }));
    case "locality":
      return worker(() => ({ area: value! }));
    case "contract":
      return worker(() => ({ contractEndsOn: null }));
    case "capacity":
      return worker(() => ({ reductions: [], leave: [], startsOn: null }));
    case "access":
      return worker((row) => ({ restrictedFamilyIds: [...(row.restrictedFamilyIds ?? []), ids[1]!] }));
    case "conflict":
      return { ...document, conflicts: (document.conflicts ?? []).filter((row) => row.workerId !== ids[0] || row.familyId !== ids[1]) };
    case "two-to-one":
      return family(() => ({ isTwoToOne: false }));
    case "gender-preference":
      return family(() => ({ workerGender: null }));
    case "wish":
      return rule === "family-wish-to-stay" ? family(() => ({ wish: value === "stay" ? "stay" : null })) : null;
    case "event": {
      const isLeft = (row: NonNullable<CaseloadDocument["events"]>[number]): boolean => row.familyId !== ids[0] || row.kind !== value || row.date !== date;
      const left = (document.events ?? []).filter(isLeft);
      // What followed it follows nothing.
      return { ...document, events: left.map((row) => (row.follows == null || left.some(({ id, familyId }) => id === row.follows && familyId === row.familyId) ? row : { ...row, follows: null })) };
    }
    case "due-to-close":
      return { ...document, children: document.children.map((row) => (row.familyId === ids[0] ? { ...row, closesOn: null, stepsDownOn: null } : row)) };
    case "recent-changes":
      return { ...document, children: document.children.map((row) => (row.id === ids[1] ? { ...row, changesOfWorkerOn: [...(row.changesOfWorkerOn ?? [])].sort().reverse().slice(0, Number(value) - 1) } : row)) };
    case "first-hearing":
      return { ...document, children: document.children.map((row) => (row.id === ids[1] ? { ...row, firstHearingOn: "2017-01-02" } : row)) };
    case "notice":
      return { ...document, policy: { ...document.policy, rules: { ...document.policy?.rules, notice: { ...document.policy?.rules?.notice, limit: 0 } } } };
    case "travel": {
      const [cover, family] = [document.workers.find((row) => row.id === ids[0])!.area, document.families.find((row) => row.id === ids[1])!.area];
      const isWay = (from: string, to: string): boolean => (from === cover && to === family) || (from === family && to === cover);
      return { ...document, travel: { ...document.travel!, minutes: document.travel!.minutes.map((row) => (isWay(row.from, row.to) ? { ...row, minutes: Number(value) } : row)) } };
    }
    case "pin":
      return null;
    case "keep-apart":
      return { ...document, keepApart: (document.keepApart ?? []).filter((pair) => !ids.every((id) => pair.includes(id))) };
    case "other-decision":
      return document;
    default:
      return null;
  }
}
