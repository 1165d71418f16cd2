/** The people: participants, the cover team, everybody else. Posts first; what they hold comes later. */
import type { WorkerDocument } from "../model/caseload-document";
import { iso, type CouncilFrame } from "./council-frame";
import type { Random } from "./random";

/** The parts of a worker that are filled in after the families are known. */
export type WorkerDraft = { -readonly [K in keyof WorkerDocument]: WorkerDocument[K] };

/** One worker with the part it plays and the children it should hold. */
export interface Post {
  readonly worker: WorkerDraft;
  readonly part: "participant" | "cover" | "other";
  readonly isManager: boolean;
  readonly isAsye: boolean;
  /** Index into the areas of the map. */
  readonly base: number;
  /** Children to hold; 0 for managers and most of the cover team. */
  readonly children: number;
  /** Families to hold exactly, in place of a number of children. */
  readonly families: number | null;
}

const FULL_TIME_POINTS = 100;
const ASYE_POINTS = 90;
const STABLE_POINTS = 15;
const WORKERS_A_TEAM = 7;
const FEWEST_CASES = 8;
const MOST_CASES = 25;
/** Published for newly qualified workers: about twelve children. */
const ASYE_CASES = 12;
const USUAL_MEAN = 17;

const GRADES = [["level-1", 22], ["level-2", 48], ["level-3", 20], ["senior", 10]] as const;
const COVER_GRADES = [["level-3", 85], ["senior", 15]] as const;
const SPOKEN = ["polish", "portuguese", "romanian", "bsl", "bulgarian"] as const;
const FTES = [0.8, 0.6, 0.5, 0.7, 0.9] as const;

/** Draws the posts of one council: participants, cover team, others, in that order. */
export function drawStaff(frame: CouncilFrame): Post[] {
  const { participants, coverWorkers, coverManagers, otherWorkers, otherManagers } = frame.settings;
  const managers = frame.settings.teamManagers ?? usualManagers(frame);
  const posts: Post[] = [];
  for (let index = 0; index < participants; index++) {
    posts.push(drawPost(frame, "participant", index >= participants - managers, index));
  }
  for (let index = 0; index < coverWorkers; index++) posts.push(drawPost(frame, "cover", false, index));
  for (let index = 0; index < coverManagers; index++) posts.push(drawPost(frame, "cover", true, index));
  for (let index = 0; index < otherWorkers; index++) posts.push(drawPost(frame, "other", false, index));
  for (let index = 0; index < otherManagers; index++) posts.push(drawPost(frame, "other", true, index));
  return posts;
}

/** Cohorts of twelve had none, one or two team managers; a very small one has none. */
function usualManagers(frame: CouncilFrame): number {
  return frame.settings.unitPoints || frame.settings.participants < 6 ? 0 : frame.draw("managers", "cohort").below(3);
}

function drawPost(frame: CouncilFrame, part: Post["part"], isManager: boolean, index: number): Post {
  const id = frame.id("W");
  const random = frame.draw("post", id);
  const teams = Math.max(1, Math.min(frame.map.areas.length, Math.ceil(frame.settings.otherWorkers / WORKERS_A_TEAM) || 3));
  const team = part === "cover" ? -1 : random.below(teams);
  const areas = frame.map.areas.length;
  const base = part === "cover" ? coverBase(frame, index) : team % areas;
  const isAsye = part !== "cover" && !isManager && frame.happens("asye", id);
  const worker = drawWorker(frame, id, { part, isManager, isAsye, area: frame.area(base), team: `${frame.prefix}${team < 0 ? "cover" : `T${team + 1}`}` });
  const exact = part === "participant" && !isManager ? frame.settings.familiesPerParticipant : null;
  return { worker, part, isManager, isAsye, base, families: exact, children: isManager ? 0 : drawCaseload(frame, id, part, isAsye, worker.fte) };
}

/** The cover team works across the county: its workers are spread over the areas. */
function coverBase(frame: CouncilFrame, index: number): number {
  const order = frame.draw("cover", "bases").shuffled(frame.map.areas.map((_, area) => area));
  return order[index % order.length] as number;
}

