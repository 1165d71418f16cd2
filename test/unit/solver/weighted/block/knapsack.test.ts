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
});
