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
import type { Unit } from "../model/cohort";
import type { Option } from "../model/option";
import type { Repair } from "../plan/plan";
import { blockTotal } from "../solver/goal-values";
import { addedCover, isAboutCover } from "./added-cover";
import type { Element } from "./demands";
import { choicesInTurn, cohortOf, meetDemands, type Problem } from "./feasibility";
import { firstGoals } from "./outcome";
import { isAboutFloor, lowerFloor } from "./lower-floor";
import { repairChange, type Candidate } from "./repair-change";
import { placeOf, samePlace } from "./places";
import { pausing } from "./pausing";
import { reSolve } from "./re-solve";
import { placedComponents } from "./standing-plan";
import { listed, short } from "./words";

/** Most repairs given, and of those whose dearest change is of one rank. */
const MOST_REPAIRS = 6;
const MOST_OF_A_RANK = 3;
/** Steps for what a repair buys, for each component. */
const STEPS_TO_MEASURE = 100;

/** Most changes of one repair, most clashes narrowed and most sets tried in search of them. */
const MOST_CHANGES = 4;
const MOST_CLASHES = 16;
const MOST_SETS = 200;

/** What is known of a problem: whether a plan was found, and what clashes where none can be. */
export interface Diagnosis {
  readonly isPossible: (problem: Problem) => Generator<null, boolean>;
  /** A changed problem with the floors as they then are: a fact may change a base, and a floor is a share of one. */
  readonly withFloors: (problem: Problem) => Problem;
  /** Empty when nothing is proved to clash. */
  readonly clashOf: (problem: Problem) => Generator<null, readonly Element[]>;
}

/** A set of changes, each by the least amount, with the problem after them. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly amounts: readonly number[];
  readonly problem: Problem;
}

/** Repairs of a problem that is impossible, the cheapest first; none when no few changes were found to be enough. */
export function* repairsOf(problem: Problem, clash: readonly Element[], diagnosis: Diagnosis): Generator<null, readonly Repair[]> {
  const found: Found[] = [];
  for (const candidates of yield* changeSets(problem, clash, diagnosis)) {
    const least = yield* leastOf(candidates, problem, diagnosis);
    if (least !== null) found.push(least);
  }
  const measured: { readonly each: Found; readonly buys: Repair["buys"] }[] = [];
  for (const each of shortlist(found)) measured.push({ each, buys: yield* whatItBuys(each.problem) });
  return measured
    .sort((a, b) => compareKeys(keyOf(a), keyOf(b)) || compareText(sentenceOf(a.each), sentenceOf(b.each)))
    .map(({ each, buys }) => ({ changes: changesOf(each), sentence: sentenceOf(each), buys }));
}

/** Those to be told, which are measured: the cheapest of each rank, so that who wants another kind of change finds one. Of cover added in one area by people like this or that worker, the cheapest. */
function shortlist(found: readonly Found[]): readonly Found[] {
  const kept = new Map<string, Found>();
  const perRank = new Map<number, number>();
  for (const each of [...found].sort((a, b) => compareKeys(costOf(a), costOf(b)) || compareText(sentenceOf(a), sentenceOf(b)))) {
    const what = changesOf(each).map(({ area, condition }) => area ?? condition).join("\n");
    const [rank] = costOf(each) as [number, number];
    const before = perRank.get(rank) ?? 0;
    if (kept.has(what) || before === MOST_OF_A_RANK) continue;
    kept.set(what, each);
    perRank.set(rank, before + 1);
  }
  return [...kept.values()].slice(0, MOST_REPAIRS);
}

/** The smallest sets of changes that are enough, made in full. */
function* changeSets(problem: Problem, clash: readonly Element[], { isPossible, clashOf, withFloors }: Diagnosis): Generator<null, readonly (readonly Candidate[])[]> {
  const moreCover = addedCover(problem);
  const lessFloor = lowerFloor(problem);
  const answersTo = (parts: readonly Element[]): readonly Candidate[] => [...parts.map((element) => repairChange(element, problem.caseload)), ...(isAboutFloor(parts) ? lessFloor : []), ...(isAboutCover(parts) ? moreCover : [])];
  const clashes = [answersTo(clash)];
  const tried = new Set<string>();
  let sets: readonly (readonly Candidate[])[] = [[]];
  for (let size = 1; size <= MOST_CHANGES; size++) {
    const larger: Candidate[][] = [];
    for (const set of sets) {
      const untouched = clashes.find((known) => known.every(({ key }) => set.every((candidate) => candidate.key !== key)));
      for (const candidate of untouched ?? (yield* newClash(set))) {
        const next = [...set, candidate];
        const key = next.map((each) => each.key).sort(compareText).join("\n");
        if (tried.has(key) || tried.size >= MOST_SETS) continue;
        tried.add(key);
        larger.push(next);
      }
    }
    const enough: (readonly Candidate[])[] = [];
    for (const set of larger) if (yield* isPossible(inFull(set))) enough.push(set);
    if (enough.length > 0) return enough;
    sets = larger;
  }
  return [];

  function inFull(set: readonly Candidate[]): Problem {
    return withFloors(set.reduce((changed, candidate) => candidate.apply(changed, candidate.most), problem));
  }

  function* newClash(set: readonly Candidate[]): Generator<null, readonly Candidate[]> {
    if (clashes.length >= MOST_CLASHES) return [];
    const found = answersTo(yield* clashOf(inFull(set)));
    // What clashes is not always proved in time; more cover is worth a trial whatever it is.
    if (found.length === 0) return moreCover.filter(({ key }) => set.every((candidate) => candidate.key !== key));
    clashes.push(found);
    return found;
  }
}

