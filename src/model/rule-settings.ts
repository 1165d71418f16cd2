/**
 * The planners' rules as data: number, default mode, and the one whole number that a rule may need.
 * Each rule's function stands in `rules/` under the same id. The numbers are those of the rule list in
 * docs/rules.md. All defaults are assumptions that a council's policy replaces.
 */

/** hard: no option breaks it; soft: breaking it costs contacts; off: not looked at. */
export type RuleMode = "hard" | "soft" | "off";

export interface RuleSetting {
  readonly mode: RuleMode;
  /** What breaking the rule costs when soft, in thousandths of a contact; negative is a bonus. */
  readonly milliContacts: number;
  /** The rule's own number (days, children, minutes …); null when it has none. */
  readonly limit: number | null;
}

interface RuleDefault extends RuleSetting {
  readonly number: number;
  readonly title: string;
  /** The modes a policy may choose. */
  readonly modes: readonly RuleMode[];
  /** What `limit` counts; absent when the rule has none. */
  readonly limitUnit?: string;
}

const HARD_OR_OFF = ["hard", "off"] as const;
const ANY_MODE = ["hard", "soft", "off"] as const;
const ALWAYS = ["hard"] as const;

/** Every rule in force, by id. Adding one: a row here, a function in `rules/`, a line in `rules/index.ts`. */
export const RULE_DEFAULTS = {
  "one-accountable-worker": rule(1, "Every open child has exactly one allocated worker every day", "hard", ALWAYS),
  "family-moves-whole": rule(2, "A family moves whole or not at all, unless an exception is recorded", "hard", ALWAYS),
  "keep-together": rule(2, "Families to be kept together go to the same cover worker if they move", "hard", HARD_OR_OFF),
  "keep-apart": rule(3, "Families to be kept apart never share a worker", "hard", HARD_OR_OFF),
  "protection-experience": rule(4, "Protection plans go only to qualified, experienced social workers", "hard", ANY_MODE),
  "asye-jointly": rule(5, "Newly qualified workers hold protection, court and pre-proceedings only jointly", "hard", ANY_MODE),
  "asye-maximum": rule(6, "A newly qualified worker's protected maximum is never exceeded", "hard", HARD_OR_OFF, 12, "children"),
  "minimum-grade": rule(7, "Minimum grade for each status and circumstance", "hard", ANY_MODE),
  "cover-capacity": rule(9, "No cover worker above 100 % of capacity after reductions", "hard", ALWAYS),
  "cover-children": rule(10, "No cover worker above a number of children", "hard", HARD_OR_OFF, 15, "children"),
  "workload-warning": rule(11, "Warn above 100 % workload, escalate above the limit", "hard", HARD_OR_OFF, 110, "per cent"),
  "recent-changes": rule(14, "No child with this many changes of worker in twelve months is moved", "hard", ANY_MODE, 2, "changes"),
  "family-wish-to-stay": rule(16, "A family's stated wish to stay with its worker binds", "hard", ANY_MODE),
  "family-wish-for-change": rule(16, "A family's stated wish for a change of worker counts in favour", "soft", ["soft", "off"], null, undefined, -1000),
  "worker-wish-to-finish": rule(16, "A worker's stated wish to finish a piece of work with a family", "soft", ANY_MODE, null, undefined, 2000),
  "key-event": rule(17, "No handover near a hearing, conference or review", "hard", ANY_MODE),
  "life-event": rule(18, "No handover near a placement move, return home or 18th birthday", "hard", ANY_MODE),
  "care-proceedings": rule(20, "Care proceedings stay until the first case-management hearing", "hard", ANY_MODE),
  "due-to-close": rule(21, "A case due to close or step down in the window is left to close", "soft", ANY_MODE),
  "co-working": rule(22, "Co-working is an alternative to handover", "hard", HARD_OR_OFF, 3, "co-worked families a participant"),
  "notice": rule(24, "Notice before anything changes for a family", "hard", ANY_MODE, 14, "calendar days"),
  "file-ready": rule(25, "Assessment recent, chronology written, child seen: flagged when not", "hard", HARD_OR_OFF, 9, "months"),
  "visits-capacity": rule(26, "Visits due fit the receiver's visits capacity", "hard", HARD_OR_OFF),
  "travel-limit": rule(29, "Travel within a limit, one way", "hard", ANY_MODE, 60, "minutes"),
  "same-locality": rule(30, "Same locality first", "soft", ANY_MODE, null, undefined, 500),
  "language": rule(31, "A recorded language need is met", "hard", ANY_MODE),
  "worker-gender": rule(32, "A recorded preference for a worker's gender; binding where recorded as risk", "soft", ANY_MODE),
  "recorded-needs-only": rule(33, "Nothing is inferred from ethnicity: only recorded needs count", "hard", ALWAYS),
  "conflict-of-interest": rule(34, "No worker with a conflict of interest", "hard", ALWAYS),
  "two-to-one": rule(35, "Two-to-one visits have a second eligible worker with spare capacity", "hard", HARD_OR_OFF),
  "certificates": rule(36, "Required certificates are held", "hard", ANY_MODE),
  "restricted-record": rule(37, "Restricted records only to workers with access", "hard", ALWAYS),
  "capacity-in-takeover-week": rule(38, "A cover worker has capacity in the week of the takeover", "hard", ALWAYS),
  "contract-covers-hand-back": rule(39, "The cover worker's contract reaches the hand-back", "hard", ALWAYS),
  "supervision-span": rule(40, "A cover manager supervises at most this many", "hard", HARD_OR_OFF, 7, "supervisees"),
  "oversight-only": rule(41, "Team managers hand over oversight, to someone who may supervise; cases go to social workers", "hard", ALWAYS),
  "hand-back": rule(42, "Every handover has a dated hand-back to the same worker", "hard", ALWAYS),
  "reserve": rule(45, "A share of cover capacity is kept in reserve", "hard", HARD_OR_OFF, 0, "per cent"),
  "pins": rule(47, "Planners' pins: must stay, must move, must go to, never to", "hard", ALWAYS),
} as const satisfies Record<string, RuleDefault>;

export type RuleId = keyof typeof RULE_DEFAULTS;

export const RULE_IDS = Object.keys(RULE_DEFAULTS) as readonly RuleId[];

function rule(
  number: number,
  title: string,
  mode: RuleMode,
  modes: readonly RuleMode[],
  limit: number | null = null,
  limitUnit?: string,
  milliContacts = 1000,
): RuleDefault {
  return { number, title, mode, modes, limit, milliContacts, ...(limitUnit === undefined ? {} : { limitUnit }) };
}
