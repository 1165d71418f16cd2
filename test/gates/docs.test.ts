import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPages } from "../docs/pages";
import { readerFolder, runStep, typeFaults } from "../docs/run-page";
import { repository } from "./planted-project";

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "caseload-relief-pages-"));
  folder = readerFolder();
  cpSync(join(repository, "package.json"), join(root, "package.json"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  rmSync(folder, { recursive: true });
});

const fence = "```";
const block = (word: string, text: string): string => `${fence}${word}\n${text}\n${fence}\n`;
const pageWith = (markdown: string, path = "README.md"): ReturnType<typeof readPages>[number] => {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, path), markdown);
  const page = readPages(root).find((one) => one.path === path);
  if (page === undefined) throw new Error(`${path} was not read`);
  return page;
};
const runAll = async (page: ReturnType<typeof readPages>[number]): Promise<void> => {
  for (const step of page.steps) await runStep(step, folder);
};

describe("the documentation's gate", () => {
  it("passes values that are right, across blocks of one program", async () => {
    const page = pageWith(
      `# Page\n\n${block("ts", `import { parseCaseload } from "caseload-relief";\nconst kind = typeof parseCaseload;\nkind; // => "function"`)}\n` +
        block("ts", `({ list: [1, { kind }] }) // => { "list": [1, { "kind": "function" }] }\nconsole.log(await Promise.resolve(2)); // => 2`),
    );
    expect(page.steps).toHaveLength(1);
    expect(page.faults).toEqual([]);
    expect(typeFaults([page], folder)).toEqual([]);
    await runAll(page);
  });

  it("fails on a wrong value and says on which line of which page", async () => {
    const page = pageWith(`# Page\n\n${block("ts", `const sum = 1 + 1;\nsum; // => 3`)}`, "docs/sum.md");
    await expect(runAll(page)).rejects.toThrow("docs/sum.md:5: the page says 3, the library says 2");
  });

  it("fails on an assertion beside no expression", () => {
    expect(pageWith(block("ts", `const sum = 1 + 1; // => 2`)).faults).toEqual([expect.stringContaining(`1 of the block's "// =>" stand beside no expression`)]);
  });

  it("fails on a block that throws and on one that does not compile", async () => {
    await expect(runAll(pageWith(block("ts", `throw new Error("planted");`)))).rejects.toThrow("planted");
    const page = pageWith(block("ts", `import { noSuchThing } from "caseload-relief";\nexport const used: string = noSuchThing;`));
    expect(typeFaults([page], folder)).toEqual([expect.stringContaining("noSuchThing")]);
  });

  it("fails on a shell line that fails, also in the middle of a pipe", async () => {
    await expect(runAll(pageWith(block("sh", `echo before\nfalse | cat\necho after`)))).rejects.toThrow("README.md:2 fails (1)");
  });

  it("fails on an unknown fence word and on a script package.json does not have", () => {
    expect(pageWith(`${block("bash", "exit 1")}${block("sh", "npm ci && npm run nowhere")}`).faults).toEqual([
      expect.stringContaining(`not "bash"`),
      expect.stringContaining(`no script "nowhere"`),
    ]);
  });

  it("skips the commands that prepare a clone and nothing else on their line", async () => {
    const page = pageWith(block("sh", `git clone https://example.org/caseload-relief.git && cd caseload-relief\nnpm ci && npm run demo # a comment\nnpm test && echo seen > seen.txt\ncat seen.txt`));
    expect(page.faults).toEqual([]);
    expect(page.steps.map(({ code }) => code)).toEqual(["\n\necho seen > seen.txt\ncat seen.txt"]);
    await runAll(page);
  });

  it("puts the command on the path of a shell block", async () => {
    await runAll(pageWith(block("sh", `command -v caseload-relief`)));
  });
});
