/**
 * How much the cover team can carry. Its workers also coach and mentor the participants; how much of their
 * time goes there is set so that capacity stands to what a third of the participants' work needs in the
 * share asked for. A team with no such time to spare and still too little is taken to have larger posts.
 */
import type { ChildDocument, CoWorkDocument } from "../model/caseload-document";
import type { WeightingSchemeDocument } from "../model/policy-document";
import { iso, type CouncilFrame } from "./council-frame";
import type { Holding } from "./families";
import { drawLeave, type Post } from "./staff";
import { weigh } from "./weighting";

/**
 * Capacity as a share of the points to be handed over. What handovers cost on both sides, who may take whom, and
 * families that come whole use up the first 30 to 40 per cent beyond the need: less leaves somebody without a third.
 */
const USUAL_SHARE_PER_CENT = [140, 165] as const;

/** Gives the cover team its leave, dates and coaching. */
export function equipCoverTeam(
  frame: CouncilFrame,
  posts: readonly Post[],
  work: { readonly holdings: readonly Holding[]; readonly children: readonly ChildDocument[]; readonly coWork: readonly CoWorkDocument[]; readonly scheme: WeightingSchemeDocument },
): void {
  const cover = posts.filter((post) => post.part === "cover");
  for (const post of cover) drawDates(frame, post);
  const workers = cover.filter((post) => !post.isManager && post.worker.contractEndsOn === undefined);
  if (workers.length === 0) return;
  const points = pointsByWorker(frame, work);
  const held = (post: Post): number => points.get(post.worker.id) ?? 0;
  const participants = posts.filter((post) => post.part === "participant" && !post.isManager);
  const need = participants.reduce((sum, post) => sum + held(post), 0) / 3;
  const share = frame.settings.coverCapacityShare ?? frame.draw("cover", "share").between(...USUAL_SHARE_PER_CENT) / 100;
  const spare = workers.reduce((sum, post) => sum + freePoints(post) - held(post), 0);
  const fullTime = workers.reduce((sum, post) => sum + post.worker.fte, 0);
  adjust(frame, workers, (spare - need * share) / fullTime);
}

function drawDates(frame: CouncilFrame, { worker, isManager }: Post): void {
  const random = frame.draw("dates", worker.id);
  worker.leave = drawLeave(frame, random, frame.settings.rates.leave);
  if (isManager) return;
  if (frame.happens("lateStarts", worker.id)) worker.startsOn = iso(frame.start + 7 * random.between(1, 2));
  else if (frame.happens("contractEnds", worker.id)) {
    worker.employment = "agency";
    worker.contractEndsOn = iso(frame.end - 7 * Math.min(frame.settings.weeks - 1, random.between(1, 3)) - 2);
  }
  if (frame.happens("visitLimits", worker.id)) worker.visitsCapacity = Math.max(1, Math.round((random.between(45, 70) * frame.settings.weeks * worker.fte) / 10));
}

/** Spreads what is left over as coaching, or what is lacking as larger posts, evenly by full-time share. */
function adjust(frame: CouncilFrame, workers: readonly Post[], surplusPerFullTime: number): void {
  for (const { worker } of workers) {
    if (surplusPerFullTime < 0) {
      worker.capacityPoints = Math.ceil((worker.capacityPoints ?? 0) - surplusPerFullTime);
      continue;
    }
    const points = Math.floor(surplusPerFullTime * worker.fte * 10) / 10;
    if (points > 0) worker.reductions = [{ from: iso(frame.start - 14), to: iso(frame.end), points, reason: "coaching and mentoring" }];
  }
}

/** Points left after the stable element and further duties. */
function freePoints({ worker }: Post): number {
  return (worker.capacityPoints ?? 0) * worker.fte - (worker.stablePoints ?? 0) - (worker.extraPoints ?? 0);
}

/** About the points each worker carries in the programme: settled children in nobody's diary count nothing. */
function pointsByWorker(
  frame: CouncilFrame,
  { holdings, children, coWork, scheme }: { readonly holdings: readonly Holding[]; readonly children: readonly ChildDocument[]; readonly coWork: readonly CoWorkDocument[]; readonly scheme: WeightingSchemeDocument },
): Map<string, number> {
  const points = new Map<string, number>();
  const add = (workerId: string, more: number): void => void points.set(workerId, (points.get(workerId) ?? 0) + more);
  const units = new Map<string, number[]>();
  for (const child of children) {
    const key = JSON.stringify([child.familyId, child.allocatedWorkerId]);
    const weights = units.get(key) ?? [];
    units.set(key, [...weights, weigh(child, scheme).points * openShare(frame, child)]);
  }
  for (const [key, weights] of units) {
    const [, workerId] = JSON.parse(key) as [string, string];
    const heaviest = Math.max(...weights);
    const rest = weights.reduce((sum, weight) => sum + weight, -heaviest);
    add(workerId, heaviest + rest * (scheme.furtherSiblingShare ?? 1));
  }
  for (const { family, holder } of holdings) if (family.isTwoToOne === true) add(holder.worker.id, scheme.twoToOnePoints ?? 0);
  for (const shared of coWork) add(shared.workerId, shared.points);
  return points;
}

/** Share of the programme in which a child's case is open; a child on quarterly visits is idle about every fourth time. */
function openShare(frame: CouncilFrame, child: ChildDocument): number {
  const isQuarterly = (child.visitIntervalWorkingDays ?? 0) > 5 * frame.settings.weeks;
  const open = child.closesOn == null ? 1 : daysShare(frame, child.closesOn);
  return isQuarterly ? open * 0.75 : open;
}

function daysShare(frame: CouncilFrame, closesOn: string): number {
  const length = frame.end + 1 - frame.start;
  for (let open = 0; open < length; open++) if (iso(frame.start + open) >= closesOn) return open / length;
  return 1;
}
