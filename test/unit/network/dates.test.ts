import { describe, expect, it } from "vitest";
import { describeCohort, type Cohort } from "../../../src/model/cohort";
import type { Placement } from "../../../src/model/option";
import type { RuleId } from "../../../src/model/rule-settings";
import { brokenOn, firstPermitted, handBackDays, takeoverDays } from "../../../src/network/dates";
import { parsed, refusals } from "../../support/caseload-builder";
import { tinyCaseload } from "../../support/tiny-caseloads";

/** The cohort with some rules turned off. */
function without(ids: readonly RuleId[], cohort: Cohort): Cohort {
  const { caseload } = cohort;
  const off = Object.fromEntries(ids.map((id) => [id, { ...caseload.policy.rules[id], mode: "off" as const }]));
  return { ...cohort, caseload: { ...caseload, policy: { ...caseload.policy, rules: { ...caseload.policy.rules, ...off } } } };
}

function subsets<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.reduce<readonly (readonly T[])[]>((found, one) => [...found, ...found.map((subset) => [...subset, one])], [[]]);
}

function placementsOf(cohort: Cohort): readonly Placement[] {
  return cohort.participants.flatMap(({ units }) =>
    units.flatMap((unit) => (["handover", "co-work"] as const).flatMap((mode) => cohort.coverWorkers.map((cover): Placement => ({ unit, mode, cover, companion: null })))),
  );
}

describe("the rules that leave no day", () => {
  it("are those that some of the rules need to leave none, and no others", () => {
    let refused = 0;
    let leftOut = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const cohort = describeCohort(parsed(tinyCaseload(seed)));
      for (const placement of placementsOf(cohort)) {
        for (const side of ["takeover", "hand-back"] as const) {
          const days = side === "takeover" ? takeoverDays(placement, cohort) : handBackDays(cohort);
          const found = firstPermitted(days, side, placement, cohort);
          if (found.day !== null || days.length === 0) continue;
          refused++;
          const broken = [...new Set(days.flatMap((day) => brokenOn(day, side, placement, cohort).hard))];
          const leavesNone = new Map(subsets(broken).map((off) => [off.join(), firstPermitted(days, side, placement, without(off, cohort)).day === null]));
          const isNeeded = (id: RuleId): boolean =>
            subsets(broken.filter((other) => other !== id)).some((off) => leavesNone.get(off.join())! && !leavesNone.get(broken.filter((one) => one === id || off.includes(one)).join())!);
          expect([...found.rules].sort(), `${seed} ${placement.unit.id} ${side}`).toEqual(broken.filter(isNeeded).sort());
          expect(firstPermitted(days, side, placement, without(found.rules, cohort)).day).not.toBeNull();
          if (found.rules.length < broken.length) leftOut++;
        }
      }
    }
    expect(refused).toBeGreaterThan(100);
    expect(leftOut).toBeGreaterThan(5);
  }, 120_000);

  it("are not those that rule out some of the days only", () => {
    const hearing = { familyId: "F1", kind: "hearing", date: "2018-09-17" };
    // The hearing protects every takeover day; the notice would leave the last of them.
    expect(refusals({ events: [hearing], asOf: "2018-08-22" })).toEqual(["key-event"]);
    // The hearing a day later leaves the first, which the notice then takes.
    expect(refusals({ events: [{ ...hearing, date: "2018-09-18" }], asOf: "2018-08-22" })).toEqual(["notice", "key-event"]);
  });
});
