import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plantedProject, repository } from "./planted-project";
import type { Outcome, PlantedProject } from "./planted-project";

let project: PlantedProject;
const checkRooms = (): Promise<Outcome> => project.run("tsx", join(repository, "scripts/check-rooms.ts"), project.root);

beforeEach(() => {
  project = plantedProject();
});
afterEach(() => rmSync(project.root, { recursive: true }));

const violations: readonly { what: string; path: string; text: string; rule: string }[] = [
  { what: "base importing model", path: "src/base/bad.ts", text: `import type { Worker } from "../model/worker";\nexport type Bad = Worker;\n`, rule: "room-base" },
  { what: "a rule importing the network", path: "src/rules/bad.ts", text: `export { build } from "../network/build";\n`, rule: "room-rules" },
  { what: "the network importing the solver past its door", path: "src/network/bad.ts", text: `export { solve } from "../solver/solve";\n`, rule: "room-network" },
  { what: "the solver importing the model", path: "src/solver/bad.ts", text: `export type { Worker } from "../model/worker";\n`, rule: "room-solver" },
  { what: "the proof importing the solver's types", path: "src/proof/bad.ts", text: `export type { Instance } from "../solver/instance";\n`, rule: "room-proof" },
  { what: "the command line importing a room", path: "src/cli/bad.ts", text: `export { build } from "../network/build";\n`, rule: "room-cli" },
  { what: "the main entry opening the generator", path: "src/index.ts", text: `export { generate } from "./synthetic/generate";\n`, rule: "entry-index" },
  { what: "zod outside input", path: "src/model/bad.ts", text: `import * as z from "zod";\nexport const bad = z.string();\n`, rule: "package-zod" },
  { what: "graphology outside the network", path: "src/plan/bad.ts", text: `import { UndirectedGraph } from "graphology";\nexport const bad = new UndirectedGraph();\n`, rule: "package-graphology" },
  { what: "a second file with a package that has one adapter", path: "src/base/bad.ts", text: `export { sha512 } from "@noble/hashes/sha2.js";\n`, rule: "one adapter file" },
  { what: "a package that is no dependency of the library", path: "src/model/bad.ts", text: `export { build } from "esbuild";\n`, rule: "no-other-package" },
  { what: "a Node built-in in the library", path: "src/model/bad.ts", text: `export { readFileSync } from "node:fs";\n`, rule: "node-only-in-cli" },
  { what: "an import of nothing", path: "src/model/bad.ts", text: `export { bad } from "./missing";\n`, rule: "no-unresolved" },
  { what: "a cycle", path: "src/solver/instance.ts", text: `import { solve } from "./solve";\nexport interface Instance { readonly size: number }\nexport const size = solve({ size: 1 });\n`, rule: "no-cycle" },
  { what: "a folder of the solver importing one after it", path: "src/solver/weighted/block/bad.ts", text: `export { later } from "../goal/later";\n`, rule: "folder-weighted/block" },
  { what: "the flow folder importing the weighted engine's bounds", path: "src/solver/flow/bad.ts", text: `export { bound } from "../weighted/bound/bound";\n`, rule: "folder-flow" },
  { what: "a folder of the solver that is not in the table", path: "src/solver/weighted/misc/bad.ts", text: `export const bad = 1;\n`, rule: "no room" },
  { what: "a file in no room", path: "src/helpers/bad.ts", text: `export const bad = 1;\n`, rule: "no room" },
];

describe("the import table's gate", () => {
  it("passes a sound project and says how much it saw", async () => {
    const outcome = await checkRooms();
    expect(outcome.text).toContain("10 files, no violation");
    expect(outcome.exitCode).toBe(0);
  });

  it("names every violation, each planted in a file of its own", async () => {
    project.write("src/synthetic/generate.ts", "export const generate = 1;\n");
    project.write("src/solver/weighted/goal/later.ts", "export const later = 1;\n");
    project.write("src/solver/weighted/bound/bound.ts", `export { later as bound } from "../problem/early";\n`);
    project.write("src/solver/weighted/problem/early.ts", "export const later = 1;\n");
    const planted = violations.map(({ path, text, rule }, index) => ({ path: path.replace("bad.ts", `bad-${index}.ts`), text, rule }));
    for (const { path, text } of planted) project.write(path, text);
    const outcome = await checkRooms();
    const lines = outcome.text.split("\n");
    const unnamed = planted.filter(({ path, rule }) => !lines.some((line) => line.includes(path) && line.includes(rule)));
    expect(unnamed).toEqual([]);
    expect(outcome.exitCode).toBe(1);
  });

  it("fails on a single violation", async () => {
    const [{ path, text, rule }] = violations as [(typeof violations)[number]];
    project.write(path, text);
    const outcome = await checkRooms();
    expect(outcome.text).toContain(`breaks ${rule}.`);
    expect(outcome.text).toContain("1 problem(s)");
    expect(outcome.exitCode).toBe(1);
  });

  it("fails when there is nothing to check", async () => {
    project.remove("src");
    const outcome = await checkRooms();
    expect(outcome.text).toContain("nothing was checked");
    expect(outcome.exitCode).toBe(1);
  });
});
