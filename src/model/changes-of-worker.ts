import { monthsBefore } from "../base/calendar";
import type { Child } from "./caseload";
import type { Cohort } from "./cohort";

/** Changes of worker in the twelve months up to `asOf`; the policy's worst case when not known. */
export function changesInTwelveMonths(child: Child, cohort: Cohort): number {
  const { asOf, policy } = cohort.caseload;
  if (child.changesOfWorkerOn === null) return policy.unknownChanges;
  const since = monthsBefore(asOf, 12);
  return child.changesOfWorkerOn.filter((day) => day > since && day <= cohort.today).length;
}
