/** Who may take part in a unit, whatever the dates: every rule on placements, asked by mode. */
import type { Worker } from "../model/caseload";
import type { Cohort, Unit } from "../model/cohort";
import type { Placement } from "../model/option";
import type { RuleId, RuleMode } from "../model/rule-settings";
import { remembered } from "../model/remembered";
import { PLACEMENT_RULES } from "../rules";
import { refusedByPin } from "../rules/pins";
import type { PlacementRule } from "../rules/rule";

/** Rules that a placement breaks whatever its dates, by mode. */
export function brokenBy(
  placement: Placement,
  cohort: Cohort,
): { readonly hard: readonly RuleId[]; readonly soft: readonly RuleId[] } {
  const hard: RuleId[] = [];
  const soft: RuleId[] = [];
  if (refusedByPin(placement, cohort) !== null) hard.push("pins");
  if (placement.mode === "co-work" && cohort.caseload.policy.rules["co-working"].mode === "off") hard.push("co-working");
  for (const rule of PLACEMENT_RULES) {
    const mode = modeOf(rule, placement, cohort);
    if (mode !== "off" && rule.refuse(placement, cohort) !== null) (mode === "hard" ? hard : soft).push(rule.id);
  }
  return { hard, soft };
}

function modeOf(rule: PlacementRule, placement: Placement, cohort: Cohort): RuleMode {
  const { mode } = cohort.caseload.policy.rules[rule.id];
  return mode !== "off" && rule.isBindingFor?.(placement) === true ? "hard" : mode;
}

/** Second workers for a two-to-one handover; none needed otherwise. */
export function companionsFor(unit: Unit, mode: Placement["mode"], cover: Worker, cohort: Cohort): readonly (Worker | null)[] {
  if (!isTwoToOneHandover(unit, mode, cohort)) return [null];
  const companions = whoMayAccompany(unit, cohort).filter((worker) => worker !== cover);
  return companions.length === 0 ? [null] : companions;
}

const whoMayAccompany = remembered((unit: Unit, cohort): readonly Worker[] => cohort.coverWorkers.filter((worker) => mayAccompany(worker, unit, cohort)));

/** Whether a second worker has to be named. */
export function isTwoToOneHandover(unit: Unit, mode: Placement["mode"], { caseload }: Cohort): boolean {
  return unit.kind === "family" && unit.family.isTwoToOne && mode === "handover" && caseload.policy.rules["two-to-one"].mode !== "off";
}

/** Whether a cover worker passes every hard rule that binds second workers. */
export function mayAccompany(companion: Worker, unit: Unit, cohort: Cohort): boolean {
  const asCover: Placement = { unit, mode: "handover", cover: companion, companion: null };
  return PLACEMENT_RULES.every(
    (rule) => !rule.bindsCompanion || modeOf(rule, asCover, cohort) !== "hard" || rule.refuse(asCover, cohort) === null,
  );
}
