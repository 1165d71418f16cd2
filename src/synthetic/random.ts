/**
 * Chance without a clock: the generator xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", ACM Transactions on Mathematical Software 47(4), 2021), its 128-bit state filled by
 * SplitMix with 32-bit words (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014). Only 32-bit integer operations, so every runtime draws the same numbers. Each part of a
 * caseload draws from a stream of its own, so that turning one feature off leaves the others as they were.
 */
import { tieHash } from "../base/hash";
import { invariant } from "../base/invariant";

const TWO_32 = 2 ** 32;

export class Random {
  readonly #key: string;
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  private constructor(key: string, words: readonly [number, number, number, number]) {
    this.#key = key;
    [this.#s0, this.#s1, this.#s2, this.#s3] = words;
  }

  /** The stream that belongs to a text. */
  static of(key: string): Random {
    const hash = tieHash("synthetic", key);
    const next = splitMix((hash % TWO_32) ^ Math.floor(hash / TWO_32));
    const [a, b, c, d] = [next(), next(), next(), next()];
    // The all-zero state is the one from which the generator never leaves.
    return new Random(key, [a, b, c, (a | b | c | d) === 0 ? 1 : d]);
  }

  /** The generator in a given state, for comparing it with the reference implementation. */
  static fromState(words: readonly [number, number, number, number]): Random {
    return new Random("state", words);
  }

  /** An independent stream named after this one and a label; draws nothing from this one. */
  fork(label: string): Random {
    return Random.of(`${this.#key}/${label}`);
  }

  /** The next 32 bits. */
  next(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#s1, 5), 7), 9) >>> 0;
    const shifted = this.#s1 << 9;
    this.#s2 ^= this.#s0;
    this.#s3 ^= this.#s1;
    this.#s1 ^= this.#s2;
    this.#s0 ^= this.#s3;
    this.#s2 ^= shifted;
    this.#s3 = rotateLeft(this.#s3, 11);
    return result;
  }

  /** A whole number from 0 to n − 1, each equally likely. */
  below(n: number): number {
    invariant(Number.isInteger(n) && n >= 1 && n <= TWO_32, "a draw is from at least one number and at most 2^32");
    const fair = TWO_32 - (TWO_32 % n);
    let drawn = this.next();
    while (drawn >= fair) drawn = this.next();
    return drawn % n;
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True this many times in a thousand. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** One of the items, each as likely as its weight, a whole number. */
  pickWeighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.below(items.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [item, weight] of items) {
      if (left < weight) return item;
      left -= weight;
    }
    throw new Error("Broken invariant (a fault in caseload-relief, not in your data): a weighted draw finds its item.");
  }

  /** The items in an order of chance (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let index = order.length - 1; index > 0; index--) {
      const other = this.below(index + 1);
      [order[index], order[other]] = [order[other] as T, order[index] as T];
    }
    return order;
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) | 0;
  };
}
