import { describe, expect, it } from "vitest";
import { Knapsack } from "../../../../../src/solver/weighted/block/knapsack";
import { Dice } from "../../../../support/choice-random";

function best(amounts: readonly number[], profits: readonly number[], limit: number): number {
  let most = 0;
  for (let set = 0; set < 1 << amounts.length; set++) {
    let amount = 0;
    let profit = 0;
    for (let j = 0; j < amounts.length; j++) {
      if ((set & (1 << j)) === 0) continue;
      amount += amounts[j]!;
      profit += profits[j]!;
    }
    if (amount <= limit) most = Math.max(most, profit);
  }
  return most;
}

describe("the knapsack of a row", () => {
  it("agrees with listing all subsets, and takes what it says it takes", () => {
    const knapsack = new Knapsack(12);
    for (let seed = 1; seed <= 500; seed++) {
      const dice = new Dice(seed);
      const count = dice.between(0, 12);
      const amounts = Float64Array.from({ length: count }, () => dice.between(1, 40));
      const profits = amounts.map((amount) => (dice.oneIn(2) ? amount * 7 : dice.between(1, 300)));
      const limit = dice.between(0, 150);
      const value = knapsack.solve(count, amounts, profits, limit);
      expect(value, `seed ${seed}`).toBe(best([...amounts], [...profits], limit));
      let amount = 0;
      let profit = 0;
      for (let j = 0; j < count; j++) {
        amount += knapsack.taken[j]! * amounts[j]!;
        profit += knapsack.taken[j]! * profits[j]!;
      }
      expect(amount).toBeLessThanOrEqual(limit);
      expect(profit).toBe(value);
    }
  });

  it("is solved by a table where the search is ended, if there is room for one", () => {
    const knapsack = new Knapsack(60);
    let hard = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const dice = new Dice(seed);
      const amounts = Float64Array.from({ length: 60 }, () => 2 * dice.between(50, 500));
      const profits = amounts.map((amount) => amount + 100);
      const limit = 2 * dice.between(1000, 6000) + 1;
      const bound = knapsack.solve(60, amounts, profits, limit);
      const value = knapsack.solve(60, amounts, profits, limit, 60 * (limit + 1));
      // Room → the greatest profit, one candidate after the other.
      const table = new Float64Array(limit + 1);
      for (let j = 0; j < 60; j++) for (let room = limit; room >= amounts[j]!; room--) table[room] = Math.max(table[room]!, table[room - amounts[j]!]! + profits[j]!);
      expect(value, `seed ${seed}`).toBe(table[limit]);
      expect(bound).toBeGreaterThanOrEqual(value);
      if (bound > value) hard++;
      const taken = [...amounts.keys()].filter((j) => knapsack.taken[j] === 1);
      expect(taken.reduce((sum, j) => sum + amounts[j]!, 0)).toBeLessThanOrEqual(limit);
      expect(taken.reduce((sum, j) => sum + profits[j]!, 0)).toBe(value);
      expect(knapsack.solve(60, amounts, profits, limit, 60 * limit)).toBe(bound);
    }
    expect(hard).toBeGreaterThan(5);
  });
});
