/** A fixed sequence of numbers that look random: the same search every time. */
export class Draws {
  private drawn = 1;

  /** The next, in [0, 1). */
  next(): number {
    this.drawn = (Math.imul(this.drawn, 1664525) + 1013904223) >>> 0;
    return this.drawn / 4294967296;
  }

  /** One of 0 … size − 1. */
  below(size: number): number {
    return Math.floor(this.next() * size);
  }

  /** One of 0 … size − 1, low ones more often. */
  lowBelow(size: number): number {
    const share = this.next();
    return Math.floor(share * share * size);
  }
}
