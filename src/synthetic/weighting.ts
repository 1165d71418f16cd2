import type { PolicyDocument, WeightingSchemeDocument } from "../model/policy-document";

/**
 * A weighting scheme to try things with: an illustration put together from the published schemes of several
 * councils, not a recommendation. No national scheme exists; a council states its own.
 */
export const illustrativeWeightingScheme: WeightingSchemeDocument = {
  cases: [
    { status: "open-assessment", points: 5, visitIntervalWorkingDays: 10 },
    { status: "child-in-need", points: 4, visitIntervalWorkingDays: 20 },
    { status: "child-in-need", circumstance: "pre-proceedings", points: 9, visitIntervalWorkingDays: 10 },
    { status: "child-in-need", circumstance: "care-proceedings", points: 10, visitIntervalWorkingDays: 10 },
    { status: "protection-plan", points: 8, visitIntervalWorkingDays: 10 },
    { status: "protection-plan", circumstance: "pre-proceedings", points: 9, visitIntervalWorkingDays: 10 },
    { status: "protection-plan", circumstance: "care-proceedings", points: 10, visitIntervalWorkingDays: 10 },
    { status: "looked-after", points: 5, visitIntervalWorkingDays: 30 },
    { status: "looked-after", circumstance: "unsettled", points: 7, visitIntervalWorkingDays: 30 },
    { status: "looked-after", circumstance: "placed-for-adoption", points: 7, visitIntervalWorkingDays: 5 },
    { status: "looked-after", circumstance: "care-proceedings", points: 10, visitIntervalWorkingDays: 30 },
    { status: "care-leaver", points: 3, visitIntervalWorkingDays: 40 },
  ],
  additions: [{ circumstance: "complex-needs", points: 1 }],
  furtherSiblingShare: 0.5,
  travel: { thresholdMinutes: 30, stepMinutes: 30, pointsPerStep: 1 },
  twoToOnePoints: 2,
  companionPoints: 1,
};

/**
 * Gives one fortieth of the busiest cover worker's percentage, two points as a rule, for shorter journeys: the last point
 * costs hours on the road (docs/decisions/0016-two-points-for-shorter-journeys.md).
 */
export const illustrativePolicy: PolicyDocument = { goals: { "fair-cover": { slackShare: 0.025 } } };

/** Every child the same, nothing added: with one child a family, all families weigh alike. */
export const UNIFORM_WEIGHTING: WeightingSchemeDocument = {
  cases: [
    { status: "open-assessment", points: 5, visitIntervalWorkingDays: 10 },
    { status: "child-in-need", points: 5, visitIntervalWorkingDays: 20 },
    { status: "protection-plan", points: 5, visitIntervalWorkingDays: 10 },
    { status: "looked-after", points: 5, visitIntervalWorkingDays: 30 },
    { status: "care-leaver", points: 5, visitIntervalWorkingDays: 20 },
  ],
};

/** Handover only. */
export const UNIFORM_POLICY: PolicyDocument = { rules: { "co-working": { mode: "off" } } };

/** Points and visit interval that a scheme gives a child. */
export function weigh(
  child: { readonly status: string; readonly circumstances?: readonly string[] | undefined },
  scheme: WeightingSchemeDocument,
): { points: number; interval: number | null } {
  const has = (circumstance: string): boolean => child.circumstances?.includes(circumstance) ?? false;
  let points = 0;
  let interval: number | null = null;
  for (const row of scheme.cases) {
    const matches = row.status === child.status && (row.circumstance == null || has(row.circumstance));
    if (!matches || row.points < points) continue;
    points = row.points;
    interval = row.visitIntervalWorkingDays;
  }
  for (const addition of scheme.additions ?? []) if (has(addition.circumstance)) points += addition.points;
  return { points, interval };
}
