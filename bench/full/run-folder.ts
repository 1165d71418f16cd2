/** Every instance of a folder: solved by us and by each peer, judged, printed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assignmentReference, instanceName, readReferences, type Reference } from "../../test/support/reference-values";
import { againstPeer, againstReference, judged } from "./judge";
import { lineOf, type Row } from "./line";
import type { PeerName, Peers } from "./peers/peers";
import { isInstanceFile, readProblem, type Family, type Problem } from "./problem";
import { runChild } from "./run-child";

export interface FolderRun {
  readonly family: Family;
  readonly folder: string;
  readonly limitMs: number;
  readonly peerNames: readonly PeerName[];
  readonly peers: Peers;
  /** Only instances whose name holds this. */
  readonly match: string;
  /** Takes a line of the result. */
  readonly print: (line: string) => void;
  /** Takes what two answers, or an answer and the file, cannot both be right about. */
  readonly disagree: (what: string) => void;
}

/** Runs a folder, in the order of its names. */
export async function runFolder(run: FolderRun): Promise<readonly Row[]> {
  const references = tablesOf(run.folder);
  const files = readdirSync(run.folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && isInstanceFile(run.family, entry.name) && instanceName(entry.name).includes(run.match))
    .map((entry) => entry.name)
    .sort();
  const rows: Row[] = [];
  for (const file of files) {
    const row = await runFile(run, file, references);
    run.print(lineOf(row));
    rows.push(row);
  }
  return rows;
}

/** Every table of known values in the folder, in one. */
function tablesOf(folder: string): ReadonlyMap<string, Reference> {
  const tables = ["optima.csv", "best-known.csv"].map((name) => join(folder, name)).filter(existsSync);
  return new Map(tables.flatMap((path) => [...readReferences(readFileSync(path, "utf8"))]));
}

async function runFile({ family, folder, limitMs, peerNames, peers, disagree }: FolderRun, file: string, references: ReadonlyMap<string, Reference>): Promise<Row> {
  const path = join(folder, file);
  const name = instanceName(file);
  let problem: Problem;
  try {
    problem = readProblem(family, readFileSync(path, "utf8"));
  } catch (error) {
    return { family, name, ours: null, peers: new Map(), unreadable: error instanceof Error ? error.message : String(error) };
  }
  const ours = judged(problem, await runChild({ solver: "ours", family, path, limitMs }));
  if (ours.status === "error") disagree(`${name}: our answer is an error: ${ours.why}`);
  const reference = references.get(name) ?? (family === "assignment" ? assignmentReference(name) : undefined);
  const known = againstReference(ours, reference);
  if (known !== null) disagree(`${name}: ${known}`);
  const said = new Map(await eachInTurn(peerNames, async (peer) => [peer, await peers.ask(peer, family, path, problem, limitMs)] as const));
  for (const [peer, answer] of said) {
    const difference = againstPeer(ours, answer);
    if (difference !== null) disagree(`${name}: ours and ${peer}: ${difference}`);
  }
  return { family, name, ours, peers: said, unreadable: null };
}

/** One after the other: two at once would spoil each other's times. */
async function eachInTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of list) results.push(await work(one));
  return results;
}
