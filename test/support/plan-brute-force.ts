/**
 * The best value of every goal of a component, by trying every combination of its options. Options, with
 * their reliefs, costs and days, are the library's; whether they go together is judged here, from the
 * caseload document, and so are the goals.
 */
import type { CaseloadDocument } from "../../src/model/caseload-document";
import type { Cohort } from "../../src/model/cohort";
import { unitVisits } from "../../src/model/contacts-due";
import { workersOf, type Option } from "../../src/model/option";
import { DEFAULT_POLICY } from "../../src/model/policy";
import { RULE_DEFAULTS, type RuleId } from "../../src/model/rule-settings";
import type { Component } from "../../src/network/components";
import { reliefTarget } from "../../src/network/targets";
import { DayByDay } from "./day-by-day";

/** Goals in order: relief, continuity, fair cover, travel. */
export type Values = readonly [number, number, number, number];

export interface BestFound {
  readonly values: Values;
  readonly options: readonly Option[];
}

/** Combinations to be tried; more than this is not tiny. */
export const MOST_COMBINATIONS = 60_000;

export function combinations(component: Component): number {
  return component.choices.reduce((product, choice) => product * Math.max(1, choice.options.length), 1);
}

export function compareValues(a: Values, b: Values): number {
  for (let goal = 0; goal < a.length; goal++) if (a[goal] !== b[goal]) return a[goal]! - b[goal]!;
  return 0;
}

/** Null when no combination keeps the rules. */
export function bestByListing(component: Component, document: CaseloadDocument, cohort: Cohort): BestFound | null {
  const judge = new CombinationJudge(component, document, cohort);
  let best: BestFound | null = null;
  const chosen: Option[] = [];
  const visit = (index: number): void => {
    if (index === component.choices.length) {
      if (!judge.isPossible(chosen)) return;
      const values = judge.valuesOf(chosen);
      if (best === null || compareValues(values, best.values) < 0) best = { values, options: [...chosen] };
      return;
    }
    for (const option of component.choices[index]!.options) {
      if (!judge.add(option, 1)) {
        judge.add(option, -1);
        continue;
      }
      chosen.push(option);
      visit(index + 1);
      chosen.pop();
      judge.add(option, -1);
    }
  };
  visit(0);
  return best;
}

/** Rules on what options do together, read from the document. */
export class CombinationJudge {
  readonly #days: readonly number[];
  readonly #room = new Map<string, { capacity: number[]; existing: number[]; added: Float64Array }>();
  readonly #loads = new Map<Option, { workerId: string; load: Float64Array }[]>();
  readonly #reserve: number;

