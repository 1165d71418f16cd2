/**
 * Cover added where families live: so many points of capacity, of people like a cover worker there is already, who have nothing to do yet. That may mend what no
 * room of those there are can, since they are too far away, for example, or too few. It is laid out as one more cover worker whose limits on children and
 * visits do not bind, since the points may be those of several people.
 */
import { compareText } from "../base/hash";
import type { Caseload, Worker } from "../model/caseload";
import { mustMove } from "../rules/pins";
import type { Element } from "./demands";
import { cohortOf, type Problem } from "./feasibility";
import { HUNDREDTHS_A_POINT, MOST_ADDED, ROOM_RANK, type Candidate } from "./repair-change";
import { count } from "./words";

/** Areas, those of most families first, and kinds of cover workers tried in each. */
const MOST_AREAS = 2;
const MOST_KINDS = 2;

/** Whether cover might mend a clash: relief, somebody's room, or what a cover worker is not, has a part in it. */
export function isAboutCover(clash: readonly Element[]): boolean {
  return clash.some(({ source }) => source.kind !== "pin" && source.kind !== "pair");
}

/** Cover in the areas of the families that something is demanded of; none where a council's own table of costs would have no row for somebody new. */
export function addedCover(problem: Problem): readonly Candidate[] {
  const { caseload } = problem;
  if (caseload.continuityTable.length > 0) return [];
  return areasOf(problem).flatMap((area) => kindsOf(caseload).map((like) => candidate(like, area)));
}

function candidate(like: Worker, area: string): Candidate {
  return {
    key: `cover|${area}|${like.id}`,
    rank: ROOM_RANK,
    most: MOST_ADDED,
    apply: (problem, points) => ({ ...problem, caseload: withCover(problem.caseload, like, area, points) }),
    told: (points) => ({
      kind: "limit",
      rule: "cover-capacity",
      ids: [like.id],
      amount: points,
      area,
      move: null,
      condition: `${count(points, "point", "points")} of cover ${points === 1 ? "was" : "were"} added in ${area}, by people like ${like.id}`,
    }),
  };
}

function withCover(caseload: Caseload, like: Worker, area: string, points: number): Caseload {
  const id = freeId(`cover in ${area} like ${like.id}`, caseload);
  const worker: Worker = {
    ...like,
    id,
    area,
    fte: 1000,
    capacityPoints: points * HUNDREDTHS_A_POINT,
    stablePoints: 0,
    extraPoints: 0,
    reductions: [],
    leave: [],
    startsOn: null,
    contractEndsOn: null,
    maximumChildren: MOST_ADDED,
    visitsCapacity: null,
    restrictedFamilyIds: [],
  };
  return { ...caseload, workers: [...caseload.workers, worker], coverWorkerIds: [...caseload.coverWorkerIds, id] };
}

function freeId(wanted: string, { workers }: Caseload): string {
  return workers.some(({ id }) => id === wanted) ? freeId(`${wanted}'`, { workers } as Caseload) : wanted;
}

/** Areas of the families that something is demanded of. */
function areasOf({ caseload, floors }: Problem): readonly string[] {
  const cohort = cohortOf(caseload);
  const families = new Map<string, number>();
  for (const { worker, units } of cohort.participants) {
    for (const unit of units) {
      if (unit.kind !== "family" || (!floors.has(worker.id) && mustMove(unit, cohort) === null)) continue;
      families.set(unit.family.area, (families.get(unit.family.area) ?? 0) + 1);
    }
  }
  return [...families].sort(([x, a], [y, b]) => b - a || compareText(x, y)).slice(0, MOST_AREAS).map(([area]) => area);
}

/** A cover worker of each kind: of the highest grade first, those who speak or may do most first among them. */
function kindsOf({ workers, coverWorkerIds, policy: { grades } }: Caseload): readonly Worker[] {
  const kinds = new Map<string, Worker>();
  const skills = ({ languages, certificates }: Worker): number => languages.length + certificates.length;
  const cover = workers
    .filter(({ id, role }) => role === "social-worker" && coverWorkerIds.includes(id))
    .sort((a, b) => grades.indexOf(b.grade) - grades.indexOf(a.grade) || skills(b) - skills(a) || compareText(a.id, b.id));
  for (const worker of cover) {
    const kind = JSON.stringify([worker.grade, worker.languages, worker.certificates, worker.gender]);
    if (!kinds.has(kind)) kinds.set(kind, worker);
  }
  return [...kinds.values()].slice(0, MOST_KINDS);
}
