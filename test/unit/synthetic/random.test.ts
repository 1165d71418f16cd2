import { describe, expect, it } from "vitest";
import { Random } from "../../../src/synthetic/random";

describe("random", () => {
  it("draws what the published reference implementation of xoshiro128** draws", () => {
    const random = Random.fromState([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
    expect([1, 2, 3, 4].map(() => random.next())).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
  });

  it("gives the same numbers for the same key and others for another", () => {
    const draw = (key: string): number[] => {
      const random = Random.of(key);
      return [random.next(), random.next()];
    };
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("forks without drawing from the stream that is forked", () => {
    const [plain, forked] = [Random.of("a"), Random.of("a")];
    forked.fork("b").next();
    expect(forked.next()).toBe(plain.next());
  });

  it("draws every number below n about equally often", () => {
    const random = Random.of("fair");
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let index = 0; index < 7000; index++) counts[random.below(7)]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it("never draws outside the bounds it is given", () => {
    const random = Random.of("bounds");
    const drawn = Array.from({ length: 500 }, () => random.between(-2, 2));
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([-2, 2]);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1000)).toBe(true);
  });

  it("picks by weight, and never what has none", () => {
    const random = Random.of("weights");
    const picks = Array.from({ length: 1000 }, () => random.pickWeighted([["never", 0], ["often", 3], ["seldom", 1]]));
    expect(picks).not.toContain("never");
    expect(picks.filter((pick) => pick === "often").length).toBeGreaterThan(680);
  });

  it("shuffles without losing anything", () => {
    expect(Random.of("cards").shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
