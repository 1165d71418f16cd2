import { expect, it } from "vitest";
import { beginSearch } from "../../../../../src/solver/weighted/goal/begin-search";
import { drain } from "../../../../support/choice-brute-force";
import { gapCore, meter } from "../../../../support/core-problems";

it("knows at every pause what its climb has reached, and never less than before", () => {
  const problem = gapCore(3, 30, 400, 95);
  const search = drain(beginSearch(problem, meter(), { cutoff: Infinity, incumbent: null, nextCutoff: (value) => value, isFirstEnough: false, price: null }));
  const bounds: number[] = [];
  const run = search.run();
  for (let k = 0; k < 4000 && run.next().done !== true; k++) bounds.push(search.bound);
  expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
  expect(new Set(bounds).size).toBeGreaterThan(8);
});
