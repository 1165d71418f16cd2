/**
 * The small schemas that fields are made of. Each check that zod has no word for carries our issue code in
 * its `params`; `zod-issues.ts` reads it there.
 */
import * as z from "zod";
import { parseDay } from "../base/calendar";
import type { IssueCode } from "../base/issue";
import { scaled } from "../base/units";
import { IDENTIFIER, IDENTIFIER_CHARACTERS } from "./pointer";

/**
 * A strict object: unknown fields are issues. It is made while zod's compiler is switched off, and keeps
 * that for good, so that pages whose content policy forbids `eval` can parse; the setting itself is put
 * back, since it is shared with every other user of zod.
 */
export function record<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const jitless = z.config().jitless ?? false;
  z.config({ jitless: true });
  try {
    return z.strictObject(shape);
  } finally {
    z.config({ jitless });
  }
}

const code = (issueCode: IssueCode) => ({ params: { issueCode }, abort: true });

export const id = z
  .string()
  .min(1)
  .max(IDENTIFIER_CHARACTERS)
  .regex(IDENTIFIER)
  .describe("1 to 128 characters, no control characters, no white space at either end.");

/** Text that stays in the caseload: no message, plan or report repeats it. */
export const recordedText = z
  .string()
  .min(1)
  .max(500)
  // oxlint-disable-next-line no-control-regex -- control characters are what it refuses.
  .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]*$/u)
  .describe("Free text of at most 500 characters; never repeated in messages.");

const FIRST_DAY = parseDay("1990-01-01")!;
const LAST_DAY = parseDay("2100-12-31")!;

export const date = z
  .string()
  .refine((text) => parseDay(text) !== null, code("not-a-date"))
  .refine((text) => FIRST_DAY <= parseDay(text)! && parseDay(text)! <= LAST_DAY, code("out-of-range"))
  .meta({ format: "date", description: "YYYY-MM-DD, 1990 to 2100." });

const decimal = (scale: 100 | 1000, least: number, most: number, description: string) =>
  z
    .number()
    .min(least)
    .max(most)
    .refine((value) => scaled(value, scale) !== null, code("too-many-decimals"))
    .describe(description);

/** Points of work: 8.5. */
export const points = decimal(100, 0, 1000, "Points, at most two decimals.");

/** Points for one thing among several. */
export const fewPoints = decimal(100, 0, 20, "Points up to 20, at most two decimals.");

/** A share of one whole: 0.5. */
export const share = decimal(1000, 0, 1, "A share from 0 to 1, at most three decimals.");

/** A share that may exceed one whole. */
export const factor = decimal(1000, 0, 10, "A share from 0 to 10, at most three decimals.");

export const fullTimeShare = decimal(1000, 0.05, 1, "Share of full time from 0.05 to 1, at most three decimals.");

export const contactsBetween = (least: number, most: number) =>
  decimal(1000, least, most, "Contacts, at most three decimals.");

export const contacts = contactsBetween(0, 1000);

export const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);

/** One way. */
export const minutes = wholeNumber(0, 1440).describe("Whole minutes, one way.");

export const fraction = record({ numerator: wholeNumber(0, 1000), denominator: wholeNumber(1, 1000) });

export const reliefBand = record({ lower: fraction, target: fraction, upper: fraction });

/** May be left out or null, which mean the same: not known, or none. */
export const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().default(null as never);

/** A short list inside a record; left out it is empty. */
export const shortList = <T extends z.ZodType>(schema: T) => z.array(schema).max(1000).default([]);
