/**
 * Judges answers: a solution against the file's own data, ours against the table of known values, ours against each peer.
 * Shares nothing with the solver but the reader of the file.
 */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import type { GapProblem } from "../../test/support/choice-gap";
import type { ReliefProblem } from "../../test/support/choice-relief";
import type { Reference } from "../../test/support/reference-values";
import type { Answer } from "./answer";
import type { Problem, Solution } from "./problem";

/** The value of a solution by the file's data, or what it breaks. */
export type Evaluation = { readonly kind: "value"; readonly value: number } | { readonly kind: "fault"; readonly why: string };

/** Evaluates a solution; sums are exact while they stay below 2^53. */
export function evaluate(problem: Problem, solution: Solution): Evaluation {
  if (problem.family === "gap") return evaluateGap(problem.gap, solution);
  if (problem.family === "relief") return evaluateRelief(problem.relief, solution);
  return evaluateFlow(problem.flow, solution);
}

const fault = (why: string): Evaluation => ({ kind: "fault", why });
const valued = (value: number): Evaluation => (Number.isSafeInteger(value) ? { kind: "value", value } : fault("the value passes 2^53"));

function evaluateGap({ agents, jobs, cost, weight, capacity }: GapProblem, solution: Solution): Evaluation {
  if (solution.length !== jobs) return fault(`${solution.length} decisions for ${jobs} jobs`);
  const load = capacity.map(() => 0);
  let value = 0;
  for (let job = 0; job < jobs; job++) {
    const agent = solution[job];
    if (!Number.isInteger(agent) || agent < 0 || agent >= agents) return fault(`job ${job} goes to no agent`);
    load[agent] += weight[agent * jobs + job];
    value += cost[agent * jobs + job];
  }
  const full = load.findIndex((used, agent) => used > capacity[agent]);
  return full >= 0 ? fault(`agent ${full} carries ${load[full]} of ${capacity[full]}`) : valued(value);
}

function evaluateRelief({ P, items, L, U, K, pen }: ReliefProblem, solution: Solution): Evaluation {
  if (solution.length !== items.length) return fault(`${solution.length} decisions for ${items.length} items`);
  const load = K.map(() => 0);
  const relief = Array.from({ length: P }, () => 0);
  let value = 0;
  for (const [index, { p, a, cand, w, c }] of items.entries()) {
    const place = solution[index];
    if (place === -1) continue;
    if (!Number.isInteger(place) || place < 0 || place >= cand.length) return fault(`item ${index} goes to none of its candidates`);
    load[cand[place]] += w[place];
    relief[p] += a;
    value += c[place];
  }
  const full = load.findIndex((used, agent) => used > K[agent]);
  if (full >= 0) return fault(`agent ${full} carries ${load[full]} of ${K[full]}`);
  for (const [p, total] of relief.entries()) value += pen * Math.max(0, L[p] - total, total - U[p]);
  return valued(value);
}

function evaluateFlow({ nodeCount, source, target, lower, upper, cost, supply }: FlowProblem, solution: Solution): Evaluation {
  if (solution.length !== source.length) return fault(`${solution.length} flows for ${source.length} arcs`);
  const balance = new Float64Array(nodeCount);
  let value = 0n;
  for (let arc = 0; arc < source.length; arc++) {
    const flow = solution[arc];
    if (!Number.isSafeInteger(flow) || flow < lower[arc] || flow > upper[arc]) return fault(`arc ${arc} carries ${flow}, between ${lower[arc]} and ${upper[arc]}`);
    balance[source[arc]] += flow;
    balance[target[arc]] -= flow;
    value += BigInt(flow) * BigInt(cost[arc]);
  }
  const node = balance.findIndex((amount, at) => amount !== supply[at]);
  return node >= 0 ? fault(`node ${node} sends ${balance[node]} net, not ${supply[node]}`) : valued(Number(value));
}

/** The answer with its value recomputed; an error when the solution is not one, or not of the value or bound it states. */
export function judged<A extends Answer>(problem: Problem, answer: A): A {
  const wrong = (why: string): A => ({ ...answer, status: "error", why });
  if (answer.status !== "optimal" && answer.status !== "feasible") return answer;
  if (answer.solution === null) return wrong(`${answer.status} without a solution`);
  const evaluation = evaluate(problem, answer.solution);
  if (evaluation.kind === "fault") return wrong(`called ${answer.status}, but ${evaluation.why}`);
  const { value } = evaluation;
  if (answer.value !== null && answer.value !== value) return wrong(`states ${answer.value}, its solution has ${value}`);
  if (answer.bound !== null && answer.bound > value) return wrong(`bound ${answer.bound} above its value ${value}`);
  if (answer.status === "optimal" && answer.bound !== value) return wrong(`called optimal at ${value} with a bound of ${answer.bound}`);
  return { ...answer, value };
}

/** What our answer and the known values cannot both be right about; null when they agree. */
export function againstReference(ours: Answer, reference: Reference | undefined): string | null {
  if (reference === undefined || ours.status === "error") return null;
  const isProvedNone = ours.status === "infeasible" || ours.status === "unbounded";
  if (reference.kind !== "range") {
    if (isProvedNone && ours.status !== reference.kind) return `${ours.status}, known to be ${reference.kind}`;
    return ours.value !== null && reference.kind === "infeasible" ? `has ${ours.value}, known to be infeasible` : proved(ours, `known to be ${reference.kind}`);
  }
  if (isProvedNone) return `${ours.status}, known value ${reference.value}`;
  if (ours.value !== null && ours.value < reference.bound) return `value ${ours.value} below the known bound ${reference.bound}`;
  if (ours.bound !== null && ours.bound > reference.value) return `bound ${ours.bound} above the known value ${reference.value}`;
  return null;
}

/** What our answer and a peer's judged answer cannot both be right about; null when they agree, or the peer says nothing. */
export function againstPeer(ours: Answer, peer: Answer): string | null {
  if (ours.status === "error" || peer.status === "error") return null;
  if (peer.status === "infeasible" || peer.status === "unbounded") return againstReference(ours, { kind: peer.status });
  if (peer.status !== "optimal" && peer.status !== "feasible" && peer.bound === null) return null;
  if ((ours.status === "infeasible" && peer.value === null) || (ours.status === "unbounded" && peer.bound === null)) return null;
  return againstReference(ours, { kind: "range", bound: peer.bound ?? -Infinity, value: peer.value ?? Infinity });
}

function proved(ours: Answer, against: string): string | null {
  return ours.status === "optimal" ? `proved ${ours.value}, ${against}` : null;
}
