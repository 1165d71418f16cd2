import { digestOf } from "../base/digest";
import { LIBRARY_VERSION } from "../base/version";
import type { Plan } from "../plan/plan";
import { EXPLANATION_SCHEMA_VERSION, type ExplanationHead } from "./explanation";
import type { StandingPlan } from "./standing-plan";

/** By plan, which never changes: it is long, and every family's explanation names it. */
const digests = new WeakMap<Plan, string>();

/** What an explanation was made from. */
export function headOf({ plan, cohort }: StandingPlan): ExplanationHead {
  let planDigest = digests.get(plan);
  if (planDigest === undefined) digests.set(plan, (planDigest = digestOf(plan)));
  return { schemaVersion: EXPLANATION_SCHEMA_VERSION, libraryVersion: LIBRARY_VERSION, caseloadDigest: cohort.caseload.digest, planDigest };
}
