import { formatDay } from "../base/calendar";
import type { DayRule } from "./rule";

/** Rule 39: the cover worker's contract reaches the hand-back. */
export const contractCoversHandBack: DayRule = {
  id: "contract-covers-hand-back",
  bindsCompanion: true,
  refuse: (day, side, { cover }) =>
    side === "hand-back" && cover.contractEndsOn !== null && cover.contractEndsOn < day - 1
      ? `${cover.id}'s contract ends on ${formatDay(cover.contractEndsOn)}, before ${formatDay(day)}.`
      : null,
};
