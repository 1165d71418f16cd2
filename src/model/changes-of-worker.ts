import { monthsBefore } from "../base/calendar";
import type { Child } from "./caseload";
import { remembered } from "./remembered";

/** Changes of worker in the twelve months up to `asOf`; the policy's worst case when not known. */
export const changesInTwelveMonths = remembered((child: Child, cohort): number => {
  const { asOf, policy } = cohort.caseload;
  if (child.changesOfWorkerOn === null) return policy.unknownChanges;
  const since = monthsBefore(asOf, 12);
  return child.changesOfWorkerOn.filter((day) => day > since && day <= cohort.today).length;
});
