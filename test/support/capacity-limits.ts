import type { Cohort } from "../../src/model/cohort";
import { carriersOf, type Option } from "../../src/model/option";
import { capacityLimits, heldParts, type CapacityLimit } from "../../src/rules/cover-capacity";

/** The capacity limits of all cover workers over these options. */
export function allCapacityLimits(options: readonly Option[], cohort: Cohort): readonly CapacityLimit[] {
  return cohort.coverWorkers.flatMap((worker) => capacityLimits(worker, options.filter((option) => carriersOf(option).includes(worker)), heldParts(options), cohort));
}
