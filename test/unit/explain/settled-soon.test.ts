import { describe, expect, it } from "vitest";
import { settledSoon } from "../../../src/explain/settled-soon";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance } from "../../../src/network/numeric-instance";
import { drive } from "../../../src/pipeline/drive";
import { budgetAfter, goalValue } from "../../../src/solver/goal-values";
import type { ChoiceInstance } from "../../../src/solver/instance";
import { choiceFault } from "../../../src/solver/check-solution";
import { parsed } from "../../support/caseload-builder";
import { tinyCaseload } from "../../support/tiny-caseloads";

const MOST = 2_000;

const instances = Array.from({ length: 80 }, (_, index): readonly ChoiceInstance[] => {
  const cohort = describeCohort(parsed(tinyCaseload(index + 6000, { families: 2 })));
  const choices = listChoices(cohort);
  return choices.some(({ options }) => options.length === 0) ? [] : splitComponents(choices, cohort).map((component) => toInstance(component, cohort).instance);
}).flat();

/** Relief and continuity alone. */
const firstTwo = (instance: ChoiceInstance): ChoiceInstance => ({ ...instance, goals: instance.goals.slice(0, 2) });

/** Every choice that keeps the limits, with its values. */
const listed = (instance: ChoiceInstance): readonly { readonly choice: Int32Array; readonly values: readonly number[] }[] => {
  let choices: number[][] = [[]];
  for (let item = 0; item < instance.itemCount; item++) {
    const options = Array.from({ length: instance.optionStart[item + 1]! - instance.optionStart[item]! }, (_, index) => instance.optionStart[item]! + index);
    choices = choices.flatMap((start) => options.map((option) => [...start, option]));
    if (choices.length > MOST) return [];
  }
  return choices.map((choice) => Int32Array.from(choice)).filter((choice) => choiceFault(instance, choice) === null).map((choice) => ({ choice, values: instance.goals.map((goal) => goalValue(instance, goal, choice)) }));
};

describe("what is settled without a search", () => {
  it("is never more than trying everything finds, and the best choice is settled", () => {
    let [settled, above] = [0, 0];
    for (const whole of instances) {
      const instance = firstTwo(whole);
      for (const { choice, values } of listed(instance).filter((_, index) => index % 7 === 0)) {
        const { goals, isSettled } = drive(settledSoon(instance, choice, values.map((value) => ({ stageValue: value, bound: -Infinity })), []));
        goals.forEach(({ stageValue, bound }, index) => {
          expect(stageValue).toBe(values[index]);
          const within = listed(instance).filter((other) => other.values.slice(0, index).every((value, earlier) => value <= budgetAfter(instance.goals[earlier]!.tolerance, values[earlier]!)));
          const least = Math.min(...within.map((other) => other.values[index]!));
          expect(bound).toBeLessThanOrEqual(least);
          if (least < stageValue) above++;
          if (isSettled) expect(stageValue).toBe(least);
        });
        if (isSettled) settled++;
      }
    }
    expect(settled).toBeGreaterThan(20);
    expect(above).toBeGreaterThan(100);
  });

  it("goes no further than the first goal that is not as planned, and takes over bounds that hold", () => {
    const instance = firstTwo(instances.find((one) => listed(one).length > 3)!);
    const { choice, values } = listed(instance)[0]!;
    const other = drive(settledSoon(instance, choice, [{ stageValue: values[0]! - 1, bound: 0 }], [[{ stageValue: values[0]!, bound: values[0]! }]]));
    expect(other.isSettled).toBe(true);
    expect(other.goals).toHaveLength(1);
  });

  it("takes over no bound of a problem whose earlier goals had other values", () => {
    const cases = instances.map(firstTwo).flatMap((instance) => {
      const all = listed(instance);
      const worse = all.find(({ values }) => all.some((other) => other.values[0]! <= values[0]! && other.values[1]! < values[1]!));
      return worse === undefined ? [] : [{ instance, ...worse }];
    });
    expect(cases.length).toBeGreaterThan(10);
    for (const { instance, choice, values } of cases) {
      const planned = values.map((value) => ({ stageValue: value, bound: value }));
      const sameRelief = drive(settledSoon(instance, choice, planned, [planned]));
      expect(sameRelief.goals.map(({ bound }) => bound)).toEqual(values);
      const otherRelief = drive(settledSoon(instance, choice, planned, [[{ stageValue: values[0]! + 1, bound: values[0]! }, planned[1]!]]));
      expect(otherRelief.goals[1]!.bound).toBeLessThan(values[1]!);
    }
  });
});
