import { CARE_PROCEEDINGS } from "../model/policy";
import type { DayRule } from "./rule";

/** Rule 20: care proceedings stay until the first case-management hearing has been held; unknown is not yet. */
export const careProceedings: DayRule = {
  id: "care-proceedings",
  bindsCompanion: false,
  refuse: (day, side, { unit, mode }) => {
    if (unit.kind !== "family" || mode !== "handover" || side !== "takeover") return null;
    const child = unit.children.find(
      (candidate) =>
        candidate.circumstances.includes(CARE_PROCEEDINGS) &&
        (candidate.firstHearingOn === null || day <= candidate.firstHearingOn),
    );
    if (child === undefined) return null;
    return child.firstHearingOn === null
      ? `${child.id} of ${unit.id} is in care proceedings; the date of the first hearing is not known.`
      : `${child.id} of ${unit.id} is in care proceedings before the first hearing.`;
  },
};
