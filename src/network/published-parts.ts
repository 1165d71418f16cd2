/** What was published of a unit, with the days on which each cover worker has it. */
import type { Day } from "../base/calendar";
import type { Cohort, Unit } from "../model/cohort";
import type { PublishedDecision, PublishedPart } from "../model/in-progress";
import type { DatedPlacement } from "../model/option";
import { closeOf } from "./dates";

/** The parts of a published decision, in order. */
export function publishedParts(unit: Unit, { parts }: PublishedDecision, cohort: Cohort): readonly DatedPlacement[] {
  return parts.map((part) => {
    const { mode, coverWorkerId, companionId, takeover, handBack } = part;
    const companion = companionId === null ? null : cohort.worker(companionId);
    const until = Math.min(endOf(part, cohort), Math.max(closeOf(unit), takeover + 1));
    return { unit, mode, cover: cohort.worker(coverWorkerId), companion, takeover, handBack, until };
  });
}

function endOf({ mode, handBack, until }: PublishedPart, { end, horizonEnd }: Cohort): Day {
  return until ?? (mode === "co-work" ? end + 1 : (handBack ?? horizonEnd));
}
