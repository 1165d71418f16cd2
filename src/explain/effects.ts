/** Whom a plan found touches: relief, workload and decisions that are not as planned. */
import { compareText } from "../base/hash";
import type { ComponentInstance } from "../network/numeric-instance";
import { blockTotal, ceilDivide, rowUse } from "../solver/goal-values";
import type { Effects, PersonEffect } from "./explanation";
import type { StandingComponent } from "./standing-plan";

/** What differs between the plan's choice and another; `asked` are the items in question themselves. */
export function effectsOf({ at, choice }: StandingComponent, other: Int32Array, asked: readonly number[]): Effects {
  const others = at.items.flatMap(({ unit }, item) => (choice[item] === other[item] || asked.includes(item) ? [] : [unit.id]));
  return {
    people: [...participants(at, choice, other), ...coverWorkers(at, choice, other)],
    otherDecisions: [...new Set(others)].sort(compareText),
    changesOfWorker: { planned: changes(at, choice), value: changes(at, other) },
  };
}

function participants(at: ComponentInstance, choice: Int32Array, other: Int32Array): readonly PersonEffect[] {
  return at.participants
    .map(({ worker }, block): PersonEffect => ({
      workerId: worker.id,
      role: "participant",
      planned: blockTotal(at.instance, choice, block) / 100,
      value: blockTotal(at.instance, other, block) / 100,
    }))
    .filter(({ planned, value }) => planned !== value)
    .sort(byId);
}

function coverWorkers(at: ComponentInstance, choice: Int32Array, other: Int32Array): readonly PersonEffect[] {
  const [before, after] = [rowUse(at.instance, choice), rowUse(at.instance, other)];
  return at.component.coverWorkers
    .map(({ id }): PersonEffect => ({ workerId: id, role: "cover-worker", planned: peakOf(id, at, before), value: peakOf(id, at, after) }))
    .filter(({ planned, value }) => planned !== value)
    .sort(byId);
}

/** The greatest workload over a cover worker's rows, existing work included, whole per cent rounded up; null without capacity. */
export function peakOf(workerId: string, at: ComponentInstance, use: Float64Array): number | null {
  let peak: number | null = null;
  at.rows.forEach(({ stretch }, row) => {
    if (stretch === null || stretch.worker.id !== workerId || stretch.capacity === 0) return;
    peak = Math.max(peak ?? 0, ceilDivide(100 * (stretch.existing + use[row]!), stretch.capacity));
  });
  return peak;
}

function changes(at: ComponentInstance, choice: Int32Array): number {
  return choice.reduce((sum, option) => sum + at.options[option]!.changesOfWorker, 0);
}

function byId(a: PersonEffect, b: PersonEffect): number {
  return compareText(a.workerId, b.workerId);
}
