/**
 * What rows may hold, met one by one: the columns of a linear program in which every item has to be held by a row.
 *
 * Notation. Blocks of the list are rows and its rows items: a pattern has −1 for each item it holds, and an item's limit is about −1. A last block leaves items
 *   out, at more than any option costs, so that there is always an answer.
 * Method. Limits and values are a little off, each by another part of very little: such programs are so degenerate that the simplex would go round in circles.
 * Invariants. A pattern keeps its number; no two are alike; that of row r which holds nothing is r.
 * Cost. A list takes no copy.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { PatternList } from "./pattern-list";

/** What leaving an item out costs, in units of the dearest option. */
const LEFT_OUT = 4;
/** By how much limits and values are off. */
const LIMIT_NOISE = 1e-5;
const VALUE_NOISE = 1e-4;
/** The golden section: its multiples spread evenly. */
const SPREAD = (Math.sqrt(5) - 1) / 2;

export class RowPatterns {
  count = 0;
  /** Item → limit. */
  readonly limit: Float64Array;
  private readonly known = new Set<string>();
  private row = new Int32Array(256);
  private value = new Float64Array(256);
  private start = new Int32Array(257);
  private option = new Int32Array(256);
  private item = new Int32Array(256);
  private amount = new Float64Array(256);

  constructor(private readonly problem: CoreProblem) {
    const { rowCount, itemCount, cost } = problem;
    this.limit = Float64Array.from({ length: itemCount }, (_, i) => LIMIT_NOISE * (1 + ((i * SPREAD) % 1)) - 1);
    for (let r = 0; r <= rowCount; r++) this.enter(r, 0, [], [], 0);
    // The last block has one pattern in all, so each stands for as many items as there are.
    const dearest = cost.reduce((a, b) => Math.max(a, b), 1);
    for (let i = 0; i < itemCount; i++) this.enter(rowCount, itemCount * LEFT_OUT * dearest, [-1], [i], -itemCount);
  }

  /** Blocks of the list: rows, and that which leaves items out. */
  get blockCount(): number {
    return this.problem.rowCount + 1;
  }

  /** Adds options that row r may hold together; false when they are known. */
  add(r: number, options: readonly number[]): boolean {
    if (options.length === 0) return false;
    const key = `${r}:${options.join()}`;
    if (this.known.has(key)) return false;
    this.known.add(key);
    let value = VALUE_NOISE * ((this.count * SPREAD) % 1);
    for (const o of options) value += this.problem.cost[o]!;
    this.enter(r, value, options, options.map((o) => this.problem.itemOfOption[o]!), -1);
    return true;
  }

  /** All of them, in order of joining, not by block. Stays what it is when more join. */
  list(): PatternList {
    const { count } = this;
    const end = this.start[count]!;
    const start = this.start.subarray(0, count + 1);
    return {
      count,
      start: new Int32Array(0),
      blockOf: this.row.subarray(0, count),
      value: this.value.subarray(0, count),
      terminal: new Float64Array(0),
      optionStart: start,
      option: this.option.subarray(0, end),
      entryStart: start,
      entryRow: this.item.subarray(0, end),
      entryAmount: this.amount.subarray(0, end),
    };
  }

  private enter(r: number, value: number, options: readonly number[], items: readonly number[], amount: number): void {
    const p = this.count++;
    const at = this.start[p]!;
    const end = at + items.length;
    this.row = withRoom(this.row, p + 1);
    this.value = withRoom(this.value, p + 1);
    this.start = withRoom(this.start, p + 2);
    this.option = withRoom(this.option, end);
    this.item = withRoom(this.item, end);
    this.amount = withRoom(this.amount, end);
    this.row[p] = r;
    this.value[p] = value;
    this.option.set(options, at);
    this.item.set(items, at);
    this.amount.fill(amount, at, end);
    this.start[p + 1] = end;
  }
}

function withRoom<T extends Int32Array | Float64Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const wider = new (array.constructor as new (length: number) => T)(Math.max(length, 2 * array.length));
  wider.set(array);
  return wider;
}
