/**
 * The differential run: tiny instances against listing every choice, small ones and whole cohorts against HiGHS, zero disagreements.
 *
 *   npx tsx bench/differential.ts [--tiny 10000] [--small 1000] [--cohorts 0] [--seed 1] [--highs-seconds 5] [--steps 300]
 *
 * `--cohorts N`: generated cohorts of N consecutive seeds, a line of JSON each on standard error, so that many can be run in
 * parts: `--tiny 0 --small 0 --cohorts 25 --seed 26`.
 * Progress on standard error, one line of JSON on standard output; exit code 1 on any disagreement, 2 for bad options.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { compareCohorts } from "./differential/cohorts";
import { compareSmall } from "./differential/small";
import { newTally } from "./differential/tally";
import { compareTiny } from "./differential/tiny";

const NUMBERS = { tiny: 10_000, small: 1_000, cohorts: 0, seed: 1, "highs-seconds": 5, steps: 300 };
type Numbers = typeof NUMBERS;

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): Numbers | string {
  const found = { ...NUMBERS };
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, { type: "string" as const }])) });
    for (const [name, text] of Object.entries(values)) {
      if (typeof text !== "string" || !/^\d{1,9}$/.test(text)) return `--${name}: expected a whole number, found ${JSON.stringify(text)}.`;
      found[name as keyof Numbers] = Number(text);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return found;
}

async function main({ tiny, small, cohorts, seed, "highs-seconds": highsSeconds, steps }: Numbers): Promise<number> {
  const start = performance.now();
  const tally = newTally();
  const progress = (text: string): void => console.error(`${text}; ${tally.disagreements.length} disagreements`);
  for (let index = 0; index < tiny; index++) {
    compareTiny(seed + index, tally);
    if (tally.tiny % 500 === 0) progress(`${tally.tiny} of ${tiny} tiny instances listed`);
  }
  if (small > 0) {
    for await (const name of compareSmall(seed, { highsSeconds, stepLimit: steps }, tally)) {
      if (tally.small % 10 === 0) progress(`${tally.small} of ${small} small instances beside HiGHS, up to ${name}: ${tally.proved} goals proved, ${tally.bounds} by bounds`);
      if (tally.small >= small) break;
    }
  }
  for await (const line of compareCohorts(seed, cohorts, { highsSeconds, stepLimit: steps }, tally)) {
    console.error(JSON.stringify(line));
    progress(`${tally.cohorts} of ${cohorts} cohorts beside HiGHS: ${tally.cohortsProved} goals proved, ${tally.cohortsBehind} proved with ours open, ${tally.cohortsBounds} by bounds`);
  }
  for (const line of tally.disagreements) console.error(`DISAGREEMENT: ${line}`);
  const { disagreements, ...counts } = tally;
  console.log(JSON.stringify({ seed, ...counts, disagreements: disagreements.length, seconds: Math.round((performance.now() - start) / 1000) }));
  return disagreements.length > 0 ? 1 : 0;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else process.exitCode = await main(options);
