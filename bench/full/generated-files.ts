/** A folder of small generated instance files of every family: the full benchmark's path, without anybody's data. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomGap } from "../../test/support/choice-gap";
import { Dice } from "../../test/support/choice-random";
import { randomRelief } from "../../test/support/choice-relief";
import { randomFlowProblem } from "../../test/support/flow-problems";
import { FAMILIES, type Family } from "./problem";

/** Writes one instance of each family into folders of their own; the caller removes the folder. */
export function writeGeneratedFiles(): { readonly root: string; readonly folders: readonly (readonly [Family, string])[] } {
  const root = mkdtempSync(join(tmpdir(), "generated-instances-"));
  const folders = FAMILIES.map((family) => [family, join(root, family)] as const);
  for (const [family, folder] of folders) {
    mkdirSync(folder);
    const extension = family === "relief" ? "json" : family === "flow" ? "min" : "txt";
    writeFileSync(join(folder, `generated-${family}.${extension}`), textOf(family));
  }
  return { root, folders };
}

function textOf(family: Family): string {
  if (family === "relief") return JSON.stringify(randomRelief(3, 5, 8, 4, 120));
  if (family === "gap") {
    const { agents, jobs, cost, weight, capacity } = randomGap(4, 5, 25, 85);
    return `${agents} ${jobs}\n${cost.join(" ")}\n${weight.join(" ")}\n${capacity.join(" ")}\n`;
  }
  if (family === "assignment") {
    const dice = new Dice(5);
    return `40\n${Array.from({ length: 40 }, () => Array.from({ length: 40 }, () => dice.between(1, 100)).join(" ")).join("\n")}\n`;
  }
  const { nodeCount, source, target, lower, upper, cost, supply } = randomFlowProblem(6, 40, 200, 20);
  const nodes = [...supply].map((amount, node) => `n ${node + 1} ${amount}`);
  const arcs = [...source].map((from, arc) => `a ${from + 1} ${target[arc] + 1} ${lower[arc]} ${upper[arc] === Infinity ? -1 : upper[arc]} ${cost[arc]}`);
  return [`p min ${nodeCount} ${source.length}`, ...nodes, ...arcs, ""].join("\n");
}
