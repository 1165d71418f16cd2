/** Readers of public flow and assignment files: DIMACS `.min` and OR-Library's assignment format. */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import type { ReliefProblem } from "./choice-relief";
import { integerAt, readIntegers } from "./instance-text";

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
 * "uncapacitated". Loops, and arcs whose lower bound is above their capacity, go over a node of their own.
 * Throws an error that says what is wrong with the file.
 */
export function readDimacs(text: string): FlowProblem {
  const builder = flowBuilder();
  let supply: number[] | null = null;
  let nodeCount = 0;
  let arcsLeft = 0;
  let unlimited = Infinity;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const fields = line.trim().split(/\s+/);
    const where = `line ${index + 1}`;
    if (fields[0] === "" || fields[0] === "c") {
      if (line.includes("uncapacitated arcs given capacity 1e7")) unlimited = 1e7;
      continue;
    }
    if (fields[0] === "p") {
      if (supply !== null || fields[1] !== "min") throw new Error(`Expected one line "p min NODES ARCS", found another in ${where}`);
      const [nodes, arcs] = integers(fields.slice(2), 2, where);
      nodeCount = integerAt(nodes, `the number of nodes in ${where}`, 0, 50_000_000);
      arcsLeft = integerAt(arcs, `the number of arcs in ${where}`, 0);
      supply = Array.from({ length: nodeCount }, () => 0);
      continue;
    }
    if (supply === null) throw new Error(`No line "p min NODES ARCS" before ${where}`);
    if (fields[0] === "n") {
      const [node, amount] = integers(fields.slice(1), 2, where);
      supply[integerAt(node, `the node in ${where}`, 1, nodeCount) - 1] = amount;
    } else if (fields[0] === "a") {
      arcsLeft--;
      const [from, to, lower, capacity, cost] = integers(fields.slice(1), 5, where);
      const source = integerAt(from, `the node left in ${where}`, 1, nodeCount) - 1;
      const target = integerAt(to, `the node entered in ${where}`, 1, nodeCount) - 1;
      const upper = capacity < 0 || capacity >= unlimited ? Infinity : capacity;
      if (source !== target && lower <= upper) builder.addArc(source, target, lower, upper, cost);
      else {
        const between = supply.push(0) - 1;
        builder.addArc(source, between, lower, Math.max(lower, upper), cost);
        builder.addArc(between, target, Math.min(lower, upper), upper, 0);
      }
    } else throw new Error(`Expected a line of kind c, p, n or a, found ${where}`);
  }
  if (supply === null) throw new Error("No problem line");
  if (arcsLeft !== 0) throw new Error(arcsLeft > 0 ? `${arcsLeft} arcs are missing` : `${-arcsLeft} more arcs than stated`);
  return builder.build(Float64Array.from(supply));
}

function integers(fields: readonly string[], count: number, where: string): number[] {
  const numbers = fields.map(Number);
  if (numbers.length !== count || !numbers.every(Number.isSafeInteger)) throw new Error(`Expected ${count} integers in ${where}`);
  return numbers;
}

/** OR-Library assignment: n, then n rows of n costs. Row i is node i, column j node n + j. Throws when the numbers do not fit. */
export function readAssignment(text: string): FlowProblem {
  const numbers = readIntegers(text);
  const size = integerAt(numbers[0], "the size", 1);
  if (numbers.length !== 1 + size * size) throw new Error(`${size} × ${size} costs are ${size * size} numbers, found ${numbers.length - 1}`);
  const builder = flowBuilder();
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) builder.addArc(row, size + column, 0, 1, numbers[1 + row * size + column]);
  }
  return builder.build(Float64Array.from({ length: 2 * size }, (_, node) => (node < size ? 1 : -1)));
}

/**
 * Unit redistribution as a flow whose value plus `constant` is the problem's: each item to at most one of its agents
 * at a cost; the number moved from block p costs `pen` for each unit outside L to U; agent m takes at most K.
 * Moves flow source → block → item → agent → sink; each block's count passes its node over arcs of rising cost.
 */
export function unitReliefFlow({ P, M, items, L, U, K, pen }: ReliefProblem): { readonly problem: FlowProblem; readonly constant: number } {
  const builder = flowBuilder();
  const itemNode = P;
  const agentNode = itemNode + items.length;
  const sink = agentNode + M;
  const source = sink + 1;
  let constant = 0;
  for (let block = 0; block < P; block++) {
    const low = Math.max(0, L[block]);
    const high = Math.max(0, U[block]);
    constant += pen * (low + high - U[block]);
    builder.addArc(source, block, 0, low, -pen);
    builder.addArc(source, block, 0, high - low, 0);
    builder.addArc(source, block, 0, Infinity, pen);
  }
  for (const [index, item] of items.entries()) {
    builder.addArc(item.p, itemNode + index, 0, 1, 0);
    for (const [place, agent] of item.cand.entries()) builder.addArc(itemNode + index, agentNode + agent, 0, 1, item.c[place]);
  }
  for (let agent = 0; agent < M; agent++) builder.addArc(agentNode + agent, sink, 0, K[agent], 0);
  builder.addArc(sink, source, 0, Infinity, 0);
  return { problem: builder.build(new Float64Array(source + 1)), constant };
}
