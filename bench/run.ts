/**
 * The short benchmark, for every change: about a minute, every answer asserted.
 *
 *   npm run bench
 *
 * 1. Generated caseloads, planned on every goal, checked, HiGHS beside them.
 * 2. One generated instance file of each family, on the full benchmark's own path.
 * 3. A share of the differential run: tiny instances against listing every choice, small ones against HiGHS.
 *
 * Any disagreement ends it with exit code 1. Times are of this machine in this run; only ratios mean anything elsewhere.
 */
import { rmSync } from "node:fs";
import { cpus } from "node:os";
import { compareSmall } from "./differential/small";
import { newTally } from "./differential/tally";
import { compareTiny } from "./differential/tiny";
import { runCaseloads, SMALL_SIZES } from "./full/caseloads";
import { writeGeneratedFiles } from "./full/generated-files";
import type { Row } from "./full/line";
import { Peers } from "./full/peers/peers";
import { runFolder } from "./full/run-folder";
import { tableOf } from "./full/table";

const TINY = 1_000;
const SMALL = 15;

const disagreements: string[] = [];
const disagree = (what: string): void => void disagreements.push(what);
const print = (line: string): void => console.log(line);

print(`${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`);
const caseloads = await runCaseloads({ sizes: SMALL_SIZES, seeds: 1, peerSeconds: 5, print, disagree });
print(caseloads.join("\n"));

const { root, folders } = writeGeneratedFiles();
const peers = new Peers();
const rows: Row[] = [];
try {
  for (const [family, folder] of folders) rows.push(...(await runFolder({ family, folder, limitMs: 10_000, peerNames: ["highs"], peers, match: "", print, disagree })));
} finally {
  rmSync(root, { recursive: true });
}
print(tableOf(rows, ["highs"]));
for (const { family, ours } of rows) if (ours?.status !== "optimal" && ours?.status !== "infeasible" && ours?.status !== "unbounded") disagree(`the generated ${family} file is ${ours?.status ?? "not read"}, not proved`);
if (rows.length !== folders.length) disagree(`${rows.length} of ${folders.length} generated files were run`);

const tally = newTally();
for (let seed = 1; seed <= TINY; seed++) compareTiny(seed, tally);
for await (const _ of compareSmall(1, { highsSeconds: 3, stepLimit: 300 }, tally)) if (tally.small === SMALL) break;
if (tally.proved < SMALL) disagree(`HiGHS proved only ${tally.proved} goals of ${SMALL} small instances: too few to compare`);
tally.disagreements.forEach(disagree);
print(JSON.stringify({ ...tally, disagreements: tally.disagreements.length }));

for (const line of disagreements) console.error(`DISAGREEMENT: ${line}`);
print(disagreements.length === 0 ? "All answers agree." : `${disagreements.length} disagreements.`);
process.exitCode = disagreements.length === 0 ? 0 : 1;
