import type { Option } from "../model/option";
import { limitOf, optionsBy, type LimitRule, type PlacementRule } from "./rule";

/** Rule 22: co-working is an alternative to handover, with someone who does not co-work with the family already. */
export const coWorking: PlacementRule = {
  id: "co-working",
  bindsCompanion: false,
  refuse: ({ unit, mode, cover }, cohort) =>
    unit.kind === "family" && mode === "co-work" && cohort.isCoWorker(unit.id, cover.id)
      ? `${cover.id} co-works with ${unit.id} already.`
      : null,
};

/** Rule 22 in all: at most this many co-worked families of a participant. */
export const coWorkLimit: LimitRule = {
  id: "co-working",
  limits: (options, cohort) => {
    const byWorker = optionsBy(options, ({ unit }) => [unit.worker]);
    return cohort.participants.map(({ worker }) => ({
      rule: "co-working",
      ids: [worker.id],
      most: limitOf("co-working", cohort),
      amountOf: (option: Option) => (option.mode === "co-work" && option.unit.worker.id === worker.id ? 1 : 0),
      among: byWorker.get(worker) ?? [],
    }));
  },
};
