/**
 * Which facts would have to be otherwise for a way that the rules refuse to exist: all that its rules name, and then each put back
 * that is not needed. What is left is irreducible: with any one of them as it is, the way does not exist.
 */
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort, type Unit } from "../model/cohort";
import { listChoices } from "../network/choices";
import { factsBehind, type Fact } from "./facts";

/** A way that the rules refuse. */
export interface RefusedWay {
  readonly unit: Unit;
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
}

/** Lifting one rule may show another; more rounds than this are not made. */
const ROUNDS = 4;

/** The facts, at least one; null when no change of facts found makes the way exist. */
export function unlockingFacts(way: RefusedWay, cohort: Cohort): readonly Fact[] | null {
  let facts: readonly Fact[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const changed = withFacts(cohort.caseload, facts);
    const rules = rulesAgainst(way, changed);
    if (rules === null) return null;
    if (rules.length === 0) return facts.length === 0 ? null : withoutNeedless(facts, way, cohort.caseload);
    const there = describeCohort(changed);
    const unit = sameUnit(way.unit, there);
    const cover = there.coverWorkers.find(({ id }) => id === way.coverWorkerId);
    if (unit === undefined || cover === undefined) return null;
    const more = factsBehind(rules, { unit, mode: way.mode, cover, companion: null }, there);
    const isNew = more?.some(({ key }) => facts.every((known) => known.key !== key)) === true;
    if (more === null || !isNew) return null;
    facts = [...new Map([...facts, ...more].map((fact) => [fact.key, fact])).values()];
  }
  return null;
}

/** The caseload with all these facts otherwise. */
export function withFacts(caseload: Caseload, facts: readonly Fact[]): Caseload {
  return facts.reduce((changed, fact) => fact.change(changed), caseload);
}

/** The unit of another cohort with the same children, or the same item. */
export function sameUnit(unit: Unit, cohort: Cohort): Unit | undefined {
  return cohort.unitsHeldBy(unit.worker.id).find((other) => other.kind === unit.kind && other.id === unit.id && other.part === unit.part);
}

function withoutNeedless(facts: readonly Fact[], way: RefusedWay, caseload: Caseload): readonly Fact[] {
  let needed = facts;
  for (const fact of facts) {
    const rest = needed.filter((other) => other !== fact);
    if (rest.length > 0 && rulesAgainst(way, withFacts(caseload, rest))?.length === 0) needed = rest;
  }
  return needed;
}

/** The rules that remove the way in a caseload, none when it exists; null when the unit is not there. */
function rulesAgainst({ unit, mode, coverWorkerId }: RefusedWay, caseload: Caseload) {
  const cohort = describeCohort(caseload);
  const same = sameUnit(unit, cohort);
  if (same === undefined) return null;
  const [choice] = listChoices({ ...cohort, participants: cohort.participants.filter(({ worker }) => worker === same.worker).map((participant) => ({ ...participant, units: [same] })) });
  return choice!.refusals.find((refusal) => refusal.mode === mode && refusal.coverWorkerId === coverWorkerId)?.rules ?? [];
}
