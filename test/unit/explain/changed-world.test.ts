import { describe, expect, it } from "vitest";
import { isSameProblem, worldWith } from "../../../src/explain/changed-world";
import type { Fact } from "../../../src/explain/facts";
import { optionsOf } from "../../../src/explain/places";
import { componentOf, standingPlan, type StandingPlan } from "../../../src/explain/standing-plan";
import type { Caseload } from "../../../src/model/caseload";
import { describeCohort } from "../../../src/model/cohort";
import { parseCaseload, planHandovers } from "../../../src/index";
import { tinyCaseload } from "../../support/tiny-caseloads";

function ended<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value as T;
  }
}

function standing(seed: number): StandingPlan | null {
  const parsed = parseCaseload(tinyCaseload(seed, { families: 3 }));
  if (parsed.kind === "error") throw new Error(parsed.issues[0]!.message);
  const result = planHandovers(parsed.value);
  if (result.kind !== "plan") return null;
  const read = ended(standingPlan(result.plan, describeCohort(parsed.value)));
  if (read.kind === "error") throw new Error(read.issues[0]!.message);
  return read.value;
}

const changing = (change: (caseload: Caseload) => Caseload): Fact => ({ kind: "language", rule: null, ids: [], value: null, date: null, statement: "", condition: "", key: "", change });

describe("a caseload with something otherwise", () => {
  it("is the same problem when nothing is, and when rows come in another order; another one when points or costs differ", () => {
    const seen = { same: 0, other: 0 };
    for (let seed = 7000; seed < 7030; seed++) {
      const plan = standing(seed);
      if (plan === null) continue;
      const component = plan.components[0]!;
      const isSame = (change: (caseload: Caseload) => Caseload): boolean | null => {
        const world = ended(worldWith([changing(change)], 0, component, plan));
        if (world === null || world.at.items.length !== component.at.items.length) return null;
        expect(world.at.items[world.item]!.unit.id).toBe(component.at.items[0]!.unit.id);
        return isSameProblem([world.at, world.item, optionsOf(world.item, world.at)], [component.at, 0, optionsOf(0, component.at)], component.at.goalIds.indexOf("continuity") + 1);
      };
      expect(isSame((caseload) => caseload), `seed ${seed}`).toBe(true);
      expect(isSame((caseload) => ({ ...caseload, families: [...caseload.families].reverse(), children: [...caseload.children].reverse(), workers: [...caseload.workers].reverse() })), `seed ${seed}, reversed`).toBe(true);
      seen.same++;
      const heavier = isSame((caseload) => ({ ...caseload, children: caseload.children.map((child) => ({ ...child, points: (child.points ?? 0) + 100 })) }));
      const established = isSame((caseload) => ({ ...caseload, children: caseload.children.map((child) => ({ ...child, workerSince: child.lastVisitOn })) }));
      for (const one of [heavier, established]) if (one === false) seen.other++;
    }
    expect(seen.same).toBeGreaterThan(15);
    expect(seen.other).toBeGreaterThan(15);
  });

  it("starts from the plan's best choice where it still stands", () => {
    for (const seed of [7001, 7002, 7003, 7004, 7005]) {
      const plan = standing(seed);
      if (plan === null) continue;
      for (const component of plan.components) {
        const world = ended(worldWith([changing((caseload) => caseload)], 0, component, plan))!;
        const names = (at: typeof world.at, choice: Int32Array): readonly string[] => [...choice].map((option) => `${at.options[option]!.unit.id} ${at.options[option]!.mode} ${at.options[option]!.placement?.cover.id} ${at.options[option]!.placement?.takeover}`).sort();
        expect(names(world.at, world.start)).toEqual(names(component.at, component.best));
        expect(componentOf(component.at.participants[0]!.worker.id, plan)).toBe(component);
      }
    }
  });
});
