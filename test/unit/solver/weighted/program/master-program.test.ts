import { describe, expect, it } from "vitest";
import type { PatternList } from "../../../../../src/solver/weighted/pattern/pattern-list";
import { Candidates } from "../../../../../src/solver/weighted/program/candidates";
import { MasterProgram } from "../../../../../src/solver/weighted/program/master-program";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { starts } from "../../../../support/choice-builder";
import { Dice } from "../../../../support/choice-random";

interface Pattern {
  readonly block: number;
  readonly value: number;
  readonly use: readonly number[];
}

/** A list in order of joining, with the first rows only. */
function listOf(patterns: readonly Pattern[], rows: number): PatternList {
  const entries = patterns.map(({ use }) => use.slice(0, rows).flatMap((amount, row) => (amount > 0 ? [{ row, amount }] : [])));
  return {
    count: patterns.length,
    start: new Int32Array(0),
    blockOf: Int32Array.from(patterns, ({ block }) => block),
    value: Float64Array.from(patterns, ({ value }) => value),
    terminal: new Float64Array(patterns.length),
    optionStart: new Int32Array(patterns.length + 1),
    option: new Int32Array(0),
    entryStart: starts(entries.map((list) => list.length)),
    entryRow: Int32Array.from(entries.flat(), ({ row }) => row),
    entryAmount: Float64Array.from(entries.flat(), ({ amount }) => amount),
  };
}

