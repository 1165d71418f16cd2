import type { Option } from "../model/option";
import { coverOf, limitOf, optionsBy, type LimitRule } from "./rule";

/** Rule 40: a cover manager supervises at most this many, those it supervises already included. */
export const supervisionSpan: LimitRule = {
  id: "supervision-span",
  limits: (options, cohort) => {
    const taken = optionsBy(options, coverOf);
    return cohort.coverWorkers
      .filter((worker) => worker.role === "team-manager")
      .map((worker) => ({
        rule: "supervision-span",
        ids: [worker.id],
        most: Math.max(
          0,
          limitOf("supervision-span", cohort) -
            cohort.unitsHeldBy(worker.id).filter((unit) => unit.kind === "supervision").length,
        ),
        amountOf: (option: Option) =>
          option.unit.kind === "supervision" && option.placement?.cover.id === worker.id ? 1 : 0,
        among: taken.get(worker) ?? [],
      }));
  },
};
