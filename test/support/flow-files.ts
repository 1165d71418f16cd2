/** Readers of public flow and assignment files: DIMACS `.min` and OR-Library's assignment format. */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";

/** Collects arcs before their number is known. */
export interface FlowBuilder {
  addArc(source: number, target: number, lower: number, upper: number, cost: number): void;
  build(supply: Float64Array): FlowProblem;
}

export function flowBuilder(): FlowBuilder {
  const arcs: { source: number; target: number; lower: number; upper: number; cost: number }[] = [];
  return {
    addArc: (source, target, lower, upper, cost) => void arcs.push({ source, target, lower, upper, cost }),
    build: (supply) => ({
      nodeCount: supply.length,
      source: Int32Array.from(arcs, (arc) => arc.source),
      target: Int32Array.from(arcs, (arc) => arc.target),
      lower: Float64Array.from(arcs, (arc) => arc.lower),
      upper: Float64Array.from(arcs, (arc) => arc.upper),
      cost: Float64Array.from(arcs, (arc) => arc.cost),
      supply,
    }),
  };
}

/**
 * DIMACS `.min`. A negative capacity means none; so does 10^7 where a comment says that it stands for
 * "uncapacitated". Loops are dropped when they cost nothing to leave empty, refused otherwise.
 */
export function readDimacs(text: string): FlowProblem {
  const builder = flowBuilder();
  let supply: Float64Array | null = null;
  let unlimited = Infinity;
  for (const line of text.split(/\r?\n/)) {
    const fields = line.trim().split(/\s+/);
    const numbers = fields.slice(1).map(Number);
    if (fields[0] === "c" && line.includes("uncapacitated arcs given capacity 1e7")) unlimited = 1e7;
    else if (fields[0] === "p") supply = new Float64Array(Number(fields[2]));
    else if (fields[0] === "n" && supply !== null) supply[numbers[0] - 1] = numbers[1];
    else if (fields[0] === "a") {
      const [source, target, lower, capacity, cost] = numbers;
      const upper = capacity < 0 || capacity >= unlimited ? Infinity : capacity;
      if (source !== target) builder.addArc(source - 1, target - 1, lower, upper, cost);
      else if (cost < 0 || lower > 0) throw new Error(`A loop at node ${source} that is worth using`);
    }
  }
  if (supply === null) throw new Error("No problem line");
  return builder.build(supply);
}

/** OR-Library assignment: n, then n rows of n costs. Row i is node i, column j node n + j. */
export function readAssignment(text: string): FlowProblem {
  const numbers = text.trim().split(/\s+/).map(Number);
  const size = numbers[0];
  if (numbers.length !== 1 + size * size) throw new Error(`Expected ${size} × ${size} costs, found ${numbers.length - 1}`);
  const builder = flowBuilder();
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) builder.addArc(row, size + column, 0, 1, numbers[1 + row * size + column]);
  }
  return builder.build(Float64Array.from({ length: 2 * size }, (_, node) => (node < size ? 1 : -1)));
}

/** A file of the redistribution family; see {@link readUnitRelief}. */
interface ReliefFile {
  readonly P: number;
  readonly M: number;
  readonly items: readonly { readonly p: number; readonly a: number; readonly cand: readonly number[]; readonly w: readonly number[]; readonly c: readonly number[] }[];
  readonly L: readonly number[];
  readonly U: readonly number[];
  readonly K: readonly number[];
  readonly pen: number;
}

/**
 * Unit redistribution as a flow: P blocks of items, each item to at most one of its agents at a cost; the number
 * moved from block p costs `pen` for each unit outside L to U; agent m takes at most K. Null when not all units are 1.
 * Moves flow source → item → agent → sink; each block's count passes its node over arcs of rising cost.
 */
export function readUnitRelief(text: string): { readonly problem: FlowProblem; readonly constant: number } | null {
  const file = JSON.parse(text) as ReliefFile;
  if (file.items.some((item) => item.a !== 1 || item.w.some((load) => load !== 1))) return null;
  const builder = flowBuilder();
  const itemNode = file.P;
  const agentNode = itemNode + file.items.length;
  const sink = agentNode + file.M;
  const source = sink + 1;
  let constant = 0;
  for (let block = 0; block < file.P; block++) {
    constant += file.pen * file.L[block];
    builder.addArc(source, block, 0, file.L[block], -file.pen);
    builder.addArc(source, block, 0, file.U[block] - file.L[block], 0);
    builder.addArc(source, block, 0, Infinity, file.pen);
  }
  for (const [index, item] of file.items.entries()) {
    builder.addArc(item.p, itemNode + index, 0, 1, 0);
    for (const [place, agent] of item.cand.entries()) builder.addArc(itemNode + index, agentNode + agent, 0, 1, item.c[place]);
  }
  for (let agent = 0; agent < file.M; agent++) builder.addArc(agentNode + agent, sink, 0, file.K[agent], 0);
  builder.addArc(sink, source, 0, Infinity, 0);
  return { problem: builder.build(new Float64Array(source + 1)), constant };
}
