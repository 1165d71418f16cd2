/** Whether a caseload has a plan, without the search for what clashes where it has none: that takes longer than planning so little. */
import { feasibility } from "../../src/explain/feasibility";
import type { Caseload } from "../../src/model/caseload";
import { describeCohort } from "../../src/model/cohort";
import { reliefTarget } from "../../src/network/targets";
import { drive } from "../../src/pipeline/drive";

/** As planning finds it, which test/unit/explain/conflict.test.ts holds it against. */
export function hasPlan(caseload: Caseload): boolean {
  const cohort = describeCohort(caseload);
  const floors = new Map(cohort.participants.flatMap((participant) => {
    const { floor } = reliefTarget(participant, cohort);
    return floor === null ? [] : [[participant.worker.id, floor] as const];
  }));
  return drive(feasibility({ caseload, floors, lifted: new Set() }, 2_000), {}) === "possible";
}
