/** The four goals' values of any set of options, from their definitions and without the solver. */
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import type { PolicyGoalId } from "../model/policy";
import type { Component } from "../network/components";
import { reliefPenalty, reliefTarget } from "../network/targets";
import type { ChosenOptions } from "./chosen-options";
import type { CoverWorkerOutcome } from "./plan";

/** Values of the goals in one component: squared thousandths, thousandths of a contact, per cent, minutes; decisions changed when a plan is in progress. */
export type GoalValues = Readonly<Record<PolicyGoalId, number>> & { readonly changes?: number };

/**
 * Scores the options of a component's participants.
 * @param outcomes of all cover workers, with these options
 */
export function scoreComponent(component: Component, chosen: ChosenOptions, outcomes: readonly CoverWorkerOutcome[], cohort: Cohort): GoalValues {
  const own = component.participants.flatMap(({ worker }) => chosen.ofParticipant(worker));
  const sum = (measure: (option: Option) => number, among: readonly Option[] = own): number => among.reduce((total, option) => total + measure(option), 0);
  const coverIds = new Set(component.coverWorkers.map(({ id }) => id));
  return {
    relief: component.participants.reduce((total, participant) => {
      const relief = sum((option) => option.relief, chosen.ofParticipant(participant.worker));
      return total + reliefPenalty(relief, reliefTarget(participant, cohort));
    }, 0),
    ...(cohort.caseload.inProgress === null ? {} : { changes: sum((option) => (option.isChange ? 1 : 0)) }),
    continuity: sum((option) => option.cost),
    "fair-cover": outcomes.reduce((greatest, { workerId, peakWorkloadPercentAfter }) => (coverIds.has(workerId) ? Math.max(greatest, peakWorkloadPercentAfter ?? 0) : greatest), 0),
    travel: sum((option) => option.travelMinutes),
  };
}
