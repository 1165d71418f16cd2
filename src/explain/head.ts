import { digestOf } from "../base/digest";
import { LIBRARY_VERSION } from "../base/version";
import { EXPLANATION_SCHEMA_VERSION, type ExplanationHead } from "./explanation";
import type { StandingPlan } from "./standing-plan";

/** What an explanation was made from. */
export function headOf({ plan, cohort }: StandingPlan): ExplanationHead {
  return { schemaVersion: EXPLANATION_SCHEMA_VERSION, libraryVersion: LIBRARY_VERSION, caseloadDigest: cohort.caseload.digest, planDigest: digestOf(plan) };
}
