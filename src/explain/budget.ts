/**
 * The steps that an explanation may spend, shared out over its questions. A step is one of the solver's: work, not time, so that the
 * same limit gives the same answers everywhere. What a question leaves over goes to those after it.
 */
import type { SolveLimits } from "../solver/instance";

/** Fewest steps that a question gets, however many have been asked. */
const FEWEST = 4;

export class StepBudget {
  #left: number;
  #questions: number;

  /**
   * @param steps in all
   * @param questions expected number of questions
   * @param shouldStop asked often; true ends every question at once
   */
  constructor(
    steps: number,
    questions: number,
    readonly shouldStop?: () => boolean,
  ) {
    this.#left = steps;
    this.#questions = Math.max(1, questions);
  }

  /** Limits of the next question. */
  limits(): Pick<SolveLimits, "shouldStop"> & { readonly stepLimit: number } {
    const stepLimit = Math.max(FEWEST, Math.floor(this.#left / this.#questions));
    return { stepLimit, ...(this.shouldStop === undefined ? {} : { shouldStop: this.shouldStop }) };
  }

  /** Takes off what a question used. */
  spend(steps: number): void {
    this.#left = Math.max(0, this.#left - steps);
    this.#questions = Math.max(1, this.#questions - 1);
  }

  /** The same steps for another number of questions. */
  share(questions: number): StepBudget {
    this.#questions = Math.max(1, questions);
    return this;
  }
}
