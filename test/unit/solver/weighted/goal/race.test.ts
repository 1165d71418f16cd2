import { expect, it, vi } from "vitest";
import { solveChoice } from "../../../../../src/solver/solve";
import { WideSearch } from "../../../../../src/solver/weighted/choice/wide-search";
import { Halt } from "../../../../../src/solver/weighted/problem/work-meter";
import { drain } from "../../../../support/choice-brute-force";
import { buildInstance } from "../../../../support/choice-builder";
import { gapInstance } from "../../../../support/choice-gap";
import { Dice } from "../../../../support/choice-random";

it("keeps what the wide search finds also where the work is ended in the midst of its turn", () => {
  const agents = 20;
  const jobs = 60;
  const dice = new Dice(1);
  const weight = Array.from({ length: agents * jobs }, () => dice.between(1, 100));
  const cost = weight.map((one) => 111 - one + dice.between(-10, 10));
  const capacity = Array.from({ length: agents }, (_, a) => Math.floor((0.8 * weight.slice(a * jobs, (a + 1) * jobs).reduce((sum, one) => sum + one)) / agents));
  let found = Infinity;
  const run = vi.spyOn(WideSearch.prototype, "run").mockImplementation(function* (this: WideSearch, best, guide, work, offer) {
    run.mockRestore();
    yield* this.run(best, guide, work, (choice) => {
      if (!offer(choice)) return false;
      found = choice.reduce((sum, option) => sum + cost[(option % agents) * jobs + Math.floor(option / agents)]!, 0);
      throw new Halt("stopped");
    });
  });
  // One job uses a row more: rows alone do not hold such a problem together.
  const blocks = Array.from({ length: jobs }, (_, j) => ({ items: [Array.from({ length: agents }, (_2, a) => ({ rows: [[a, weight[a * jobs + j]!], ...(j === 0 ? [[agents, 1]] : [])] as [number, number][] }))] }));
  const goal = gapInstance({ agents, jobs, cost, weight, capacity }).goals;
  const result = drain(solveChoice(buildInstance(blocks, [...capacity, 1], goal)));
  expect(found).toBeLessThan(Infinity);
  expect(result.kind === "solved" && result.goals[0]!.value).toBe(found);
});