function finish<T>(run: Generator<void, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

function program(list: PatternList, blocks: number, limit: Float64Array): MasterProgram {
  return new MasterProgram(list, blocks, limit, new Uint8Array(list.count).fill(1), new WorkMeter(1, {}));
}

describe("the linear program over patterns", () => {
  it("mends an optimum whatever has died and joined", () => {
    let moved = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const dice = new Dice(seed);
      const blocks = dice.between(2, 5);
      const rows = dice.between(2, 7);
      const patternOf = (block: number): Pattern => ({ block, value: dice.between(0, 60), use: Array.from({ length: rows }, () => (dice.oneIn(2) ? dice.between(1, 9) : 0)) });
      const few = Array.from({ length: blocks }, (_, b) => [{ block: b, value: 90, use: new Array<number>(rows).fill(0) }, patternOf(b), patternOf(b), patternOf(b)]).flat();
      const all = [...few, ...Array.from({ length: 8 }, () => patternOf(dice.between(0, blocks - 1)))];
      const limit = Float64Array.from({ length: rows }, () => dice.between(4, 6 * blocks));
      const first = program(listOf(few, rows), blocks, limit);
      finish(first.startAfresh());
      expect(finish(first.solve(Infinity, 1000))).toBe("optimal");
      // Some die that the optimum takes, and more join.
      const isLive = Uint8Array.from(all, (_, p) => (p < few.length && p % 4 > 0 && first.weight[p]! > 0 && dice.oneIn(2) ? 0 : 1));
      const next = (): MasterProgram => new MasterProgram(listOf(all, rows), blocks, limit, isLive.slice(), new WorkMeter(1, {}));
      const mended = next();
      expect(finish(mended.goOnFrom(first))).toBe(true);
      expect(finish(mended.mend(1000)), `seed ${seed}`).toBe(true);
      const fresh = next();
      finish(fresh.startAfresh());
      expect(finish(fresh.solve(Infinity, 1000))).toBe("optimal");
      expect(mended.objective, `seed ${seed}`).toBeCloseTo(fresh.objective, 5);
      for (let p = 0; p < all.length; p++) if (isLive[p] === 0) expect(mended.weight[p]).toBeCloseTo(0, 6);
      if (Math.abs(mended.objective - first.objective) > 1e-6) moved++;
    }
    expect(moved).toBeGreaterThan(100);
  });

  it("goes on from an optimum to that of more patterns and more rows", () => {
    let risen = 0;
    let fallen = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const dice = new Dice(seed);
      const blocks = dice.between(1, 5);
      const rows = dice.between(2, 7);
      const patternOf = (block: number): Pattern => ({ block, value: dice.between(0, 60), use: Array.from({ length: rows }, () => (dice.oneIn(2) ? dice.between(1, 9) : 0)) });
      const few = Array.from({ length: blocks }, (_, b) => [patternOf(b), patternOf(b), { block: b, value: 90, use: new Array<number>(rows).fill(0) }]).flat();
      const all = [...few, ...Array.from({ length: 12 }, () => patternOf(dice.between(0, blocks - 1)))];
      const limit = Float64Array.from({ length: rows }, () => dice.between(4, 6 * blocks));
      const fewRows = dice.between(1, rows);
      const first = program(listOf(few, fewRows), blocks, limit.slice(0, fewRows));
      finish(first.startAfresh());
      expect(finish(first.solve(Infinity, 1000))).toBe("optimal");

      const mended = program(listOf(few, rows), blocks, limit);
      expect(finish(mended.startFrom(first.basisWithin(mended)))).toBe(true);
      expect(finish(mended.solve(Infinity, 1000))).toBe("optimal");
      if (mended.objective > first.objective + 1e-6) risen++;

      const wider = program(listOf(all, rows), blocks, limit);
      expect(finish(wider.startFrom(mended.basisWithin(wider)))).toBe(true);
      expect(finish(wider.improve(1000)), `seed ${seed}`).toBe(true);
      if (wider.objective < mended.objective - 1e-6) fallen++;

      const fresh = program(listOf(all, rows), blocks, limit);
      finish(fresh.startAfresh());
      expect(finish(fresh.solve(Infinity, 1000))).toBe("optimal");
      expect(wider.objective, `seed ${seed}`).toBeCloseTo(fresh.objective, 5);
      // Prices prove the value: no mix of patterns costs less than they say.
      let bound = 0;
      for (let r = 0; r < rows; r++) bound -= wider.price[r]! * limit[r]!;
      for (let b = 0; b < blocks; b++) {
        bound += Math.min(...all.filter(({ block }) => block === b).map(({ value, use }) => value + use.reduce((sum, amount, r) => sum + amount * wider.price[r]!, 0)));
      }
      expect(bound, `seed ${seed}`).toBeCloseTo(fresh.objective, 4);
    }
    expect(risen).toBeGreaterThan(50);
    expect(fallen).toBeGreaterThan(200);
  });

  it("comes to the same optimum when patterns that it misses join bit by bit", () => {
    let joined = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const dice = new Dice(seed);
      const rows = dice.between(1, 5);
      const patterns = [0, 1, 2, 3].flatMap((block) => [
        ...Array.from({ length: 15 }, (): Pattern => ({ block, value: dice.between(0, 60), use: Array.from({ length: rows }, () => dice.between(0, 9)) })),
        { block, value: 90, use: new Array<number>(rows).fill(0) },
      ]);
      const list = listOf(patterns, rows);
      const limit = Float64Array.from({ length: rows }, () => dice.between(4, 24));
      const whole = program(list, 4, limit);
      finish(whole.startAfresh());
      expect(finish(whole.solve(Infinity, 1000))).toBe("optimal");

      const live = [0, 1, 2, 3].map((b) => Int32Array.from({ length: 16 }, (_, k) => 16 * b + 15 - k));
      const candidates = new Candidates(list.count, 3, new WorkMeter(1, {}));
      const part = program(list, 4, limit);
      part.confine(candidates.among(live));
      finish(part.startAfresh());
      expect(finish(part.solve(Infinity, 1000))).toBe("optimal");
      const reduced = (): Float64Array => Float64Array.from(patterns, ({ value, use }) => value + use.reduce((sum, amount, r) => sum + amount * part.price[r]!, 0));
      while (candidates.admit(live, reduced(), 1e-6)) {
        part.confine(candidates.among(live));
        expect(finish(part.improve(1000)), `seed ${seed}`).toBe(true);
        joined++;
      }
      expect(part.objective, `seed ${seed}`).toBeCloseTo(whole.objective, 5);
      expect(candidates.among(live).length).toBeLessThanOrEqual(list.count);
    }
    expect(joined).toBeGreaterThan(200);
  });

  it("has prices that pass the target where no mix fits, and no greater ones than that takes", () => {
    let infeasible = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const dice = new Dice(seed);
      const blocks = dice.between(2, 5);
      const rows = dice.between(2, 6);
      const patterns = Array.from({ length: 4 * blocks }, (_, p): Pattern => ({ block: p % blocks, value: 1_000_000 + dice.between(0, 60), use: Array.from({ length: rows }, () => dice.between(0, 9)) }));
      const limit = Float64Array.from({ length: rows }, () => dice.between(blocks, 4 * blocks));
      const master = program(listOf(patterns, rows), blocks, limit);
      finish(master.startAfresh());
      const target = 1_000_000 * blocks + 500;
      if (finish(master.solve(target, 1000)) !== "infeasible") continue;
      infeasible++;
      let bound = 0;
      for (let r = 0; r < rows; r++) bound -= master.price[r]! * limit[r]!;
      for (let b = 0; b < blocks; b++) {
        bound += Math.min(...patterns.filter(({ block }) => block === b).map(({ value, use }) => value + use.reduce((sum, amount, r) => sum + amount * master.price[r]!, 0)));
      }
      expect(bound, `seed ${seed}`).toBeGreaterThan(target);
      expect(Math.max(...master.price), `seed ${seed}`).toBeLessThan(100_000);
    }
    expect(infeasible).toBeGreaterThan(30);
  });

  it("goes but a part of the way where a pivot would lead far beyond the target", () => {
    const list = listOf([{ block: 0, value: 0, use: [2] }, { block: 0, value: 1_000_000, use: [1] }], 1);
    const master = program(list, 1, Float64Array.of(1));
    finish(master.startAfresh());
    expect(finish(master.solve(500, 100))).toBe("target");
    const [price] = master.price;
    expect(-price! + Math.min(2 * price!, 1_000_000 + price!)).toBeGreaterThan(500);
    expect(price).toBeLessThan(2000);
  });

  it("does not go on from a basis that is not feasible", () => {
    const list = listOf([{ block: 0, value: 0, use: [5] }, { block: 0, value: 3, use: [1] }], 1);
    const master = program(list, 1, Float64Array.of(2));
    finish(master.startAfresh());
    expect(finish(master.improve(10))).toBe(false);
  });
});

