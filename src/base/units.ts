/**
 * Integer arithmetic. Points are held in hundredths, shares in thousandths, continuity in thousandths
 * of a contact; a decimal is scaled once on the way in and once on the way out.
 */
import { invariant } from "./invariant";

/** Hundredths of a point of work: 850 is 8.5 points. */
export type Hundredths = number;

/** Thousandths of one whole: 333 is 33.3 %. */
export type PerMille = number;

/** Thousandths of one contact by a stranger with an established family. */
export type MilliContacts = number;

/** A share as a ratio of two integers, denominator at least 1. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** The integer `value × scale`, or null when the value has more decimals than the scale holds. */
export function scaled(value: number, scale: 100 | 1000): number | null {
  const integer = Math.round(value * scale);
  return integer / scale === value && Number.isSafeInteger(integer) ? integer : null;
}

/** ⌊numerator ÷ denominator + ½⌋ in exact integers, for either sign. */
export function roundHalfUp(numerator: number, denominator: number): number {
  invariant(Number.isSafeInteger(2 * numerator + denominator), "a rounded quotient stays below 2^53");
  return floorDivide(2 * numerator + denominator, 2 * denominator);
}

/** ⌈numerator ÷ denominator⌉ in exact integers. */
export function ceilDivide(numerator: number, denominator: number): number {
  return 0 - floorDivide(-numerator, denominator);
}

/** ⌊numerator ÷ denominator⌋ in exact integers. */
export function floorDivide(numerator: number, denominator: number): number {
  invariant(Number.isSafeInteger(numerator) && denominator > 0, "a quotient is of a safe integer by a positive one");
  // The remainder is exact, and so is a quotient without one; no product can pass 2^53.
  const remainder = numerator % denominator;
  return (numerator - remainder) / denominator - (remainder < 0 ? 1 : 0);
}

/** "8.5" for 850, "8.05" for 805: shortest decimal, no locale. */
export function formatHundredths(value: Hundredths): string {
  return formatScaled(value, 100);
}

/** "1.25" for 1250: shortest decimal, no locale. */
export function formatThousandths(value: number): string {
  return formatScaled(value, 1000);
}

function formatScaled(value: number, scale: 100 | 1000): string {
  const magnitude = Math.abs(value);
  const whole = Math.floor(magnitude / scale);
  const fraction = String(magnitude - whole * scale).padStart(scale === 100 ? 2 : 3, "0").replace(/0+$/, "");
  return `${value < 0 ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
