import { describe, expect, it } from "vitest";
import { range } from "../../../src/base/range";
import { isPossible, trialsOf, type Change } from "../../../src/explain/trial";
import { generateCaseload } from "../../../src/generate";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance, type ComponentInstance } from "../../../src/network/numeric-instance";
import { blockTotal, goalValue, rowUse } from "../../../src/solver/goal-values";
import { Dice } from "../../support/choice-random";

/** A component of a small caseload, and its cohort's options. */
function components(seed: number, people: number): readonly ComponentInstance[] {
  const parsed = parseCaseload(generateCaseload(seed, { participants: people, teamManagers: 0, coverWorkers: people, coverManagers: 0 }));
  if (parsed.kind === "error") throw new Error("a generated caseload is in order");
  const cohort = describeCohort(parsed.value);
  return splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
}

describe("a trial of a few changes", () => {
  it("says what measuring the changed plan from the start says, trial after trial", () => {
    const dice = new Dice(1);
    const seen = { possible: 0, broken: 0, best: 0, none: 0 };
    for (let seed = 1; seed <= 3; seed++) {
      for (const at of components(seed, 3)) {
        const { instance } = at;
        const anyOption = (item: number): number => dice.between(instance.optionStart[item]!, instance.optionStart[item + 1]! - 1);
        const choice = Int32Array.from({ length: instance.itemCount }, (_, item) => (dice.oneIn(3) ? anyOption(item) : instance.optionStart[item]!));
        const trials = trialsOf(at, choice);
        for (let trial = 0; trial < 100; trial++) {
          const changes = Array.from({ length: dice.between(0, 3) }, (): Change => {
            const item = dice.between(0, instance.itemCount - 1);
            return { item, option: anyOption(item) };
          });
          const changed = Int32Array.from(choice);
          for (const { item, option } of changes) changed[item] = option;
          const use = rowUse(instance, changed);
          const blocks = Array.from({ length: instance.blockCount }, (_, block) => block);
          const tallyOf = (block: number): number =>
            changed.subarray(instance.itemStart[block], instance.itemStart[block + 1]).reduce((sum, option) => sum + instance.tally[option]!, 0);
          const measured = {
            brokenRows: at.rows.filter((_row, index) => use[index]! > instance.rowLimit[index]!),
            breaksTally: blocks.some((block) => tallyOf(block) > instance.tallyLimit[block]!),
            breaksFloor: blocks.some((block) => blockTotal(instance, changed, block) < instance.leastTotal[block]!),
            values: Object.fromEntries(instance.goals.map((goal, index) => [at.goalIds[index], goalValue(instance, goal, changed)])),
          };
          expect(trials.attempt(changes)).toEqual(measured);
          expect(trials.valuesIfPossible(changes)).toEqual(isPossible(measured) ? measured.values : null);
          seen[isPossible(measured) ? "possible" : "broken"]++;
        }
        for (let item = 0; item < instance.itemCount; item++) {
          const [first, end] = [instance.optionStart[item]! + dice.between(0, 1), instance.optionStart[item + 1]!];
          const possible = range(first, end).flatMap((option) => trials.valuesIfPossible([{ item, option }]) ?? []);
          const inOrder = possible.sort((a, b) => at.goalIds.map((goal) => a[goal]! - b[goal]!).find((difference) => difference !== 0) ?? 0);
          seen[inOrder.length === 0 ? "none" : "best"]++;
          expect(trials.bestValues(item, first, end)).toEqual(inOrder[0] ?? null);
        }
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  /** Trials of a plan in which everybody stays, and how often they looked at a limit since. */
  function countedTrials() {
    const [at] = components(1, 8);
    const { instance } = at!;
    let looked = 0;
    const rowLimit = new Proxy(instance.rowLimit, {
      get: (limits, row) => {
        looked++;
        return limits[Number(row)];
      },
    });
    const trials = trialsOf({ ...at!, instance: { ...instance, rowLimit } }, instance.optionStart.slice(0, instance.itemCount));
    const before = looked;
    return { instance, trials, looked: () => looked - before };
  }

  it("looks at the limits of what it changes, not at every limit there is", () => {
    const { instance, trials, looked } = countedTrials();
    let used = 0;
    for (let item = 0; item < instance.itemCount; item++) {
      for (let option = instance.optionStart[item]!; option < instance.optionStart[item + 1]!; option++) {
        trials.valuesIfPossible([{ item, option }]);
        used += instance.entryStart[option + 1]! - instance.entryStart[option]!;
      }
    }
    // Before and after, when the change is made and when it is undone.
    expect(looked()).toBe(4 * used);
    expect(used).toBeLessThan((instance.optionCount * instance.rowCount) / 5);
  });

  it("looks, for the best of an item's options, at no limit of those that are worse anyway", () => {
    const { instance, trials, looked } = countedTrials();
    for (let item = 0; item < instance.itemCount; item++) trials.bestValues(item, instance.optionStart[item]! + 1, instance.optionStart[item + 1]!);
    expect(looked()).toBeLessThan((4 * instance.entryRow.length) / 3);
  });
});
