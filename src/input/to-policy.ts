import type { Fraction } from "../base/units";
import type { WeightingScheme } from "../model/caseload";
import { DEFAULT_POLICY, GOAL_IDS, type GoalTolerance, type Policy, type ReliefBand } from "../model/policy";
import { RULE_DEFAULTS, RULE_IDS, type RuleSetting } from "../model/rule-settings";
import { inTieOrder } from "./canonical";
import { hundredths, known, thousandths } from "./scale";
import type { ParsedDocument } from "./schema";

type PolicyPart = NonNullable<ParsedDocument["policy"]>;

/** The default policy with every field the document gives in its place. */
export function toPolicy(part: PolicyPart | undefined, salt: string): Policy {
  const given = part ?? {};
  return {
    reliefBand: toReliefBand({ ...DEFAULT_POLICY.reliefBand, ...withoutUndefined(given.reliefBand ?? {}) }),
    reliefFloor: given.reliefFloor === undefined ? DEFAULT_POLICY.reliefFloor : known(given.reliefFloor, toFraction),
    ...takeDecimals(given),
    ...takeWholeNumbers(given),
    relationshipStrength:
      given.relationshipStrength === undefined
        ? DEFAULT_POLICY.relationshipStrength.map((row) => ({ ...row }))
        : given.relationshipStrength
            .map(({ fromDays, strength }) => ({ fromDays, strength: thousandths(strength) }))
            .sort((a, b) => a.fromDays - b.fromDays),
    grades: [...(given.grades ?? DEFAULT_POLICY.grades)],
    asyeGrade: given.asyeGrade ?? DEFAULT_POLICY.asyeGrade,
    minimumGrades: inTieOrder(salt, copies(given.minimumGrades ?? DEFAULT_POLICY.minimumGrades), (row) => [row.status, row.circumstance, row.grade]),
    eventTypes: inTieOrder(salt, copies(given.eventTypes ?? DEFAULT_POLICY.eventTypes), (row) => [row.kind]),
    goals: toGoals(given.goals ?? {}),
    rules: toRules(given.rules ?? {}),
  };
}

const SHARES = [
  "idleShare",
  "coWorkShare",
  "coWorkOverhead",
  "coWorkerFamiliarity",
  "earlierWorkerFamiliarity",
  "changeOfWorkerCost",
  "repeatChangeShare",
  "siblingChangeShare",
] as const;

const POINTS = ["handoverEffortPoints", "supervisionEffortPoints"] as const;

const WHOLE_NUMBERS = ["takeoverDaysBefore", "takeoverDaysAfter", "handBackDaysAfter", "shortLeaveWorkingDays", "unknownChanges"] as const;

type Numbers<Name extends string> = Record<Name, number>;

function takeDecimals(given: PolicyPart): Numbers<(typeof SHARES)[number] | (typeof POINTS)[number]> {
  const share = (name: (typeof SHARES)[number]): number => (given[name] === undefined ? DEFAULT_POLICY[name] : thousandths(given[name]));
  const points = (name: (typeof POINTS)[number]): number => (given[name] === undefined ? DEFAULT_POLICY[name] : hundredths(given[name]));
  return {
    ...(Object.fromEntries(SHARES.map((name) => [name, share(name)])) as Numbers<(typeof SHARES)[number]>),
    ...(Object.fromEntries(POINTS.map((name) => [name, points(name)])) as Numbers<(typeof POINTS)[number]>),
  };
}

function takeWholeNumbers(given: PolicyPart): Numbers<(typeof WHOLE_NUMBERS)[number]> {
  const numbers = WHOLE_NUMBERS.map((name) => [name, (given[name] ?? DEFAULT_POLICY[name]) + 0]);
  return Object.fromEntries(numbers) as Numbers<(typeof WHOLE_NUMBERS)[number]>;
}

/** A band with each fraction as it was given. */
export function toReliefBand({ lower, target, upper }: ReliefBand): ReliefBand {
  return { lower: toFraction(lower), target: toFraction(target), upper: toFraction(upper) };
}

/** Adding zero makes zero of minus zero. */
function toFraction({ numerator, denominator }: Fraction): Fraction {
  return { numerator: numerator + 0, denominator };
}

function toGoals(given: NonNullable<PolicyPart["goals"]>): Policy["goals"] {
  const goals = GOAL_IDS.map((goal): [string, GoalTolerance] => {
    const { slackShare, gapShare, gapAbsolute } = given[goal] ?? {};
    const standard = DEFAULT_POLICY.goals[goal];
    return [
      goal,
      {
        slackPerMille: slackShare === undefined ? standard.slackPerMille : thousandths(slackShare),
        gapPerMille: gapShare === undefined ? standard.gapPerMille : thousandths(gapShare),
        gapAbsolute: (gapAbsolute ?? standard.gapAbsolute) + 0,
      },
    ];
  });
  return Object.fromEntries(goals) as unknown as Policy["goals"];
}

function toRules(given: NonNullable<PolicyPart["rules"]>): Policy["rules"] {
  const rules = RULE_IDS.map((ruleId): [string, RuleSetting] => {
    const { mode, contacts, limit } = given[ruleId] ?? {};
    const standard = RULE_DEFAULTS[ruleId];
    return [
      ruleId,
      {
        mode: mode ?? standard.mode,
        milliContacts: contacts === undefined ? standard.milliContacts : thousandths(contacts),
        limit: limit === undefined ? standard.limit : limit + 0,
      },
    ];
  });
  return Object.fromEntries(rules) as Policy["rules"];
}

/** The weighting scheme in whole numbers and tie order. */
export function toWeightingScheme(given: ParsedDocument["weightingScheme"], salt: string): WeightingScheme {
  const cases = given.cases.map((row) => ({ ...row, points: hundredths(row.points) }));
  const additions = given.additions.map((row) => ({ ...row, points: hundredths(row.points) }));
  return {
    cases: inTieOrder(salt, cases, (row) => [row.status, row.circumstance]),
    additions: inTieOrder(salt, additions, (row) => [row.circumstance]),
    furtherSiblingShare: thousandths(given.furtherSiblingShare),
    travel: known(given.travel, (travel) => ({
      thresholdMinutes: travel.thresholdMinutes + 0,
      stepMinutes: travel.stepMinutes,
      pointsPerStep: hundredths(travel.pointsPerStep),
    })),
    twoToOnePoints: hundredths(given.twoToOnePoints),
    companionPoints: hundredths(given.companionPoints),
  };
}

function withoutUndefined<T extends object>(value: T): { [key in keyof T]: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}

/** So that freezing the caseload leaves the default policy as it is. */
function copies<T extends object>(rows: readonly T[]): T[] {
  return rows.map((row) => ({ ...row }));
}
