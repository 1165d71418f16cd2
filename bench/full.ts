/**
 * The full benchmark: folders of public and generated instance files, ours beside peers, every answer judged.
 *
 *   npm run bench:full -- [--gap DIR] [--relief DIR] [--assignment DIR] [--flow DIR]
 *                         [--cohorts N] [--country N] [--limit-ms 60000] [--peers highs,cpsat,lemon,javascript-lp-solver] [--match TEXT]
 *
 * `--cohorts N`: whole generated cohorts of seeds 1 to N, every goal in order, HiGHS beside them if it is a peer.
 * `--country N`: N councils of 200 workers in one process, each with a cohort.
 * One JSON line an instance on standard output, then a table of ratios; see docs/benchmarks.md. Exit code 1 when our
 * answer contradicts the file's own data, a table of known values beside the files, or a peer's judged answer; 2 for bad options.
 */
import { statSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { COHORT_SIZES, runCaseloads } from "./full/caseloads";
import { runCountry } from "./full/country";
import type { Row } from "./full/line";
import { PEERS, Peers, type PeerName } from "./full/peers/peers";
import { FAMILIES, type Family } from "./full/problem";
import { runFolder } from "./full/run-folder";
import { tableOf } from "./full/table";

const usage = `Usage: npm run bench:full -- ${FAMILIES.map((family) => `[--${family} DIR]`).join(" ")} [--cohorts N] [--country N] [--limit-ms N] [--peers ${PEERS.join(",")}] [--match TEXT]`;

interface Options {
  readonly folders: readonly (readonly [Family, string])[];
  /** Seeds of generated cohorts; 0 for none. */
  readonly cohorts: number;
  /** Councils of a country; 0 for none. */
  readonly country: number;
  readonly limitMs: number;
  readonly peerNames: readonly PeerName[];
  readonly match: string;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): Options | string {
  const text = { type: "string" } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { gap: text, relief: text, assignment: text, flow: text, cohorts: text, country: text, "limit-ms": text, peers: text, match: text } }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const folders = FAMILIES.flatMap((family) => (values[family] === undefined ? [] : [[family, values[family]] as const]));
  const { cohorts = "0", country = "0" } = values;
  for (const [name, count] of [["cohorts", cohorts], ["country", country]] as const) if (!/^\d{1,4}$/.test(count)) return `--${name}: expected how many, found ${JSON.stringify(count)}.`;
  if (folders.length === 0 && Number(cohorts) === 0 && Number(country) === 0) return "No folder is given.";
  const missing = folders.find(([, folder]) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true);
  if (missing !== undefined) return `--${missing[0]}: there is no folder ${missing[1]}.`;
  const limit = values["limit-ms"] ?? "60000";
  if (!/^[1-9]\d{0,8}$/.test(limit)) return `--limit-ms: expected milliseconds from 1, found ${JSON.stringify(limit)}.`;
  const names = values.peers === undefined ? [] : values.peers.split(",").map((name) => name.trim()).filter((name) => name !== "");
  const unknown = names.find((name) => !PEERS.some((peer) => peer === name));
  if (unknown !== undefined) return `--peers: there is no peer ${JSON.stringify(unknown)}; the peers are ${PEERS.join(", ")}.`;
  return { folders, cohorts: Number(cohorts), country: Number(country), limitMs: Number(limit), peerNames: PEERS.filter((peer) => names.includes(peer)), match: values.match ?? "" };
}

async function main({ folders, cohorts, country, limitMs, peerNames, match }: Options): Promise<number> {
  let disagreements = 0;
  const disagree = (what: string): void => {
    disagreements++;
    console.error(`DISAGREEMENT: ${what}`);
  };
  const peers = new Peers();
  const rows: Row[] = [];
  const print = (line: string): void => console.log(line);
  try {
    for (const [family, folder] of folders) rows.push(...(await runFolder({ family, folder, limitMs, peerNames, peers, match, print, disagree })));
  } finally {
    peers.close();
  }
  console.log(`\n${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}, limit ${limitMs} ms`);
  if (folders.length > 0) console.log(tableOf(rows, peerNames));
  if (cohorts > 0) {
    const table = await runCaseloads({ sizes: COHORT_SIZES, seeds: cohorts, peerSeconds: peerNames.includes("highs") ? limitMs / 1000 : 0, print, disagree });
    console.log(table.join("\n"));
  }
  if (country > 0) console.log(runCountry({ councils: country, print, disagree }).join("\n"));
  console.log(disagreements === 0 ? "All answers agree." : `${disagreements} disagreements.`);
  const isNothingRead = folders.length > 0 && rows.every(({ ours }) => ours === null);
  if (isNothingRead) console.error("No instance was read.");
  return disagreements > 0 || isNothingRead ? 1 : 0;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(`${options}\n${usage}`);
  process.exitCode = 2;
} else process.exitCode = await main(options);
