/**
 * The network as a graph: participants and cover workers, joined where they share an option or a
 * pair rule. Its connected components cannot affect one another and are solved apart.
 */
import Graph from "graphology";
import { connectedComponents } from "graphology-components";
import { ended } from "../base/ended";
import type { Worker } from "../model/caseload";
import type { Cohort, CohortParticipant } from "../model/cohort";
import { carriersOf } from "../model/option";
import type { UnitChoices } from "./choices";

/** Participants and cover workers who can affect one another. */
export interface Component {
  readonly participants: readonly CohortParticipant[];
  readonly coverWorkers: readonly Worker[];
  readonly choices: readonly UnitChoices[];
}

/** Options looked at between two pauses. */
const OPTIONS_PER_PAUSE = 20_000;

/** Splits a cohort's choices; components in the order of their first participant. */
export function splitComponents(choices: readonly UnitChoices[], cohort: Cohort): readonly Component[] {
  return ended(splittingComponents(choices, cohort));
}

/** As {@link splitComponents}, with pauses. */
export function* splittingComponents(choices: readonly UnitChoices[], cohort: Cohort): Generator<null, readonly Component[]> {
  const componentOf = new Map<string, number>();
  connectedComponents(yield* linkWorkers(choices, cohort)).forEach((ids, index) => {
    for (const id of ids) componentOf.set(id, index);
  });
  const components = new Map<number, Component & { choices: UnitChoices[]; participants: CohortParticipant[] }>();
  for (const participant of cohort.participants) {
    const index = componentOf.get(participant.worker.id)!;
    const component = components.get(index);
    if (component !== undefined) component.participants.push(participant);
    else
      components.set(index, {
        participants: [participant],
        coverWorkers: cohort.coverWorkers.filter((worker) => componentOf.get(worker.id) === index),
        choices: [],
      });
  }
  for (const choice of choices) components.get(componentOf.get(choice.unit.worker.id)!)!.choices.push(choice);
  return [...components.values()];
}

function* linkWorkers(choices: readonly UnitChoices[], { participants, coverWorkers, caseload }: Cohort): Generator<null, Graph> {
  const graph = new Graph({ type: "undirected", multi: false });
  for (const { worker } of participants) graph.addNode(worker.id, { side: "participant" });
  for (const worker of coverWorkers) graph.addNode(worker.id, { side: "cover" });
  const carriers = new Map<string, Set<Worker>>();
  let looked = 0;
  for (const { unit, options } of choices) {
    const joined = carriers.get(unit.worker.id) ?? new Set();
    carriers.set(unit.worker.id, joined);
    for (const option of options) {
      const { cover, companion } = option.placement ?? { cover: null, companion: null };
      if (cover !== null) joined.add(cover);
      if (companion !== null) joined.add(companion);
      if (option.earlier.length > 0) for (const carrier of carriersOf(option)) joined.add(carrier);
    }
    looked += options.length;
    if (looked < OPTIONS_PER_PAUSE) continue;
    looked = 0;
    yield null;
  }
  for (const [workerId, joined] of carriers) for (const carrier of joined) graph.mergeEdge(workerId, carrier.id);
  const holders = new Map<string, string[]>();
  for (const { unit } of choices) {
    if (unit.kind === "family") holders.set(unit.id, [...(holders.get(unit.id) ?? []), unit.worker.id]);
  }
  for (const [a, b] of caseload.keepTogether) {
    for (const holder of holders.get(a) ?? []) {
      for (const other of holders.get(b) ?? []) if (holder !== other) graph.mergeEdge(holder, other);
    }
  }
  return graph;
}
