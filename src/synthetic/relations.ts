/**
 * What ties families to workers and to one another: conflicts, co-workers, earlier workers, access to
 * restricted records, families to be kept together or apart, recorded exceptions.
 */
import type {
  ContinuityTableRowDocument,
  CoWorkDocument,
  ExceptionDocument,
  FamilyWorkerDocument,
} from "../model/caseload-document";
import type { CouncilFrame } from "./council-frame";
import type { Holding } from "./families";
import { grantAccess } from "./needs";
import type { Feature } from "./options";
import type { Post } from "./staff";

export interface Relations {
  readonly conflicts: readonly FamilyWorkerDocument[];
  readonly coWork: readonly CoWorkDocument[];
  readonly pastInvolvements: readonly FamilyWorkerDocument[];
  readonly keepTogether: readonly (readonly [string, string])[];
  readonly keepApart: readonly (readonly [string, string])[];
  readonly exceptions: readonly ExceptionDocument[];
  readonly continuityTable: readonly ContinuityTableRowDocument[];
}

/** Draws all relations of one council; also lets some cover workers see restricted records. */
export function drawRelations(frame: CouncilFrame, posts: readonly Post[], holdings: readonly Holding[]): Relations {
  const cover = posts.filter((post) => post.part === "cover" && !post.isManager);
  const workers = posts.filter((post) => !post.isManager);
  const ours = holdings.filter((holding) => holding.holder.part === "participant");
  shareRestrictedRecords(frame, cover, ours);
  const keepApart = drawPairs(frame, "keepApart", ours, new Set(), (a, b) => a.holder !== b.holder);
  const taken = new Set(keepApart.flat());
  return {
    conflicts: ours.flatMap((holding) => drawConflict(frame, cover, holding)),
    coWork: holdings.flatMap((holding) => drawCoWork(frame, workers, holding)),
    pastInvolvements: holdings.flatMap((holding) => drawPastInvolvement(frame, cover, workers, holding)),
    keepTogether: drawPairs(frame, "keepTogether", ours, taken, () => true),
    keepApart,
    exceptions: ours.flatMap((holding) => drawException(frame, holding)),
    continuityTable: ours.flatMap((holding) => drawTable(frame, cover, holding)),
  };
}

/** Each cover worker may see about half of the restricted records. */
function shareRestrictedRecords(frame: CouncilFrame, cover: readonly Post[], ours: readonly Holding[]): void {
  for (const { family } of ours) {
    if (family.isRestricted !== true) continue;
    for (const post of cover) {
      if (frame.draw("access", `${family.id}/${post.worker.id}`).chance(500)) grantAccess(post, family.id);
    }
  }
}

function drawConflict(frame: CouncilFrame, cover: readonly Post[], { family }: Holding): FamilyWorkerDocument[] {
  if (cover.length === 0 || !frame.happens("conflicts", family.id)) return [];
  return [{ familyId: family.id, workerId: frame.draw("conflict", family.id).pick(cover).worker.id }];
}

/** Some families have a second worker; a newly qualified worker holds protection plans only with one. */
function drawCoWork(frame: CouncilFrame, workers: readonly Post[], { family, holder, kind }: Holding): CoWorkDocument[] {
  const isJoint = holder.isAsye && kind === "protection-plan" && frame.settings.rates.coWork > 0;
  if (!isJoint && !frame.happens("coWork", family.id)) return [];
  const random = frame.draw("co-worker", family.id);
  const others = workers.filter((post) => post !== holder && !post.isAsye);
  if (others.length === 0) return [];
  return [{ familyId: family.id, workerId: random.pick(others).worker.id, points: random.pick([0.5, 1, 1.5, 2]) }];
}

/** The earlier worker is as often in the cover team as anywhere else: its workers are the experienced ones. */
function drawPastInvolvement(frame: CouncilFrame, cover: readonly Post[], workers: readonly Post[], holding: Holding): FamilyWorkerDocument[] {
  const { family, holder } = holding;
  if (!frame.happens("pastInvolvements", family.id)) return [];
  const random = frame.draw("earlier", family.id);
  const others = (cover.length > 0 && random.chance(500) ? cover : workers).filter((post) => post !== holder);
  return others.length === 0 ? [] : [{ familyId: family.id, workerId: random.pick(others).worker.id }];
}

/** Pairs of the participants' families; no family is in more than one pair of either kind. */
function drawPairs(
  frame: CouncilFrame,
  feature: Feature & ("keepApart" | "keepTogether"),
  ours: readonly Holding[],
  taken: ReadonlySet<string>,
  fits: (a: Holding, b: Holding) => boolean,
): [string, string][] {
  const used = new Set(taken);
  const pairs: [string, string][] = [];
  for (const holding of ours) {
    if (used.has(holding.family.id) || !frame.happens(feature, holding.family.id)) continue;
    const other = frame.draw(`${feature}/with`, holding.family.id).pick(ours);
    if (other === holding || used.has(other.family.id) || !fits(holding, other)) continue;
    pairs.push([holding.family.id, other.family.id]);
    used.add(holding.family.id).add(other.family.id);
  }
  return pairs;
}

const RECORDED = { author: "service-manager", reason: "Agreed in supervision and recorded on the file." } as const;

function drawException(frame: CouncilFrame, { family, holder, children }: Holding): ExceptionDocument[] {
  if (!frame.happens("exceptions", family.id)) return [];
  const kind = frame.draw("exception", family.id).pick(["move-in-protected-period", "split-family", "no-hand-back"] as const);
  if (kind !== "split-family") return [{ kind, familyId: family.id, ...RECORDED }];
  const held = children.filter((child) => child.holder === holder).map((child) => child.id);
  if (held.length < 2) return [];
  return [{ kind, familyId: family.id, workerId: holder.worker.id, groups: [held.slice(0, 1), held.slice(1)], ...RECORDED }];
}

/** The council's own costs of one family, for every cover worker and both modes. */
function drawTable(frame: CouncilFrame, cover: readonly Post[], { family, holder }: Holding): ContinuityTableRowDocument[] {
  if (!frame.happens("continuityTable", family.id)) return [];
  const random = frame.draw("table", family.id);
  return cover.flatMap(({ worker }) => {
    const contacts = random.between(4, 40) / 4;
    const row = { familyId: family.id, workerId: holder.worker.id, coverWorkerId: worker.id };
    return [
      { ...row, mode: "handover" as const, contacts },
      { ...row, mode: "co-work" as const, contacts: contacts / 2 },
    ];
  });
}
