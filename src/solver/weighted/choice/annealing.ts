/**
 * Finds good choices near a given one, in whatever time it is given.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. Simulated annealing with chains of moves (move-chain.ts). The first option of a chain is proposed by what taking it costs the relaxation, cheap ones
 *   more often. A chain that makes Z worse is taken while it is worse by less than the temperature, times a number drawn anew each time. In the last
 *   part of the work the weights of what is broken grow; in the end it is cold, until nothing is.
 * Invariants. The numbers drawn are a fixed sequence: the same search every time. Floating point only steers: whoever takes a choice checks it.
 * Cost. As a chain of moves, for each tried.
 * Reference. Kirkpatrick, Gelatt, Vecchi, Optimization by simulated annealing, Science, 1983.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { Draws } from "./draws";
import { MoveChain } from "./move-chain";
import type { NearestTotals } from "./nearest-totals";
import { PenalisedChoice } from "./penalised-choice";
import type { Proposals } from "./proposals";

/** Most moves between two looks at temperature, weights and the meter, and most work: where many share a row, a chain looks at many. */
const MOVES_PER_LOOK = 512;
const WORK_PER_LOOK = 1_000_000;
/** The last temperature as a share of the first. */
const COLD = 0.1;
/** Weight of a row in units of its price, of a block in units of the temperature. */
const PENALTY = 4;
/** Part of the work after which weights grow, and how fast: by this share in the time of all of it, compounded at every look. */
const SETTLE = 0.6;
const GROWTH = 30;
/** Most work after the last temperature, as a share of the rest, in which what is still broken is mended. */
const GRACE = 0.2;

export class Annealing {
  private readonly state: PenalisedChoice;
  private readonly chain: MoveChain;
  private readonly draws = new Draws();

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    scale: number,
    nearest?: NearestTotals,
  ) {
    this.state = new PenalisedChoice(problem, meter, scale, nearest);
    this.chain = new MoveChain(problem, this.state);
    meter.spend(10 * problem.entryRow.length);
  }

  /** Anneals from `start` with about `work` operations; calls `found` with every choice better than those before that breaks nothing on the grid. */
  *run(start: Int32Array, { options, ofItem, temperature }: Proposals, price: Float64Array, work: number, found: (choice: Int32Array) => void): Generator<void, void> {
    const { state, chain, meter } = this;
    if (options.length === 0) return;
    state.reset(start);
    chain.users.reset(start);
    let best = Infinity;
    state.setWeights(price, PENALTY, temperature);
    const begin = meter.spent;
    for (let share = 0, former = 0; share < 1 || (state.broken > 0 && share < 1 + GRACE); former = share, share = (meter.spent - begin) / work) {
      const warmth = share < 1 ? temperature * (1 - share + COLD * share) : 0;
      if (share > SETTLE) state.raiseWeights(1 + GROWTH * (share - former));
      chain.operations = 5 * MOVES_PER_LOOK;
      for (let move = 0; move < MOVES_PER_LOOK && chain.operations < WORK_PER_LOOK; move++) {
        const o = options[this.draws.lowBelow(options.length)]!;
        const i = this.problem.itemOfOption[o]!;
        if (state.choice[i] === o || !chain.make(i, o, ofItem, warmth * this.drawWarmth())) continue;
        chain.keep();
        if (state.broken > 0 || state.value >= best) continue;
        best = state.value;
        found(state.choice);
      }
      meter.spend(chain.operations);
      if (meter.isYieldDue()) yield;
    }
  }

  /** A number of mean 1, mostly small and now and then large. */
  private drawWarmth(): number {
    const share = this.draws.next();
    return 3 * share * share;
  }
}
