import { unitVisits } from "../model/contacts-due";
import type { Option } from "../model/option";
import { coverOf, optionsBy, type LimitRule } from "./rule";

/** Rule 26: visits due in the window fit the receiver's visits capacity, those of its own families included. */
export const visitsCapacity: LimitRule = {
  id: "visits-capacity",
  limits: (options, cohort) => {
    const taken = optionsBy(options, coverOf);
    return cohort.coverWorkers.flatMap((worker) => {
      if (worker.visitsCapacity === null) return [];
      const own = cohort
        .unitsHeldBy(worker.id)
        .reduce((sum, unit) => sum + unitVisits(unit, cohort.start, cohort.end + 1, cohort), 0);
      return [
        {
          rule: "visits-capacity" as const,
          ids: [worker.id],
          most: Math.max(0, worker.visitsCapacity - own),
          amountOf: (option: Option) => (option.placement?.cover.id === worker.id ? option.coverVisits : 0),
          among: taken.get(worker) ?? [],
        },
      ];
    });
  },
};
