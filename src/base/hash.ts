/**
 * The tie hash: a fixed function from text to a whole number below 2^52, used to put things that are
 * alike into an order nobody chose. Two 32-bit multiply-and-shift mixes (after MurmurHash3's finaliser,
 * Appleby 2011) run over the UTF-16 code units; the result takes 26 bits of each. It is no defence
 * against an adversary and needs none.
 */

/** Hashes text under a salt; the same on every runtime. */
export function tieHash(salt: string, text: string): number {
  const message = `${salt.length}:${salt}${text}`;
  let low = 0x9e3779b9 ^ message.length;
  let high = 0x85ebca6b;
  for (let index = 0; index < message.length; index++) {
    const unit = message.charCodeAt(index);
    low = Math.imul(low ^ unit, 0xcc9e2d51);
    high = Math.imul(high ^ unit, 0x1b873593);
    low = (low << 13) | (low >>> 19);
    high = (high << 17) | (high >>> 15);
  }
  return (avalanche(high ^ low) >>> 6) * 2 ** 26 + (avalanche(Math.imul(low, 31) + high) >>> 6);
}

/** Folds a whole number into a running hash, for hashing sequences of numbers. */
export function mixHash(hash: number, value: number): number {
  const low = (value % 2 ** 32) | 0;
  const high = Math.floor(value / 2 ** 32) | 0;
  const a = avalanche((hash % 2 ** 26 | 0) ^ Math.imul(low, 0xcc9e2d51) ^ high);
  const b = avalanche((Math.floor(hash / 2 ** 26) | 0) + Math.imul(high ^ a, 0x1b873593) + low);
  return (a >>> 6) * 2 ** 26 + (b >>> 6);
}

function avalanche(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Code-unit order: the only order of text this library knows. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
