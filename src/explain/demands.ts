/**
 * What can clash: planners' demands (pins, families to be kept together or apart, floors), limits on cover workers and participants,
 * and the facts for which rules refuse ways that the demands would need. Each can be left out by itself.
 */
import { compareText } from "../base/hash";
import { formatHundredths, type Hundredths } from "../base/units";
import type { Caseload, Pin } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import type { UnitChoices } from "../network/choices";
import { LIMIT_RULES } from "../rules";
import { mustMove } from "../rules/pins";
import type { ConflictPart } from "../plan/plan";
import type { Fact } from "./facts";
import { choicesInTurn, cohortOf, limitKey, type Problem } from "./feasibility";
import { unlockingFacts } from "./unlock";
import { listed } from "./words";

/** Something that could be left out. */
export interface Element {
  readonly part: ConflictPart;
  /** What leaving it out is, where repairs differ by it. */
  readonly source: { readonly kind: "pin"; readonly pin: Pin } | { readonly kind: "pair" } | { readonly kind: "floor"; readonly participantId: string; readonly relief: Hundredths } | { readonly kind: "limit"; readonly rule: string; readonly id: string } | { readonly kind: "fact"; readonly fact: Fact };
  readonly leaveOut: (problem: Problem) => Problem;
}

/** Most refused ways whose facts are looked for; those refused by fewest rules first. */
const MOST_WAYS = 300;

/** Pins and pairs of the caseload, each by itself. */
export function plannersDemands(caseload: Caseload): readonly Element[] {
  const { pins, keepTogether, keepApart } = caseload;
  const pair = (rule: "keep-together" | "keep-apart", field: "keepTogether" | "keepApart", ids: readonly [string, string]): Element => ({
    part: { rule, ids, sentence: `${ids[0]} and ${ids[1]} are to be kept ${rule === "keep-together" ? "together" : "apart"}.` },
    source: { kind: "pair" },
    leaveOut: (problem) => ({ ...problem, caseload: { ...problem.caseload, [field]: problem.caseload[field].filter((other) => other !== ids) } }),
  });
  return [
    ...keepTogether.map((ids) => pair("keep-together", "keepTogether", ids)),
    ...keepApart.map((ids) => pair("keep-apart", "keepApart", ids)),
    ...pins.map((pin): Element => ({
      part: { rule: "pins", ids: [pin.familyId, pin.supervisionId, pin.workerId, pin.coverWorkerId].filter((id) => id !== null), sentence: pinSentence(pin, caseload) },
      source: { kind: "pin", pin },
      leaveOut: (problem) => ({ ...problem, caseload: { ...problem.caseload, pins: problem.caseload.pins.filter((other) => other !== pin) } }),
    })),
  ];
}

function pinSentence({ kind, familyId, supervisionId, coverWorkerId }: Pin, { coverWorkerIds, workers }: Caseload): string {
  const unit = familyId ?? supervisionId;
  // No capacity at all is no fact that could be otherwise by a little, so it is told with the demand.
  const hasNone = (id: string | null): boolean => workers.find((worker) => worker.id === id)?.capacityPoints === 0;
  switch (kind) {
    case "must-stay":
      return `${unit} must stay.`;
    case "must-move":
      return coverWorkerIds.every(hasNone) ? `${unit} must move, and no cover worker has capacity.` : `${unit} must move.`;
    case "must-go-to":
      return hasNone(coverWorkerId) ? `${unit} must go to ${coverWorkerId}, which has no capacity.` : `${unit} must go to ${coverWorkerId}.`;
    case "never-to":
      return `${unit} must never go to ${coverWorkerId}.`;
  }
}

