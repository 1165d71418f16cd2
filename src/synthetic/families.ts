/**
 * Who holds which families: for every worker sibling groups are drawn until the caseload is full. Statuses
 * go with the family, since siblings mostly share one; a few differ.
 */
import type { CaseStatus } from "../model/policy";
import { drawAreaNear } from "./areas";
import type { CouncilFrame } from "./council-frame";
import { drawNeeds, type FamilyDraft } from "./needs";
import type { Random } from "./random";
import type { Post } from "./staff";

/** A child before its dates are drawn. */
export interface ChildSketch {
  readonly id: string;
  readonly status: CaseStatus;
  readonly circumstances: readonly string[];
  /** Looked after with permanence agreed: visited every three months. */
  readonly isPermanent: boolean;
  /** The worker; the family's, unless the siblings are split. */
  holder: Post;
}

/** A family with the worker who holds it and its children. */
export interface Holding {
  readonly family: FamilyDraft;
  readonly holder: Post;
  readonly kind: CaseStatus;
  readonly children: readonly ChildSketch[];
}

/**
 * Families in a thousand of each status, such that of all children about 20 % are in an open assessment,
 * 40 % in need, 17 % on a protection plan, 20 % looked after.
 */
const KINDS: readonly (readonly [CaseStatus, number])[] = [
  ["open-assessment", 168],
  ["child-in-need", 348],
  ["protection-plan", 174],
  ["looked-after", 262],
  ["care-leaver", 48],
];
const ASYE_KINDS: readonly (readonly [CaseStatus, number])[] = [
  ["open-assessment", 220],
  ["child-in-need", 480],
  ["protection-plan", 30],
  ["looked-after", 220],
  ["care-leaver", 50],
];

const SIBLINGS = [[1, 42], [2, 28], [3, 17], [4, 8], [5, 3], [6, 2]] as const;
const LOOKED_AFTER_SIBLINGS = [[1, 62], [2, 26], [3, 9], [4, 3]] as const;

/** Draws the families of every post, then splits a few between two workers. */
export function drawHoldings(frame: CouncilFrame, posts: readonly Post[]): Holding[] {
  const holdings: Holding[] = [];
  for (const post of posts) {
    if (post.isManager) continue;
    let left = post.children;
    let families = 0;
    while (post.families === null ? left > 0 : families < post.families) {
      const most = post.families === null ? left : 6;
      const holding = drawHolding(frame, post, most);
      holdings.push(holding);
      left -= holding.children.length;
      families++;
    }
  }
  splitFamilies(frame, posts, holdings);
  return holdings;
}

function drawHolding(frame: CouncilFrame, holder: Post, mostChildren: number): Holding {
  const id = frame.id("F");
  const random = frame.draw("family", id);
  const kind = random.pickWeighted(holder.isAsye ? ASYE_KINDS : KINDS);
  const size = frame.settings.unitPoints ? 1 : familySize(random, kind);
  const overlay = frame.settings.unitPoints ? null : drawOverlay(random, kind, holder.isAsye);
  const children = Array.from({ length: Math.min(size, mostChildren) }, (_, index): ChildSketch => {
    const status = index === 0 || frame.settings.unitPoints ? kind : siblingStatus(random, kind);
    const circumstances = status === kind ? circumstancesOf(frame, random, status, overlay) : [];
    const isPermanent = status === "looked-after" && circumstances.length === 0 && !frame.settings.unitPoints && random.chance(450);
    return { id: frame.id("C"), status, circumstances, isPermanent, holder };
  });
  // Children in care are placed further away than families live.
  const area = frame.area(drawAreaNear(frame.draw("family-area", id), frame.map, holder.base, kind === "looked-after" ? 550 : 330));
  return { family: { id, area, ...drawNeeds(frame, id, holder) }, holder, kind, children };
}

function familySize(random: Random, kind: CaseStatus): number {
  if (kind === "care-leaver") return 1;
  return random.pickWeighted<number>(kind === "looked-after" ? LOOKED_AFTER_SIBLINGS : SIBLINGS);
}

/** A brother or sister whose status differs from the family's. */
function siblingStatus(random: Random, kind: CaseStatus): CaseStatus {
  if (kind === "protection-plan" && random.chance(60)) return "child-in-need";
  if (kind === "looked-after" && random.chance(90)) return "child-in-need";
  if (kind === "child-in-need" && random.chance(50)) return "open-assessment";
  return kind;
}

/** Court and permanence circumstances that lie over a whole family's status; newly qualified workers hold none. */
function drawOverlay(random: Random, kind: CaseStatus, isAsye: boolean): string | null {
  const dice = random.below(1000);
  if (isAsye) return null;
  if (kind === "protection-plan") return dice < 100 ? "pre-proceedings" : dice < 160 ? "care-proceedings" : null;
  if (kind === "child-in-need") return dice < 12 ? "pre-proceedings" : dice < 20 ? "privately-fostered" : null;
  if (kind === "looked-after") return dice < 150 ? "care-proceedings" : dice < 185 ? "placed-for-adoption" : null;
  return null;
}

function circumstancesOf(frame: CouncilFrame, random: Random, status: CaseStatus, overlay: string | null): string[] {
  if (frame.settings.unitPoints) return [];
  const isUnsettled = status === "looked-after" && overlay !== "placed-for-adoption" && random.chance(300);
  const isComplex = random.chance(45);
  return [...(overlay === null ? [] : [overlay]), ...(isUnsettled ? ["unsettled"] : []), ...(isComplex ? ["complex-needs"] : [])];
}

/** One child of the family goes to another worker, as happens when only one of the siblings is in care. */
function splitFamilies(frame: CouncilFrame, posts: readonly Post[], holdings: readonly Holding[]): void {
  const others = posts.filter((post) => !post.isManager && post.part !== "cover");
  for (const { family, holder, children } of holdings) {
    if (children.length < 2 || holder.part === "cover" || others.length < 2 || !frame.happens("splitFamilies", family.id)) continue;
    const other = frame.draw("split", family.id).pick(others);
    const last = children[children.length - 1];
    if (other !== holder && last !== undefined) last.holder = other;
  }
}
