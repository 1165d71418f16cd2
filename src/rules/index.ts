/**
 * Every rule with a function, in the order in which they are asked. Rules that are the shape of the
 * model itself have none: one accountable worker and the dated hand-back follow from the options, a
 * family moves whole because a unit does, and nothing is inferred because nothing else is read.
 */
import { asyeJointly } from "./asye-jointly";
import { capacityInTakeoverWeek } from "./capacity-in-takeover-week";
import { careProceedings } from "./care-proceedings";
import { certificates } from "./certificates";
import { conflictOfInterest } from "./conflict-of-interest";
import { contractCoversHandBack } from "./contract-covers-hand-back";
import { coWorking, coWorkLimit } from "./co-working";
import { asyeMaximum, coverChildren } from "./cover-children";
import { dueToClose } from "./due-to-close";
import { familyWishForChange } from "./family-wish-for-change";
import { familyWishToStay } from "./family-wish-to-stay";
import { keepApart, keepApartLimits } from "./keep-apart";
import { keepTogether } from "./keep-together";
import { language } from "./language";
import { minimumGrade } from "./minimum-grade";
import { notice } from "./notice";
import { oversightOnly } from "./oversight-only";
import { keyEvent, lifeEvent } from "./protected-period";
import { protectionExperience } from "./protection-experience";
import { recentChanges } from "./recent-changes";
import { restrictedRecord } from "./restricted-record";
import type { DayRule, LimitRule, PlacementRule } from "./rule";
import { sameLocality } from "./same-locality";
import { supervisionSpan } from "./supervision-span";
import { travelLimit } from "./travel-limit";
import { twoToOne } from "./two-to-one";
import { visitsCapacity } from "./visits-capacity";
import { workerGender } from "./worker-gender";
import { workerWishToFinish } from "./worker-wish-to-finish";

export const PLACEMENT_RULES: readonly PlacementRule[] = [
  oversightOnly,
  keepApart,
  conflictOfInterest,
  restrictedRecord,
  protectionExperience,
  asyeJointly,
  minimumGrade,
  recentChanges,
  familyWishToStay,
  familyWishForChange,
  workerWishToFinish,
  dueToClose,
  travelLimit,
  sameLocality,
  language,
  workerGender,
  certificates,
  twoToOne,
  coWorking,
];

export const DAY_RULES: readonly DayRule[] = [
  notice,
  keyEvent,
  lifeEvent,
  careProceedings,
  capacityInTakeoverWeek,
  contractCoversHandBack,
];

/** The cover worker's capacity stands apart: its limits carry the stretch they hold for. */
export const LIMIT_RULES: readonly LimitRule[] = [
  coverChildren,
  asyeMaximum,
  visitsCapacity,
  supervisionSpan,
  coWorkLimit,
  keepApartLimits,
  keepTogether,
];
