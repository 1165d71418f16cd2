import { describe, expect, it } from "vitest";
import { CombinationSearch } from "../../../../../src/solver/weighted/pattern/combination-search";
import type { PatternList } from "../../../../../src/solver/weighted/pattern/pattern-list";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { starts } from "../../../../support/choice-builder";
import { Dice } from "../../../../support/choice-random";

const ROWS = 4;

/** A random list of three or four blocks, with a row more than is looked at. */
function randomList(dice: Dice): { list: PatternList; use: number[][]; blocks: Int32Array[] } {
  const sizes = Array.from({ length: dice.between(3, 4) }, () => dice.between(1, 7));
  const count = sizes.reduce((a, b) => a + b, 0);
  const use = Array.from({ length: count }, () => Array.from({ length: ROWS + 1 }, (_, r) => (r === ROWS ? 1000 : dice.oneIn(2) ? dice.between(1, 9) : 0)));
  const entries = use.map((amounts) => amounts.flatMap((amount, row) => (amount > 0 ? [{ row, amount }] : [])));
  const start = starts(sizes);
  return {
    list: {
      count,
      start,
      blockOf: Int32Array.from(sizes.flatMap((size, b) => new Array<number>(size).fill(b))),
      value: Float64Array.from({ length: count }, () => dice.between(0, 20)),
      terminal: new Float64Array(count),
      optionStart: new Int32Array(count + 1),
      option: new Int32Array(0),
      entryStart: starts(entries.map((of) => of.length)),
      entryRow: Int32Array.from(entries.flat(), ({ row }) => row),
      entryAmount: Float64Array.from(entries.flat(), ({ amount }) => amount),
    },
    use,
    blocks: sizes.map((size, b) => Int32Array.from({ length: size }, (_, k) => start[b]! + k)),
  };
}

function everyCombination(blocks: readonly Int32Array[]): number[][] {
  return blocks.reduce<number[][]>((all, patterns) => all.flatMap((one) => [...patterns].map((p) => [...one, p])), [[]]);
}

describe("looking through combinations of patterns", () => {
  it("finds one exactly where there is one, and one that keeps rows, value and room", () => {
    const seen = { found: 0, none: 0 };
    for (let seed = 1; seed <= 600; seed++) {
      const dice = new Dice(seed);
      const { list, use, blocks } = randomList(dice);
      const reduced = Float64Array.from(list.value, (value) => value + dice.between(0, 30));
      const rest = Float64Array.from({ length: ROWS }, () => dice.between(2, 20));
      const least = blocks.map((patterns) => Math.min(...[...patterns].map((p) => reduced[p]!)));
      const room = dice.between(0, 60);
      const value = dice.between(5, 50);
      const isSought = (combination: readonly number[]): boolean =>
        rest.every((limit, r) => combination.reduce((sum, p) => sum + use[p]![r]!, 0) <= limit) &&
        combination.reduce((sum, p) => sum + list.value[p]!, 0) <= value &&
        combination.reduce((sum, p) => sum + reduced[p]! - least[list.blockOf[p]!]!, 0) <= room;
      const found = new CombinationSearch(list, new WorkMeter(1, {})).find(blocks, reduced, rest, room, value, Infinity);
      const expected = everyCombination(blocks).some(isSought);
      if (typeof found === "string") {
        expect(found).toBe("none");
        expect(expected, `seed ${seed}`).toBe(false);
        seen.none++;
        continue;
      }
      expect(isSought(found), `seed ${seed}`).toBe(true);
      expect(found.map((p) => list.blockOf[p]!).sort()).toEqual(blocks.map((_, b) => b));
      seen.found++;
    }
    expect(seen.found).toBeGreaterThan(100);
    expect(seen.none).toBeGreaterThan(100);
  });

  it("does not say that there is none when its work ended first", () => {
    let ended = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const dice = new Dice(seed);
      const { list, blocks } = randomList(dice);
      const rest = new Float64Array(ROWS).fill(14);
      const whole = new CombinationSearch(list, new WorkMeter(1, {})).find(blocks, list.value, rest, 1000, 1000, Infinity);
      for (const work of [0, 50, 200]) {
        const found = new CombinationSearch(list, new WorkMeter(1, {})).find(blocks, list.value, rest, 1000, 1000, work);
        if (found === "none") expect(whole).toBe("none");
        if (found === "unknown") ended++;
      }
    }
    expect(ended).toBeGreaterThan(100);
  });
});
