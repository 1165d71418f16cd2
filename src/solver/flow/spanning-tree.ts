/**
 * The spanning tree of a network simplex, on typed arrays: who hangs on whom, in which order, at what price.
 *
 * Nodes are 0 … n − 1 and the root n. The tree is kept as parent, depth and a thread: a circular list of
 * all nodes in preorder, so that the subtree of v is v and the run after it of nodes deeper than v.
 *
 * Invariants: `previous` is the inverse of `thread`; `depth[v] = depth[parent[v]] + 1`; every tree arc has
 * reduced cost zero. Moving a subtree costs time in its size, once: prices, depths and thread in one pass.
 *
 * Reference: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows, Prentice Hall, 1993, §11.3.
 */

/** All arrays have length n + 1, one entry per node and the root last. */
export interface SpanningTree {
  readonly root: number;
  readonly parent: Int32Array;
  /** Node → the arc to its parent. */
  readonly parentArc: Int32Array;
  /** Node → 1 when that arc leads from the node to its parent, 0 when from the parent to it. */
  readonly isUpward: Uint8Array;
  readonly depth: Int32Array;
  /** Node → the next node in preorder; the last leads back to the root. */
  readonly thread: Int32Array;
  readonly previous: Int32Array;
  /** Node → its potential; the root's is 0. */
  readonly price: Float64Array;
}

export function createSpanningTree(nodeCount: number): SpanningTree {
  const size = nodeCount + 1;
  return {
    root: nodeCount,
    parent: new Int32Array(size).fill(-1),
    parentArc: new Int32Array(size).fill(-1),
    isUpward: new Uint8Array(size),
    depth: new Int32Array(size),
    thread: new Int32Array(size),
    previous: new Int32Array(size),
    price: new Float64Array(size),
  };
}

/** The nodes in preorder from the root by `parent` alone, children in ascending order. */
export function preorder(root: number, parent: Int32Array): Int32Array {
  // Siblings as linked lists; filled backwards so that the lists ascend.
  const firstChild = new Int32Array(root + 1).fill(-1);
  const nextSibling = new Int32Array(root + 1).fill(-1);
  for (let node = root - 1; node >= 0; node--) {
    nextSibling[node] = firstChild[parent[node]];
    firstChild[parent[node]] = node;
  }
  const order = new Int32Array(root + 1);
  let count = 0;
  let node = root;
  for (;;) {
    order[count++] = node;
    if (firstChild[node] >= 0) {
      node = firstChild[node];
      continue;
    }
    while (node !== root && nextSibling[node] < 0) node = parent[node];
    if (node === root) return order.subarray(0, count);
    node = nextSibling[node];
  }
}

/** Fills thread, depth and prices from parent, parentArc and isUpward; arcs beyond those of `arcCost` are artificial. */
export function threadTree(tree: SpanningTree, arcCost: Float64Array, artificialCost: Float64Array): void {
  const { root, parent, parentArc, isUpward, depth, thread, previous, price } = tree;
  const order = preorder(root, parent);
  for (let position = 0; position < order.length; position++) {
    const node = order[position];
    const next = position + 1 < order.length ? order[position + 1] : root;
    thread[node] = next;
    previous[next] = node;
    if (node === root) continue;
    depth[node] = depth[parent[node]] + 1;
    const arc = parentArc[node];
    const cost = arc < arcCost.length ? arcCost[arc] : artificialCost[arc - arcCost.length];
    price[node] = price[parent[node]] + (isUpward[node] === 1 ? cost : -cost);
  }
}

/**
 * Cuts the arc above `top` and hangs its subtree by `hook`, a node of it, under `newParent`: the path from
 * `hook` up to `top` turns round. All prices of the subtree change by `priceShift`.
 * @returns the number of nodes moved
 */
export function moveSubtree(
  tree: SpanningTree,
  hook: number,
  newParent: number,
  top: number,
  arc: number,
  isArcUpward: number,
  priceShift: number,
): number {
  const { parent, parentArc, isUpward, depth, thread, previous, price } = tree;
  let stem = hook;
  let stemParent = newParent;
  let stemArc = arc;
  let isStemUpward = isArcUpward;
  let stemDepth = depth[newParent] + 1;
  let insertAfter = newParent;
  let moved = 0;
  for (;;) {
    // The stem and what still hangs below it is one run of the thread.
    const oldDepth = depth[stem];
    const shift = stemDepth - oldDepth;
    depth[stem] = stemDepth;
    price[stem] += priceShift;
    moved++;
    let last = stem;
    let next = thread[stem];
    while (depth[next] > oldDepth) {
      depth[next] += shift;
      price[next] += priceShift;
      moved++;
      last = next;
      next = thread[next];
    }
    // Out of its old place, behind what was moved before it.
    const before = previous[stem];
    thread[before] = next;
    previous[next] = before;
    const after = thread[insertAfter];
    thread[insertAfter] = stem;
    previous[stem] = insertAfter;
    thread[last] = after;
    previous[after] = last;
    insertAfter = last;
    // Turn the arc above the stem round; its old parent is next.
    const oldParent = parent[stem];
    const oldArc = parentArc[stem];
    const wasUpward = isUpward[stem];
    parent[stem] = stemParent;
    parentArc[stem] = stemArc;
    isUpward[stem] = isStemUpward;
    if (stem === top) return moved;
    stemParent = stem;
    stemArc = oldArc;
    isStemUpward = 1 - wasUpward;
    stem = oldParent;
    stemDepth++;
  }
}
