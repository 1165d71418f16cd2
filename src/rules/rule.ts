/** What a rule is: a function with an id that says yes, or no with a sentence. */
import type { Day } from "../base/calendar";
import type { Worker } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import type { Option, Placement } from "../model/option";
import type { RuleId } from "../model/rule-settings";

/** Judges who takes part in a unit, whatever the dates. Null when it has nothing against it. */
export interface PlacementRule {
  readonly id: RuleId;
  /** Whether the second worker of a two-to-one family must pass it too. */
  readonly bindsCompanion: boolean;
  readonly refuse: (placement: Placement, cohort: Cohort) => string | null;
  /** Whether the rule is hard for this placement although the policy makes it soft. */
  readonly isBindingFor?: (placement: Placement) => boolean;
}

/** Judges one day as the takeover or hand-back of a placement. */
export interface DayRule {
  readonly id: RuleId;
  /** Whether it knows the cover worker alone, so that the second worker of a two-to-one family must pass it too; otherwise it knows unit and mode alone. */
  readonly bindsCompanion: boolean;
  readonly refuse: (day: Day, side: "takeover" | "hand-back", placement: Placement, cohort: Cohort) => string | null;
}

/** A sum over the options chosen that may not pass `most`. */
export interface Limit {
  readonly rule: RuleId;
  /** What it is about: a cover worker, a pair of families. */
  readonly ids: readonly string[];
  readonly most: number;
  /** What one option adds; 0 for options that do not count. */
  readonly amountOf: (option: Option) => number;
  /** The options that may count, where these are few; without a list, any. */
  readonly among?: readonly Option[];
}

/** Judges what several options do together. */
export interface LimitRule {
  readonly id: RuleId;
  /** The limits on the options given: those of one connected component. */
  readonly limits: (options: readonly Option[], cohort: Cohort) => readonly Limit[];
}

/** The rule's limit in force; the policy always has one where the rule needs it. */
export function limitOf(id: RuleId, cohort: Cohort): number {
  const { limit } = cohort.caseload.policy.rules[id];
  if (limit === null) throw new Error(`Rule ${id} needs a limit.`);
  return limit;
}

/** Options by key, in the order given: made once by a rule of many limits, so that none looks through all. */
export function optionsBy<K>(options: readonly Option[], keysOf: (option: Option) => readonly K[]): ReadonlyMap<K, readonly Option[]> {
  const groups = new Map<K, Option[]>();
  // Options of one key mostly come one after another.
  let lastKey: K | null = null;
  let group: Option[] = [];
  for (const option of options) {
    for (const key of keysOf(option)) {
      if (key !== lastKey) groups.set(key, (group = groups.get(key) ?? []));
      group.push(option);
      lastKey = key;
    }
  }
  return groups;
}

/** The cover worker who takes an option's unit on, as a list; empty where it stays. */
export function coverOf({ placement }: Option): readonly Worker[] {
  return placement === null ? [] : [placement.cover];
}

/** The family that an option is about, as a list; empty for supervision. */
export function familyOf({ unit }: Option): readonly string[] {
  return unit.kind === "family" ? [unit.id] : [];
}
