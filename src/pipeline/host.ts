/**
 * The two things a run may want of the machine it is on, and never decides by: a clock, read only when
 * a time limit is given, and a way to let the host go on with other work between two steps.
 */
interface Host {
  readonly performance?: { now(): number };
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly setTimeout?: (callback: () => void, milliseconds: number) => unknown;
}

const host = globalThis as Host;

/** Milliseconds since some fixed moment; null on a host without a clock. */
export const hostClock: (() => number) | null = host.performance === undefined ? null : () => host.performance!.now();

/** Resolves after the host has had a turn, so that a signal can fire. */
export function letHostTurn(): Promise<void> {
  return new Promise((resolve) => {
    // Where there is one, without the millisecond that a timer waits at the least.
    if (host.setImmediate !== undefined) host.setImmediate(resolve);
    else if (host.setTimeout !== undefined) host.setTimeout(resolve, 0);
    else resolve();
  });
}
