/**
 * The plan as a dated list of actions, for a spreadsheet or for whoever enters them: one row for every
 * day on which something changes for a family or a supervisee. RFC 4180; dates are ISO.
 */
import { compareText } from "../base/hash";
import type { Decision, Plan } from "../plan/plan";
import { givenPlan } from "./shape";

const COLUMNS = ["date", "action", "kind", "id", "participant", "cover_worker", "companion", "children", "reason"] as const;

/** Text that a spreadsheet would take for a formula when a field begins with it, wide forms included. */
const FORMULA_START = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/**
 * Writes the actions of a plan as CSV, in the order of their dates; units that stay all along have none.
 * A field that a spreadsheet could take for a formula gets an apostrophe in front.
 * @throws TypeError naming the field, when it is no plan document
 * @example
 * writeFileSync("handovers.csv", handoversCsv(plan));
 */
export function handoversCsv(plan: Plan): string {
  givenPlan(plan);
  const rows = plan.decisions.flatMap(actionsOf).sort((a, b) => compareText(a.join("\u0000"), b.join("\u0000")));
  return [COLUMNS, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** Of a plan in progress, what has happened too: the list is of the whole programme. */
function actionsOf(decision: Decision): string[][] {
  const { kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier = [], sentence } = decision;
  const row = (date: string, action: string, cover: string | null, companion: string | null): string[] => [date, action, kind, id, participantId, cover ?? "", companion ?? "", String(childIds.length), sentence];
  const before = earlier.flatMap((part, index) => {
    const next = earlier[index + 1]?.takeoverDate ?? takeoverDate;
    const end = endingOf(part, next);
    return [row(part.takeoverDate, beginningOf(part.mode), part.coverWorkerId, part.companionId), ...(end === null ? [] : [row(part.endDate, end, part.coverWorkerId, part.companionId)])];
  });
  if (mode === "stay") return before;
  const own = [row(takeoverDate ?? "", beginningOf(mode), coverWorkerId, companionId)];
  if (handBackDate !== null) own.push(row(handBackDate, mode === "handover" ? "hand back" : "end co-work", coverWorkerId, companionId));
  return [...before, ...own];
}

function beginningOf(mode: "handover" | "co-work"): string {
  return mode === "handover" ? "hand over" : "start co-work";
}

/** A part that ends because the case closes asks nothing of anybody. */
function endingOf({ mode, isReturn, endDate }: NonNullable<Decision["earlier"]>[number], next: string | null): string | null {
  if (mode === "co-work") return "end co-work";
  if (isReturn) return "hand back";
  return next === endDate ? "pass on" : null;
}

function field(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
