import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFor, consumer } from "./consumer";
import type { Bundle, Consumer } from "./consumer";

let user: Consumer;
beforeAll(() => {
  user = consumer();
});
afterAll(() => user.remove());

const codeFiles = (): string[] => user.packedFiles.filter((path) => /\.(js|cjs)$/.test(path));
const textOf = (path: string): string => readFileSync(join(user.packageFolder, path), "utf8");

/** Every module a built file asks for, by the compiler's reading: sentences in texts say "from" too. */
function importsOf(code: string): string[] {
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

describe("the tarball", () => {
  it("holds the built package, its licence and its changelog, and nothing of the workshop", () => {
    for (const path of ["dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts", "dist/cli.js", "dist/schema/caseload.json", "LICENSE", "CHANGELOG.md", "package.json"]) {
      expect(user.packedFiles).toContain(path);
    }
    expect(user.packedFiles.filter((path) => !/^(dist\/|LICENSE$|CHANGELOG\.md$|README\.md$|package\.json$)/.test(path))).toEqual([]);
  });

  it("has every file that `exports` promises", () => {
    const promised = JSON.stringify(user.manifest.exports).match(/\.\/dist\/[^"*]+"/g) ?? [];
    expect(promised.length).toBeGreaterThanOrEqual(12);
    for (const path of promised) expect(existsSync(join(user.packageFolder, path.slice(0, -1))), path).toBe(true);
  });

  it("publishes JSON Schemas that a consumer can import by name", () => {
    user.write("schema.cjs", `const schema = require("caseload-relief/schema/caseload.json");\nprocess.stdout.write(schema.$schema);`);
    expect(user.node("schema.cjs")).toContain("json-schema.org");
  });

  it("asks for no Node built-in outside the command line, and for no package that is not a dependency", () => {
    const allowed = Object.keys(user.manifest.dependencies);
    const asked = codeFiles().flatMap((path) => importsOf(textOf(path)).map((name) => ({ path, name })));
    expect(asked.length).toBeGreaterThan(0);
    for (const { path, name } of asked) {
      const isBuiltin = name.startsWith("node:") || builtinModules.includes(name);
      const isDependency = allowed.some((dependency) => name === dependency || name.startsWith(`${dependency}/`));
      const isAllowed = name.startsWith("./") || isDependency || (isBuiltin && path === "dist/cli.js");
      expect(isAllowed, `${path} asks for ${name}`).toBe(true);
    }
  });

  it("uses every package it depends on", () => {
    const asked = new Set(codeFiles().flatMap((path) => importsOf(textOf(path))));
    for (const dependency of Object.keys(user.manifest.dependencies)) {
      expect([...asked].some((name) => name === dependency || name.startsWith(`${dependency}/`)), dependency).toBe(true);
    }
  });

  it("states the version of package.json in the library", () => {
    user.write("version.mjs", `import { planHandovers, parseCaseload } from "caseload-relief";\nimport { generateCaseload } from "caseload-relief/generate";\nconst parsed = parseCaseload(generateCaseload(1, { participants: 1, meanCases: 3 }));\nconst text = JSON.stringify(planHandovers(parsed.value, { stepLimit: 1 }));\nprocess.stdout.write(/"libraryVersion":"([^"]+)"/.exec(text)[1]);`);
    expect(user.node("version.mjs")).toBe(user.manifest.version);
  });
});

describe("a bundle of planHandovers alone", () => {
  it("holds nothing of the generator or of the report", () => {
    const rooms = roomsIn(bundleFor(user, `import { planHandovers } from "caseload-relief";\nexport { planHandovers };`));
    expect(rooms).toContain("pipeline");
    expect(rooms).toContain("solver");
    for (const room of ["synthetic", "report", "cli"]) expect(rooms).not.toContain(room);
  });

  it("can tell: a bundle of the generator and the report holds both", () => {
    const rooms = roomsIn(bundleFor(user, `export * from "caseload-relief/generate";\nexport * from "caseload-relief/report";`));
    expect(rooms).toContain("synthetic");
    expect(rooms).toContain("report");
    expect(rooms).not.toContain("solver");
  });

  it("leaves nothing behind when nothing is used", () => {
    const { contributions } = bundleFor(user, `import "caseload-relief";\nimport "caseload-relief/generate";\nimport "caseload-relief/report";`);
    expect([...contributions.values()].filter((bytes) => bytes > 0)).toEqual([]);
  });
});

/** The rooms whose sources lie in a built file that contributes anything: the build heads each source with its path. */
function roomsIn({ contributions }: Bundle): string[] {
  const files = [...contributions].filter(([path, bytes]) => bytes > 0 && path.includes("caseload-relief/dist/")).map(([path]) => path);
  const sources = files.flatMap((path) => readFileSync(join(user.folder, path), "utf8").match(/^\/\/ src\/\w+\//gm) ?? []);
  return [...new Set(sources.map((source) => source.split("/")[3] ?? ""))];
}
