/** A plan in progress → whole numbers and days, in the one order. */
import type { InProgress, PublishedDecision, PublishedPart } from "../model/in-progress";
import { idSet, inTieOrder } from "./canonical";
import { dayOf, hundredths, known } from "./scale";
import type { ParsedDocument } from "./schema";

type Given = NonNullable<ParsedDocument["inProgress"]>;

/** Decisions that merely stay say nothing, and are left out. */
export function toInProgress({ asOf, decisions, given, opened, weighed }: Given, salt: string): InProgress {
  const moved = decisions.filter(({ mode, earlier }) => mode !== "stay" || earlier.length > 0).map((decision) => toPublished(decision, salt));
  return {
    today: dayOf(asOf),
    decisions: inTieOrder(salt, moved, (row) => [row.kind, row.id, row.participantId, ...row.childIds]),
    given: inTieOrder(salt, given.filter(({ reliefPenalty }) => reliefPenalty > 0), (row) => [row.participantId]),
    opened: inTieOrder(salt, opened.map(({ childId, on }) => ({ childId, on: dayOf(on) })), (row) => [row.childId]),
    weighed: inTieOrder(salt, weighed.map(({ childId, until, points }) => ({ childId, until: dayOf(until), points: hundredths(points) })), (row) => [row.childId, String(row.until)]),
  };
}

function toPublished(row: Given["decisions"][number], salt: string): PublishedDecision {
  const earlier = row.earlier.map(
    ({ mode, coverWorkerId, companionId, takeoverDate, endDate, isReturn }): PublishedPart => ({
      mode,
      coverWorkerId,
      companionId,
      takeover: dayOf(takeoverDate),
      handBack: isReturn && mode === "handover" ? dayOf(endDate) : null,
      until: dayOf(endDate),
    }),
  );
  const last = row.mode === "stay" ? [] : [{ mode: row.mode, coverWorkerId: row.coverWorkerId!, companionId: row.companionId, takeover: dayOf(row.takeoverDate!), handBack: known(row.handBackDate, dayOf), until: null }];
  return {
    kind: row.kind,
    id: row.id,
    participantId: row.participantId,
    childIds: idSet(salt, row.childIds),
    parts: [...earlier, ...last],
    endsWithStay: row.mode === "stay",
  };
}