/** Floors of relief, one for each participant named. */
export function* floorDemands(floors: ReadonlyMap<string, Hundredths>, rule: "relief-floor" | "relief-band", cohort: Cohort): Generator<null, readonly Element[]> {
  const choices = (yield* choicesInTurn(cohort.participants.filter(({ worker }) => floors.has(worker.id)).flatMap(({ units }) => units), cohort))!;
  return [...floors]
    .sort(([a], [b]) => compareText(a, b))
    .map(([participantId, relief]) => ({
      part: { rule, ids: [participantId], sentence: `${participantId} is to get at least ${formatHundredths(relief)} points; ${whoMayMove(choices.filter(({ unit }) => unit.worker.id === participantId))}.` },
      source: { kind: "floor", participantId, relief },
      leaveOut: (problem) => ({ ...problem, floors: new Map([...problem.floors].filter(([id]) => id !== participantId)) }),
    }));
}

/** More families than these are counted and not named. */
const MOST_NAMED = 6;

function whoMayMove(choices: readonly UnitChoices[]): string {
  const movable = choices.filter(({ options }) => options.some(({ mode }) => mode !== "stay"));
  const what = choices.some(({ unit }) => unit.kind === "family") ? "families" : "items";
  if (movable.length === 0) return `none of its ${what} may move`;
  if (movable.length === choices.length) return `all its ${choices.length} ${what} may move`;
  if (movable.length > MOST_NAMED) return `only ${movable.length} of its ${choices.length} ${what} may move`;
  return `only ${listed(movable.map(({ unit }) => unit.id).sort(compareText))} may move`;
}

/** Limits on cover workers and on participants' co-work, all rows of a rule and worker being one. */
export function limitElements(cohort: Cohort): readonly Element[] {
  const { rules } = cohort.caseload.policy;
  const others = LIMIT_RULES.filter(({ id }) => rules[id].mode === "hard" && id !== "keep-apart" && id !== "keep-together")
    .flatMap((rule) => rule.limits([], cohort))
    .map(({ rule, ids, most }) => ({ rule, id: ids[0]!, sentence: limitSentence(rule, ids[0]!, most) }));
  const capacity = cohort.coverWorkers.map(({ id, area }) => ({ rule: "cover-capacity" as const, id, sentence: `${id} (${area}) has only the room that its capacity leaves.` }));
  return [...capacity, ...others]
    .sort((a, b) => compareText(a.rule, b.rule) || compareText(a.id, b.id))
    .map(({ rule, id, sentence }) => ({
      part: { rule, ids: [id], sentence },
      source: { kind: "limit", rule, id },
      leaveOut: (problem) => ({ ...problem, lifted: new Set([...problem.lifted, limitKey(rule, id)]) }),
    }));
}

function limitSentence(rule: ConflictPart["rule"], id: string, most: number): string {
  switch (rule) {
    case "cover-children":
    case "asye-maximum":
      return `${id} may take ${most} more children at most.`;
    case "visits-capacity":
      return `${id} can make ${most} more visits at most.`;
    case "supervision-span":
      return `${id} may supervise ${most} more at most.`;
    default:
      return `${id} may have ${most} co-worked families at most.`;
  }
}

/** Facts that keep units from ways that the demands would need: of units pinned to move, and of participants with a floor. */
export function* factElements({ caseload, floors, isOver }: Problem): Generator<null, readonly Element[]> {
  const cohort = cohortOf(caseload);
  const units = cohort.participants.flatMap((participant) => participant.units.filter((unit) => floors.has(unit.worker.id) || mustMove(unit, cohort) !== null));
  const ways = ((yield* choicesInTurn(units, cohort, isOver)) ?? [])
    .flatMap(({ unit, refusals }) => refusals.filter(({ rules }) => !rules.includes("oversight-only")).map((refusal) => ({ unit, ...refusal })))
    .sort((a, b) => a.rules.length - b.rules.length)
    .slice(0, MOST_WAYS);
  const facts = new Map<string, Fact>();
  for (const way of ways) {
    if (isOver?.() === true) break;
    yield null;
    for (const fact of unlockingFacts(way, cohort) ?? []) if (fact.kind !== "pin" && fact.kind !== "keep-apart") facts.set(fact.key, fact);
  }
  return [...facts.values()].map((fact) => ({
    part: { rule: fact.rule!, ids: fact.ids, sentence: fact.statement },
    source: { kind: "fact", fact },
    leaveOut: (problem) => ({ ...problem, caseload: fact.change(problem.caseload) }),
  }));
}