  constructor(
    readonly component: Component,
    readonly document: CaseloadDocument,
    readonly cohort: Cohort,
  ) {
    const slow = new DayByDay(document);
    this.#days = slow.workingDays;
    for (const { id } of component.coverWorkers) {
      this.#room.set(id, { capacity: this.#days.map((day) => slow.capacityOn(id, day)), existing: this.#days.map((day) => slow.existingOn(id, day)), added: new Float64Array(this.#days.length) });
    }
    for (const option of component.choices.flatMap((choice) => choice.options)) {
      this.#loads.set(option, workersOf(option).map((worker, position) => ({
        workerId: worker.id,
        load: Float64Array.from(this.#days, (day) => (position === 0 ? option.loadOn(day) : day >= option.placement!.takeover && day < option.placement!.until ? option.companionLoad : 0)),
      })));
    }
    this.#reserve = this.#mode("reserve") === "hard" ? this.#limit("reserve") : 0;
  }

  /** Adds an option's loads, or takes them away; false when a worker would be above capacity on a day. */
  add(option: Option, sign: 1 | -1): boolean {
    let fits = true;
    for (const { workerId, load } of this.#loads.get(option)!) {
      const { capacity, existing, added } = this.#room.get(workerId)!;
      for (let at = 0; at < load.length; at++) {
        if (load[at] === 0) continue;
        added[at]! += sign * load[at]!;
        if (added[at]! > Math.max(0, Math.floor((capacity[at]! * (100 - this.#reserve)) / 100) - existing[at]!)) fits = false;
      }
    }
    return fits;
  }

  /** Everything but capacity. */
  isPossible(options: readonly Option[]): boolean {
    return this.#countsFit(options) && this.#pairsFit(options) && this.#floorsFit(options);
  }

  /** The goals, of the options whose loads are added now. */
  valuesOf(options: readonly Option[]): Values {
    let relief = 0;
    for (const participant of this.component.participants) {
      const { base, lower, upper } = reliefTarget(participant, this.cohort);
      if (base === 0) continue;
      const got = options.reduce((sum, option) => sum + (option.unit.worker === participant.worker ? option.relief : 0), 0);
      const short = Math.max(0, Math.ceil(((lower - got) * 1000) / base));
      const over = Math.max(0, Math.ceil(((got - upper) * 1000) / base));
      relief += 4 * short ** 2 + over ** 2;
    }
    let peak = 0;
    for (const { capacity, existing, added } of this.#room.values()) {
      capacity.forEach((most, at) => {
        if (most > 0) peak = Math.max(peak, Math.ceil((100 * (existing[at]! + added[at]!)) / most));
      });
    }
    const sum = (measure: (option: Option) => number): number => options.reduce((total, option) => total + measure(option), 0);
    return [relief, sum((option) => option.cost), peak, this.document.travel === null ? 0 : sum((option) => option.travelMinutes)];
  }

  #countsFit(options: readonly Option[]): boolean {
    const { document, component } = this;
    const asyeGrade = document.policy?.asyeGrade ?? DEFAULT_POLICY.asyeGrade;
    for (const { id, role, grade, visitsCapacity, maximumChildren } of document.workers.filter((row) => component.coverWorkers.some((worker) => worker.id === row.id))) {
      const taken = options.filter((option) => option.placement?.cover.id === id);
      const children = taken.reduce((sum, { unit, mode }) => sum + (unit.kind === "family" && mode === "handover" ? unit.children.length : 0), 0);
      const held = document.children.filter((child) => child.allocatedWorkerId === id).length;
      const passes = (most: number): boolean => children > Math.max(0, most - held);
      if (this.#mode("cover-children") === "hard" && passes(maximumChildren ?? this.#limit("cover-children"))) return false;
      if (grade === asyeGrade && this.#mode("asye-maximum") === "hard" && passes(this.#limit("asye-maximum"))) return false;
      if (this.#mode("visits-capacity") === "hard" && visitsCapacity != null) {
        const own = this.cohort.unitsHeldBy(id).reduce((sum, unit) => sum + unitVisits(unit, this.cohort.start, this.cohort.end + 1, this.cohort), 0);
        if (taken.reduce((sum, option) => sum + option.coverVisits, 0) > Math.max(0, visitsCapacity - own)) return false;
      }
      if (role === "team-manager" && this.#mode("supervision-span") === "hard") {
        const supervised = (document.supervision ?? []).filter((item) => item.managerId === id).length;
        if (taken.filter((option) => option.unit.kind === "supervision").length > Math.max(0, this.#limit("supervision-span") - supervised)) return false;
      }
    }
    return component.participants.every(
      ({ worker }) => this.#mode("co-working") !== "hard" || options.filter((option) => option.mode === "co-work" && option.unit.worker === worker).length <= this.#limit("co-working"),
    );
  }

  #pairsFit(options: readonly Option[]): boolean {
    const of = (familyId: string): readonly Option[] => options.filter(({ unit }) => unit.kind === "family" && unit.id === familyId);
    if (this.#mode("keep-apart") === "hard") {
      for (const [a, b] of this.document.keepApart ?? []) {
        for (const x of of(a)) for (const y of of(b)) if (workersOf(x).some((worker) => workersOf(y).includes(worker))) return false;
      }
    }
    if (this.#mode("keep-together") === "off") return true;
    for (const group of this.document.keepTogether ?? []) {
      const members = [...new Set(group)].flatMap(of);
      for (const x of members) {
        for (const y of members) {
          if (x.unit.id === y.unit.id || x.mode !== "handover") continue;
          const parted = y.mode !== "handover" || y.placement!.cover !== x.placement!.cover;
          if (parted && (y.mode === "handover" || y.unit.worker === x.unit.worker)) return false;
        }
      }
    }
    return true;
  }

  #floorsFit(options: readonly Option[]): boolean {
    const floor = this.document.policy?.reliefFloor;
    if (floor == null) return true;
    return this.component.participants.every((participant) => {
      const { base } = reliefTarget(participant, this.cohort);
      const got = options.reduce((sum, option) => sum + (option.unit.worker === participant.worker ? option.relief : 0), 0);
      // Of no work there is no share to fall short of.
      return base === 0 || got * floor.denominator >= base * floor.numerator;
    });
  }

  #mode(id: RuleId): string {
    return this.document.policy?.rules?.[id]?.mode ?? RULE_DEFAULTS[id].mode;
  }

  #limit(id: RuleId): number {
    return this.document.policy?.rules?.[id]?.limit ?? RULE_DEFAULTS[id].limit ?? 0;
  }
}
