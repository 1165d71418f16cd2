/** What could be done with one unit. */
import type { Unit } from "../model/cohort";
import type { Option } from "../model/option";
import type { RuleId } from "../model/rule-settings";

/** A way that does not exist, with every rule that removed it. */
export interface Refusal {
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
  readonly rules: readonly RuleId[];
}

/** A unit with its options, staying first unless it must move. */
export interface UnitChoices {
  readonly unit: Unit;
  readonly options: readonly Option[];
  readonly refusals: readonly Refusal[];
  /** In a plan in progress: rules that by now stand against what was published of the unit; empty when it can be kept. */
  readonly lost: readonly RuleId[];
}
