/** Caseloads small enough to try everything, drawn from a seed over most of what can vary. */
import type { CaseloadDocument } from "../../src/model/caseload-document";
import type { PolicyDocument } from "../../src/model/policy-document";
import { RULE_DEFAULTS, RULE_IDS } from "../../src/model/rule-settings";
import { generateCaseload } from "../../src/generate";
import { EXACT_GOALS, RECORDED } from "./caseload-builder";

/** Whole numbers below n, the same for a seed on every machine. */
export function dice(seed: number): (n: number) => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x5bd1e995) >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 9) % n;
  };
}

const STARTS = ["2018-09-17", "2017-11-08", "2024-02-29", "2018-12-25", "2018-12-22"] as const;

function before(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** How small, and how varied. */
export interface TinyShape {
  readonly councils?: number;
  /** Most families of a participant. */
  readonly families?: number;
  readonly participants?: number;
  readonly coverWorkers?: number;
  /** Rules of other modes and policies of other numbers. */
  readonly variesPolicy?: boolean;
}

/** A tiny caseload, exact in every goal, so that "optimal" says the best value itself. */
export function tinyCaseload(seed: number, { councils = 1, families = 3, participants = 2, coverWorkers = 3, variesPolicy = true }: TinyShape = {}): CaseloadDocument {
  const roll = dice(seed);
  const startDate = STARTS[roll(STARTS.length)]!;
  const document = generateCaseload(seed, {
    councils,
    participants: 1 + roll(participants),
    teamManagers: roll(5) === 0 ? 1 : 0,
    coverWorkers: roll(10) === 0 ? 0 : 1 + roll(coverWorkers),
    coverManagers: roll(3) === 0 ? 1 : 0,
    otherWorkers: roll(2),
    familiesPerParticipant: 1 + roll(families),
    meanCases: 4,
    coverCapacityShare: [0.4, 1.05, 1.5, 3][roll(4)]!,
    weeks: [1, 3, 10, 12][roll(4)]!,
    startDate,
    asOf: before(startDate, [60, 28, 28, 14, 3][roll(5)]!),
    rareFeatures: [0, 1, 5, 20][roll(4)]!,
    features: { continuityTable: roll(3), reliefBands: roll(4) },
    unitPoints: roll(8) === 0,
  });
  const policy = { ...document.policy, goals: EXACT_GOALS, ...(variesPolicy ? variedPolicy(roll, document.policy) : {}) };
  return { ...document, policy, ...moreDecisions(roll, document) };
}

/** Pairs, splits and pins in numbers that a real caseload never has. */
function moreDecisions(roll: (n: number) => number, document: CaseloadDocument): Partial<CaseloadDocument> {
  const participants = new Set(document.cohort.participants.map(({ workerId }) => workerId));
  const own = document.children.filter((child) => participants.has(child.allocatedWorkerId));
  const held = new Map<string, { familyId: string; workerId: string; ids: string[] }>();
  for (const { id, familyId, allocatedWorkerId: workerId } of own) {
    const key = `${familyId}|${workerId}`;
    held.set(key, { familyId, workerId, ids: [...(held.get(key)?.ids ?? []), id] });
  }
  const families = [...new Set(own.map(({ familyId }) => familyId))];
  const pair = (): readonly [string, string] | null => {
    const [a, b] = [families[roll(families.length)]!, families[roll(families.length)]!];
    const council = (id: string): string => (id.startsWith("B-") ? "B" : "A");
    return a === b || council(a) !== council(b) ? null : [a, b];
  };
  if (families.length === 0) return {};
  const together = [roll(4) === 0 ? pair() : null].filter((one) => one !== null);
  const isFree = ([a, b]: readonly [string, string]): boolean =>
    ![...together, ...(document.keepTogether ?? []), ...(document.keepApart ?? [])].some((other) => other.includes(a) && other.includes(b));
  const apart = [roll(4) === 0 ? pair() : null].filter((one) => one !== null && isFree(one)) as (readonly [string, string])[];
  const exceptions = (document.exceptions ?? []).filter(({ kind }) => kind !== "split-family");
  const splits = [...held.values()]
    .filter(({ ids }) => ids.length > 1 && roll(3) === 0)
    .map(({ familyId, workerId, ids }) => ({ kind: "split-family" as const, familyId, workerId, groups: [ids.slice(0, 1), ids.slice(1)], ...RECORDED }));
  const pinned = roll(6) === 0 ? [[...held.values()][roll(held.size)]!] : [];
  const pins = pinned.map(({ familyId, workerId }) => ({ kind: "must-move" as const, familyId, workerId, ...RECORDED }));
  return {
    keepTogether: [...(document.keepTogether ?? []).filter(([a, b]) => !apart.some((other) => other.includes(a!) && other.includes(b!))), ...together],
    keepApart: [...(document.keepApart ?? []).filter(([a, b]) => !together.some((other) => other.includes(a) && other.includes(b))), ...apart],
    exceptions: [...exceptions, ...splits],
    pins: [...(document.pins ?? []), ...pins],
  };
}

function variedPolicy(roll: (n: number) => number, given: PolicyDocument | undefined): PolicyDocument {
  const rules = RULE_IDS.flatMap((id) => {
    const { modes } = RULE_DEFAULTS[id];
    return roll(4) === 0 ? [[id, { mode: modes[roll(modes.length)]! }] as const] : [];
  });
  return {
    rules: { ...Object.fromEntries(rules), ...(roll(4) === 0 ? { reserve: { limit: 10 } } : {}), ...(roll(4) === 0 ? { "cover-children": { limit: 2 } } : {}), ...given?.rules },
    ...(roll(4) === 0 ? { idleShare: 0.25 } : {}),
    ...(roll(4) === 0 ? { takeoverDaysBefore: 0, takeoverDaysAfter: 20 } : {}),
    ...(roll(5) === 0 ? { handBackDaysAfter: 2 } : {}),
    ...(roll(8) === 0 ? { reliefFloor: { numerator: 1, denominator: 10 } } : {}),
    ...(roll(4) === 0 ? { coWorkShare: 0.4, coWorkOverhead: 0.1 } : {}),
  };
}
