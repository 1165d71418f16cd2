/**
 * The import table, enforced: `tsx scripts/check-rooms.ts [root]`. dependency-cruiser is content with zero modules
 * (a wrong path, an unsupported TypeScript), so this counts what it saw against what lies on disk.
 */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import type { ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { cruiseOptions, entryFiles, forbidden, packages, rooms, solverFolders } from "./import-table";

const root = resolve(process.argv[2] ?? ".");
process.chdir(root);

const filesOnDisk = existsSync("src")
  ? readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts")).map((path) => join("src", path))
  : [];

const problems: string[] = [];
if (filesOnDisk.length === 0) problems.push("src/ holds no TypeScript file: nothing was checked.");
else await checkTable();

if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(`\nImport table: ${problems.length} problem(s) in ${filesOnDisk.length} files.`);
  process.exitCode = 1;
} else {
  console.log(`Import table: ${filesOnDisk.length} files, no violation.`);
}

async function checkTable(): Promise<void> {
  const options = { ...cruiseOptions, validate: true, ruleSet: { forbidden } };
  const tsConfig = extractTSConfig(join(root, "tsconfig.json"));
  const { output } = await cruise(["src"], options, undefined, { tsConfig });
  const { modules, summary } = output as ICruiseResult;

  const seen = new Set(modules.map((module) => module.source));
  for (const file of filesOnDisk) if (!seen.has(file)) problems.push(`${file}: not seen by dependency-cruiser.`);
  if (filesOnDisk.length > 1 && modules.every((module) => module.dependencies.length === 0)) problems.push("No import was seen at all.");

  for (const violation of summary.violations) {
    const cycle = violation.cycle?.map((step) => step.name).join(" → ");
    problems.push(`${violation.from} → ${cycle ?? violation.to}: breaks ${violation.rule.name}.`);
  }
  for (const file of filesOnDisk) if (!hasPlace(file)) problems.push(`${file}: lies in no room of the import table.`);
  for (const [name, { files: most }] of Object.entries(packages)) {
    const importers = modules.filter((module) => module.dependencies.some(({ resolved }) => resolved.includes(`node_modules/${name}/`)));
    const paths = importers.map((module) => module.source).filter((path) => path.startsWith("src/"));
    if (most !== undefined && paths.length > most) problems.push(`${name} has one adapter file, but is imported by ${paths.join(", ")}.`);
  }
}

function hasPlace(file: string): boolean {
  const [, first = "", ...rest] = file.split("/");
  if (first === "solver" && rest.length > 1) return rest.slice(0, -1).join("/") in solverFolders;
  return rest.length > 0 ? first in rooms : first.replace(/\.ts$/, "") in entryFiles;
}
