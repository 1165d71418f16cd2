/**
 * The cheapest repairs of a clash: one or a few changes after which the demands can be met. Every one was tried: the caseload was laid
 * out with it and a plan found. Cheapest means, in this order: fewest changes; planners' own demands before relief, relief before room,
 * room before facts; the least amount; the least continuity of the plan found. Of an amount, no less would do.
 *
 * A repair has to change a part of every clash. So the parts of one clash are tried first; where something still clashes, that is
 * narrowed in turn and its parts are added, all sets of one size before any larger. Reiter, R. (1987), A theory of diagnosis from first
 * principles, Artificial Intelligence 32.
 */
import { compareText } from "../base/hash";
import { describeCohort, type Unit } from "../model/cohort";
import type { Option } from "../model/option";
import { listChoices } from "../network/choices";
import type { Repair } from "../plan/plan";
import { blockTotal } from "../solver/goal-values";
import type { Element } from "./demands";
import { meetDemands, type Problem } from "./feasibility";
import { firstGoals } from "./outcome";
import { repairChange, type Candidate } from "./repair-change";
import { placeOf, samePlace } from "./places";
import { finish, reSolve } from "./re-solve";
import { placedComponents } from "./standing-plan";
import { listed, short } from "./words";

/** Most repairs given. */
const MOST_REPAIRS = 6;
/** Steps for what a repair buys, for each component. */
const STEPS_TO_MEASURE = 100;

/** Most changes of one repair, most clashes narrowed and most sets tried in search of them. */
const MOST_CHANGES = 4;
const MOST_CLASHES = 16;
const MOST_SETS = 200;

/** What is known of a problem: whether a plan was found, and what clashes where none can be. */
export interface Diagnosis {
  readonly isPossible: (problem: Problem) => boolean;
  /** A changed problem with the floors as they then are: a fact may change a base, and a floor is a share of one. */
  readonly withFloors: (problem: Problem) => Problem;
  /** Empty when nothing is proved to clash. */
  readonly clashOf: (problem: Problem) => readonly Element[];
}

/** A set of changes, each by the least amount, with the problem after them. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly amounts: readonly number[];
  readonly problem: Problem;
}

/** Repairs of a problem that is impossible, the cheapest first; none when no few changes were found to be enough. */
export function repairsOf(problem: Problem, clash: readonly Element[], diagnosis: Diagnosis): readonly Repair[] {
  return changeSets(problem, clash, diagnosis)
    .flatMap((candidates) => leastOf(candidates, problem, diagnosis))
    .map((each) => ({ each, buys: whatItBuys(each.problem) }))
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)) || compareText(sentenceOf(a.each), sentenceOf(b.each)))
    .slice(0, MOST_REPAIRS)
    .map(({ each, buys }) => ({ changes: changesOf(each), sentence: sentenceOf(each), buys }));
}

/** The smallest sets of changes that are enough, made in full. */
function changeSets(problem: Problem, clash: readonly Element[], { isPossible, clashOf, withFloors }: Diagnosis): readonly (readonly Candidate[])[] {
  const clashes = [clash.map((element) => repairChange(element, problem.caseload))];
  const tried = new Set<string>();
  let sets: readonly (readonly Candidate[])[] = [[]];
  for (let size = 1; size <= MOST_CHANGES; size++) {
    const larger: Candidate[][] = [];
    for (const set of sets) {
      const untouched = clashes.find((known) => known.every(({ key }) => set.every((candidate) => candidate.key !== key)));
      for (const candidate of untouched ?? newClash(set)) {
        const next = [...set, candidate];
        const key = next.map((each) => each.key).sort(compareText).join("\n");
        if (tried.has(key) || tried.size >= MOST_SETS) continue;
        tried.add(key);
        larger.push(next);
      }
    }
    const enough = larger.filter((set) => isPossible(inFull(set)));
    if (enough.length > 0) return enough;
    sets = larger;
  }
  return [];

  function inFull(set: readonly Candidate[]): Problem {
    return withFloors(set.reduce((changed, candidate) => candidate.apply(changed, candidate.most), problem));
  }

  function newClash(set: readonly Candidate[]): readonly Candidate[] {
    if (clashes.length >= MOST_CLASHES) return [];
    const found = clashOf(inFull(set)).map((element) => repairChange(element, problem.caseload));
    if (found.length > 0) clashes.push(found);
    return found;
  }
}

