/** The four goals' values of any set of options, from their definitions and without the solver. */
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import type { PolicyGoalId } from "../model/policy";
import type { Component } from "../network/components";
import { reliefPenalty, reliefTarget } from "../network/targets";
import { coverWorkerOutcome } from "./outcomes";

/** Values of the goals in one component: squared thousandths, thousandths of a contact, per cent, minutes; decisions changed when a plan is in progress. */
export type GoalValues = Readonly<Record<PolicyGoalId, number>> & { readonly changes?: number };

/** Scores the options of a component's participants. */
export function scoreComponent(component: Component, options: readonly Option[], cohort: Cohort): GoalValues {
  const own = options.filter((option) => component.participants.some(({ worker }) => worker === option.unit.worker));
  const sum = (measure: (option: Option) => number): number => own.reduce((total, option) => total + measure(option), 0);
  return {
    relief: component.participants.reduce((total, participant) => {
      const relief = own.reduce((part, option) => part + (option.unit.worker === participant.worker ? option.relief : 0), 0);
      return total + reliefPenalty(relief, reliefTarget(participant, cohort));
    }, 0),
    ...(cohort.caseload.inProgress === null ? {} : { changes: sum((option) => (option.isChange ? 1 : 0)) }),
    continuity: sum((option) => option.cost),
    "fair-cover": component.coverWorkers.reduce(
      (greatest, worker) => Math.max(greatest, coverWorkerOutcome(worker, options, cohort).peakWorkloadPercentAfter ?? 0),
      0,
    ),
    travel: sum((option) => option.travelMinutes),
  };
}
