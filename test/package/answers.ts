/**
 * One small caseload through the whole public face, as text: the same bytes wherever it runs. It is handed the
 * library, so that the source, the ESM and CommonJS builds and a browser page can all be asked.
 */
import type * as generate from "caseload-relief/generate";
import type * as report from "caseload-relief/report";
import type * as main from "caseload-relief";

export type Library = typeof main & typeof generate & typeof report;

export async function answersOf(library: Library): Promise<string> {
  const document = library.generateCaseload(2018, { participants: 3, meanCases: 8 });
  const parsed = library.parseCaseload(document);
  if (parsed.kind !== "ok") return JSON.stringify(parsed, null, 1);
  const planned = library.planHandovers(parsed.value);
  const plannedAsync = await library.planHandoversAsync(parsed.value);
  if (planned.kind !== "plan") return JSON.stringify({ planned, plannedAsync }, null, 1);
  const checked = library.checkPlan(parsed.value, planned.plan);
  const page = library.renderReport(planned.plan);
  return JSON.stringify({ document, planned, plannedAsync, checked, page, refused: library.parseCaseload({ workers: "none" }) }, null, 1);
}
