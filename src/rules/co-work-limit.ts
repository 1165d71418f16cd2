import type { Option } from "../model/option";
import { limitOf, type LimitRule } from "./rule";

/** Rule 22: co-working is an alternative to handover for at most this many families of a participant. */
export const coWorkLimit: LimitRule = {
  id: "co-working",
  limits: (_options, cohort) =>
    cohort.participants.map(({ worker }) => ({
      rule: "co-working",
      ids: [worker.id],
      most: limitOf("co-working", cohort),
      amountOf: (option: Option) => (option.mode === "co-work" && option.unit.worker.id === worker.id ? 1 : 0),
    })),
};
