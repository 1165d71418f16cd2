import type { Option } from "../model/option";
import { familyOf, optionsBy, type Limit, type LimitRule } from "./rule";

/**
 * Families to be kept together. Under one participant they are one: handed over to the same cover
 * worker or not at all. Under two, they go to the same cover worker if both move.
 */
export const keepTogether: LimitRule = {
  id: "keep-together",
  limits: (options, cohort) => {
    const byFamily = optionsBy(options, familyOf);
    const of = (familyId: string): readonly Option[] => byFamily.get(familyId) ?? [];
    return cohort.caseload.keepTogether.flatMap(([a, b]) => [...halves([a, b], of(a), of(b)), ...halves([b, a], of(b), of(a))]);
  },
};

/** For each cover worker k: the first family handed over to k excludes everything that would part the other from it. */
function halves(families: readonly [string, string], ofFamily: readonly Option[], ofOther: readonly Option[]): readonly Limit[] {
  const limits: Limit[] = [];
  for (const [moved, ofMoved] of optionsBy(ofFamily, ({ unit }) => [unit])) {
    for (const [partner, ofPartner] of optionsBy(ofOther, ({ unit }) => [unit])) {
      const isOneParticipant = moved.worker.id === partner.worker.id;
      for (const coverId of new Set(ofMoved.flatMap(receiver))) {
        limits.push({
          rule: "keep-together",
          ids: [...families, coverId],
          most: 1,
          amountOf: (option) => {
            if (option.unit === moved) return receiver(option).includes(coverId) ? 1 : 0;
            if (option.unit !== partner || receiver(option).includes(coverId)) return 0;
            return isOneParticipant || option.mode === "handover" ? 1 : 0;
          },
          among: [...ofMoved, ...ofPartner],
        });
      }
    }
  }
  return limits;
}

function receiver(option: Option): readonly string[] {
  return option.mode === "handover" && option.placement !== null ? [option.placement.cover.id] : [];
}
