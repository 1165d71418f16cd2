import { describe, expect, it } from "vitest";
import { asGoodNearby } from "../../../src/explain/as-good";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance, type ComponentInstance } from "../../../src/network/numeric-instance";
import { drive } from "../../../src/pipeline/drive";
import { choiceFault } from "../../../src/solver/check-solution";
import { goalValue } from "../../../src/solver/goal-values";
import { solveChoice } from "../../../src/solver/solve";
import { parsed } from "../../support/caseload-builder";
import { tinyCaseload } from "../../support/tiny-caseloads";

const components = Array.from({ length: 60 }, (_, seed): readonly ComponentInstance[] => {
  const cohort = describeCohort(parsed(tinyCaseload(seed + 1)));
  const choices = listChoices(cohort);
  return choices.some(({ options }) => options.length === 0) ? [] : splitComponents(choices, cohort).map((component) => toInstance(component, cohort));
}).flat();

const optionsOf = ({ instance }: ComponentInstance, item: number): readonly number[] =>
  Array.from({ length: instance.optionStart[item + 1]! - instance.optionStart[item]! }, (_, index) => instance.optionStart[item]! + index);

describe("a choice as good nearby", () => {
  it("is found where one decision, or two, make it, and where it is found it is one", () => {
    const seen = { found: 0, none: 0 };
    for (const at of components) {
      const answer = drive(solveChoice(at.instance, { stepLimit: 200 }));
      if (answer.kind !== "solved") continue;
      const { choice } = answer;
      const isAsGood = (other: Int32Array): boolean => choiceFault(at.instance, other) === null && at.instance.goals.every((goal) => goalValue(at.instance, goal, other) <= goalValue(at.instance, goal, choice));
      const travel = at.goalIds.indexOf("travel");
      const isAsGoodButTravel = (other: Int32Array): boolean => choiceFault(at.instance, other) === null && at.instance.goals.every((goal, g) => g === travel || goalValue(at.instance, goal, other) <= goalValue(at.instance, goal, choice));
      for (let item = 0; item < at.instance.itemCount; item++) {
        const others = optionsOf(at, item).filter((option) => option !== choice[item]);
        const found = drive(asGoodNearby({ at, choice }, item, others, () => false));
        const isThere = others.some((option) =>
          at.items.some((_, other) => optionsOf(at, other).some((instead) => isAsGood(choice.map((kept, index) => (index === item ? option : index === other ? instead : kept))))),
        );
        expect(found !== null || !isThere).toBe(true);
        seen[isThere ? "found" : "none"]++;
        if (found === null) continue;
        expect(isAsGoodButTravel(found) && others.includes(found[item]!)).toBe(true);
        if (isThere) expect([...found].filter((option, index) => option !== choice[index]).length).toBeLessThanOrEqual(2);
      }
    }
    expect(seen.found).toBeGreaterThan(10);
    expect(seen.none).toBeGreaterThan(10);
  });

  it("is not looked for when the run is over", () => {
    const [at] = components;
    const choice = at!.instance.optionStart.slice(0, at!.instance.itemCount);
    expect(drive(asGoodNearby({ at: at!, choice }, 0, optionsOf(at!, 0), () => true))).toBeNull();
  });
});
