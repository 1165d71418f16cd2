/** Why a family, or a supervision item, is where it is. */
import type { SolveProgress } from "../solver/instance";
import type { FamilyExplanation } from "./explanation";
import { explainUnit, type UnitDepth } from "./explain-unit";
import { headOf } from "./head";
import { componentOf, type StandingPlan } from "./standing-plan";

/** Explains every unit with this id; null when the plan decides nothing about it. */
export function* explainingFamily(id: string, plan: StandingPlan, depth: UnitDepth): Generator<SolveProgress | null, FamilyExplanation | null> {
  const own = plan.plan.decisions.filter((decision) => decision.id === id);
  if (own.length === 0) return null;
  const units = [];
  for (const { kind, participantId, childIds } of own) {
    const standing = componentOf(participantId, plan)!;
    const item = standing.at.items.findIndex(
      ({ unit }) => unit.kind === kind && unit.id === id && unit.worker.id === participantId && (unit.kind === "supervision" || unit.children.every((child) => childIds.includes(child.id))),
    );
    units.push(yield* explainUnit(item, standing, plan, { ...depth, steps: Math.ceil(depth.steps / own.length) }));
  }
  return { ...headOf(plan), kind: "family", id, units };
}
