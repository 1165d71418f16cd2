import { joinedKey, pairOf } from "../canonical";
import { quoted } from "../pointer";
import type { CrossCheck } from "./facts";

/** Most pairs that keep-together groups may come to. */
const MOST_PAIRS = 250_000;

/** An event of a child is an event of that child's family, and follows an event of the same family. */
export const checkEvents: CrossCheck = ({ events }, facts, report) => {
  events.forEach((event, index) => {
    const child = event.childId === null ? undefined : facts.children().get(event.childId);
    if (child !== undefined && child.familyId !== event.familyId) {
      report.error("contradiction", ["events", index, "childId"], `names the child ${quoted(event.childId)}, who is not of family ${quoted(event.familyId)}`, "Correct childId or familyId.");
    }
    if (event.follows === null) return;
    const followed = facts.eventIds().get(event.follows);
    if (followed === undefined || followed === event || followed.familyId !== event.familyId) {
      report.error("unknown-reference", ["events", index, "follows"], `follows ${quoted(event.follows)}, which is no other event of family ${quoted(event.familyId)}`, "Give the id of the conference that the meeting follows up.");
    }
  });
};

/** Work shared with the allocated worker is not the allocated worker's own. */
export const checkCoWork: CrossCheck = ({ coWork, children }, facts, report) => {
  const childCounts = new Map<string, number>();
  for (const { familyId } of children) childCounts.set(familyId, (childCounts.get(familyId) ?? 0) + 1);
  coWork.forEach(({ familyId, workerId }, index) => {
    const held = facts.childIdsOf(familyId, workerId).length;
    if (held > 0 && held === childCounts.get(familyId)) {
      report.error("contradiction", ["coWork", index, "workerId"], `shares the work of ${quoted(workerId)}, who is already accountable for all of family ${quoted(familyId)}`, "Remove the row, or name the worker who shares the work.");
    }
  });
};

/** A group names each family once, and all groups together stay of a size that can be kept. */
export const checkKeepTogether: CrossCheck = ({ keepTogether }, _facts, report) => {
  let pairs = 0;
  keepTogether.forEach((group, index) => {
    pairs += (group.length * (group.length - 1)) / 2;
    if (new Set(group).size < group.length) {
      report.error("duplicate-id", ["keepTogether", index], "names a family twice", "Name each family of the group once.");
    }
  });
  if (pairs > MOST_PAIRS) {
    report.error("too-large", ["keepTogether"], `has ${pairs} pairs of families to keep together; at most ${MOST_PAIRS} are read`, "Use smaller groups.");
  }
};

/** Two families, and not the same. */
export const checkKeepApart: CrossCheck = ({ keepApart }, _facts, report) => {
  keepApart.forEach(([a, b], index) => {
    if (a === b) report.error("contradiction", ["keepApart", index], `keeps family ${quoted(a)} apart from itself`, "Name two families.");
  });
};

const NO_GROUPS: ReadonlySet<number> = new Set();

/** Whether two sets share a member; walks the smaller, so that many large groups stay cheap. */
function haveCommon(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  for (const member of few) if (many.has(member)) return true;
  return false;
}

/** No pair is kept together and apart. */
export const checkTogetherAndApart: CrossCheck = ({ keepTogether, keepApart }, _facts, report) => {
  const groupsOf = new Map<string, Set<number>>();
  keepTogether.forEach((group, index) => {
    for (const id of group) groupsOf.set(id, (groupsOf.get(id) ?? new Set()).add(index));
  });
  const seen = new Set<string>();
  keepApart.forEach(([a, b], index) => {
    const key = joinedKey(...pairOf(a, b));
    if (a === b || seen.has(key)) return;
    seen.add(key);
    if (!haveCommon(groupsOf.get(a) ?? NO_GROUPS, groupsOf.get(b) ?? NO_GROUPS)) return;
    report.error("contradiction", ["keepApart", index], `keeps families ${quoted(a)} and ${quoted(b)} apart, which keepTogether keeps together`, "Remove one of the two.");
  });
};
