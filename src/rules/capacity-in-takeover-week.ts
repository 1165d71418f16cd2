import { formatDay, mondayOf } from "../base/calendar";
import { capacityOn, isAtWork } from "../model/capacity";
import type { DayRule } from "./rule";

/** Rule 38: the cover worker is at work, with capacity, from the takeover to the end of that week. */
export const capacityInTakeoverWeek: DayRule = {
  id: "capacity-in-takeover-week",
  bindsCompanion: true,
  refuse: (day, side, { cover }, cohort) => {
    if (side !== "takeover") return null;
    for (let at = day; at < mondayOf(day) + 7; at++) {
      if (!cohort.calendar.isWorkingDay(at)) continue;
      if (!isAtWork(cover, at) || capacityOn(cover, at, cohort) === 0) {
        return `${cover.id} has no capacity in the week of ${formatDay(mondayOf(day))}.`;
      }
    }
    return null;
  },
};
