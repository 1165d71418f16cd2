/** Entry point `caseload-relief/report`: the plan as people read it. */
export { renderReport, type ReportOptions } from "./report/render-report";
export type { Plan } from "./plan/plan";
