/**
 * Gives a component's answer its certificate: proofs of the bounds that a checker accepts which shares no code with the solver.
 * What cannot be proved so within the limits is not claimed: the goal's bound falls to what is.
 */
import { digestOf } from "../base/digest";
import type { ComponentCertificate, CertificateGoal, NumericInstance } from "../proof/certificate";
import { allowedGap, budgetAfter, trivialBound } from "../solver/goal-values";
import type { ChoiceInstance, GoalOutcome, SolveResult } from "../solver/instance";
import { proveBound, type ProvedBound } from "../solver/prove";
import { keptProof, takeBegun } from "./proved-bounds";

/** Most work of one proof, in millions of operations. */
const PROOF_STEPS = 12_000;

type Answer = SolveResult & { readonly kind: "solved" };

/** An answer whose bounds are those of its certificate; without one when the run was stopped. */
export interface Certified {
  readonly result: Answer;
  readonly certificate: ComponentCertificate | null;
}

/** Proves every goal's bound; yields every few milliseconds of work. */
export function* certify(instance: ChoiceInstance, result: Answer, shouldStop: () => boolean): Generator<void, Certified> {
  if (result.termination === "stopped") return { result, certificate: null };
  const budgets = result.goals.map(({ stageValue }, g) => budgetAfter(instance.goals[g]!.tolerance, stageValue));
  const goals: CertificateGoal[] = [];
  for (const [g, outcome] of result.goals.entries()) {
    const goal = yield* proveGoal(instance, g, budgets, outcome, result.method === "flow", shouldStop);
    if (goal === null) return { result, certificate: null };
    goals.push(goal);
  }
  yield;
  const plain = plainInstance(instance);
  yield;
  const content = { instance: digestOf(plain), choice: [...result.choice], goals };
  yield;
  const certificate = { ...content, digest: digestOf(content) };
  const outcomes = result.goals.map((outcome, g): GoalOutcome => {
    const { bound } = goals[g]!;
    return { ...outcome, bound, isMet: outcome.stageValue - bound <= allowedGap(instance.goals[g]!.tolerance, outcome.stageValue) };
  });
  const isOptimal = outcomes.every(({ isMet }) => isMet);
  const former = result.termination === "optimal" ? "step-limit" : result.termination;
  return { result: { ...result, goals: outcomes, termination: isOptimal ? "optimal" : former }, certificate };
}

/**
 * What is enough for the goal to be met, or the bound stated where that is less, or of a flow, which proves it at no cost; else what the
 * root or nothing at all proves.
 */
function* proveGoal(instance: ChoiceInstance, g: number, budgets: readonly number[], outcome: GoalOutcome, isFlow: boolean, shouldStop: () => boolean): Generator<void, CertificateGoal | null> {
  const { stageValue, witness, bound } = outcome;
  const least = trivialBound(instance, instance.goals[g]!);
  const enough = Math.max(least, stageValue - allowedGap(instance.goals[g]!.tolerance, stageValue));
  const limits = { stepLimit: PROOF_STEPS, shouldStop };
  for (const wanted of new Set([isFlow ? bound : Math.min(bound, enough), least])) {
    const proved = keptProof(instance, g, budgets, wanted) ?? (yield* begunProof(instance, g, budgets, wanted)) ?? (yield* proveBound(instance, g, budgets, wanted, limits));
    if (shouldStop()) return null;
    if (proved === null) continue;
    return { stageValue, witness: [...witness], bound: proved.bound, ...proved.proof };
  }
  return null;
}

/** The end of a proof that was begun beside the search, where that is what is wanted; null when there is none. */
function* begunProof(instance: ChoiceInstance, g: number, budgets: readonly number[], wanted: number): Generator<void, ProvedBound | null> {
  const begun = takeBegun(instance, g, budgets, wanted);
  const proved = begun === null ? null : yield* begun;
  return proved !== null && proved.bound >= wanted ? proved : null;
}

/** The instance as plain data, for its digest. */
export function plainInstance(instance: NumericInstance): unknown {
  return plainOf(instance);
}

function plainOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, plainOf(part)]));
}
