import { canonicalJson, digestOf, isEqualData } from "../base/digest";
import type { Result } from "../base/result";
import { explainUnits } from "../explain/reasons";
import { parsePlanDocument } from "../input/parse-plan";
import { parsePlanToCheck } from "../input/parse-plan-to-check";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort, type Unit } from "../model/cohort";
import type { Option } from "../model/option";
import { listChoices } from "../network/choices";
import { splitComponents } from "../network/components";
import { toInstance, type ComponentInstance } from "../network/numeric-instance";
import { checkDecisions, type PlanToCheck } from "../plan/check-plan";
import { readDecisions } from "../plan/read-decisions";
import { checkCertificate } from "../proof/check-certificate";
import { plainInstance } from "./certify";

/** What verification says of a plan. */
export interface Verification {
  /** True when nothing is wrong. */
  readonly isVerified: boolean;
  /** Everything that does not hold. */
  readonly faults: readonly VerificationFault[];
  /** Components whose certificate holds. */
  readonly verifiedComponents: number;
  /** What is taken on trust. */
  readonly trusts: readonly string[];
}

export interface VerificationFault {
  /** Where in the plan: `/components/0/certificate`. */
  readonly path: string;
  readonly sentence: string;
}

const TRUSTS = [
  "The reading of the caseload, and the rules and figures that make its numeric instance: the published pipeline runs them again.",
  "The checker of certificates, a page of code that shares nothing with the solver.",
  "Whole-number arithmetic below 2^53, which the checker guards, and SHA-256.",
];

/**
 * Verifies a plan without the solver: derives the numeric instance anew from the caseload, compares its digest, checks the
 * certificate in exact integers, and holds the plan's decisions, figures and reasons against the caseload.
 *
 * @param caseload made by `parseCaseload`
 * @param plan a plan document with its certificates
 * @returns everything that does not hold; issues when it is no plan at all
 */
export function verifyPlan(caseload: Caseload, plan: unknown): Result<Verification> {
  const cohort = describeCohort(caseload);
  const parsed = parsePlanToCheck(plan);
  if (parsed.kind === "error") {
    // What says it is a plan of this caseload, and cannot be read as one, was changed or is of another version.
    return claimsToBeOf(caseload, plan) ? verdict(parsed.issues.map(({ path, message }) => ({ path, sentence: message })), 0) : parsed;
  }
  if (parsed.value.caseloadDigest !== caseload.digest) return verdict([{ path: "/caseloadDigest", sentence: "The plan is of another caseload." }], 0);
  // What was left out cannot be wrong, nor can it be relied on: a plan is verified whole.
  const whole = parsePlanDocument(plan);
  if (whole.kind === "error") return verdict(whole.issues.map(({ path, message }) => ({ path, sentence: message })), 0);
  const components = splitComponents(listChoices(cohort), cohort);
  const checked = checkDecisions(parsed.value, cohort, components);
  if (checked.kind === "error") return checked;
  const faults: VerificationFault[] = [
    ...checked.value.breaches.map(({ ids, sentence }) => ({ path: "/decisions", sentence: `${ids.join(", ")}: ${sentence}` })),
    ...checked.value.misstatements.map(({ path, stated, actual }) => ({ path, sentence: `It states ${stated}; it is ${actual}.` })),
  ];
  const stated = parsed.value.components ?? [];
  const instances = components.map((component) => toInstance(component, cohort));
  const { options, decisionOf } = readDecisions(parsed.value.decisions, cohort);
  const optionOf = new Map(options.map((option) => [option.unit, option]));
  const indexOf = new Map(parsed.value.decisions.map((decision, index) => [decision, index]));
  let verifiedComponents = 0;
  for (const at of instances) {
    const ids = at.participants.map(({ worker }) => worker.id).sort();
    const index = stated.findIndex(({ participantIds }) => participantIds.slice().sort().join() === ids.join());
    const found = componentFaults(at, stated[index], optionOf);
    faults.push(...found.map((sentence) => ({ path: `/components/${index < 0 ? "" : index}`, sentence })));
    if (found.length === 0) verifiedComponents++;
    faults.push(...reasonFaults(at, optionOf, cohort, (unit) => ({ decision: decisionOf.get(unit), path: `/decisions/${indexOf.get(decisionOf.get(unit)!)}` })));
  }
  return verdict(faults, verifiedComponents);
}

