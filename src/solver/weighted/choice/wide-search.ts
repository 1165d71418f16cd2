/**
 * Improves a choice that is far from the bound by what looks at many choices rather than at few blocks: annealing, then path relinking.
 *
 * Method. Annealing runs some times, each time from the best choice known; what each run ends with is what path relinking begins with. Each of the two has
 *   a part of every turn, and more of it after a turn in which it alone found something better; turns in which either did are followed by longer ones.
 * Notation. What a relaxation says comes in its own scale; penalised choices are kept in the scale of the first.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { Annealing } from "./annealing";
import { nearestTotals } from "./nearest-totals";
import { PathRelinking } from "./path-relinking";
import { propose } from "./proposals";

/** Annealing's part of a turn in units of path relinking's: at least and at most. */
const LEAST_RATIO = 1 / 8;
const MOST_RATIO = 8;
/** The longest turn, in units of the first. */
const LONGEST = 4;
const CHANGE = 2;
/** Most work of a turn of annealing for each option proposed. */
const ANNEALING_OF_OPTION = 400_000;
/** How many times a turn anneals. */
const RUNS = 8;
/** Items above which path relinking is left out: a choice of so many takes it too long to carry down. */
const MOST_RELINKED = 10_000;

/** What a relaxation says of the options. */
export interface Guide {
  /** Option → what taking it costs, scaled; Infinity for one that nothing better takes. */
  readonly excess: Float64Array;
  /** Prices of rows, then of terminal budgets, scaled. */
  readonly price: Float64Array;
  /** By how much the best known value is above the bound at the prices that give the excess, scaled. */
  readonly gap: number;
  readonly scale: number;
}

/** The two searches, and the scale they work in. */
interface Searches {
  readonly scale: number;
  readonly annealing: Annealing;
  readonly relinking: PathRelinking | null;
}

export class WideSearch {
  /** Whether the last turn found anything. */
  hasPaid = false;
  private length = 1;
  private ratio = 1 / 2;
  private searches: Searches | null = null;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
  ) {}

  /** Takes a turn of about `work` operations, up to {@link LONGEST} times as many where that pays; calls `offer`, which says whether it is better and fits, with choices that may be. */
  *run(best: () => Int32Array, guide: Guide, work: number, offer: (choice: Int32Array) => boolean): Generator<void, void> {
    this.searches ??= yield* this.build(guide.scale);
    const { scale, annealing, relinking } = this.searches;
    const factor = scale / guide.scale;
    const { options, ofItem, temperature } = propose(this.problem, guide.excess, guide.gap);
    const proposals = { options, ofItem, temperature: temperature * factor };
    const price = guide.price.map((one) => one * factor);
    let found = 0;
    const take = (choice: Int32Array): void => {
      if (offer(choice)) found++;
    };
    const turn = work * this.length;
    const annealingWork = Math.min(relinking === null ? turn : (turn * this.ratio) / (1 + this.ratio), ANNEALING_OF_OPTION * options.length);
    const starts: Int32Array[] = [];
    for (let run = 0; run < RUNS; run++) {
      let last: Int32Array | null = null;
      yield* annealing.run(best(), proposals, price, annealingWork / RUNS, (choice) => {
        last = choice.slice();
        take(choice);
      });
      if (last !== null) starts.push(last);
    }
    const annealed = found;
    if (relinking !== null) yield* relinking.run([...starts, best()], proposals, price, turn / (1 + this.ratio), take);
    this.hasPaid = found > 0;
    this.length = this.hasPaid ? Math.min(LONGEST, this.length * CHANGE) : Math.max(1, this.length / CHANGE);
    if (annealed === 0 && found > 0) this.ratio = Math.max(LEAST_RATIO, this.ratio / CHANGE);
    if (annealed > 0 && found === annealed) this.ratio = Math.min(MOST_RATIO, this.ratio * CHANGE);
  }

  private *build(scale: number): Generator<void, Searches> {
    const { problem, meter } = this;
    const annealing = new Annealing(problem, meter, scale, yield* nearestTotals(problem, meter, scale));
    const relinking = problem.itemCount <= MOST_RELINKED ? new PathRelinking(problem, meter, scale, yield* nearestTotals(problem, meter, scale)) : null;
    return { scale, annealing, relinking };
  }
}
