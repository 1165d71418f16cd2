import { formatDay } from "../base/calendar";
import { limitOf, type DayRule } from "./rule";

/** Rule 24: notice before anything changes for a family. */
export const notice: DayRule = {
  id: "notice",
  bindsCompanion: false,
  refuse: (day, side, { unit }, cohort) => {
    const days = limitOf("notice", cohort);
    return side === "takeover" && day < cohort.today + days
      ? `${formatDay(day)} is less than ${days} days from today for ${unit.id}.`
      : null;
  },
};
