import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A small sound project in which every room that matters to a gate has a file. */
const soundSources: Readonly<Record<string, string>> = {
  "src/base/digest.ts": `import { sha256 } from "@noble/hashes/sha2.js";\nexport const digestOf = (bytes: Uint8Array): Uint8Array => sha256(bytes);\n`,
  "src/model/worker.ts": `import { digestOf } from "../base/digest";\nexport interface Worker { readonly id: string }\nexport const mark = digestOf;\n`,
  "src/input/schema.ts": `import * as z from "zod";\nimport type { Worker } from "../model/worker";\nexport const worker = z.object({ id: z.string() });\nexport type Parsed = Worker;\n`,
  "src/rules/rule.ts": `import type { Worker } from "../model/worker";\nexport const isAllowed = (worker: Worker): boolean => worker.id !== "";\n`,
  "src/solver/instance.ts": `export interface Instance { readonly size: number }\n`,
  "src/solver/solve.ts": `import type { Instance } from "./instance";\nexport const solve = (instance: Instance): number => instance.size;\n`,
  "src/network/build.ts": `import { isAllowed } from "../rules/rule";\nimport type { Instance } from "../solver/instance";\nexport const build = (): Instance => ({ size: isAllowed({ id: "a" }) ? 1 : 0 });\n`,
  "src/pipeline/plan-handovers.ts": `import { build } from "../network/build";\nimport { solve } from "../solver/solve";\nexport const planHandovers = (): number => solve(build());\n`,
  "src/index.ts": `export { planHandovers } from "./pipeline/plan-handovers";\n`,
  "src/cli/main.ts": `import { writeFileSync } from "node:fs";\nimport { planHandovers } from "../index";\nwriteFileSync("plan.json", String(planHandovers()));\n`,
};

export interface Outcome {
  readonly exitCode: number;
  readonly text: string;
}

export interface PlantedProject {
  readonly root: string;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Runs a command of the tool chain in the project. */
  run(command: string, ...args: string[]): Promise<Outcome>;
}

/** A throw-away copy of the gates' configuration around small sources, outside the repository. */
export function plantedProject(): PlantedProject {
  const root = mkdtempSync(join(tmpdir(), "caseload-relief-gate-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of ["package.json", "tsconfig.json", "tsconfig.lib.json", ".oxlintrc.json"]) cpSync(join(repository, name), join(root, name));
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  for (const [path, text] of Object.entries(soundSources)) write(path, text);
  return {
    root,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    run: (command, ...args) => run(root, command, args),
  };
}

function run(root: string, command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(join(repository, "node_modules/.bin", command), args, { cwd: root }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      done({ exitCode, text: stdout + stderr });
    });
  });
}
