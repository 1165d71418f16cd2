/**
 * Every family as a (mixed-integer) linear program, the way a user of a general solver would write it.
 *
 *   gap       x_aj ∈ {0,1}; Σ_a x_aj = 1 per job, Σ_j weight x ≤ capacity per agent
 *   relief    x_ij ∈ {0,1}; Σ_j x_ij ≤ 1 per item, Σ w x ≤ K per agent; short_p, over_p ≥ 0 at `pen` each with
 *             L_p ≤ Σ a x + short_p − over_p ≤ U_p
 *   the rest  one column an arc, one row a node
 *
 * Networks, and relief of unit loads and reliefs, have whole corner points: they are given without integrality.
 */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import { isUnitRelief, type ReliefProblem } from "../../test/support/choice-relief";
import type { GapProblem } from "../../test/support/choice-gap";
import type { Problem, Solution } from "./problem";

/** Minimise Σ cost x, columns from `lower` to `upper`, `rowLower ≤ rows ≤ rowUpper`. Row r's entries are `rowStart[r] … rowStart[r + 1] − 1`. */
export interface LinearModel {
  readonly cost: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Whether the columns that decide must be told to be whole: all of them, or none. */
  readonly isInteger: boolean;
  /** Columns from here on are helpers, whole by themselves. */
  readonly helpersFrom: number;
  readonly rowLower: readonly number[];
  readonly rowUpper: readonly number[];
  readonly rowStart: readonly number[];
  readonly column: readonly number[];
  readonly value: readonly number[];
  /** A solution in the words of the file, from the columns' values. */
  readonly read: (columns: ArrayLike<number>) => Solution;
}

/** Writes the model of an instance. */
export function linearModel(problem: Problem): LinearModel {
  if (problem.family === "gap") return gapModel(problem.gap);
  return problem.family === "relief" ? reliefModel(problem.relief) : flowModel(problem.flow);
}

class Writer {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly rowStart: number[] = [0];
  readonly column: number[] = [];
  readonly value: number[] = [];

  addColumn(cost: number, lower: number, upper: number): number {
    this.lower.push(lower);
    this.upper.push(upper);
    return this.cost.push(cost) - 1;
  }

  addRow(lower: number, upper: number, terms: readonly (readonly [number, number])[]): void {
    for (const [column, value] of terms) {
      if (value === 0) continue;
      this.column.push(column);
      this.value.push(value);
    }
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    this.rowStart.push(this.column.length);
  }
}

function gapModel({ agents, jobs, cost, weight, capacity }: GapProblem): LinearModel {
  const writer = new Writer();
  for (const one of cost) writer.addColumn(one, 0, 1);
  for (let job = 0; job < jobs; job++) writer.addRow(1, 1, capacity.map((_, agent) => [agent * jobs + job, 1]));
  for (const [agent, limit] of capacity.entries()) {
    writer.addRow(-Infinity, limit, Array.from({ length: jobs }, (_, job) => [agent * jobs + job, weight[agent * jobs + job]]));
  }
  const read = (columns: ArrayLike<number>): Solution =>
    Float64Array.from({ length: jobs }, (_, job) => greatest(columns, Array.from({ length: agents }, (_2, agent) => agent * jobs + job)));
  return { ...writer, isInteger: true, helpersFrom: cost.length, read };
}

/** The place of the greatest value. */
function greatest(values: ArrayLike<number>, places: readonly number[]): number {
  let best = 0;
  for (let place = 1; place < places.length; place++) if (values[places[place]] > values[places[best]]) best = place;
  return best;
}

function reliefModel(problem: ReliefProblem): LinearModel {
  const { P, M, items, L, U, K, pen } = problem;
  const writer = new Writer();
  const ofBlock: [number, number][][] = Array.from({ length: P }, () => []);
  const ofAgent: [number, number][][] = Array.from({ length: M }, () => []);
  const places = items.map(({ p, a, cand, w, c }) =>
    cand.map((agent, place) => {
      const column = writer.addColumn(c[place], 0, 1);
      ofBlock[p].push([column, a]);
      ofAgent[agent].push([column, w[place]]);
      return column;
    }),
  );
  const helpersFrom = writer.cost.length;
  for (const list of places) writer.addRow(-Infinity, 1, list.map((column) => [column, 1]));
  for (const [agent, terms] of ofAgent.entries()) writer.addRow(-Infinity, K[agent], terms);
  for (const [p, terms] of ofBlock.entries()) {
    const most = items.reduce((sum, item) => (item.p === p ? sum + item.a : sum), 0);
    const short = writer.addColumn(pen, 0, Math.max(0, L[p]));
    const over = writer.addColumn(pen, 0, Math.max(0, most - U[p]));
    writer.addRow(L[p], U[p], [...terms, [short, 1], [over, -1]]);
  }
  const read = (columns: ArrayLike<number>): Solution =>
    Float64Array.from(places, (list) => {
      const best = greatest(columns, list);
      return list.length > 0 && columns[list[best]] > 0.5 ? best : -1;
    });
  return { ...writer, isInteger: !isUnitRelief(problem), helpersFrom, read };
}

function flowModel({ nodeCount, source, target, lower, upper, cost, supply }: FlowProblem): LinearModel {
  const writer = new Writer();
  const ofNode: [number, number][][] = Array.from({ length: nodeCount }, () => []);
  for (let arc = 0; arc < source.length; arc++) {
    writer.addColumn(cost[arc], lower[arc], upper[arc]);
    ofNode[source[arc]].push([arc, 1]);
    ofNode[target[arc]].push([arc, -1]);
  }
  for (const [node, terms] of ofNode.entries()) writer.addRow(supply[node], supply[node], terms);
  const read = (columns: ArrayLike<number>): Solution => Float64Array.from({ length: source.length }, (_, arc) => Math.round(columns[arc]) + 0);
  return { ...writer, isInteger: false, helpersFrom: source.length, read };
}