/** The changes with amounts none of which could be less, the others being as they are; null when even the most is not enough. */
function* leastOf(candidates: readonly Candidate[], problem: Problem, { isPossible, withFloors }: Diagnosis): Generator<null, Found | null> {
  const amounts = candidates.map(({ most }) => most);
  const changed = (): Problem => withFloors(candidates.reduce((made, candidate, index) => candidate.apply(made, amounts[index]!), problem));
  if (!(yield* isPossible(changed()))) return null;
  for (const [index, { most, couldDo }] of candidates.entries()) {
    if (couldDo !== undefined) {
      const others = candidates.reduce((made, candidate, other) => (other === index ? made : candidate.apply(made, amounts[other]!)), problem);
      for (amounts[index] = 1; amounts[index]! < most && problem.isOver?.() !== true; amounts[index]!++) {
        if (couldDo(others, amounts[index]!) && (yield* isPossible(changed()))) break;
        yield null;
      }
      continue;
    }
    let [tooLittle, enough] = [0, most];
    while (enough - tooLittle > 1) {
      const middle = (tooLittle + enough) >> 1;
      amounts[index] = middle;
      if (yield* isPossible(changed())) enough = middle;
      else tooLittle = middle;
    }
    amounts[index] = enough;
  }
  return { candidates, amounts, problem: changed() };
}

function changesOf({ candidates, amounts }: Found): Repair["changes"] {
  return candidates.map((candidate, index) => candidate.told(amounts[index]!));
}

function sentenceOf(found: Found): string {
  const conditions = changesOf(found).map(({ condition }) => condition);
  return short(`It would be possible if ${listed(conditions)}.`, `It would be possible with ${conditions.length === 1 ? "this change" : `these ${conditions.length} changes`}.`);
}

/** Rank and amount. */
function costOf(each: Found): readonly number[] {
  return [Math.max(...each.candidates.map((candidate) => candidate.rank)), changesOf(each).reduce((sum, { amount }) => sum + (amount ?? 0), 0)];
}

function keyOf({ each, buys }: { readonly each: Found; readonly buys: Repair["buys"] }): readonly number[] {
  return [...costOf(each), buys?.continuityCost ?? Infinity];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

/** What a plan for the problem gives, everyone in it; null when none was found in time. */
function* whatItBuys(problem: Problem): Generator<null, Repair["buys"]> {
  const { caseload, floors, purse } = problem;
  const isOver = problem.isOver ?? ((): boolean => false);
  const cohort = cohortOf(caseload);
  const choices = yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), cohort, isOver);
  if (choices === null || choices.some(({ options }) => options.length === 0)) return null;
  const found = new Map((yield* meetDemands(problem, STEPS_TO_MEASURE)).options.map((option) => [unitKey(option.unit), option]));
  const take = (options: readonly [Option, ...Option[]]): Option => {
    const wanted = found.get(unitKey(options[0].unit));
    return options.find((option) => wanted !== undefined && samePlace(placeOf(option), placeOf(wanted)) && option.placement?.companion?.id === wanted.placement?.companion?.id) ?? options[0];
  };
  const sums = { participantsInBand: 0, participantsWithBase: 0, continuityCost: 0, changesOfWorker: 0 };
  for (const { at, choice: start } of yield* placedComponents(choices, take, cohort)) {
    const targets = new Map(at.targets.map((target, block) => [block, { ...target, floor: floors.get(at.participants[block]!.worker.id) ?? null }] as const));
    const stepLimit = Math.min(STEPS_TO_MEASURE, Math.floor(purse?.steps ?? STEPS_TO_MEASURE));
    if (stepLimit < 1) return null;
    const answer = yield* pausing(reSolve(at, { targets, goalCount: firstGoals(at) }, { stepLimit, shouldStop: isOver }, { starts: [start] }));
    if (purse !== undefined) purse.steps -= answer.steps;
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
