import { describe, expect, it } from "vitest";
import { range } from "../../../../../src/base/range";
import { coreValue, isCoreFeasible } from "../../../../../src/solver/weighted/problem/core-problem";
import { takeOut } from "../../../../../src/solver/weighted/problem/subproblem";
import { Dice } from "../../../../support/choice-random";
import { coreOf, randomChoice } from "../../../../support/core-problems";

describe("some items as a problem of their own", () => {
  it("have the whole's value and its constraints, whatever they choose, and leave the others as they are", () => {
    let fitting = 0;
    let breaking = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const dice = new Dice(seed);
      const problem = coreOf(seed);
      const choice = randomChoice(dice, problem);
      const free = range(0, problem.itemCount).filter(() => dice.between(0, 2) === 0);
      const part = takeOut(problem, choice, free);
      if (part === null) continue;
      for (let k = 0; k < 10; k++) {
        const own = randomChoice(dice, part.problem);
        const whole = part.merge(own);
        for (let i = 0; i < problem.itemCount; i++) if (!free.includes(i)) expect(whole[i]).toBe(choice[i]);
        expect(coreValue(part.problem, own) + part.rest, `seed ${seed}`).toBe(coreValue(problem, whole));
        // Where the choice keeps every constraint, blocks left out break nothing of their own.
        if (!isCoreFeasible(problem, choice)) continue;
        const isFeasible = isCoreFeasible(problem, whole);
        expect(isCoreFeasible(part.problem, own), `seed ${seed}`).toBe(isFeasible);
        if (isFeasible) fitting++;
        else breaking++;
      }
    }
    expect(Math.min(fitting, breaking)).toBeGreaterThan(100);
  });
});
