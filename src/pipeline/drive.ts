/**
 * The two ways to run a call's one core, a generator that pauses every few milliseconds of work: to its end at once, or letting the host
 * have a turn at each pause, so that a signal can fire. Both give the same bytes.
 */
import { letHostTurn } from "./host";

/** What a core says at a pause; null when nothing new is known. */
type Watched<Progress> = { readonly onProgress?: (progress: Progress) => void };

/** Runs a core to its end. */
export function drive<Progress, T>(run: Generator<Progress | null, T>, options: Watched<Progress> = {}): T {
  let step = run.next();
  while (step.done !== true) {
    if (step.value !== null) options.onProgress?.(step.value);
    step = run.next();
  }
  return step.value;
}

/** Runs a core to its end, with turns for the host. */
export async function driveAsync<Progress, T>(run: Generator<Progress | null, T>, options: Watched<Progress> = {}): Promise<T> {
  let step = run.next();
  while (step.done !== true) {
    if (step.value !== null) options.onProgress?.(step.value);
    await letHostTurn();
    step = run.next();
  }
  return step.value;
}
