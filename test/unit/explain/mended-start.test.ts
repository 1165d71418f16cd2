import { describe, expect, it } from "vitest";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance } from "../../../src/network/numeric-instance";
import { drive } from "../../../src/pipeline/drive";
import { mendedStart } from "../../../src/explain/mended-start";
import { choiceFault } from "../../../src/solver/check-solution";
import { goalValue, rowUse } from "../../../src/solver/goal-values";
import type { ChoiceInstance } from "../../../src/solver/instance";
import { parsed } from "../../support/caseload-builder";
import { dice, tinyCaseload } from "../../support/tiny-caseloads";

const instances = Array.from({ length: 60 }, (_, index): readonly ChoiceInstance[] => {
  const cohort = describeCohort(parsed(tinyCaseload(index + 1)));
  const choices = listChoices(cohort);
  return choices.some(({ options }) => options.length === 0) ? [] : splitComponents(choices, cohort).map((component) => toInstance(component, cohort).instance);
}).flat();

const anyChoice = ({ itemCount, optionStart }: ChoiceInstance, roll: (n: number) => number): Int32Array =>
  Int32Array.from({ length: itemCount }, (_, item) => optionStart[item]! + roll(optionStart[item + 1]! - optionStart[item]!));

/** Use beyond the rows' limits, then the first two goals. */
const measures = (instance: ChoiceInstance, choice: Int32Array): readonly number[] => [
  rowUse(instance, choice).reduce((sum, used, row) => sum + Math.max(0, used - instance.rowLimit[row]!), 0),
  ...instance.goals.slice(0, 2).map((goal) => goalValue(instance, goal, choice)),
];

const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
};

describe("a start mended", () => {
  it("is one option of each item, and what keeps every limit goes on keeping it, no worse in its goals", () => {
    let kept = 0;
    for (const [index, instance] of instances.entries()) {
      const before = anyChoice(instance, dice(index));
      const after = drive(mendedStart(instance, before, [0, 0], 100_000));
      after.forEach((option, item) => expect(option >= instance.optionStart[item]! && option < instance.optionStart[item + 1]!).toBe(true));
      if (choiceFault(instance, before) !== null) continue;
      kept++;
      expect(choiceFault(instance, after)).toBeNull();
      expect(isLess(measures(instance, before), measures(instance, after))).toBe(false);
    }
    expect(kept).toBeGreaterThan(10);
  });

  it("leaves no change of one item that keeps every limit and is better", () => {
    let found = 0;
    for (const [index, instance] of instances.entries()) {
      const after = drive(mendedStart(instance, anyChoice(instance, dice(index + 500)), [0, 0], 100_000));
      if (choiceFault(instance, after) !== null) continue;
      found++;
      for (let item = 0; item < instance.itemCount; item++) {
        for (let option = instance.optionStart[item]!; option < instance.optionStart[item + 1]!; option++) {
          const trial = Int32Array.from(after, (taken, other) => (other === item ? option : taken));
          if (choiceFault(instance, trial) === null) expect(isLess(measures(instance, trial), measures(instance, after))).toBe(false);
        }
      }
    }
    expect(found).toBeGreaterThan(20);
  });

  it("leaves be what is enough already", () => {
    for (const [index, instance] of instances.entries()) {
      const before = anyChoice(instance, dice(index));
      if (choiceFault(instance, before) !== null) continue;
      expect(drive(mendedStart(instance, before, measures(instance, before).slice(1), 100_000))).toEqual(before);
    }
  });

  it("leaves no change of two items that keeps every limit and is better", () => {
    const small = instances.filter(({ optionCount }) => optionCount < 40);
    for (const [index, instance] of small.entries()) {
      const after = drive(mendedStart(instance, anyChoice(instance, dice(index + 900)), [0, 0], 100_000));
      if (choiceFault(instance, after) !== null) continue;
      const itemOf = Array.from({ length: instance.itemCount }, (_, item) => new Array<number>(instance.optionStart[item + 1]! - instance.optionStart[item]!).fill(item)).flat();
      for (let a = 0; a < instance.optionCount; a++) {
        for (let b = a + 1; b < instance.optionCount; b++) {
          const trial = Int32Array.from(after, (taken, item) => (item === itemOf[a] ? a : item === itemOf[b] ? b : taken));
          if (choiceFault(instance, trial) === null) expect(isLess(measures(instance, trial), measures(instance, after))).toBe(false);
        }
      }
    }
    expect(small.length).toBeGreaterThan(20);
  });

  it("lowers a peak where the goals before it stay as good", () => {
    let lowered = 0;
    for (const [index, instance] of instances.entries()) {
      const at = instance.goals.findIndex(({ kind }) => kind === "peak");
      const before = anyChoice(instance, dice(index));
      if (at < 0 || choiceFault(instance, before) !== null) continue;
      const values = (choice: Int32Array): readonly number[] => instance.goals.slice(0, at + 1).map((goal) => goalValue(instance, goal, choice));
      const known = values(before);
      const after = values(drive(mendedStart(instance, before, [...known.slice(0, at), known[at]! - 1], 100_000)));
      for (let g = 0; g < at; g++) expect(after[g]).toBeLessThanOrEqual(known[g]!);
      if (after[at]! < known[at]!) lowered++;
    }
    expect(lowered).toBeGreaterThan(2);
  });

  it("leaves the given choice as it was", () => {
    const instance = instances.find(({ itemCount }) => itemCount > 2)!;
    const before = anyChoice(instance, dice(7));
    const copy = [...before];
    drive(mendedStart(instance, before, [0, 0], 100_000));
    expect([...before]).toEqual(copy);
  });
});