interface PostKind {
  readonly part: Post["part"];
  readonly isManager: boolean;
  readonly isAsye: boolean;
  readonly area: string;
  readonly team: string;
}

function drawWorker(frame: CouncilFrame, id: string, kind: PostKind): WorkerDraft {
  const { part, isManager, isAsye, area, team } = kind;
  const random = frame.draw("worker", id);
  const isPartTime = frame.happens("partTime", id) && !isManager;
  const fte = isPartTime ? (part === "cover" ? 0.8 : random.pick(FTES)) : 1;
  // The programme is for permanent staff, whose newly qualified colleagues are permanent too.
  const isAgency = part === "other" && !isManager && !isAsye && frame.happens("agency", id);
  const isUnknown = part !== "cover" && frame.happens("unknowns", `capacity/${id}`);
  return {
    id,
    role: isManager ? "team-manager" : "social-worker",
    grade: isManager ? "manager" : isAsye ? "asye" : random.pickWeighted<string>(part === "cover" ? COVER_GRADES : GRADES),
    team,
    area,
    fte,
    employment: isAgency ? "agency" : undefined,
    capacityPoints: isUnknown ? undefined : isAsye ? ASYE_POINTS : FULL_TIME_POINTS,
    stablePoints: Math.round(STABLE_POINTS * fte),
    extraPoints: drawExtraPoints(frame, random, kind),
    reductions: undefined,
    leave: part === "cover" ? undefined : drawLeave(frame, random, 250),
    languages: languagesOf(frame, id),
    certificates: certificatesOf(frame, id),
    gender: random.chance(20) ? undefined : random.chance(800) ? "female" : "male",
  };
}

function drawExtraPoints(frame: CouncilFrame, random: Random, { part, isManager }: PostKind): number | undefined {
  if (frame.settings.unitPoints) return undefined;
  if (isManager) return part === "cover" ? 30 : 40;
  // Panels, practice education, duty.
  return part !== "cover" && random.chance(120) ? random.between(3, 8) : undefined;
}

/** Some weeks of leave inside the programme; none in the uniform special case. */
export function drawLeave(frame: CouncilFrame, random: Random, perMille: number): WorkerDraft["leave"] {
  if (frame.settings.unitPoints || !random.chance(perMille) || frame.settings.weeks < 3) return undefined;
  const from = frame.start + 7 * random.between(1, frame.settings.weeks - 2);
  return [{ from: iso(from), to: iso(from + (random.chance(650) ? 4 : 11)) }];
}

function languagesOf(frame: CouncilFrame, id: string): string[] | undefined {
  const random = frame.draw("spoken", id);
  // Twice as many workers as families have one of these languages, or no family would ever be matched.
  return random.chance(Math.min(600, 2 * frame.settings.rates.languages)) ? [random.pick(SPOKEN)] : undefined;
}

function certificatesOf(frame: CouncilFrame, id: string): string[] | undefined {
  const random = frame.draw("certificates-held", id);
  const held = CERTIFICATES.filter(() => frame.settings.rates.certificates > 0 && random.chance(350));
  return held.length === 0 ? undefined : held;
}

/** Certificates that some families need: interviewing children for court, sensory impairment, life-story work. */
export const CERTIFICATES = ["achieving-best-evidence", "sensory-impairment", "life-story-work"] as const;

function drawCaseload(frame: CouncilFrame, id: string, part: Post["part"], isAsye: boolean, fte: number): number {
  const random = frame.draw("caseload", id);
  if (part === "cover") return frame.happens("existingWork", id) ? random.between(1, 3) : 0;
  const mean = frame.settings.meanCases;
  const scale = (cases: number): number => Math.round((cases * mean * fte) / USUAL_MEAN);
  if (isAsye) return Math.max(1, scale(ASYE_CASES + random.between(-2, 1)));
  // Two even throws make a triangle about a mean a little higher, because newly qualified workers hold less.
  const cases = USUAL_MEAN - 6 + random.below(9) + random.below(9);
  return Math.max(1, scale(Math.min(MOST_CASES, Math.max(FEWEST_CASES, cases))));
}
