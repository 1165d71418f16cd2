/**
 * Improves a choice that is far from the bound by what looks at many choices rather than at few blocks: annealing, then path relinking.
 *
 * Method. Both have their share of every turn: greater after one in which they found something better, less after one in which they did not.
 * Notation. What a relaxation says comes in its own scale; penalised choices are kept in the scale of the first.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { Annealing } from "./annealing";
import { PathRelinking } from "./path-relinking";
import { propose } from "./proposals";

/** Shares of a turn: at first (annealing soon finds something, whatever the size), at least and at most, and by what they rise and fall. */
const ANNEALING_SHARE = 1;
const RELINKING_SHARE = 1 / 2;
const LEAST_SHARE = 1 / 8;
const MOST_SHARE = 4;
const CHANGE = 2;
/** Most work of a turn of annealing for each option proposed. */
const ANNEALING_OF_OPTION = 200_000;
/** Items above which path relinking is left out: by the time a set of choices is there, annealing has found better ones. */
const MOST_RELINKED = 1000;

/** What a relaxation says of the options. */
export interface Guide {
  /** Option → what taking it costs, scaled; Infinity for one that nothing better takes. */
  readonly excess: Float64Array;
  /** Prices of rows, then of terminal budgets, scaled. */
  readonly price: Float64Array;
  /** By how much the best known value is above the bound, scaled. */
  readonly gap: number;
  readonly scale: number;
}

/** The two searches, the scale they work in, and their shares of a turn. */
interface Searches {
  readonly scale: number;
  readonly annealing: Annealing;
  readonly relinking: PathRelinking;
  annealingShare: number;
  relinkingShare: number;
}

export class WideSearch {
  /** Whether the last turn found anything. */
  hasPaid = false;
  private searches: Searches | null = null;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
  ) {}

  /** Takes a turn of about `work` operations, several times as many where that pays; calls `offer`, which says whether it is better and fits, with choices that may be. */
  *run(best: () => Int32Array, guide: Guide, work: number, offer: (choice: Int32Array) => boolean): Generator<void, void> {
    this.searches ??= this.build(guide.scale);
    const { searches } = this;
    const { scale, annealing, relinking } = searches;
    const factor = scale / guide.scale;
    const { options, ofItem, temperature } = propose(this.problem, guide.excess, guide.gap);
    const proposals = { options, ofItem, temperature: temperature * factor };
    const price = guide.price.map((one) => one * factor);
    let found = 0;
    const take = (choice: Int32Array): void => {
      if (offer(choice)) found++;
    };
    const annealingWork = Math.min(work * searches.annealingShare, ANNEALING_OF_OPTION * options.length);
    yield* annealing.run(best(), proposals, price, annealingWork, take);
    const annealed = found;
    if (this.problem.itemCount <= MOST_RELINKED) yield* relinking.run(best(), proposals, price, work * searches.relinkingShare, take);
    searches.annealingShare = nextShare(searches.annealingShare, annealed > 0);
    searches.relinkingShare = nextShare(searches.relinkingShare, found > annealed);
    this.hasPaid = found > 0;
  }

  private build(scale: number): Searches {
    const annealing = new Annealing(this.problem, this.meter, scale);
    const relinking = new PathRelinking(this.problem, this.meter, scale);
    return { scale, annealing, relinking, annealingShare: ANNEALING_SHARE, relinkingShare: RELINKING_SHARE };
  }
}

function nextShare(share: number, hasPaid: boolean): number {
  return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, hasPaid ? share * CHANGE : share / CHANGE));
}
