/** The numeric instances of generated caseloads, as the plan's own pipeline makes them: one per component. */
import { generateCaseload, type CaseloadShape, type GenerateOptions } from "../../src/generate";
import { parseCaseload } from "../../src/input/parse-caseload";
import { describeCohort } from "../../src/model/cohort";
import { listChoices } from "../../src/network/choices";
import { splitComponents } from "../../src/network/components";
import { toInstance } from "../../src/network/numeric-instance";
import type { ChoiceInstance } from "../../src/solver/instance";

/** The instances of a seed's caseload; none when some unit has no option at all. */
export function caseloadInstances(seed: number, shape: CaseloadShape | GenerateOptions): ChoiceInstance[] {
  const parsed = parseCaseload(generateCaseload(seed, shape));
  if (parsed.kind === "error") throw new Error(`Generated caseload ${seed} is refused: ${parsed.issues[0]?.message}`);
  const cohort = describeCohort(parsed.value);
  const choices = listChoices(cohort);
  if (choices.some((choice) => choice.options.length === 0)) return [];
  return splitComponents(choices, cohort).map((component) => toInstance(component, cohort).instance);
}

/** The same instance with no goal leaving slack to a later one: on uniform caseloads a min-cost flow. */
export function withoutSlack(instance: ChoiceInstance): ChoiceInstance {
  return { ...instance, goals: instance.goals.map((goal) => ({ ...goal, tolerance: { ...goal.tolerance, slackPerMille: 0 } })) };
}
