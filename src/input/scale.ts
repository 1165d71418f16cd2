/** From the document's decimals and dates to whole numbers; the schema has judged them already. */
import { parseDay, type Day } from "../base/calendar";
import { invariant } from "../base/invariant";
import { scaled, type Hundredths } from "../base/units";

export function hundredths(points: number): Hundredths {
  return whole(scaled(points, 100));
}

/** Shares and contacts. */
export function thousandths(value: number): number {
  return whole(scaled(value, 1000));
}

export function dayOf(date: string): Day {
  const day = parseDay(date);
  invariant(day !== null, "the schema lets no date through that does not exist");
  return day;
}

/** Applies a conversion to what is known. */
export function known<A, B>(value: A | null, convert: (value: A) => B): B | null {
  return value === null ? null : convert(value);
}

function whole(value: number | null): number {
  invariant(value !== null, "the schema lets no number through that is finer than its unit");
  // Adding zero makes zero of minus zero.
  return value + 0;
}
