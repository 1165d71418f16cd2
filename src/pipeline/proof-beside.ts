/**
 * A proof that a goal's value is as good as it can be, made before the search for a better one and then beside it, in its pauses, as certificates make theirs; when it is
 * done first, the search is over. It is kept for the certificate, which goes on with it where the search was done first.
 */
import { allowedGap, budgetAfter } from "../solver/goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveProgress } from "../solver/instance";
import { proveBound } from "../solver/prove";
import { keepBegun, keepProof, type ProofRun } from "./proved-bounds";

/** Most work of one proof, in millions of operations. */
const PROOF_STEPS = 2_000;

/** Turns of a proof before the search begins: of a value that is best they mostly are enough. */
const TURNS_AHEAD = 16;
/** Turns that proofs have at once beside the search, and pauses of the search for every further one: most proofs are soon done, or of a value that the search will lower. */
const FREE_TURNS = 6;
const PAUSES_OF_A_TURN = 3;

export class ProofBeside {
  /** Whether nothing better than what was found is left. */
  isDone = false;
  /** No choice within the budgets has less. */
  bound = -Infinity;
  private readonly last: number;
  /** Values of the earlier goals as last reported, and whether they are met. */
  private readonly reached: { value: number; isMet: boolean }[];
  /** Of the goals before the one that the proof is of, from when they are known. */
  private budgets: readonly number[] | null = null;
  private wanted = Infinity;
  /** Pauses that the search has made, and turns that proofs have had. */
  private pauses = 0;
  private turns = 0;
  private run: ProofRun | null = null;

  /**
   * @param goals the goals of the search, the instance's first; the proof is of the last
   * @param settled budgets of the first of them, which had their turn before
   */
  constructor(
    private readonly instance: ChoiceInstance,
    private readonly goals: readonly Goal[],
    private readonly settled: readonly number[],
    private readonly shouldStop: () => boolean,
  ) {
    this.last = goals.length - 1;
    this.reached = goals.slice(settled.length, -1).map(() => ({ value: Infinity, isMet: false }));
  }

  /** Goes ahead of the search with what is known before it begins. */
  *ahead(progress: SolveProgress): Generator<SolveProgress, void> {
    for (this.turns = -TURNS_AHEAD; this.turns < 0 && !this.shouldStop(); ) {
      const bound = this.advance(progress);
      if (bound === null) break;
      yield { ...progress, bound };
    }
    this.turns = 0;
  }

  /** Learns how far the search is, and goes on to the next pause if it is the proof's turn; the bound known by then, null when there was nothing to do. */
  advance({ goal, value, bound }: SolveProgress): number | null {
    const { instance, goals, last, reached, settled } = this;
    if (value === null || goal < settled.length) return null;
    const wanted = value - allowedGap(goals[goal]!.tolerance, value);
    if (goal < last) reached[goal - settled.length] = { value, isMet: bound >= wanted };
    if (goal < last || !reached.every(({ isMet }) => isMet)) return null;
    this.budgets ??= [...settled, ...reached.map((one, index) => budgetAfter(goals[settled.length + index]!.tolerance, one.value))];
    this.isDone = this.bound >= wanted;
    if (this.isDone || bound >= wanted) return null;
    if (this.turns > FREE_TURNS + this.pauses++ / PAUSES_OF_A_TURN) return bound;
    this.turns++;
    // What is wanted now can be shown where more could not.
    if (wanted !== this.wanted) {
      this.run = proveBound(instance, last, this.budgets, wanted, { stepLimit: PROOF_STEPS, shouldStop: this.shouldStop });
      keepBegun(instance, last, { budgets: this.budgets, wanted, run: this.run });
    }
    this.wanted = wanted;
    if (this.run === null) return null;
    this.goOn(this.run);
    return Math.max(bound, this.bound);
  }

  private goOn(run: ProofRun): void {
    const { done, value } = run.next();
    if (done !== true) return;
    this.run = null;
    keepBegun(this.instance, this.last, null);
    if (value === null) return;
    keepProof(this.instance, this.last, this.budgets!, value);
    this.bound = Math.max(this.bound, value.bound);
    this.isDone = this.bound >= this.wanted;
  }

  /** The search's outcomes with what was proved. */
  told(outcomes: readonly GoalOutcome[]): readonly GoalOutcome[] {
    const { goals, last, settled, budgets, bound } = this;
    const isWithin = budgets !== null && outcomes.slice(settled.length, last).every(({ stageValue }, index) => budgetAfter(goals[settled.length + index]!.tolerance, stageValue) <= budgets[settled.length + index]!);
    return outcomes.map((outcome, g) => (g === last && isWithin ? withBound(outcome, Math.max(outcome.bound, bound), goals[g]!) : outcome));
  }
}

/** An outcome with a bound that is known. */
export function withBound(outcome: GoalOutcome, known: number, { tolerance }: Goal): GoalOutcome {
  const bound = Math.min(outcome.stageValue, known);
  return { ...outcome, bound, isMet: outcome.stageValue - bound <= allowedGap(tolerance, outcome.stageValue) };
}
