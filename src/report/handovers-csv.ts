/**
 * The plan as a dated list of actions, for a spreadsheet or for whoever enters them: one row for every
 * day on which something changes for a family or a supervisee. RFC 4180; dates are ISO.
 */
import { compareText } from "../base/hash";
import type { Decision, Plan } from "../plan/plan";

const COLUMNS = ["date", "action", "kind", "id", "participant", "cover_worker", "companion", "children", "reason"] as const;

/** Text that a spreadsheet would take for a formula when a field begins with it, wide forms included. */
const FORMULA_START = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/;

/**
 * Writes the actions of a plan as CSV, in the order of their dates; units that stay have none.
 * A field that a spreadsheet could take for a formula gets an apostrophe in front.
 * @example
 * writeFileSync("handovers.csv", handoversCsv(plan));
 */
export function handoversCsv(plan: Plan): string {
  const rows = plan.decisions.flatMap(actionsOf).sort((a, b) => compareText(a.join("\u0000"), b.join("\u0000")));
  return [COLUMNS, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function actionsOf(decision: Decision): string[][] {
  if (decision.mode === "stay") return [];
  const isHandover = decision.mode === "handover";
  const rest = [
    decision.kind,
    decision.id,
    decision.participantId,
    decision.coverWorkerId ?? "",
    decision.companionId ?? "",
    String(decision.childIds.length),
    decision.sentence,
  ];
  return [
    [decision.takeoverDate ?? "", isHandover ? "hand over" : "start co-work", ...rest],
    ...(decision.handBackDate === null ? [] : [[decision.handBackDate, isHandover ? "hand back" : "end co-work", ...rest]]),
  ];
}

function field(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
