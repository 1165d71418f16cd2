/** Runs a generator to its end, passing on its pauses and nothing else. */
export function* pausing<T>(run: Generator<unknown, T>): Generator<null, T> {
  let step = run.next();
  while (step.done !== true) {
    yield null;
    step = run.next();
  }
  return step.value;
}
