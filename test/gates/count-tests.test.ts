import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plantedProject, repository } from "./planted-project";
import type { Outcome, PlantedProject } from "./planted-project";

let project: PlantedProject;
beforeEach(() => {
  project = plantedProject();
});
afterEach(() => rmSync(project.root, { recursive: true }));

/** Runs real test files through the runner and counts them. */
async function countOf(files: Readonly<Record<string, string>>): Promise<Outcome> {
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  await project.run("vitest", "run", "--reporter=json", "--outputFile.json=report.json");
  return project.run("tsx", join(repository, "scripts/count-tests.ts"), "report.json");
}
const testFile = (body: string): string => `import { expect, it } from "vitest";\n${body}\n`;
const passing = testFile(`it("passes", () => expect(1).toBe(1));`);

describe("the count of tests", () => {
  it("is the runner's own when all pass", async () => {
    expect(await countOf({ "a.test.ts": passing })).toEqual({ exitCode: 0, text: "1 passed, 0 failed\n" });
  });

  it("fails with a failing test", async () => {
    expect(await countOf({ "a.test.ts": passing, "b.test.ts": testFile(`it("fails", () => expect(1).toBe(2));`) })).toEqual({ exitCode: 1, text: "1 passed, 1 failed\n" });
  });

  it("fails when a test file cannot be loaded", async () => {
    const outcome = await countOf({ "a.test.ts": passing, "b.test.ts": `throw new Error("planted");\n` });
    expect(outcome).toEqual({ exitCode: 1, text: expect.stringContaining("b.test.ts: the file failed before any test ran") });
  });

  it("fails when nothing ran", async () => {
    expect((await countOf({})).exitCode).toBe(1);
    expect((await countOf({ "a.test.ts": testFile(`it.skip("skips", () => expect(1).toBe(1));`) })).text).toContain("nothing was checked");
  });
});
