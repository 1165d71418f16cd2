/** Numbers, dates and counted nouns as readers see them; no locale, no floating rounding. */
import { parseDay, weekday } from "../base/calendar";
import { roundHalfUp } from "../base/units";
import { type Content, type Html, html, joined } from "./html";

/** A no-break space, so that a number keeps its unit. */
const NBSP = "\u00a0";

/** Stands where there is no figure. */
export const NONE = "–";

/** An ISO date by itself, not a part of an id. */
const ISO_DATE = /(?<=^|[ (])\d{4}-\d{2}-\d{2}(?=$|[ ,.;:)])/g;

/** A sentence with its dates as the columns have them; percentages and dates stay on one line. */
export function sentenceText(sentence: string): string {
  return sentence.replaceAll(/(\d) %/g, `$1${NBSP}%`).replaceAll(ISO_DATE, (iso) => (parseDay(iso) === null ? iso : dayAndMonth(iso)));
}

/** A decimal of the plan as the whole number of its hundredths or thousandths. */
export function integerOf(value: number, scale: 100 | 1000): number {
  return Math.round(value * scale);
}

/** "84.50": points with both decimals, so that columns line up. */
export function points(value: number): string {
  return fixed(integerOf(value, 100), 2);
}

/** "84.5": points in running text. */
export function shortPoints(value: number): string {
  return points(value).replace(/\.?0+$/, "");
}

/** "12.4": contacts to one decimal, half up; the plan has three. */
export function contacts(value: number): string {
  return fixed(roundHalfUp(integerOf(value, 1000), 100), 1);
}

/** "32.7 %" of 327. */
export function perMille(value: number): string {
  return `${fixed(value, 1)}${NBSP}%`;
}

/** "32.7" of 327, for columns whose head names the unit. */
export function perMilleNumber(value: number): string {
  return fixed(value, 1);
}

/** "2.3 percentage points" of 23: a difference between two shares. */
export function percentagePoints(value: number): string {
  return `${fixed(value, 1)} percentage points`;
}

/** "97 %". */
export function percent(value: number): string {
  return `${whole(value)}${NBSP}%`;
}

/** "12,345": thousands parted by a comma. */
export function whole(value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  let grouped = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) grouped = `${digits.slice(Math.max(0, end - 3), end)},${grouped}`;
  return value < 0 ? `−${grouped}` : grouped;
}

/** "1,234.50" of 123450 with two decimals. */
export function fixed(value: number, decimals: 1 | 2 | 3): string {
  const scale = decimals === 1 ? 10 : decimals === 2 ? 100 : 1000;
  const magnitude = Math.abs(value);
  const integer = Math.floor(magnitude / scale);
  const fraction = String(magnitude - integer * scale).padStart(decimals, "0");
  return `${value < 0 ? "−" : ""}${whole(integer)}.${fraction}`;
}

/** A coordinate with at most two decimals: "12.25". */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** "1 family", "3 families". */
export function counted(count: number, one: string, many: string): string {
  return `${whole(count)}${NBSP}${count === 1 ? one : many}`;
}

export const children = (count: number): string => counted(count, "child", "children");
export const families = (count: number): string => counted(count, "family", "families");

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** "Mon 14 Jan 2019" of an ISO date; anything else as it stands. */
export function date(iso: string): Html {
  const day = parseDay(iso);
  return day === null ? html`${iso}` : html`<time datetime="${iso}">${WEEKDAYS[weekday(day)] ?? ""}${NBSP}${dayAndMonth(iso)}</time>`;
}

/** "14 Jan 2019" of an ISO date; anything else as it stands. */
export function shortDate(iso: string): Html {
  return parseDay(iso) === null ? html`${iso}` : html`<time datetime="${iso}">${dayAndMonth(iso)}</time>`;
}

function dayAndMonth(iso: string): string {
  return [String(Number(iso.slice(8, 10))), MONTHS[Number(iso.slice(5, 7)) - 1] ?? "", iso.slice(0, 4)].join(NBSP);
}

/** "a, b and c". */
export function listed(pieces: readonly Content[]): Html {
  if (pieces.length < 2) return joined(pieces, "");
  return html`${joined(pieces.slice(0, -1), ", ")} and ${pieces[pieces.length - 1] ?? ""}`;
}