describe("where no mix of patterns fits", () => {
  it("prices lie along a ray on which every mix costs more than the target, or than anything where there is none", () => {
    let seen = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const dice = new Dice(seed);
      const rows = dice.between(1, 4);
      const patterns = Array.from({ length: 8 }, (_, k): Pattern => ({ block: k >> 2, value: dice.between(0, 60), use: Array.from({ length: rows }, () => dice.between(0, 9)) }));
      const limit = Float64Array.from({ length: rows }, () => dice.between(1, 9));
      for (const target of [Infinity, 500]) {
        const master = program(listOf(patterns, rows), 2, limit);
        finish(master.startAfresh());
        if (finish(master.solve(target, 1000)) !== "infeasible") continue;
        seen++;
        const priced = ({ value, use }: Pattern): number => value + use.reduce((sum, amount, r) => sum + amount * master.price[r]!, 0);
        const least = [0, 1].map((block) => Math.min(...patterns.filter((pattern) => pattern.block === block).map(priced)));
        const bound = least[0]! + least[1]! - limit.reduce((sum, room, r) => sum + room * master.price[r]!, 0);
        expect(bound).toBeGreaterThan(target === Infinity ? 1e6 : target);
      }
    }
    expect(seen).toBeGreaterThan(50);
  });
});
