import { describe, expect, it } from "vitest";
import { reSolve } from "../../../src/explain/re-solve";
import { describeCohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { toInstance } from "../../../src/network/numeric-instance";
import { reliefPenalty } from "../../../src/network/targets";
import { drive } from "../../../src/pipeline/drive";
import type { SolveProgress } from "../../../src/solver/instance";
import { bestByListing, combinations } from "../../support/plan-brute-force";
import { parsed } from "../../support/caseload-builder";
import { tinyCaseload } from "../../support/tiny-caseloads";

const MOST = 1_500;

/** An experiment run to its end. */
const ended = <T>(run: Generator<SolveProgress | null, T>): T => drive<SolveProgress, T>(run, {});

describe("a component solved again", () => {
  it("has the goals that trying everything finds, with each unit forced to each of its options", () => {
    let asked = 0;
    let impossible = 0;
    for (let seed = 4000; seed < 4070; seed++) {
      const document = tinyCaseload(seed, { families: 2 });
      const cohort = describeCohort(parsed(document));
      const choices = listChoices(cohort);
      if (choices.some(({ options }) => options.length === 0)) continue;
      for (const component of splitComponents(choices, cohort)) {
        if (combinations(component) > MOST) continue;
        const at = toInstance(component, cohort);
        const asIs = ended(reSolve(at, {}));
        const start = asIs.kind === "solved" ? asIs.choice : undefined;
        at.items.forEach(({ unit, options }, item) =>
          options.forEach((option, index) => {
            const forced = { ...component, choices: component.choices.map((choice) => (choice.unit === unit ? { ...choice, options: [option] } : choice)) };
            const best = bestByListing(forced, document, cohort);
            const answer = ended(reSolve(at, { options: new Map([[item, [at.instance.optionStart[item]! + index]]]) }, {}, start === undefined ? {} : { starts: [start] }));
            asked++;
            if (best === null) {
              impossible++;
              expect(answer.kind).toBe("impossible");
            } else {
              expect(answer.kind === "solved" && answer.goals.map(({ value }) => value)).toEqual(best.values.slice(0, at.goalIds.length));
              expect(answer.kind === "solved" && at.options[answer.choice[item]!]).toBe(option);
            }
          }),
        );
      }
    }
    expect(asked).toBeGreaterThan(300);
    expect(impossible).toBeGreaterThan(0);
  }, 300_000);

  it("takes other bands, measures only the goals asked for, and says when nothing was settled", () => {
    const document = tinyCaseload(4001, { families: 3 });
    const cohort = describeCohort(parsed(document));
    const [component] = splitComponents(listChoices(cohort), cohort);
    const at = toInstance(component!, cohort);
    const targets = new Map(at.targets.map((target, block) => [block, { ...target, lower: 0, upper: target.base }] as const));
    const answer = ended(reSolve(at, { targets, goalCount: 1 }));
    expect(answer.kind === "solved" && answer.goals.map(({ value }) => value)).toEqual([0]);
    const relief = at.targets.map((target) => reliefPenalty(0, target));
    expect(relief.some((penalty) => penalty > 0)).toBe(true);
    expect(ended(reSolve(at, {}, { shouldStop: () => true })).kind).not.toBe("impossible");
  });
});
