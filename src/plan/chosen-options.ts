/** A plan's options by those who have them, looked through once for all that is asked of them. */
import type { Worker } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import { carriersOf, type Option } from "../model/option";
import { loadedStretches, type LoadedStretch } from "../rules/cover-capacity";
import { optionsBy } from "../rules/rule";

export interface ChosenOptions {
  readonly all: readonly Option[];
  /** Of a participant's units. */
  readonly ofParticipant: (worker: Worker) => readonly Option[];
  /** Those that a cover worker carries. */
  readonly carriedBy: (worker: Worker) => readonly Option[];
  /** A cover worker's stretches of days, with what these add. */
  readonly stretchesOf: (worker: Worker) => readonly LoadedStretch[];
}

/** Groups the options of a plan, with a pause after each cover worker. */
export function* groupChosen(all: readonly Option[], cohort: Cohort): Generator<null, ChosenOptions> {
  const own = optionsBy(all, ({ unit }) => [unit.worker]);
  const carried = optionsBy(all, carriersOf);
  const carriedBy = (worker: Worker): readonly Option[] => carried.get(worker) ?? [];
  const stretches = new Map<Worker, readonly LoadedStretch[]>();
  for (const worker of cohort.coverWorkers) {
    stretches.set(worker, loadedStretches(worker, carriedBy(worker), cohort));
    yield null;
  }
  return { all, ofParticipant: (worker) => own.get(worker) ?? [], carriedBy, stretchesOf: (worker) => stretches.get(worker)! };
}
