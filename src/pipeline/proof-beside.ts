/**
 * A proof that a goal's value is as good as it can be, made beside the search for a better one, pause for pause, as certificates make theirs; when it is
 * done first, the search is over. It is kept for the certificate.
 */
import { allowedGap, budgetAfter } from "../solver/goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveProgress } from "../solver/instance";
import { proveBound, type ProvedBound } from "../solver/prove";
import { keepProof } from "./proved-bounds";

/** Most work of one proof, in millions of operations. */
const PROOF_STEPS = 2_000;

export class ProofBeside {
  /** Whether nothing better than what was found is left. */
  isDone = false;
  private readonly last: number;
  /** Values of the earlier goals as last reported, and whether they are met. */
  private readonly reached: { value: number; isMet: boolean }[];
  /** No choice within these budgets, which later values only narrow, has less than the bound. */
  private budgets: readonly number[] | null = null;
  private bound = -Infinity;
  private wanted = Infinity;
  private run: Generator<void, ProvedBound | null> | null = null;

  /** @param goals the goals of the search, the instance's first; the proof is of the last */
  constructor(
    private readonly instance: ChoiceInstance,
    private readonly goals: readonly Goal[],
    private readonly shouldStop: () => boolean,
  ) {
    this.last = goals.length - 1;
    this.reached = goals.slice(0, -1).map(() => ({ value: Infinity, isMet: false }));
  }

  /** Learns how far the search is, and goes on to the next pause; the bound known by then, null when there was nothing to do. */
  advance({ goal, value, bound }: SolveProgress): number | null {
    const { instance, goals, last, reached } = this;
    if (value === null) return null;
    const wanted = value - allowedGap(goals[goal]!.tolerance, value);
    if (goal < last) reached[goal] = { value, isMet: bound >= wanted };
    if (goal < last || !reached.every(({ isMet }) => isMet)) return null;
    this.budgets ??= reached.map((one, g) => budgetAfter(goals[g]!.tolerance, one.value));
    this.isDone = this.bound >= wanted;
    if (this.isDone || bound >= wanted) return null;
    // What is wanted now can be shown where more could not.
    if (wanted !== this.wanted) this.run = proveBound(instance, last, this.budgets, wanted, { stepLimit: PROOF_STEPS, shouldStop: this.shouldStop });
    this.wanted = wanted;
    const step = this.run?.next();
    if (step === undefined) return null;
    if (step.done === true) this.take(step.value);
    return Math.max(bound, this.bound);
  }

  private take(proved: ProvedBound | null): void {
    this.run = null;
    if (proved === null) return;
    keepProof(this.instance, this.last, this.budgets!, proved);
    this.bound = Math.max(this.bound, proved.bound);
    this.isDone = this.bound >= this.wanted;
  }

  /** The search's outcomes with what was proved. */
  told(outcomes: readonly GoalOutcome[]): readonly GoalOutcome[] {
    const { goals, last, budgets, bound } = this;
    const isWithin = budgets !== null && outcomes.slice(0, last).every(({ stageValue }, g) => budgetAfter(goals[g]!.tolerance, stageValue) <= budgets[g]!);
    return outcomes.map((outcome, g) => (g === last && isWithin ? withBound(outcome, Math.max(outcome.bound, bound), goals[g]!) : outcome));
  }
}

/** An outcome with a bound that is known. */
export function withBound(outcome: GoalOutcome, known: number, { tolerance }: Goal): GoalOutcome {
  const bound = Math.min(outcome.stageValue, known);
  return { ...outcome, bound, isMet: outcome.stageValue - bound <= allowedGap(tolerance, outcome.stageValue) };
}
