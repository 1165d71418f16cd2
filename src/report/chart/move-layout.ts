/**
 * Where things stand in the picture of who moves to whom. Participants stand left in the order of the
 * plan, cover workers right in the order of the mean height of what reaches them (the barycentre
 * heuristic of Sugiyama, Tagawa and Toda, IEEE Transactions on Systems, Man, and Cybernetics 11, 1981, one
 * pass), which keeps crossings few. A band is as high as the children it moves; all heights are pixels.
 * Many participants are parted into several pictures, each low enough for a printed page.
 */
import { compareText } from "../../base/hash";
import type { Passage } from "../reading";

/** Height of one child, or of one supervision item. */
export const UNIT_HEIGHT = 8;
/** A slot is at least as high as its label. */
const LEAST_SLOT = 20;
const SLOT_GAP = 6;
/** Height of a picture beyond which another is begun. */
const PAGE_HEIGHT = 700;

export interface Node {
  readonly workerId: string;
  /** Top of the bands, and their height together. */
  readonly y: number;
  readonly height: number;
  /** Children, or supervision items where there are no children. */
  readonly size: number;
}

export interface Band {
  readonly passage: Passage;
  readonly height: number;
  readonly leftY: number;
  readonly rightY: number;
  /** Place of the cover worker among all of the plan, for a colour that stays the same in every picture. */
  readonly colour: number;
}

export interface MovePicture {
  readonly height: number;
  readonly left: readonly Node[];
  readonly right: readonly Node[];
  readonly bands: readonly Band[];
}

/** Children of a passage, and for supervision its items. */
export function sizeOf(passage: Passage): number {
  return passage.kind === "supervision" ? passage.units : passage.children;
}

/** The pictures, in the order of the participants given. Those without a passage do not appear. */
export function moveLayout(passages: readonly Passage[], participantIds: readonly string[], coverWorkerIds: readonly string[]): MovePicture[] {
  const colours = new Map(coverWorkerIds.map((id, index) => [id, index]));
  return pagesOf(passages, participantIds).map((page) => pictureOf(page, colours));
}

type Side = "participantId" | "coverWorkerId";

/** One participant's passages after another, a new page when either column would become too high. */
function pagesOf(passages: readonly Passage[], participantIds: readonly string[]): Passage[][] {
  const pages: Passage[][] = [];
  let page: Passage[] = [];
  for (const id of participantIds) {
    const own = passages.filter(({ participantId }) => participantId === id);
    const extended = [...page, ...own];
    if (page.length > 0 && Math.max(columnHeight(extended, "participantId"), columnHeight(extended, "coverWorkerId")) > PAGE_HEIGHT) {
      pages.push(page);
      page = own;
    } else page = extended;
  }
  return page.length > 0 ? [...pages, page] : pages;
}

function totals(passages: readonly Passage[], side: Side): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const passage of passages) sizes.set(passage[side], (sizes.get(passage[side]) ?? 0) + sizeOf(passage));
  return sizes;
}

const slotHeight = (size: number): number => Math.max(LEAST_SLOT, size * UNIT_HEIGHT) + SLOT_GAP;

function columnHeight(passages: readonly Passage[], side: Side): number {
  let height = 0;
  for (const size of totals(passages, side).values()) height += slotHeight(size);
  return height;
}

function pictureOf(passages: readonly Passage[], colours: ReadonlyMap<string, number>): MovePicture {
  const height = Math.max(columnHeight(passages, "participantId"), columnHeight(passages, "coverWorkerId"));
  const left = column(totals(passages, "participantId"), height);
  const place = new Map(left.map(({ workerId, y }) => [workerId, y]));
  const right = column(byBarycentre(passages, place), height);
  return { height, left, right, bands: bandsOf(passages, left, right, colours) };
}

/** Slots from the top down, the whole column in the middle of the picture. */
function column(sizes: ReadonlyMap<string, number>, pictureHeight: number): Node[] {
  let used = 0;
  for (const size of sizes.values()) used += slotHeight(size);
  let top = Math.floor((pictureHeight - used) / 2);
  return [...sizes].map(([workerId, size]) => {
    const slot = slotHeight(size);
    const height = size * UNIT_HEIGHT;
    const y = top + Math.floor((slot - height) / 2);
    top += slot;
    return { workerId, y, height, size };
  });
}

/** Cover workers by the mean height of the participants' slots that reach them; ids part the equal. */
function byBarycentre(passages: readonly Passage[], place: ReadonlyMap<string, number>): Map<string, number> {
  const sizes = totals(passages, "coverWorkerId");
  const weighted = new Map<string, number>();
  for (const passage of passages) {
    const pull = (place.get(passage.participantId) ?? 0) * sizeOf(passage);
    weighted.set(passage.coverWorkerId, (weighted.get(passage.coverWorkerId) ?? 0) + pull);
  }
  return new Map(
    [...sizes].sort(([a, sizeA], [b, sizeB]) => (weighted.get(a) ?? 0) * sizeB - (weighted.get(b) ?? 0) * sizeA || compareText(a, b)),
  );
}

/** Bands leave each participant in the order of the cover workers, and arrive in that of the participants. */
function bandsOf(passages: readonly Passage[], left: readonly Node[], right: readonly Node[], colours: ReadonlyMap<string, number>): Band[] {
  const leftTop = new Map(left.map(({ workerId, y }) => [workerId, y]));
  const rightTop = new Map(right.map(({ workerId, y }) => [workerId, y]));
  const bands: Band[] = [];
  for (const { workerId } of left) {
    for (const node of right) {
      for (const passage of passages) {
        if (passage.participantId !== workerId || passage.coverWorkerId !== node.workerId) continue;
        const height = sizeOf(passage) * UNIT_HEIGHT;
        const leftY = leftTop.get(workerId) ?? 0;
        const rightY = rightTop.get(node.workerId) ?? 0;
        bands.push({ passage, height, leftY, rightY, colour: colours.get(node.workerId) ?? 0 });
        leftTop.set(workerId, leftY + height);
        rightTop.set(node.workerId, rightY + height);
      }
    }
  }
  return bands;
}
