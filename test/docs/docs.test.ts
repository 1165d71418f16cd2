import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPages } from "./pages";
import { readerFolder, runStep, typeFaults } from "./run-page";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const pages = readPages(repository);

describe("the documentation", () => {
  it("has blocks to run as soon as there is a README", () => {
    if (existsSync(join(repository, "README.md"))) expect(pages[0]?.steps.length).toBeGreaterThan(0);
    else expect(pages.flatMap((page) => page.steps)).toEqual([]);
  });

  it("marks every block as run or shown, and asserts only where there is something to assert", () => {
    expect(pages.flatMap((page) => page.faults)).toEqual([]);
  });

  it("compiles against the package's types", () => {
    const folder = readerFolder();
    try {
      expect(typeFaults(pages, folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.each(pages.filter((page) => page.steps.length > 0))("$path", ({ steps }) => {
  let folder: string;
  beforeAll(() => {
    folder = readerFolder();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(steps)("runs the $kind block at $place", { timeout: 300_000 }, async (step) => {
    await runStep(step, folder);
  });
});
