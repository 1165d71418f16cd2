import { digestOf } from "../base/digest";
import type { Result } from "../base/result";
import { parsePlanToCheck } from "../input/parse-plan-to-check";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Unit } from "../model/cohort";
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
 * certificate in exact integers, and holds the plan's decisions and figures against the caseload.
 *
 * @param caseload made by `parseCaseload`
 * @param plan a plan document with its certificates
 * @returns everything that does not hold; issues when it is no plan at all
 */
export function verifyPlan(caseload: Caseload, plan: unknown): Result<Verification> {
  const parsed = parsePlanToCheck(plan);
  if (parsed.kind === "error") return parsed;
  if (parsed.value.caseloadDigest !== caseload.digest) return verdict([{ path: "/caseloadDigest", sentence: "The plan is of another caseload." }], 0);
  const cohort = describeCohort(caseload);
  const components = splitComponents(listChoices(cohort), cohort);
  const checked = checkDecisions(parsed.value, cohort, components);
  if (checked.kind === "error") return checked;
  const faults: VerificationFault[] = [
    ...checked.value.breaches.map(({ ids, sentence }) => ({ path: "/decisions", sentence: `${ids.join(", ")}: ${sentence}` })),
    ...checked.value.misstatements.map(({ path, stated, actual }) => ({ path, sentence: `It states ${stated}; it is ${actual}.` })),
  ];
  const stated = parsed.value.components ?? [];
  const instances = components.map((component) => toInstance(component, cohort));
  const optionOf = new Map(readDecisions(parsed.value.decisions, cohort).options.map((option) => [option.unit, option]));
  let verifiedComponents = 0;
  for (const at of instances) {
    const ids = at.participants.map(({ worker }) => worker.id).sort();
    const index = stated.findIndex(({ participantIds }) => participantIds.slice().sort().join() === ids.join());
    const found = componentFaults(at, stated[index], optionOf);
    faults.push(...found.map((sentence) => ({ path: `/components/${index < 0 ? "" : index}`, sentence })));
    if (found.length === 0) verifiedComponents++;
  }
  return verdict(faults, verifiedComponents);
}

function verdict(faults: readonly VerificationFault[], verifiedComponents: number): Result<Verification> {
  return { kind: "ok", value: { isVerified: faults.length === 0, faults, verifiedComponents, trusts: TRUSTS }, issues: [] };
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
