/** The patterns of a redistribution of work, all of them, with what they were listed from: for tests of what works on lists. */
import { Relaxation } from "../../src/solver/weighted/bound/relaxation";
import { listPatterns, type PatternList } from "../../src/solver/weighted/pattern/pattern-list";
import { buildCoreProblem, type CoreProblem } from "../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../src/solver/weighted/problem/work-meter";
import { drain } from "./choice-brute-force";
import { reliefInstance, type randomRelief } from "./choice-relief";

export interface ListedRelief extends ReturnType<typeof reliefInstance> {
  readonly problem: CoreProblem;
  readonly meter: WorkMeter;
  readonly relaxation: Relaxation;
  readonly live: Uint8Array;
  /** No prices. */
  readonly price: Float64Array;
  readonly list: PatternList;
}

export function listedRelief(relief: ReturnType<typeof randomRelief>): ListedRelief {
  const made = reliefInstance(relief);
  const { instance, cost, steps } = made;
  const problem = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
  const meter = new WorkMeter(1, {});
  const relaxation = new Relaxation(problem, meter);
  const live = new Uint8Array(problem.optionCount).fill(1);
  const price = new Float64Array(relaxation.capacity);
  drain(relaxation.evaluate(price, live));
  const list = drain(listPatterns(relaxation, price, live, 2 ** 45, 100_000, Infinity))!;
  return { ...made, problem, meter, relaxation, live, price, list };
}
