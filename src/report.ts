/** Entry point `caseload-relief/report`: the plan as people read it. */
export { handoversCsv } from "./report/handovers-csv";
export { renderReport, type ReportOptions } from "./report/render-report";
export type { Plan } from "./plan/plan";
