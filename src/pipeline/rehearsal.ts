/**
 * Plans written and checked that nobody sees, before the search and beside it, in its pauses: what an abort needs has run of late, and decisions that the
 * plan keeps are written and read back already.
 */
import type { ComponentInstance } from "../network/numeric-instance";
import type { ChoiceInstance } from "../solver/instance";
import { writePlan, type Solved, type Writing } from "./write-plan";

/** Pauses of the search between two plans, for every pause that writing one takes. */
const REST = 6;

export class Rehearsal {
  /** The latest choice of each component. */
  private readonly choices: Int32Array[];
  private run: Generator<null, unknown> | null = null;
  private pauses = 0;
  private rest = 0;

  constructor(
    private readonly components: readonly ComponentInstance[],
    private readonly writing: Writing,
  ) {
    this.choices = components.map(({ instance }) => firstAndLast(instance));
  }

  /** Writes one plan to its end, unless the run is over before. */
  *once(): Generator<null, void> {
    for (const run = this.begin(); !this.writing.stop.isOver() && run.next().done !== true; ) yield null;
  }

  /** A pause of the search: goes on with the plan being written, or begins one when it is time. @param choice the search's best of component `index`, if it has one */
  advance(index: number, choice: Int32Array | null): void {
    if (choice !== null) this.choices[index] = choice;
    if (this.run === null && ++this.pauses <= this.rest) return;
    if (this.run === null) {
      this.pauses = 0;
      this.rest = 0;
      this.run = this.begin();
    }
    this.rest += REST;
    if (this.run.next().done === true) this.run = null;
  }

  private begin(): Generator<null, unknown> {
    const solved = this.components.map((at, index): Solved => ({ at, result: { kind: "solved", choice: this.choices[index]!, goals: [], termination: "stopped", method: "weighted", steps: 0 }, certificate: null }));
    return writePlan(solved, this.writing);
  }
}

/** The first option of every other item and the last of the others. */
function firstAndLast({ itemCount, optionStart }: ChoiceInstance): Int32Array {
  return Int32Array.from({ length: itemCount }, (_, item) => (item % 2 === 0 ? optionStart[item]! : optionStart[item + 1]! - 1));
}
