/**
 * What a search over patterns writes down of itself, so that its outcome can be confirmed without it.
 *
 * Invariants. A node's sides come after it. Prices are those at which the node's patterns were dropped, or its end was seen.
 */
import type { RowCut } from "./row-cuts";

/**
 * Integer prices of rows, terminal budgets, and cuts joined on the way; then patterns of a block that take one of the options, and
 * those that do not: later nodes, −1 for none. Without options everything goes on to `without`.
 */
export interface TreeNode {
  prices: readonly number[];
  options: readonly number[];
  within: number;
  without: number;
}

export class ProofTree {
  readonly nodes: TreeNode[] = [];
  /** Cuts that joined, in the order of their prices. */
  cuts: readonly RowCut[] = [];
  /** True when the search did something that the tree cannot say. */
  isBroken = false;

  add(): number {
    return this.nodes.push({ prices: [], options: [], within: -1, without: -1 }) - 1;
  }

  price(at: number, prices: Float64Array): void {
    this.nodes[at]!.prices = [...prices];
  }

  /** The node that goes on with what a node's prices left. */
  goOn(at: number): number {
    return (this.nodes[at]!.without = this.add());
  }

  branch(at: number, options: readonly number[]): { within: number; without: number } {
    const node = this.nodes[at]!;
    node.options = options;
    node.within = this.add();
    node.without = this.add();
    return node;
  }
}
