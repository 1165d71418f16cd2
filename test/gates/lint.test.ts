import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plantedProject, repository } from "./planted-project";
import type { Outcome, PlantedProject } from "./planted-project";

let project: PlantedProject;
const checkBans = (): Promise<Outcome> => project.run("tsx", join(repository, "scripts/check-bans.ts"), project.root);

beforeEach(() => {
  project = plantedProject();
});
afterEach(() => rmSync(project.root, { recursive: true }));

const offences: readonly { code: string; ban: string }[] = [
  { code: `export const bad = new Intl.NumberFormat();`, ban: "Intl" },
  { code: `export const bad = ["b", "a"].sort((one, other) => one.localeCompare(other));`, ban: "localeCompare" },
  { code: `export const bad = "a"["localeCompare"]("b");`, ban: "localeCompare" },
  { code: `export const bad = (1).toLocaleString();`, ban: "toLocaleString" },
  { code: `export const bad = "a".toLocaleUpperCase();`, ban: "toLocaleUpperCase" },
  { code: `export const bad = (1.5).toFixed(2);`, ban: "toFixed" },
  { code: `export const bad = Date.now();`, ban: "Date.now" },
  { code: `export const { now } = Date;`, ban: "Date.now" },
  { code: `export const bad = new Date();`, ban: "Date" },
  { code: `export const bad = Date();`, ban: "Date" },
  { code: `export const bad = new Date("2018-01-01");`, ban: "Date" },
  { code: `export const bad = new Date(2018, 0, 1);`, ban: "Date" },
  { code: `export const bad = Date.parse("2018-01-01");`, ban: "Date.parse" },
  { code: `export const bad = new Date(0).getHours();`, ban: "getHours" },
  { code: `export const bad = performance.now();`, ban: "performance" },
  { code: `export const bad = Math.random();`, ban: "Math.random" },
  { code: `export const { random } = Math;`, ban: "Math.random" },
  { code: `const maths = Math;\nexport const bad = maths;`, ban: "Math" },
  { code: `export const bad = Math.sin(1);`, ban: "Math.sin" },
  { code: `export const bad = Math.exp(1);`, ban: "Math.exp" },
  { code: `export const bad = Math.log(2);`, ban: "Math.log" },
  { code: `export const bad = Math.pow(2, 3);`, ban: "Math.pow" },
  { code: `export const bad = 3 ** 2;`, ban: "**" },
  { code: `setTimeout(() => {}, 0);`, ban: "setTimeout" },
  { code: `export const bad = globalThis;`, ban: "globalThis" },
];

describe("the bans", () => {
  it("pass a sound project and say how much was read", async () => {
    const outcome = await checkBans();
    expect(outcome.text).toContain("9 files, no offence");
    expect(outcome.exitCode).toBe(0);
  });

  it("name every offence with its line, each planted in a file of its own", async () => {
    for (const [index, { code }] of offences.entries()) project.write(`src/model/bad-${index}.ts`, `${code}\n`);
    const outcome = await checkBans();
    const unnamed = offences.filter(({ ban }, index) => {
      const found = outcome.text.split("\n").filter((line) => line.startsWith(`src/model/bad-${index}.ts:`));
      return !found.some((line) => line.includes(` ${ban} is banned`));
    });
    expect(unnamed).toEqual([]);
    expect(outcome.exitCode).toBe(1);
  });

  it("leave alone what gives the same answer everywhere, and the command line", async () => {
    project.write(
      "src/model/good.ts",
      `// Date.now() in a comment\nexport const text = "Math.random()";\nexport const day = new Date(Date.UTC(2018, 0, 1)).getUTCDay();\n` +
        `export const root = Math.sqrt(2) + Math.floor(2.5) + Math.imul(2, 3) + 2 ** 26;\nexport interface Clock { readonly now: () => number; readonly performance: number }\n`,
    );
    project.write("src/cli/clock.ts", `export const now = Date.now();\n`);
    const outcome = await checkBans();
    expect(outcome).toEqual({ exitCode: 0, text: expect.stringContaining("no offence") });
  });

  it("fail when there is nothing to check", async () => {
    project.remove("src");
    expect(await checkBans()).toEqual({ exitCode: 1, text: expect.stringContaining("nothing was checked") });
  });
});

describe("the lint rules", () => {
  const faults: readonly { code: string; rule: string }[] = [
    { code: `export const bad = (value: number): boolean => value === NaN;`, rule: "use-isnan" },
    { code: `export const bad = (value: any): unknown => value;`, rule: "no-explicit-any" },
    { code: `export const bad = (value: string): boolean => value == "a";`, rule: "eqeqeq" },
    { code: `export function bad(): void {\n  console.log("a");\n}`, rule: "no-console" },
    { code: `import { Worker } from "./worker";\nexport type Bad = Worker;`, rule: "consistent-type-imports" },
  ];

  it("pass a sound project", async () => {
    expect(await project.run("oxlint", "--deny-warnings")).toMatchObject({ exitCode: 0, text: expect.stringContaining("on 10 files") });
  });

  it.each(faults)("fail on $rule", async ({ code, rule }) => {
    project.write("src/model/bad.ts", `${code}\n`);
    const outcome = await project.run("oxlint", "--deny-warnings");
    expect(outcome.text).toContain(rule);
    expect(outcome.exitCode).toBe(1);
  });
});

describe("the library's own compiler settings", () => {
  it("refuse a Node built-in, a DOM global and a possibly missing property", async () => {
    project.write("src/model/node.ts", `export { readFileSync } from "node:fs";\n`);
    project.write("src/model/dom.ts", `export const title = document.title;\n`);
    project.write("src/model/optional.ts", `export const point: { x?: number } = { x: undefined };\n`);
    const outcome = await project.run("tsc", "-p", "tsconfig.lib.json");
    for (const file of ["node", "dom", "optional"]) expect(outcome.text).toContain(`src/model/${file}.ts`);
    expect(outcome.text).not.toContain("src/model/worker.ts");
    expect(outcome.exitCode).not.toBe(0);
  });
});
