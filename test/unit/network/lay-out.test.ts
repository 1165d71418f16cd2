import { describe, expect, it, vi } from "vitest";
import { ended } from "../../../src/base/ended";
import { range } from "../../../src/base/range";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort, type Cohort } from "../../../src/model/cohort";
import type { Option } from "../../../src/model/option";
import type { RuleId } from "../../../src/model/rule-settings";
import { listChoices } from "../../../src/network/choices";
import { splitComponents } from "../../../src/network/components";
import { measurePlacement } from "../../../src/network/measure-option";
import { instanceInSteps } from "../../../src/network/numeric-instance";
import { layOut } from "../../../src/pipeline/lay-out";
import { LIMIT_RULES } from "../../../src/rules";
import { generateCaseload } from "../../../src/synthetic/generate-caseload";
import { allCapacityLimits } from "../../support/capacity-limits";

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

  it("sorts no long list in one go, though every pair of cover workers is a way for a family with two workers", () => {
    const parsed = parseCaseload(generateCaseload(1, { participants: 4, coverWorkers: 24, features: { twoToOne: 10 } }));
    if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
    const cohort = describeCohort(parsed.value);
    const { sort } = Float64Array.prototype;
    let longest = 0;
    vi.spyOn(Float64Array.prototype, "sort").mockImplementation(function (this: Float64Array) {
      longest = Math.max(longest, this.length);
      return sort.call(this);
    });
    const [component] = splitComponents(listChoices(cohort), cohort);
    const { instance } = ended(instanceInSteps(component!, cohort));
    vi.restoreAllMocks();
    const joined = (item: number): number => instance.entryStart[instance.optionStart[item + 1]!]! - instance.entryStart[instance.optionStart[item]!]!;
    expect(Math.max(...range(0, instance.itemCount).map(joined))).toBeGreaterThan(longest);
  });

  it("measures a second worker's options once, and every load once between two days on which it changes", () => {
    const parsed = parseCaseload(generateCaseload(2, { participants: 8, coverWorkers: 9, features: { twoToOne: 10 } }));
    if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
    const cohort = describeCohort(parsed.value);
    const counting = new Map<Option["loadOn"], Option["loadOn"]>();
    let asked = 0;
    const counted = (option: Option): Option => {
      const { loadOn } = option;
      const known = counting.get(loadOn) ?? ((day) => (asked++, loadOn(day)));
      counting.set(loadOn, known);
      return { ...option, loadOn: known };
    };
    const choices = listChoices(cohort).map((choice) => ({ ...choice, options: choice.options.map(counted) }));
    const options = choices.flatMap((choice) => choice.options);
    const accompanied = options.filter(({ placement }) => placement !== null && placement.companion !== null);
    expect(accompanied.length).toBeGreaterThan(options.length / 3);
    expect(new Set(accompanied.map(({ loadOn }) => loadOn)).size).toBeLessThan(accompanied.length / 4);
    for (const { placement, ...measured } of accompanied) {
      const fresh = measurePlacement(placement!, measured.costParts.flatMap(({ term }) => (term in cohort.caseload.policy.rules ? [term as RuleId] : [])), cohort);
      expect({ ...fresh, loadOn: null }).toEqual({ placement, ...measured, loadOn: null });
    }
    for (const component of splitComponents(choices, cohort)) ended(instanceInSteps(component, cohort));
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(6 * counting.size);
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
  it("are all that do, and for limits on people and pairs not many others", () => {
    const cohort = generated(8, 6);
    const options = listChoices(cohort).flatMap((choice) => choice.options);
    const counted = new Set<string>();
    for (const rule of [{ limits: allCapacityLimits }, ...LIMIT_RULES]) {
      for (const limit of rule.limits(options, cohort)) {
        if (limit.among === undefined) continue;
        counted.add(limit.rule);
        const among = new Set(limit.among);
        expect(limit.among.length, limit.rule).toBeLessThan(options.length);
        for (const option of options) if (limit.amountOf(option) > 0 && !among.has(option)) expect.fail(`${limit.rule} counts an option of ${option.unit.id}`);
      }
    }
    expect([...counted].sort()).toEqual(["co-working", "cover-capacity", "cover-children", "keep-apart", "keep-together", "supervision-span"]);
  });
});
