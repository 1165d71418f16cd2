/**
 * A choice near the best one and prices to go with it, by an auction: where the simplex starts.
 *
 * Problem. Items choose among places: those that a row's limit leaves, at its options' costs, and the idle items of a block, at the costs of
 *   their runs. Wanted: prices p of the places at which every item has the place that is cheapest to it, or nearly.
 * Method. An item without a place takes the one cheapest to it and offers as much more as makes it as dear as the second cheapest, and a
 *   little. Of those in a place that is too full the lowest offer goes, and bids again; the lowest that stays is the price of a full place.
 * Invariants. Items in places keep to every limit; an item's place costs it at most the little more than any other.
 * Cost. A bid looks at one item's options and at those in its place. Where more is wanted than there is, prices rise in small steps: after
 *   some looks at every arc there is no answer. Nothing is proved here, and no answer depends on it: the simplex goes on from there.
 * Assumes that no row lies in another; else there is no answer either.
 * Reference. D. P. Bertsekas, D. A. Castañón, The auction algorithm for the transportation problem, Annals of Operations Research 20, 1989.
 */
import { basisAt, type FlowNetwork } from "./flow-network";
import type { FlowBasis } from "./flow-problem";

/** What an offer adds, so that prices rise where items are undecided; much less than a difference of two costs, and exact. */
const LITTLE_MORE = 1 / 64;
const MOST_LOOKS_PER_ARC = 8;
const NOBODY = -1;
const NO_PLACE = -2;
const WORK_PER_SLICE = 50_000;

/** The auction at work. Places are the arcs after those of options, counted from the first of them. */
interface Auction {
  readonly network: FlowNetwork;
  readonly cost: Float64Array;
  /** Node of a row or a block → its places are `firstPlace[v] … endPlace[v] − 1`. */
  readonly firstPlace: Int32Array;
  readonly endPlace: Int32Array;
  /** Node → what a unit in it costs from there, and in which place. */
  readonly price: Float64Array;
  readonly bestPlace: Int32Array;
  /** Place → how many items it has room for and how many are in it, the first of them, and the price for it while it is full. */
  readonly room: Float64Array;
  readonly taken: Int32Array;
  readonly firstIn: Int32Array;
  readonly placePrice: Float64Array;
  /** Item → the next one in its place, what it offered, and its option. */
  readonly nextIn: Int32Array;
  readonly offer: Float64Array;
  readonly choice: Int32Array;
  /** Options and items looked at. */
  work: number;
}

/** What it ends with. */
export interface AuctionResult {
  /** Keeps every limit. */
  readonly choice: Int32Array;
  /** Where a simplex for these costs may start. */
  readonly basis: FlowBasis;
}

/** Holds the auction, yielding the work done so far, in options and items looked at; null where it comes to nothing. */
export function* auction(network: FlowNetwork, cost: Float64Array): Generator<number, AuctionResult | null> {
  if (network.shape.nextRow.some((row) => row >= 0)) return null;
  const state = openAuction(network, cost);
  const mostWork = MOST_LOOKS_PER_ARC * cost.length;
  let pauseAt = WORK_PER_SLICE;
  for (let first = 0; first < network.instance.itemCount; first++) {
    for (let item = first; item !== NOBODY; ) {
      item = bid(state, item);
      if (item === NO_PLACE || state.work > mostWork) return null;
      if (state.work < pauseAt) continue;
      yield state.work;
      pauseAt = state.work + WORK_PER_SLICE;
    }
  }
  const price = state.price.map((value) => Math.round(value));
  return { choice: state.choice, basis: basisAt(network, state.choice, price) };
}

