/** What a family needs of its worker, and what it and the worker wish. Only what is recorded; nothing is inferred. */
import type { FamilyDocument } from "../model/caseload-document";
import type { CouncilFrame } from "./council-frame";
import { CERTIFICATES, type Post } from "./staff";

/** A family before all about it is known. */
export type FamilyDraft = { -readonly [K in keyof FamilyDocument]: FamilyDocument[K] };

/** Languages of families, about as often as they were asked for. */
const NEEDED = [["polish", 40], ["portuguese", 25], ["romanian", 15], ["bsl", 12], ["bulgarian", 8]] as const;

/** Draws needs and wishes of one family; the present worker meets most of them. */
export function drawNeeds(frame: CouncilFrame, id: string, holder: Post): Omit<FamilyDraft, "id" | "area"> {
  const random = frame.draw("needs", id);
  const isRestricted = frame.happens("restricted", id);
  if (isRestricted) grantAccess(holder, id);
  return {
    languages: frame.happens("languages", id) ? [random.pickWeighted<string>(NEEDED)] : undefined,
    workerGender: drawWorkerGender(frame, id, holder),
    isTwoToOne: frame.happens("twoToOne", id) || undefined,
    isRestricted: isRestricted || undefined,
    requiredCertificates: frame.happens("certificates", id) ? [random.pick(CERTIFICATES)] : undefined,
    ...drawWishes(frame, id, holder),
  };
}

/** Lets a worker see a family's restricted record. */
export function grantAccess(post: Post, familyId: string): void {
  post.worker.restrictedFamilyIds = [...(post.worker.restrictedFamilyIds ?? []), familyId];
}

function drawWorkerGender(frame: CouncilFrame, id: string, holder: Post): FamilyDraft["workerGender"] {
  if (!frame.happens("workerGender", id)) return undefined;
  const random = frame.draw("gender", id);
  return { gender: holder.worker.gender ?? (random.chance(800) ? "female" : "male"), isRisk: random.chance(200) };
}

function drawWishes(frame: CouncilFrame, id: string, holder: Post): Pick<FamilyDraft, "wish" | "finishWishWorkerIds"> {
  return {
    wish: frame.happens("familyWishes", id) ? (frame.draw("wish", id).chance(700) ? "stay" : "change") : undefined,
    finishWishWorkerIds: frame.happens("workerWishes", id) ? [holder.worker.id] : undefined,
  };
}
