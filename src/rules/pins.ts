import type { Pin } from "../model/caseload";
import type { Cohort, Unit } from "../model/cohort";
import type { Placement } from "../model/option";
import { remembered } from "../model/remembered";

/** Rule 47 for a placement: the pin that rules it out, or null. */
export function refusedByPin(placement: Placement, cohort: Cohort): Pin | null {
  return pinsOf(placement.unit, cohort).find((pin) => !allows(pin, placement)) ?? null;
}

/** Rule 47 for staying: the pin that rules it out, or null. */
export function mustMove(unit: Unit, cohort: Cohort): Pin | null {
  return pinsOf(unit, cohort).find((pin) => pin.kind === "must-move" || pin.kind === "must-go-to") ?? null;
}

/** Planners' decisions about a unit. */
export const pinsOf = remembered(
  (unit: Unit, { caseload }): readonly Pin[] =>
    caseload.pins.filter(
      (pin) =>
        (unit.kind === "family" ? pin.familyId === unit.id : pin.supervisionId === unit.id) &&
        (pin.workerId === null || pin.workerId === unit.worker.id),
    ),
);

function allows(pin: Pin, { mode, cover, companion }: Placement): boolean {
  switch (pin.kind) {
    case "must-stay":
      return false;
    case "must-move":
      return mode === "handover";
    case "must-go-to":
      return mode === "handover" && cover.id === pin.coverWorkerId;
    case "never-to":
      return cover.id !== pin.coverWorkerId && companion?.id !== pin.coverWorkerId;
  }
}
