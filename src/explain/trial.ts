/**
 * A plan with a few decisions changed and everything else as it is: which limits break, and what every
 * goal comes to. The experiments behind the reasons are made of these.
 */
import { ceilDivide } from "../base/units";
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Row } from "../network/rows";
import type { Goal, StepFunctions } from "../solver/instance";

/** One changed decision: the item, and the option it takes instead. */
export interface Change {
  readonly item: number;
  readonly option: number;
}

export interface Trial {
  /** Limits that the changed plan passes and the plan as it is does not. */
  readonly brokenRows: readonly Row[];
  /** Whether a participant would have too many co-worked families. */
  readonly breaksTally: boolean;
  readonly values: Readonly<Partial<Record<GoalId, number>>>;
}

/** The values of a component's plan, ready for trials. */
export class TrialBench {
  readonly #at: ComponentInstance;
  readonly #choice: Int32Array;
  readonly #use: Float64Array;
  readonly #blockOf: Int32Array;

  constructor(at: ComponentInstance, choice: Int32Array) {
    this.#at = at;
    this.#choice = choice;
    this.#use = rowUse(at, choice);
    this.#blockOf = new Int32Array(at.instance.itemCount);
    for (let block = 0; block < at.instance.blockCount; block++) {
      this.#blockOf.fill(block, at.instance.itemStart[block], at.instance.itemStart[block + 1]);
    }
  }

  /** The goals' values as the plan stands. */
  get values(): Trial["values"] {
    return this.try([]).values;
  }

  /** Makes the changes, measures, and leaves the plan as it was. */
  try(changes: readonly Change[]): Trial {
    const choice = changes.length === 0 ? this.#choice : Int32Array.from(this.#choice);
    const use = changes.length === 0 ? this.#use : Float64Array.from(this.#use);
    for (const { item, option } of changes) {
      this.#addUse(use, choice[item]!, -1);
      this.#addUse(use, option, 1);
      choice[item] = option;
    }
    const { instance, rows } = this.#at;
    return {
      brokenRows: rows.filter((_row, index) => use[index]! > instance.rowLimit[index]!),
      breaksTally: changes.some(({ item }) => this.#tally(choice, this.#blockOf[item]!) > instance.tallyLimit[this.#blockOf[item]!]!),
      values: Object.fromEntries(
        instance.goals.map((goal, index) => [this.#at.goalIds[index]!, this.#measure(goal, choice, use)]),
      ),
    };
  }

  #addUse(use: Float64Array, option: number, sign: 1 | -1): void {
    const { entryStart, entryRow, entryAmount } = this.#at.instance;
    for (let entry = entryStart[option]!; entry < entryStart[option + 1]!; entry++) {
      use[entryRow[entry]!]! += sign * entryAmount[entry]!;
    }
  }

  #tally(choice: Int32Array, block: number): number {
    const { itemStart, tally } = this.#at.instance;
    return choice.subarray(itemStart[block], itemStart[block + 1]).reduce((sum, option) => sum + tally[option]!, 0);
  }

  #measure(goal: Goal, choice: Int32Array, use: Float64Array): number {
    switch (goal.kind) {
      case "linear":
        return choice.reduce((sum, option) => sum + goal.cost[option]!, 0);
      case "peak":
        return goal.row.reduce(
          (greatest, row, index) => Math.max(greatest, ceilDivide(100 * (goal.offset[index]! + use[row]!), goal.size[index]!)),
          0,
        );
      case "terminal": {
        const { itemStart, gain, blockCount } = this.#at.instance;
        let sum = 0;
        for (let block = 0; block < blockCount; block++) {
          const own = choice.subarray(itemStart[block], itemStart[block + 1]);
          sum += stepCost(goal.steps, block, own.reduce((total, option) => total + gain[option]!, 0));
        }
        return sum;
      }
    }
  }
}

function rowUse({ instance }: ComponentInstance, choice: Int32Array): Float64Array {
  const use = new Float64Array(instance.rowCount);
  for (const option of choice) {
    for (let entry = instance.entryStart[option]!; entry < instance.entryStart[option + 1]!; entry++) {
      use[instance.entryRow[entry]!]! += instance.entryAmount[entry]!;
    }
  }
  return use;
}

function stepCost({ start, from, cost }: StepFunctions, block: number, total: number): number {
  let step = start[block]!;
  while (step + 1 < start[block + 1]! && from[step + 1]! <= total) step++;
  return cost[step]!;
}
