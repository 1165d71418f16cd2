/**
 * Localities and the minutes between them: areas lie on a map of sixty by forty-five minutes, roads are a
 * little longer than the straight line. Symmetric; whole minutes; driving by way of a third area is never
 * much quicker. The far ends of the map lie more than an hour apart.
 */
import type { Random } from "./random";

/** Areas and minutes one way, `minutes[from][to]` by index. */
export interface AreaMap {
  readonly areas: readonly string[];
  readonly minutes: readonly (readonly number[])[];
}

/** Where areas lie, in minutes from the south-west corner: a town, a port, market towns, the far ends. */
const PLACES: readonly (readonly [number, number])[] = [
  [30, 12],
  [25, 2],
  [6, 14],
  [48, 14],
  [24, 38],
  [58, 26],
  [40, 30],
  [2, 30],
];

const WITHIN_AREA_MINUTES = 10;

/** Six to eight areas, each moved a little by chance. */
export function drawAreaMap(random: Random, prefix: string): AreaMap {
  const count = random.between(6, PLACES.length);
  const places = PLACES.slice(0, count).map(([x, y]) => [x + random.between(-2, 2), y + random.between(-2, 2)] as const);
  return {
    areas: places.map((_, index) => `${prefix}A${index + 1}`),
    minutes: places.map((from) => places.map((to) => (from === to ? WITHIN_AREA_MINUTES : minutesBetween(from, to)))),
  };
}

function minutesBetween(from: readonly [number, number], to: readonly [number, number]): number {
  const dx = from[0] - to[0];
  const dy = from[1] - to[1];
  // A quarter longer than the straight line, and some minutes to get out of one place and into the other.
  return Math.round(Math.sqrt(dx * dx + dy * dy) * 1.25) + 8;
}

/** An area to which a family belongs whose worker is based in another: the nearer, the likelier. */
export function drawAreaNear(random: Random, map: AreaMap, base: number, reachPerMille: number): number {
  if (!random.chance(reachPerMille)) return base;
  const row = map.minutes[base] ?? [];
  const others = row.map((minutes, area) => [area, area === base ? 0 : Math.floor(40_000 / (minutes * minutes)) + 1] as const);
  return others.length < 2 ? base : random.pickWeighted(others);
}