function openAuction(network: FlowNetwork, cost: Float64Array): Auction {
  const { instance, nodeCount, rowArc, idleStart } = network;
  const { itemCount, blockCount, rowCount, optionCount } = instance;
  const placeCount = cost.length - optionCount;
  const state: Auction = {
    network,
    cost,
    firstPlace: new Int32Array(nodeCount),
    endPlace: new Int32Array(nodeCount),
    price: new Float64Array(nodeCount),
    bestPlace: new Int32Array(nodeCount),
    room: network.upper.slice(optionCount),
    taken: new Int32Array(placeCount),
    firstIn: new Int32Array(placeCount).fill(NOBODY),
    placePrice: new Float64Array(placeCount),
    nextIn: new Int32Array(itemCount),
    offer: new Float64Array(itemCount),
    choice: new Int32Array(itemCount),
    work: 0,
  };
  for (let block = 0; block < blockCount; block++) {
    const first = idleStart[block] - optionCount;
    const end = idleStart[block + 1] - optionCount;
    // Items that must be idle fill the first places: whoever comes to them pays as the first who need not.
    const isMerged = end - first > 1;
    if (isMerged) state.room[first + 1] += state.room[first];
    openPlaces(state, itemCount + block, isMerged ? first + 1 : first, end);
  }
  for (let row = 0; row < rowCount; row++) {
    if (rowArc[row] >= 0) openPlaces(state, itemCount + blockCount + row, rowArc[row] - optionCount, rowArc[row] - optionCount + 1);
  }
  return state;
}

function openPlaces(state: Auction, node: number, first: number, end: number): void {
  state.firstPlace[node] = first;
  state.endPlace[node] = end;
  reprice(state, node);
}

/** Finds the place in which a unit in the node costs least. */
function reprice({ network, cost, firstPlace, endPlace, price, bestPlace, room, placePrice }: Auction, node: number): void {
  const { optionCount } = network.instance;
  price[node] = Infinity;
  for (let place = firstPlace[node]; place < endPlace[node]; place++) {
    const own = cost[optionCount + place] + placePrice[place];
    if (own >= price[node] || room[place] <= 0) continue;
    price[node] = own;
    bestPlace[node] = place;
  }
}

/** An item takes the place that is cheapest to it; returns who must leave that place, if anybody. */
function bid(state: Auction, item: number): number {
  const { network, cost, price, offer, choice, taken, nextIn, firstIn, placePrice } = state;
  const { optionStart } = network.instance;
  const { target } = network;
  let best = -1;
  let least = Infinity;
  let second = Infinity;
  for (let option = optionStart[item]; option < optionStart[item + 1]; option++) {
    const own = cost[option] + price[target[option]];
    if (own < least) {
      second = least;
      least = own;
      best = option;
    } else if (own < second) second = own;
  }
  state.work += optionStart[item + 1] - optionStart[item];
  if (best < 0) return NO_PLACE;
  choice[item] = best;
  const node = target[best];
  if (node === network.nodeCount - 1) return NOBODY;
  const place = state.bestPlace[node];
  offer[item] = placePrice[place] + second - least + LITTLE_MORE;
  nextIn[item] = firstIn[place];
  firstIn[place] = item;
  taken[place]++;
  const out = settle(state, place);
  reprice(state, node);
  return out;
}

/** Puts the lowest offer out of a place that is too full, and sets the price of a full one: the lowest offer that stays. */
function settle(state: Auction, place: number): number {
  const { room, taken, firstIn, nextIn, offer, placePrice } = state;
  if (taken[place] < room[place]) return NOBODY;
  state.work += taken[place];
  let lowest = NOBODY;
  let beforeLowest = NOBODY;
  let next = Infinity;
  let before = NOBODY;
  for (let item = firstIn[place]; item !== NOBODY; item = nextIn[item]) {
    if (lowest === NOBODY || offer[item] < offer[lowest]) {
      if (lowest !== NOBODY) next = offer[lowest];
      lowest = item;
      beforeLowest = before;
    } else if (offer[item] < next) next = offer[item];
    before = item;
  }
  if (taken[place] === room[place]) {
    placePrice[place] = offer[lowest];
    return NOBODY;
  }
  if (beforeLowest === NOBODY) firstIn[place] = nextIn[lowest];
  else nextIn[beforeLowest] = nextIn[lowest];
  taken[place]--;
  placePrice[place] = next;
  return lowest;
}
