/** Moves made on a choice one after the other, that can be taken back from the last. */
import type { PenalisedChoice } from "./penalised-choice";

/** Operations of making a move. */
const MOVE = 60;

export class Moves {
  /** Move → its item, and the option that item had. */
  readonly item: Int32Array;
  readonly former: Int32Array;
  length = 0;
  /** Work done so far. */
  operations = 0;

  /** @param most moves at a time */
  constructor(
    protected readonly state: PenalisedChoice,
    most: number,
  ) {
    this.item = new Int32Array(most);
    this.former = new Int32Array(most);
  }

  protected push(i: number, o: number): void {
    this.item[this.length] = i;
    this.former[this.length++] = this.state.choice[i]!;
    this.state.apply(i, o);
    this.operations += MOVE;
  }

  protected pop(): void {
    this.length--;
    this.state.apply(this.item[this.length]!, this.former[this.length]!);
    this.operations += MOVE;
  }

  protected hasMoved(i: number): boolean {
    for (let k = 0; k < this.length; k++) if (this.item[k] === i) return true;
    return false;
  }
}
