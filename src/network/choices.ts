/** What could be done with every unit of a cohort, and which rules removed what could not. */
import type { Worker } from "../model/caseload";
import type { Cohort, Unit } from "../model/cohort";
import type { Option, Placement } from "../model/option";
import type { RuleId, RuleMode } from "../model/rule-settings";
import { PLACEMENT_RULES } from "../rules";
import { mustMove, refusedByPin } from "../rules/pins";
import type { PlacementRule } from "../rules/rule";
import { datePlacement } from "./dates";
import { measurePlacement, stayOption } from "./measure-option";

/** A way that does not exist, with every rule that removed it. */
export interface Refusal {
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
  readonly rules: readonly RuleId[];
}

/** A unit with its options, staying first unless it must move. */
export interface UnitChoices {
  readonly unit: Unit;
  readonly options: readonly Option[];
  readonly refusals: readonly Refusal[];
}

/** Lists the choices of every unit of every participant. */
export function listChoices(cohort: Cohort): readonly UnitChoices[] {
  return cohort.participants.flatMap(({ units }) => units.map((unit) => choicesOf(unit, cohort)));
}

function choicesOf(unit: Unit, cohort: Cohort): UnitChoices {
  const options: Option[] = mustMove(unit, cohort) === null ? [stayOption(unit, cohort)] : [];
  const refusals: Refusal[] = [];
  for (const mode of ["handover", "co-work"] as const) {
    for (const cover of cohort.coverWorkers) {
      const outcomes = companionsFor(unit, mode, cover, cohort).map((companion) =>
        judge({ unit, mode, cover, companion }, cohort),
      );
      const found = outcomes.filter((outcome) => outcome.kind === "option").map((outcome) => outcome.option);
      options.push(...found);
      if (found.length === 0) {
        const rules = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? outcome.rules : []));
        refusals.push({ mode, coverWorkerId: cover.id, rules: [...new Set(rules)] });
      }
    }
  }
  return { unit, options, refusals };
}

type Judgement = { readonly kind: "option"; readonly option: Option } | { readonly kind: "refused"; readonly rules: readonly RuleId[] };

/** Asks every rule, so that a refusal names them all. */
function judge(placement: Placement, cohort: Cohort): Judgement {
  const { hard, soft } = brokenBy(placement, cohort);
  const dating = datePlacement(placement, cohort);
  if (dating.kind === "undatable") return { kind: "refused", rules: [...new Set([...hard, ...dating.rules])] };
  if (hard.length > 0) return { kind: "refused", rules: hard };
  return { kind: "option", option: measurePlacement(dating.placement, [...soft, ...dating.softRules], cohort) };
}

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
function companionsFor(unit: Unit, mode: Placement["mode"], cover: Worker, cohort: Cohort): readonly (Worker | null)[] {
  if (!isTwoToOneHandover(unit, mode, cohort)) return [null];
  const companions = cohort.coverWorkers.filter((worker) => worker !== cover && mayAccompany(worker, unit, cohort));
  return companions.length === 0 ? [null] : companions;
}

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
