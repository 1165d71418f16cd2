/**
 * A caseload in which something is otherwise, as the problem of the component that has the unit in question: laid out anew where facts
 * are otherwise, the same one narrowed where another unit has to stay.
 */
import { compareText } from "../base/hash";
import { describeCohort, type Unit } from "../model/cohort";
import type { Option } from "../model/option";
import type { ComponentInstance } from "../network/numeric-instance";
import { readDecisions } from "../plan/read-decisions";
import type { Fact } from "./facts";
import { choicesInTurn } from "./feasibility";
import { optionsOf, placeOf, samePlace } from "./places";
import { placedComponents, type StandingComponent, type StandingPlan } from "./standing-plan";
import { sameUnit, withFacts } from "./unlock";

/** The problem, its item in question, a choice to start from, and the options that others are kept to. */
export interface ChangedWorld {
  readonly at: ComponentInstance;
  readonly item: number;
  readonly start: Int32Array;
  readonly fixed: readonly (readonly [item: number, options: readonly number[]])[];
}

/** The component of the item's participant in the caseload with these facts otherwise; null where some unit then has no option. */
export function* worldWith(facts: readonly Fact[], item: number, { at }: StandingComponent, { cohort, plan, components }: StandingPlan): Generator<null, ChangedWorld | null> {
  const there = describeCohort(withFacts(cohort.caseload, facts));
  const unit = sameUnit(at.items[item]!.unit, there);
  const choices = (yield* choicesInTurn(there.participants.flatMap(({ units }) => units), there))!;
  if (unit === undefined || choices.some(({ options }) => options.length === 0)) return null;
  const best = new Map(components.flatMap((one) => one.at.items.map((_, index): [string, Option] => [keyOf(one.at.items[index]!.unit), one.at.options[one.best[index]!]!])));
  const planned = new Map(readDecisions(plan.decisions, there).options.map((option) => [option.unit, option]));
  const take = (options: readonly [Option, ...Option[]]): Option => {
    const wanted = best.get(keyOf(options[0].unit));
    const decided = planned.get(options[0].unit);
    return options.find((option) => wanted !== undefined && wayOf(option) === wayOf(wanted)) ?? options.find((option) => decided !== undefined && samePlace(placeOf(option), placeOf(decided))) ?? options[0];
  };
  for (const { at: component, choice } of yield* placedComponents(choices, take, there)) {
    const index = component.items.findIndex((candidate) => candidate.unit === unit);
    if (index !== -1) return { at: component, item: index, start: choice, fixed: [] };
  }
  return null;
}

/** The same component with another unit kept where it would stay. */
export function worldWithStaying(staying: number, item: number, { at, best }: StandingComponent): ChangedWorld {
  return { at, item, start: best, fixed: [[staying, optionsOf(staying, at).filter((option) => at.options[option]!.mode === "stay")]] };
}

/** A problem in which an item is left only some of its options. */
export type Narrowed = readonly [at: ComponentInstance, item: number, options: readonly number[]];

/** Whether two problems so narrowed are one and the same in the first goals: what is proved of one then holds for both. */
export function isSameProblem(one: Narrowed, other: Narrowed, goalCount: number): boolean {
  return textOf(one, goalCount) === textOf(other, goalCount);
}

/** All that a problem consists of, by the names of units, people and days: numbers stand in an order of their own in every problem. */
function textOf([at, item, options]: Narrowed, goalCount: number): string {
  const { entryStart, entryRow, entryAmount, rowLimit, tallyLimit, leastTotal, gain, tally, goals } = at.instance;
  const left = at.items.flatMap(({ unit }, index) => (index === item ? options : optionsOf(index, at)).map((option) => ({ option, name: `${keyOf(unit)}\n${wayOf(at.options[option]!)}` })));
  const costs = goals.slice(0, goalCount).flatMap((goal) => ("cost" in goal ? [goal.cost] : []));
  const rows = Array.from(rowLimit, (limit) => [limit]);
  const named = left.sort((a, b) => compareText(a.name, b.name)).map(({ option, name }, place) => {
    for (let entry = entryStart[option]!; entry < entryStart[option + 1]!; entry++) rows[entryRow[entry]!]!.push(place, entryAmount[entry]!);
    return [name, gain[option], tally[option], ...costs.map((cost) => cost[option])];
  });
  const people = at.participants.map(({ worker }, block) => JSON.stringify([worker.id, tallyLimit[block], leastTotal[block], at.targets[block]]));
  const binding = new Set(rows.filter(({ length }) => length > 1).map((row) => row.join(" ")));
  return JSON.stringify([named, people.sort(compareText), [...binding].sort(compareText)]);
}

function keyOf({ kind, id, part, worker }: Unit): string {
  return [kind, id, part, worker.id].join("\n");
}

/** The people, mode and days of an option. */
function wayOf({ mode, placement }: Option): string {
  return [mode, placement?.cover.id, placement?.companion?.id, placement?.takeover, placement?.handBack].join("\n");
}
