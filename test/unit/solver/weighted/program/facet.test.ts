import { describe, expect, it } from "vitest";
import { brokenFacet } from "../../../../../src/solver/weighted/program/facet";
import { drain } from "../../../../support/choice-brute-force";
import { Dice } from "../../../../support/choice-random";

/** All choices of members that fit a room, as 0/1 rows. */
function choicesOf(amounts: readonly number[], room: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let mask = 0; mask < 1 << amounts.length; mask++) {
    const chosen = Uint8Array.from(amounts, (_, k) => (mask >> k) & 1);
    if (amounts.reduce((sum, amount, k) => sum + amount * chosen[k]!, 0) <= room) found.push(chosen);
  }
  return found;
}

function bestOf(choices: readonly Uint8Array[]) {
  return (profit: Float64Array): { profit: number; chosen: Uint8Array } => {
    let best = { profit: -Infinity, chosen: choices[0]! };
    for (const chosen of choices) {
      const value = profit.reduce((sum, each, k) => sum + each * chosen[k]!, 0);
      if (value > best.profit) best = { profit: value, chosen };
    }
    return best;
  };
}

function knapsack(dice: Dice) {
  const amounts = Array.from({ length: dice.between(2, 8) }, () => dice.between(1, 12));
  const room = Math.max(...amounts, dice.between(6, 24));
  return { amounts, room, choices: choicesOf(amounts, room) };
}

describe("the facet that a point is farthest beyond", () => {
  it("is broken by what no mix of choices can be, and by no choice", () => {
    let found = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const dice = new Dice(seed);
      const { amounts, room, choices } = knapsack(dice);
      const point = Float64Array.from(amounts, () => dice.between(1, 99) / 100);
      if (amounts.reduce((sum, amount, k) => sum + amount * point[k]!, 0) <= room * 1.001) continue;
      found++;
      const best = bestOf(choices);
      const facet = drain(brokenFacet(point, best, () => false))!;
      expect(facet, `seed ${seed}`).not.toBeNull();
      expect(facet.every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true);
      const limit = best(facet).profit;
      expect(facet.reduce((sum, amount, k) => sum + amount * point[k]!, 0), `seed ${seed}`).toBeGreaterThan(limit);
      // A facet: as many choices lie on it as there are members, one more of each than the one before would span.
      const on = choices.filter((chosen) => facet.reduce((sum, amount, k) => sum + amount * chosen[k]!, 0) === limit);
      expect(rank(on.map((chosen) => [...chosen])), `seed ${seed}`).toBe(amounts.length);
    }
    expect(found).toBeGreaterThan(100);
  });

  it("does not exist for a mix of choices, nor below one", () => {
    let tried = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const dice = new Dice(seed);
      const { amounts, choices } = knapsack(dice);
      const parts = Array.from({ length: 6 }, () => ({ chosen: choices[dice.between(0, choices.length - 1)]!, weight: dice.between(1, 9) }));
      const sum = parts.reduce((total, { weight }) => total + weight, 0);
      const share = dice.oneIn(2) ? 1 : 0.9;
      const point = Float64Array.from(amounts, (_, k) => (share * parts.reduce((total, { chosen, weight }) => total + chosen[k]! * weight, 0)) / sum);
      if (point.some((value) => value === 0)) continue;
      tried++;
      expect(drain(brokenFacet(point, bestOf(choices), () => false)), `seed ${seed}`).toBeNull();
    }
    expect(tried).toBeGreaterThan(100);
  });

  it("is looked for with a pause wherever one is due", () => {
    const choices = choicesOf([5, 4, 4, 3, 3, 2], 9);
    let asked = 0;
    let pauses = 0;
    const run = brokenFacet(new Float64Array(6).fill(0.6), bestOf(choices), () => ++asked % 2 === 0);
    for (let step = run.next(); step.done !== true; step = run.next()) pauses++;
    expect(asked).toBeGreaterThan(4);
    expect(pauses).toBe(asked >> 1);
  });
});

/** Rank of rows, by elimination. */
function rank(rows: number[][]): number {
  let count = 0;
  const width = rows[0]?.length ?? 0;
  for (let column = 0; column < width; column++) {
    const at = rows.findIndex((row, i) => i >= count && Math.abs(row[column]!) > 1e-9);
    if (at < 0) continue;
    [rows[count], rows[at]] = [rows[at]!, rows[count]!];
    for (let i = count + 1; i < rows.length; i++) {
      const factor = rows[i]![column]! / rows[count]![column]!;
      for (let c = column; c < width; c++) rows[i]![c]! -= factor * rows[count]![c]!;
    }
    count++;
  }
  return count;
}
