import type { Worker } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import { coverOf, limitOf, optionsBy, type Limit, type LimitRule } from "./rule";

/** Rule 10: no cover worker above a number of children, those it has included. */
export const coverChildren: LimitRule = {
  id: "cover-children",
  limits: (options, cohort) => {
    const taken = optionsBy(options, coverOf);
    return cohort.coverWorkers.map((worker) =>
      childrenLimit("cover-children", worker, worker.maximumChildren ?? limitOf("cover-children", cohort), taken, cohort),
    );
  },
};

/** Rule 6: a newly qualified worker's protected maximum is never exceeded by the plan. */
export const asyeMaximum: LimitRule = {
  id: "asye-maximum",
  limits: (options, cohort) => {
    const taken = optionsBy(options, coverOf);
    return cohort.coverWorkers
      .filter((worker) => worker.grade === cohort.caseload.policy.asyeGrade)
      .map((worker) => childrenLimit("asye-maximum", worker, limitOf("asye-maximum", cohort), taken, cohort));
  },
};

/** Children a worker is accountable for now. */
export function childrenHeld(worker: Worker, cohort: Cohort): number {
  return cohort
    .unitsHeldBy(worker.id)
    .reduce((sum, unit) => sum + (unit.kind === "family" ? unit.children.length : 0), 0);
}

function childrenLimit(rule: Limit["rule"], worker: Worker, most: number, taken: ReadonlyMap<Worker, readonly Option[]>, cohort: Cohort): Limit {
  return {
    rule,
    ids: [worker.id],
    most: Math.max(0, most - childrenHeld(worker, cohort)),
    amountOf: (option: Option) =>
      option.mode === "handover" && option.placement?.cover.id === worker.id && option.unit.kind === "family"
        ? option.unit.children.length
        : 0,
    among: taken.get(worker) ?? [],
  };
}
