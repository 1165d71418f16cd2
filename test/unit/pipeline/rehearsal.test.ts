import { describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort, type Cohort } from "../../../src/model/cohort";
import type { ComponentInstance } from "../../../src/network/numeric-instance";
import { layOut } from "../../../src/pipeline/lay-out";
import { startRun } from "../../../src/pipeline/plan-options";
import { Rehearsal } from "../../../src/pipeline/rehearsal";
import { writePlan, type Writing } from "../../../src/pipeline/write-plan";
import { drain } from "../../support/choice-brute-force";

/** A small cohort laid out; `asked` counts what is asked about units that move. */
function laidOut(): { components: readonly ComponentInstance[]; writing: Writing; asked: () => number } {
  const parsed = parseCaseload(generateCaseload(3, { participants: 3, coverWorkers: 2 }));
  if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
  const described = describeCohort(parsed.value);
  let count = 0;
  const cohort: Cohort = { ...described, exceptionsOf: (id) => (count++, described.exceptionsOf(id)) };
  const laid = drain(layOut(cohort, () => false));
  if (laid.kind !== "laid-out") throw new Error("every unit has an option");
  return { components: laid.instances, writing: { split: laid.components, stop: startRun({}), cohort }, asked: () => count };
}

/** Every unit's last option. */
function lastOptions({ instance: { itemCount, optionStart } }: ComponentInstance): Int32Array {
  return Int32Array.from({ length: itemCount }, (_, item) => optionStart[item + 1]! - 1);
}

/** How often a plan of the last options asks about units that move. */
function askedFor({ components, writing, asked }: ReturnType<typeof laidOut>): number {
  const before = asked();
  const solved = components.map((at) => ({ at, result: { kind: "solved", choice: lastOptions(at), goals: [], termination: "stopped", method: "weighted", steps: 0 } as const, certificate: null }));
  const { plan } = drain(writePlan(solved, writing));
  expect(plan.decisions.filter(({ mode }) => mode !== "stay").length).toBeGreaterThan(10);
  return asked() - before;
}

describe("a rehearsal", () => {
  it("leaves little of a plan to be read back that was rehearsed beside the search", () => {
    const anew = askedFor(laidOut());
    const laid = laidOut();
    const rehearsal = new Rehearsal(laid.components, laid.writing);
    drain(rehearsal.once());
    for (let pause = 0; pause < 1000; pause++) for (const [index, at] of laid.components.entries()) rehearsal.advance(index, lastOptions(at));
    expect(askedFor(laid)).toBeLessThan(anew / 2);
  });

  it("takes few of the search's pauses while nothing changes", () => {
    const laid = laidOut();
    const [at] = laid.components;
    const rehearsal = new Rehearsal(laid.components, laid.writing);
    let written = 0;
    const pauses = 5000;
    for (let pause = 0; pause < pauses; pause++) {
      const before = laid.asked();
      rehearsal.advance(0, lastOptions(at!));
      if (laid.asked() > before) written++;
    }
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(pauses / 5);
  });
});
