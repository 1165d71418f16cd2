/** One way to deal with a unit: stay, co-work or hand over, with whom, from when to when, at what cost. */
import type { Day } from "../base/calendar";
import type { Hundredths, MilliContacts } from "../base/units";
import type { Worker } from "./caseload";
import type { Unit } from "./cohort";
import type { RuleId } from "./rule-settings";

/** Who would take part in a unit, before any date is chosen. */
export interface Placement {
  readonly unit: Unit;
  readonly mode: "co-work" | "handover";
  readonly cover: Worker;
  /** Second worker of a two-to-one family that is handed over. */
  readonly companion: Worker | null;
}

/** A placement with its dates: the cover worker has the unit on days d with takeover ≤ d < until. */
export interface DatedPlacement extends Placement {
  readonly takeover: Day;
  /** First day back with the allocated worker; null when the unit does not come back. */
  readonly handBack: Day | null;
  /** Where the cover worker's part ends: the hand-back, or the day after the horizon. */
  readonly until: Day;
}

/** Named part of a continuity cost. */
export interface CostPart {
  readonly term: "contacts" | "changes-of-worker" | "table" | RuleId;
  readonly cost: MilliContacts;
}

/** An option with everything the goals and rules count. */
export interface Option {
  readonly unit: Unit;
  readonly mode: "stay" | "co-work" | "handover";
  /** Null when the unit stays. */
  readonly placement: DatedPlacement | null;
  readonly relief: Hundredths;
  /** Relief in each programme week; sums to `relief`. */
  readonly reliefByWeek: readonly Hundredths[];
  /** What the cover worker carries on a day; 0 outside its part. */
  readonly loadOn: (day: Day) => Hundredths;
  /** Greatest load on any day. */
  readonly load: Hundredths;
  readonly companionLoad: Hundredths;
  readonly cost: MilliContacts;
  readonly costParts: readonly CostPart[];
  /** Visits over the horizon × one-way minutes of whoever makes them. */
  readonly travelMinutes: number;
  /** How much more that is than if the unit stayed. */
  readonly extraTravel: number;
  /** Contacts made by somebody else than the allocated worker. */
  readonly contacts: number;
  /** Visits due to the cover worker in the programme window. */
  readonly coverVisits: number;
  /** Counted per child. */
  readonly changesOfWorker: number;
  readonly hasWorstCase: boolean;
  readonly isFileReady: boolean;
  readonly usesException: boolean;
  /** Whether it is unlike what was published, when a plan is in progress. */
  readonly isChange: boolean;
  /** Parts with other cover workers that have begun and end before this one; empty unless a plan is in progress. */
  readonly earlier: readonly EarlierPart[];
  /** What today's cover workers carry until the unit could leave them, whichever way is chosen; null when nobody does. */
  readonly held: HeldPart | null;
}

/** A stretch of days with a cover worker before the option's own part. */
export interface EarlierPart {
  readonly placement: DatedPlacement;
  readonly loadOn: (day: Day) => Hundredths;
  readonly companionLoad: Hundredths;
}

/** Days before `until` on which the part is as it is. */
export interface HeldPart extends EarlierPart {
  readonly until: Day;
}

/** Workers who take part in an option from now on. */
export function workersOf({ placement }: { readonly placement: Placement | null }): readonly Worker[] {
  if (placement === null) return [];
  const { cover, companion } = placement;
  return companion === null ? [cover] : [cover, companion];
}

/** Workers whose capacity an option uses, those of earlier parts included. */
export function carriersOf(option: Option): readonly Worker[] {
  if (option.earlier.length === 0) return workersOf(option);
  return [...new Set([...option.earlier.flatMap(workersOf), ...workersOf(option)])];
}
