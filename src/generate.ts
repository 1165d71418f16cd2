/** `caseload-relief/generate`: synthetic caseloads for demos, tests and benchmarks. */
export { generateCaseload } from "./synthetic/generate-caseload";
export { illustrativeWeightingScheme } from "./synthetic/weighting";
export type { CaseloadShape, Feature, GenerateOptions } from "./synthetic/options";
export type { CaseloadDocument } from "./model/caseload-document";
