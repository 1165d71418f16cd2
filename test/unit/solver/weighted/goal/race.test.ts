import { expect, it, vi } from "vitest";
import { solveChoice } from "../../../../../src/solver/solve";
import { WideSearch } from "../../../../../src/solver/weighted/choice/wide-search";
import { Halt } from "../../../../../src/solver/weighted/problem/work-meter";
import { drain } from "../../../../support/choice-brute-force";
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
  const result = drain(solveChoice(gapInstance({ agents, jobs, cost, weight, capacity })));
  expect(found).toBeLessThan(Infinity);
  expect(result.kind === "solved" && result.goals[0]!.value).toBe(found);
});
