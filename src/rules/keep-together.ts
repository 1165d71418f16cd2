import type { Option } from "../model/option";
import type { Limit, LimitRule } from "./rule";

/**
 * Families to be kept together. Under one participant they are one: handed over to the same cover
 * worker or not at all. Under two, they go to the same cover worker if both move.
 */
export const keepTogether: LimitRule = {
  id: "keep-together",
  limits: (options, cohort) =>
    cohort.caseload.keepTogether.flatMap(([a, b]) => [...halves(a, b, options), ...halves(b, a, options)]),
};

/** For each cover worker k: `family` handed over to k excludes everything that would part `other` from it. */
function halves(family: string, other: string, options: readonly Option[]): readonly Limit[] {
  const ofFamily = options.filter((option) => option.unit.kind === "family" && option.unit.id === family);
  const ofOther = options.filter((option) => option.unit.kind === "family" && option.unit.id === other);
  const limits: Limit[] = [];
  for (const moved of new Set(ofFamily.map((option) => option.unit))) {
    for (const partner of new Set(ofOther.map((option) => option.unit))) {
      const isOneParticipant = moved.worker.id === partner.worker.id;
      const receivers = new Set(ofFamily.filter((option) => option.unit === moved).flatMap(receiver));
      for (const coverId of receivers) {
        limits.push({
          rule: "keep-together",
          ids: [family, other, coverId],
          most: 1,
          amountOf: (option) => {
            if (option.unit === moved) return receiver(option).includes(coverId) ? 1 : 0;
            if (option.unit !== partner || receiver(option).includes(coverId)) return 0;
            return isOneParticipant || option.mode === "handover" ? 1 : 0;
          },
        });
      }
    }
  }
  return limits;
}

function receiver(option: Option): readonly string[] {
  return option.mode === "handover" && option.placement !== null ? [option.placement.cover.id] : [];
}
