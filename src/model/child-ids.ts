import { compareText } from "../base/hash";
import type { Unit } from "./cohort";
import { remembered } from "./remembered";

/** Ids of a unit's children in order; none for supervision. */
export const childIdsOf = remembered((unit: Unit): readonly string[] => (unit.kind === "family" ? unit.children.map(({ id }) => id).sort(compareText) : []));