/** The changes with amounts none of which could be less, the others being as they are; nothing when even the most is not enough. */
function leastOf(candidates: readonly Candidate[], problem: Problem, { isPossible, withFloors }: Diagnosis): readonly Found[] {
  const amounts = candidates.map(({ most }) => most);
  const changed = (): Problem => withFloors(candidates.reduce((made, candidate, index) => candidate.apply(made, amounts[index]!), problem));
  if (!isPossible(changed())) return [];
  for (const [index, { most, couldDo }] of candidates.entries()) {
    if (couldDo !== undefined) {
      const others = candidates.reduce((made, candidate, other) => (other === index ? made : candidate.apply(made, amounts[other]!)), problem);
      const does = (amount: number): boolean => {
        amounts[index] = amount;
        return couldDo(others, amount) && isPossible(changed());
      };
      amounts[index] = Array.from({ length: most - 1 }, (_, before) => before + 1).find(does) ?? most;
      continue;
    }
    let [tooLittle, enough] = [0, most];
    while (enough - tooLittle > 1) {
      const middle = (tooLittle + enough) >> 1;
      amounts[index] = middle;
      if (isPossible(changed())) enough = middle;
      else tooLittle = middle;
    }
    amounts[index] = enough;
  }
  return [{ candidates, amounts, problem: changed() }];
}

function changesOf({ candidates, amounts }: Found): Repair["changes"] {
  return candidates.map((candidate, index) => candidate.told(amounts[index]!));
}

function sentenceOf(found: Found): string {
  const conditions = changesOf(found).map(({ condition }) => condition);
  return short(`It would be possible if ${listed(conditions)}.`, `It would be possible with ${conditions.length === 1 ? "this change" : `these ${conditions.length} changes`}.`);
}

function keyOf({ each, buys }: { readonly each: Found; readonly buys: Repair["buys"] }): readonly number[] {
  const rank = Math.max(...each.candidates.map((candidate) => candidate.rank));
  return [rank, changesOf(each).reduce((sum, { amount }) => sum + (amount ?? 0), 0), buys?.continuityCost ?? Infinity];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

/** What a plan for the problem gives, everyone in it; null when none was found in time. */
function whatItBuys(problem: Problem): Repair["buys"] {
  const { caseload, floors } = problem;
  const isOver = problem.isOver ?? ((): boolean => false);
  if (isOver()) return null;
  const cohort = describeCohort(caseload);
  const choices = listChoices(cohort);
  if (choices.some(({ options }) => options.length === 0)) return null;
  const found = new Map(meetDemands(problem, STEPS_TO_MEASURE).options.map((option) => [unitKey(option.unit), option]));
  const take = (options: readonly [Option, ...Option[]]): Option => {
    const wanted = found.get(unitKey(options[0].unit));
    return options.find((option) => wanted !== undefined && samePlace(placeOf(option), placeOf(wanted)) && option.placement?.companion?.id === wanted.placement?.companion?.id) ?? options[0];
  };
  const sums = { participantsInBand: 0, participantsWithBase: 0, continuityCost: 0, changesOfWorker: 0 };
  for (const { at, choice: start } of placedComponents(choices, take, cohort)) {
    const targets = new Map(at.targets.map((target, block) => [block, { ...target, floor: floors.get(at.participants[block]!.worker.id) ?? null }] as const));
    const answer = finish(reSolve(at, { targets, goalCount: firstGoals(at) }, { stepLimit: STEPS_TO_MEASURE, start, shouldStop: isOver }));
    if (answer.kind !== "solved") return null;
    at.targets.forEach((target, block) => {
      const relief = blockTotal(at.instance, answer.choice, block);
      sums.participantsWithBase += target.base > 0 ? 1 : 0;
      sums.participantsInBand += target.base > 0 && relief >= target.lower && relief <= target.upper ? 1 : 0;
    });
    for (const option of answer.choice) {
      sums.continuityCost += at.options[option]!.cost;
      sums.changesOfWorker += at.options[option]!.changesOfWorker;
    }
  }
  return { ...sums, continuityCost: sums.continuityCost / 1000 };
}

function unitKey({ kind, id, part, worker }: Unit): string {
  return JSON.stringify([kind, id, part, worker.id]);
}
