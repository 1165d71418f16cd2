/** Runs a generator to its end at once, for callers that need no pauses. */
export function ended<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
