/** Generalised assignment: every job to exactly one agent, agents with one capacity each, least cost. */
import type { ChoiceInstance, Goal } from "../../src/solver/instance";
import { buildInstance, type BlockSpec } from "./choice-builder";
import { Dice } from "./choice-random";
import { integerAt, readIntegers } from "./instance-text";

/** Job j given to agent a costs `cost[a · jobs + j]` and takes `weight[a · jobs + j]` of `capacity[a]`. */
export interface GapProblem {
  readonly agents: number;
  readonly jobs: number;
  readonly cost: readonly number[];
  readonly weight: readonly number[];
  readonly capacity: readonly number[];
}

/**
 * Reads OR-Library's format: agents and jobs, costs agent by agent, weights agent by agent, capacities.
 * Throws an error that says what is wrong with the file.
 */
export function readGap(text: string): GapProblem {
  const numbers = readIntegers(text);
  const agents = integerAt(numbers[0], "the number of agents", 1);
  const jobs = integerAt(numbers[1], "the number of jobs", 1);
  const pairs = agents * jobs;
  if (numbers.length !== 2 + 2 * pairs + agents) throw new Error(`${agents} agents and ${jobs} jobs need ${2 + 2 * pairs + agents} numbers, found ${numbers.length}`);
  const weight = numbers.slice(2 + pairs, 2 + 2 * pairs);
  const capacity = numbers.slice(2 + 2 * pairs);
  if (weight.some((one) => one < 0)) throw new Error("A weight is below 0");
  if (capacity.some((one) => one < 0)) throw new Error("A capacity is below 0");
  return { agents, jobs, cost: numbers.slice(2, 2 + pairs), weight, capacity };
}

/** The instance: every job a block with one item, option a of which is agent a; one linear goal. */
export function gapInstance({ agents, jobs, cost, weight, capacity }: GapProblem): ChoiceInstance {
  const blocks = Array.from({ length: jobs }, (_, job): BlockSpec => {
    const options = capacity.map((_2, agent) => {
      const amount = weight[agent * jobs + job]!;
      return amount === 0 ? {} : { rows: [[agent, amount] as const] };
    });
    return { items: [options] };
  });
  const goal: Goal = {
    kind: "linear",
    tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 },
    cost: Float64Array.from({ length: agents * jobs }, (_, option) => cost[(option % agents) * jobs + Math.floor(option / agents)]!),
  };
  return buildInstance(blocks, capacity, [goal]);
}

/** A random problem like type C: weights 5 to 25, costs 10 to 50, capacities a stated percentage of the mean load. */
export function randomGap(seed: number, agents: number, jobs: number, percent: number): GapProblem {
  const dice = new Dice(seed);
  const cost = Array.from({ length: agents * jobs }, () => dice.between(10, 50));
  const weight = Array.from({ length: agents * jobs }, () => dice.between(5, 25));
  const total = weight.reduce((sum, one) => sum + one, 0);
  return { agents, jobs, cost, weight, capacity: Array.from({ length: agents }, () => Math.floor((total * percent) / 100 / agents / agents)) };
}
