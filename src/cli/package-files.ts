/** What lies in the installed package beside the program: the published schemas. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = packageRoot(dirname(fileURLToPath(import.meta.url)));

/** Names of the published schemas. */
export function schemaNames(): string[] {
  const folder = join(root, "dist/schema");
  if (!existsSync(folder)) throw new Error("The package holds no schemas: build it first.");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/** The text of one published schema. */
export function schemaText(name: string): string {
  return readFileSync(join(root, "dist/schema", `${name}.json`), "utf8");
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}
