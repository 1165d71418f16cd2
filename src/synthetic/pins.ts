/**
 * What planners have decided beforehand. Few, and never at odds with the rules or with one another: a family
 * that must move has nothing recorded that would hold it, and all of them together fit one cover worker.
 */
import type { ChildDocument, EventDocument, PinDocument } from "../model/caseload-document";
import type { CouncilFrame } from "./council-frame";
import type { Holding } from "./families";
import type { Relations } from "./relations";
import type { Post } from "./staff";

const RECORDED = { author: "team-manager", reason: "Decided with the worker in supervision." } as const;
const NEAR_MINUTES = 45;

export interface PinInput {
  readonly posts: readonly Post[];
  readonly holdings: readonly Holding[];
  readonly children: readonly ChildDocument[];
  readonly events: readonly EventDocument[];
  readonly relations: Relations;
}

/** Draws pins for the participants' families: most must stay, some never go to one worker, very few must move. */
export function drawPins(frame: CouncilFrame, input: PinInput): PinDocument[] {
  const cover = input.posts.filter((post) => post.part === "cover" && !post.isManager);
  const plain = plainFamilies(frame, input);
  const mostMoves = Math.floor(cover.length / 3);
  const pins: PinDocument[] = [];
  let moves = 0;
  for (const holding of input.holdings) {
    if (holding.holder.part !== "participant" || cover.length === 0 || !frame.happens("pins", holding.family.id)) continue;
    const mayMove = moves < mostMoves && plain.has(holding.family.id);
    const pin = drawPin(frame, holding, cover, mayMove);
    if (pin.kind === "must-move" || pin.kind === "must-go-to") moves++;
    pins.push(pin);
  }
  return pins;
}

function drawPin(frame: CouncilFrame, { family, holder }: Holding, cover: readonly Post[], mayMove: boolean): PinDocument {
  const random = frame.draw("pin", family.id);
  const kind = random.pickWeighted([["must-stay", 40], ["never-to", 30], ["must-move", mayMove ? 15 : 0], ["must-go-to", mayMove ? 15 : 0]] as const);
  const pin = { kind, familyId: family.id, workerId: holder.worker.id, ...RECORDED };
  if (kind === "must-stay" || kind === "must-move") return pin;
  const suitable = kind === "must-go-to" ? cover.filter((post) => isSuitable(frame, post, family.area)) : cover;
  return suitable.length === 0 ? { ...pin, kind: "must-stay" } : { ...pin, coverWorkerId: random.pick(suitable).worker.id };
}

/** A cover worker there from the first to the last day, full time, not far. */
function isSuitable(frame: CouncilFrame, { worker, base }: Post, area: string): boolean {
  const minutes = frame.map.minutes[base]?.[frame.map.areas.indexOf(area)] ?? Infinity;
  return worker.fte === 1 && worker.leave === undefined && worker.startsOn === undefined && worker.contractEndsOn === undefined && minutes <= NEAR_MINUTES;
}

/** Families of one or two children about whom nothing is recorded that might keep them from moving to most of the cover team. */
function plainFamilies(frame: CouncilFrame, { posts, holdings, children, events, relations }: PinInput): ReadonlySet<string> {
  const held = new Set([
    ...events.filter((event) => event.kind !== "core-group" && event.kind !== "child-in-need-meeting").map((event) => event.familyId),
    ...children.filter((child) => child.closesOn !== undefined || child.stepsDownOn !== undefined || (child.changesOfWorkerOn ?? [1, 2]).length > 1).map((child) => child.familyId),
    ...relations.conflicts.map((conflict) => conflict.familyId),
    ...relations.exceptions.map((exception) => exception.familyId),
    ...relations.keepApart.flat(),
    ...relations.keepTogether.flat(),
  ]);
  const cover = posts.filter((post) => post.part === "cover" && !post.isManager);
  const isPlain = ({ family, holder, children: own }: Holding): boolean =>
    family.languages === undefined &&
    family.workerGender === undefined &&
    family.requiredCertificates === undefined &&
    family.wish === undefined &&
    family.isTwoToOne === undefined &&
    family.isRestricted === undefined &&
    own.length <= 2 &&
    own.every((child) => child.circumstances.length === 0 && child.holder === holder) &&
    cover.filter((post) => isSuitable(frame, post, family.area)).length > 1;
  return new Set(holdings.filter((holding) => !held.has(holding.family.id) && isPlain(holding)).map((holding) => holding.family.id));
}
