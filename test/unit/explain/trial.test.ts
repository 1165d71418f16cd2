import { describe, expect, it } from "vitest";
import { trialsOf, type Change } from "../../../src/explain/trial";
import { generateCaseload } from "../../../src/generate";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance } from "../../../src/network/numeric-instance";
import { blockTotal, goalValue, rowUse } from "../../../src/solver/goal-values";
import { Dice } from "../../support/choice-random";

describe("a trial of a few changes", () => {
  it("says what measuring the changed plan from the start says, trial after trial", () => {
    const dice = new Dice(1);
    for (let seed = 1; seed <= 3; seed++) {
      const parsed = parseCaseload(generateCaseload(seed, { participants: 3, teamManagers: 0, coverWorkers: 3, coverManagers: 0 }));
      if (parsed.kind === "error") throw new Error("a generated caseload is in order");
      const cohort = describeCohort(parsed.value);
      for (const at of splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort))) {
        const { instance } = at;
        const anyOption = (item: number): number => dice.between(instance.optionStart[item]!, instance.optionStart[item + 1]! - 1);
        const choice = Int32Array.from({ length: instance.itemCount }, (_, item) => anyOption(item));
        const attempt = trialsOf(at, choice);
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
          expect(attempt(changes)).toEqual({
            brokenRows: at.rows.filter((_row, index) => use[index]! > instance.rowLimit[index]!),
            breaksTally: blocks.some((block) => tallyOf(block) > instance.tallyLimit[block]!),
            breaksFloor: blocks.some((block) => blockTotal(instance, changed, block) < instance.leastTotal[block]!),
            values: Object.fromEntries(instance.goals.map((goal, index) => [at.goalIds[index], goalValue(instance, goal, changed)])),
          });
        }
      }
    }
  });
});
