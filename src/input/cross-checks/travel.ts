import { joinedKey } from "../canonical";
import { quoted } from "../pointer";
import type { CrossCheck } from "./facts";

/** Most areas of one travel table, which is kept as a square. */
const MOST_AREAS = 2000;

/** The travel table stays of a size that can be kept. */
export const checkAreaCount: CrossCheck = (_document, facts, report) => {
  const count = facts.areas().size;
  if (count > MOST_AREAS) {
    report.error("too-large", ["travel", "minutes"], `has a travel table of ${count} areas; at most ${MOST_AREAS} are read`, "Use larger areas, such as localities.");
  }
};

/** Travel that is weighed must be known. */
export const checkTravelWeighed: CrossCheck = ({ travel, weightingScheme }, _facts, report) => {
  if (travel === null && weightingScheme.travel !== null) {
    report.error("no-travel-time", ["travel"], "weighs travel in weightingScheme.travel but has no travel table", "Give travel.minutes, or leave weightingScheme.travel out.");
  }
};

/** Every area used stands in the travel table. */
export const checkWorkerAreas: CrossCheck = ({ travel, workers }, facts, report) => {
  if (travel === null) return;
  workers.forEach(({ area }, index) => {
    if (!facts.areas().has(area)) report.error("unknown-reference", ["workers", index, "area"], `is based in the area ${quoted(area)}, which is not in travel.minutes`, "Add the area's travel times, or correct it.");
  });
};

/** The same for families. */
export const checkFamilyAreas: CrossCheck = ({ travel, families }, facts, report) => {
  if (travel === null) return;
  families.forEach(({ area }, index) => {
    if (!facts.areas().has(area)) report.error("unknown-reference", ["families", index, "area"], `lives in the area ${quoted(area)}, which is not in travel.minutes`, "Add the area's travel times, or correct it.");
  });
};

/**
 * Travel times that matter are known: from whoever holds a family now, if a participant or cover worker,
 * and from every cover worker to every family of a participant. Each missing pair of areas is said once.
 */
export const checkTravelTimes: CrossCheck = ({ travel }, facts, report) => {
  if (travel === null || facts.areas().size > MOST_AREAS) return;
  const stated = new Set(travel.minutes.flatMap(({ from, to }) => [joinedKey(from, to), joinedKey(to, from)]));
  for (const [from, to] of pairsThatMatter(facts)) {
    if (stated.has(joinedKey(from, to))) continue;
    report.error("no-travel-time", ["travel", "minutes"], `has no minutes from ${quoted(from)} to ${quoted(to)}`, from === to ? "Add a row from the area to itself: the usual way to a family there." : "Add a row for the two areas; it holds for both directions.");
  }
};

function pairsThatMatter(facts: Parameters<CrossCheck>[1]): Iterable<readonly [string, string]> {
  const pairs = new Map<string, readonly [string, string]>();
  const add = (from: string | undefined, to: string | undefined): void => {
    if (from !== undefined && to !== undefined) pairs.set(joinedKey(...[from, to].sort()), [from, to]);
  };
  // An area that the table lacks altogether has been reported as such.
  const tabled = (area: string | undefined): string | undefined => (area !== undefined && facts.areas().has(area) ? area : undefined);
  const areaOfFamily = (id: string): string | undefined => tabled(facts.families().get(id)?.area);
  const areaOfWorker = (id: string): string | undefined => tabled(facts.workers().get(id)?.area);
  const takenFrom = new Set<string | undefined>();
  for (const { familyId, workerId } of facts.units().values()) {
    const isParticipant = facts.participantIds().has(workerId);
    if (isParticipant || facts.coverWorkerIds().has(workerId)) add(areaOfWorker(workerId), areaOfFamily(familyId));
    if (isParticipant) takenFrom.add(areaOfFamily(familyId));
  }
  const coverAreas = new Set([...facts.coverWorkerIds()].map(areaOfWorker));
  for (const from of coverAreas) for (const to of takenFrom) add(from, to);
  return pairs.values();
}
