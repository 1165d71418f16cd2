import { describe, expect, it, vi } from "vitest";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort, type Cohort } from "../../../src/model/cohort";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { instanceInSteps } from "../../../src/network/numeric-instance";
import { layOut } from "../../../src/pipeline/lay-out";
import { LIMIT_RULES } from "../../../src/rules";
import { coverCapacity } from "../../../src/rules/cover-capacity";
import { generateCaseload } from "../../../src/synthetic/generate-caseload";

function generated(participants: number, coverWorkers: number): Cohort {
  const parsed = parseCaseload(generateCaseload(1, { participants, coverWorkers, features: { keepApart: 60, keepTogether: 60 } }));
  if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
  return describeCohort(parsed.value);
}

/** The most look-ups in maps between two pauses: what laying out mostly does. */
function mostLookUps(run: Generator<unknown>): number {
  const { get } = Map.prototype;
  let looked = 0;
  let most = 0;
  const spy = vi.spyOn(Map.prototype, "get").mockImplementation(function (this: Map<unknown, unknown>, key) {
    looked++;
    return get.call(this, key);
  });
  for (let step = run.next(); step.done !== true; step = run.next()) {
    most = Math.max(most, looked);
    looked = 0;
  }
  spy.mockRestore();
  return Math.max(most, looked);
}

describe("laying a cohort out", () => {
  it("does little between two pauses, however many options there are", () => {
    const cohort = generated(24, 16);
    const choices = listChoices(cohort);
    const options = choices.reduce((sum, choice) => sum + choice.options.length, 0);
    expect(options).toBeGreaterThan(4_000);
    for (const component of splitComponents(choices, cohort)) expect(mostLookUps(instanceInSteps(component, cohort))).toBeLessThan(30_000);
  });

  it("ends at the pause at which it is told to, and is whole otherwise", () => {
    const cohort = generated(3, 3);
    let pauses = 0;
    for (let run = layOut(cohort, () => false), step = run.next(); step.done !== true; step = run.next()) pauses++;
    for (const at of [0, 1, Math.floor(pauses / 2), pauses - 1]) {
      let asked = 0;
      const run = layOut(cohort, () => asked++ >= at);
      let later = 0;
      let step = run.next();
      for (; step.done !== true; step = run.next()) later++;
      expect(step.value.kind, `at ${at} of ${pauses}`).toBe("stopped");
      expect(later).toBe(at);
    }
  });
});

describe("the options that a limit says may count", () => {
  it("are all that do, and for limits on pairs, participants and capacity not many others", () => {
    const cohort = generated(8, 6);
    const options = listChoices(cohort).flatMap((choice) => choice.options);
    const counted = new Set<string>();
    for (const rule of [coverCapacity, ...LIMIT_RULES]) {
      for (const limit of rule.limits(options, cohort)) {
        if (limit.among === undefined) continue;
        counted.add(limit.rule);
        const among = new Set(limit.among);
        expect(limit.among.length, limit.rule).toBeLessThan(options.length);
        for (const option of options) if (limit.amountOf(option) > 0 && !among.has(option)) expect.fail(`${limit.rule} counts an option of ${option.unit.id}`);
      }
    }
    expect([...counted].sort()).toEqual(["co-working", "cover-capacity", "keep-apart", "keep-together"]);
  });
});
