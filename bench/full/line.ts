/** One instance's line, and what it is made of. */
import type { Measured } from "./answer";
import type { PeerName } from "./peers/peers";
import type { Family } from "./problem";

/** An instance with every answer to it. `ours` is null when the file could not be read. */
export interface Row {
  readonly family: Family;
  readonly name: string;
  readonly ours: Measured | null;
  readonly peers: ReadonlyMap<PeerName, Measured>;
  /** Why the file could not be read; null when it could. */
  readonly unreadable: string | null;
}

/** The row as one line of JSON. `gap` is value − bound; times are milliseconds, `ms` the first call in a fresh process, `cpuMs` what
 * it took of all cores, `warmMs` the median of later calls. */
export function lineOf({ family, name, ours, peers, unreadable }: Row): string {
  if (ours === null) return JSON.stringify({ name, family, status: "error", value: null, bound: null, gap: null, ms: null, peers: {}, why: unreadable });
  return JSON.stringify({ name, family, ...outcome(ours), peers: Object.fromEntries([...peers].map(([peer, answer]) => [peer, outcome(answer)])) });
}

function outcome({ status, value, bound, ms, cpuMs, warmMs, warmRuns, memoryMb, why }: Measured) {
  return {
    status,
    value,
    bound,
    gap: value === null || bound === null ? null : value - bound,
    ms: rounded(ms),
    cpuMs: rounded(cpuMs),
    warmMs: rounded(warmMs),
    ...(warmRuns > 0 ? { warmRuns } : {}),
    ...(memoryMb === null ? {} : { memoryMb }),
    ...(why === undefined ? {} : { why }),
  };
}

/** To a hundredth. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 100) / 100;
}
