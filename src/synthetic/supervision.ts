/** What team managers carry in place of cases: supervision of the workers of their teams. */
import type { SupervisionDocument } from "../model/caseload-document";
import { iso, type CouncilFrame } from "./council-frame";
import type { Post } from "./staff";

/** Points of one supervisee: a newly qualified or struggling worker takes more than an experienced one. */
const POINTS = [3, 3.5, 4, 4, 4.5, 5] as const;

/** Supervision items of every manager; the cover manager has a few of its own already. */
export function drawSupervision(frame: CouncilFrame, posts: readonly Post[]): SupervisionDocument[] {
  return posts.filter((post) => post.isManager).flatMap((post) => drawItems(frame, post));
}

function drawItems(frame: CouncilFrame, post: Post): SupervisionDocument[] {
  const managerId = post.worker.id;
  const random = frame.draw("supervision", managerId);
  const count = post.part === "cover" ? random.below(frame.settings.unitPoints ? 1 : 4) : random.between(5, 8);
  return Array.from({ length: count }, () => {
    const isOften = !frame.settings.unitPoints && random.chance(150);
    const interval = isOften ? 10 : 20;
    const id = frame.id("S");
    return {
      id,
      managerId,
      points: frame.settings.unitPoints ? 4 : random.pick(POINTS),
      intervalWorkingDays: interval,
      lastSessionOn: frame.happens("unknowns", `session/${id}`) ? undefined : iso(frame.calendar.step(frame.asOf + 1, -1 - random.below(interval))),
    };
  });
}
