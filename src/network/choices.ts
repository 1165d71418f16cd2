/** What could be done with every unit of a cohort, and which rules removed what could not. */
import { ended } from "../base/ended";
import type { Cohort, Unit } from "../model/cohort";
import type { Option, Placement } from "../model/option";
import type { RuleId } from "../model/rule-settings";
import { mustMove, pinsOf } from "../rules/pins";
import { choicesInProgress } from "./choices-in-progress";
import { datePlacement, type Dating } from "./dates";
import { brokenBy, companionsFor } from "./judging";
import { measurePlacement, stayOption, withCompanion } from "./measure-option";
import type { Refusal, UnitChoices } from "./unit-choices";

export type { Refusal, UnitChoices } from "./unit-choices";

/** Lists the choices of every unit of every participant. */
export function listChoices(cohort: Cohort): readonly UnitChoices[] {
  return cohort.participants.flatMap(({ units }) => units.map((unit) => choicesOf(unit, cohort)));
}

/** By cohort, which never changes: what was listed already. A plan is made, checked and explained on one listing. */
const listed = new WeakMap<Cohort, Map<Unit, UnitChoices>>();

/** Placements judged between two pauses. */
const PLACEMENTS_PER_PAUSE = 200;

export function choicesOf(unit: Unit, cohort: Cohort): UnitChoices {
  return ended(choicesInSteps(unit, cohort));
}

/** As {@link choicesOf}, with pauses: where a second worker is needed, every two cover workers are a placement. */
export function* choicesInSteps(unit: Unit, cohort: Cohort): Generator<null, UnitChoices> {
  let known = listed.get(cohort);
  if (known === undefined) listed.set(cohort, (known = new Map()));
  let choices = known.get(unit);
  if (choices === undefined) known.set(unit, (choices = yield* listOf(unit, cohort)));
  return choices;
}

function* listOf(unit: Unit, cohort: Cohort): Generator<null, UnitChoices> {
  const published = cohort.publishedOf(unit);
  if (published !== null) return choicesInProgress(unit, published, cohort);
  const options: Option[] = mustMove(unit, cohort) === null ? [stayOption(unit, cohort)] : [];
  const refusals: Refusal[] = [];
  let judged = 0;
  for (const mode of ["handover", "co-work"] as const) {
    for (const cover of cohort.coverWorkers) {
      const outcomes = judge(companionsFor(unit, mode, cover, cohort).map((companion) => ({ unit, mode, cover, companion })), cohort);
      const found = outcomes.filter((outcome) => outcome.kind === "option").map((outcome) => outcome.option);
      options.push(...found);
      if (found.length === 0) {
        const rules = outcomes.flatMap((outcome) => (outcome.kind === "refused" ? outcome.rules : []));
        refusals.push({ mode, coverWorkerId: cover.id, rules: [...new Set(rules)] });
      }
      judged += outcomes.length;
      if (judged < PLACEMENTS_PER_PAUSE) continue;
      judged = 0;
      yield null;
    }
  }
  return { unit, options, refusals, lost: [] };
}

type Judgement = { readonly kind: "option"; readonly option: Option } | { readonly kind: "refused"; readonly rules: readonly RuleId[] };

type Dated = Dating & { readonly kind: "dated" };

/** Asks every rule of placements that differ by the second worker alone, so that a refusal names them all; what is the same for all is found out once. */
function judge(placements: readonly Placement[], cohort: Cohort): readonly Judgement[] {
  const [{ unit }] = placements as readonly [Placement];
  // Of rules that know no dates, a pin alone asks who the second worker is.
  const isPinned = pinsOf(unit, cohort).length > 0;
  const standing = brokenBy(placements[0]!, cohort);
  let last: { readonly option: Option; readonly dating: Dated } | null = null;
  return placements.map((placement): Judgement => {
    const { hard, soft } = isPinned ? brokenBy(placement, cohort) : standing;
    const dating = datePlacement(placement, cohort);
    if (dating.kind === "undatable") return { kind: "refused", rules: [...new Set([...hard, ...dating.rules])] };
    if (hard.length > 0) return { kind: "refused", rules: hard };
    const option = last !== null && !isPinned && isDatedAlike(last.dating, dating) ? withCompanion(last.option, dating.placement, cohort) : measurePlacement(dating.placement, [...soft, ...dating.softRules], cohort);
    last = { option, dating };
    return { kind: "option", option };
  });
}

function isDatedAlike(a: Dated, b: Dated): boolean {
  const isSame = a.placement.takeover === b.placement.takeover && a.placement.handBack === b.placement.handBack && a.placement.until === b.placement.until;
  return isSame && a.softRules.join() === b.softRules.join();
}
