import type { IssueList } from "./issue-list";
import { caseloadHead, type ParsedDocument } from "./schema";
import { rowSchemas, travelRow } from "./schema-rows";
import { isDocument, readParts, readRows } from "./shape";
import { record } from "./zod-parts";
import * as z from "zod";

/** A part of the document by its top-level field. */
export type PartName = keyof ParsedDocument;

/** A document whose `soundParts` are as the schema says; the others must not be read. */
export interface ShapedDocument {
  readonly document: ParsedDocument;
  readonly soundParts: ReadonlySet<PartName>;
}

const REQUIRED_LISTS: readonly string[] = ["workers", "families", "children"];

const travelFrame = record({ minutes: z.array(z.unknown()) }).nullable();

/** Judges the shape of a caseload document and fills in defaults; null when it is none at all. */
export function readDocument(plain: unknown, issues: IssueList): ShapedDocument | null {
  if (!isDocument(plain, "caseload", issues)) return null;
  const { parts, sound } = readParts(plain, { ...caseloadHead, travel: travelFrame }, rowSchemas, issues, (list) => !REQUIRED_LISTS.includes(list));
  const soundParts = new Set(sound as ReadonlySet<PartName>);
  const document = { ...parts } as unknown as ParsedDocument;
  const travel = document.travel;
  if (soundParts.has("travel") && travel !== null) {
    const minutes = readRows(travelRow, travel.minutes, ["travel", "minutes"], plain, issues);
    if (minutes === null) soundParts.delete("travel");
    else document.travel = { minutes: minutes.read as typeof travel.minutes };
  }
  return { document, soundParts };
}