function verdict(faults: readonly VerificationFault[], verifiedComponents: number): Result<Verification> {
  return { kind: "ok", value: { isVerified: faults.length === 0, faults, verifiedComponents, trusts: TRUSTS }, issues: [] };
}

function claimsToBeOf(caseload: Caseload, plan: unknown): boolean {
  return typeof plan === "object" && plan !== null && "caseloadDigest" in plan && plan.caseloadDigest === caseload.digest;
}

/** A decision as the plan states it, with what it may say of its reason, and its place. */
interface StatedReason {
  readonly decision: { readonly reason?: unknown; readonly sentence?: unknown } | undefined;
  readonly path: string;
}

/** Makes the experiments behind the reasons anew; of a decision that is none of the component's options nothing is said here. */
function reasonFaults(at: ComponentInstance, optionOf: ReadonlyMap<Unit, Option>, cohort: Cohort, statedOf: (unit: Unit) => StatedReason): readonly VerificationFault[] {
  const choice = Int32Array.from(at.items, ({ unit, options }, item) => {
    const place = options.findIndex((option) => isSame(option, optionOf.get(unit)));
    return place < 0 ? -1 : at.instance.optionStart[item]! + place;
  });
  if (choice.includes(-1)) return [];
  return [...explainUnits(at, choice, cohort)].flatMap(([unit, { reason, sentence }]) => {
    const { decision, path } = statedOf(unit);
    const faults: VerificationFault[] = [];
    if (decision?.reason !== undefined && !isEqualData(decision.reason, reason)) faults.push({ path: `${path}/reason`, sentence: `It states ${canonicalJson(decision.reason)}; it is ${canonicalJson(reason)}.` });
    if (decision?.sentence !== undefined && decision.sentence !== sentence) faults.push({ path: `${path}/sentence`, sentence: "It does not say what its reason says." });
    return faults;
  });
}

type StatedComponent = NonNullable<PlanToCheck["components"]>[number];

function componentFaults(at: ComponentInstance, stated: StatedComponent | undefined, optionOf: ReadonlyMap<Unit, Option>): readonly string[] {
  if (stated === undefined) return ["The plan says nothing of these participants together."];
  const { certificate } = stated;
  if (certificate == null) return ["It carries no certificate."];
  if (certificate.instance !== digestOf(plainInstance(at.instance))) return ["Its certificate is of another instance than the caseload's."];
  const { digest, ...content } = certificate;
  if (digest !== digestOf(content)) return ["Its certificate was changed."];
  const faults = checkCertificate(at.instance, certificate);
  at.items.forEach(({ unit }, item) => {
    const option = at.options[certificate.choice[item] ?? -1];
    if (option === undefined || !isSame(option, optionOf.get(unit))) faults.push(`The certificate decides ${unit.id} otherwise than the plan.`);
  });
  stated.goals.forEach(({ goal, stageValue, bound }, g) => {
    const proved = certificate.goals[g];
    if (at.goalIds[g] !== goal || proved?.stageValue !== stageValue || proved.bound !== bound) faults.push(`The certificate speaks of other values of ${goal} than the plan.`);
  });
  if (stated.goals.length !== certificate.goals.length) faults.push("The certificate speaks of other goals than the plan.");
  return faults;
}

function isSame(option: Option, other: Option | undefined): boolean {
  if (option.mode !== other?.mode) return false;
  const [a, b] = [option.placement, other.placement];
  return a?.cover === b?.cover && a?.companion === b?.companion && a?.takeover === b?.takeover && a?.handBack === b?.handBack;
}
