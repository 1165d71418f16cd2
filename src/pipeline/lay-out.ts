/** A cohort's options listed and put into numbers, component by component, with a pause after each unit and every few milliseconds. */
import type { Cohort } from "../model/cohort";
import { choicesInSteps } from "../network/choices";
import { splittingComponents, type Component } from "../network/components";
import { instanceInSteps, type ComponentInstance } from "../network/numeric-instance";
import type { UnitChoices } from "../network/unit-choices";

export type LaidOut =
  | {
      readonly kind: "laid-out";
      /** In the order of their first participant. */
      readonly components: readonly Component[];
      /** Their numbers, the smallest first: what they leave of a limit in time goes to the others. */
      readonly instances: readonly ComponentInstance[];
    }
  /** Some unit can neither stay nor move. */
  | { readonly kind: "no-option" }
  /** A limit ended it. */
  | { readonly kind: "stopped" };

/** Lays a cohort out; asks at every pause whether to stop. */
export function* layOut(cohort: Cohort, isOver: () => boolean): Generator<null, LaidOut> {
  const choices: UnitChoices[] = [];
  for (const unit of cohort.participants.flatMap(({ units }) => units)) {
    const listed = yield* unlessOver(choicesInSteps(unit, cohort), isOver);
    if (listed === null) return { kind: "stopped" };
    choices.push(listed);
  }
  if (choices.some(({ options }) => options.length === 0)) return { kind: "no-option" };
  const components = yield* unlessOver(splittingComponents(choices, cohort), isOver);
  if (components === null) return { kind: "stopped" };
  const instances: ComponentInstance[] = [];
  for (const component of components) {
    const instance = yield* unlessOver(instanceInSteps(component, cohort), isOver);
    if (instance === null) return { kind: "stopped" };
    instances.push(instance);
  }
  return { kind: "laid-out", components, instances: instances.sort((a, b) => a.instance.optionCount - b.instance.optionCount) };
}

/** A step of it run to its end, with a pause after it; null when it is over before. */
function* unlessOver<T>(run: Generator<null, T>, isOver: () => boolean): Generator<null, T | null> {
  for (;;) {
    const step = run.next();
    if (isOver()) return null;
    yield null;
    if (step.done === true) return step.value;
  }
}
