/**
 * The two things a run may want of the machine it is on, and never decides by: a clock, read only when
 * a time limit is given, and a way to let the host go on with other work between two steps.
 */
interface Host {
  readonly performance?: { now(): number };
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly MessageChannel?: new () => Channel;
  readonly setTimeout?: (callback: () => void, milliseconds: number) => unknown;
}

interface Channel {
  readonly port1: { addEventListener(type: "message", listener: () => void): void; start(): void; close(): void };
  readonly port2: { postMessage(message: null): void };
}

const host = globalThis as unknown as Host;

/** Milliseconds since some fixed moment; null on a host without a clock. */
export const hostClock: (() => number) | null = host.performance === undefined ? null : () => host.performance!.now();

/** Resolves after the host has had a turn, so that a signal can fire. */
export function letHostTurn(): Promise<void> {
  return new Promise((resolve) => {
    // Where there is one, without the milliseconds that a timer waits at the least.
    if (host.setImmediate !== undefined) host.setImmediate(resolve);
    else if (host.MessageChannel !== undefined) {
      const { port1, port2 } = new host.MessageChannel();
      port1.addEventListener("message", () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    }
    else if (host.setTimeout !== undefined) host.setTimeout(resolve, 0);
    else resolve();
  });
}
