/** A folder with the built package installed, and the steps of a page run in it. */
import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { Page, Step } from "./pages";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A reader's folder: the package in node_modules, its command on the path. */
export function readerFolder(): string {
  if (!existsSync(join(repository, "dist/index.js"))) throw new Error("dist/ is missing: run `npm run build` first.");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "caseload-relief-docs-")));
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  symlinkSync(repository, join(folder, "node_modules/caseload-relief"));
  symlinkSync(join(repository, "node_modules/@types"), join(folder, "node_modules/@types"));
  const command = join(folder, "node_modules/.bin/caseload-relief");
  writeFileSync(command, `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(join(repository, "dist/cli.js"))} "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ private: true, type: "module" })}\n`);
  return folder;
}

/** Runs one step; rejects with what it printed when it fails. */
export function runStep(step: Step, folder: string): Promise<string> {
  if (step.kind === "sh") return execute("bash", ["--norc", "-euo", "pipefail", "-c", step.code], folder, step.place);
  const program = join(folder, programName(step));
  writeFileSync(program, step.code);
  return execute(process.execPath, [join(repository, "node_modules/tsx/dist/cli.mjs"), program], folder, step.place);
}

function programName(step: Step): string {
  return `${step.place.replaceAll(/[^\w]+/g, "-")}.ts`;
}

function execute(command: string, args: readonly string[], folder: string, place: string): Promise<string> {
  const PATH = `${join(folder, "node_modules/.bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  return new Promise((done, fail) => {
    execFile(command, args, { cwd: folder, env: { ...process.env, PATH }, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else fail(new Error(`${place} fails (${String(error.code)}):\n${stdout}${stderr}`));
    });
  });
}

/** What the compiler says of the programs as the pages show them, against the package's own types. */
export function typeFaults(pages: readonly Page[], folder: string): string[] {
  const placeOf = new Map<string, Step>();
  for (const step of pages.flatMap((page) => page.steps).filter(({ kind }) => kind === "ts")) {
    const path = join(folder, `shown-${programName(step)}`);
    writeFileSync(path, step.shown);
    placeOf.set(path, step);
  }
  const program = ts.createProgram([...placeOf.keys()], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
    typeRoots: [join(folder, "node_modules/@types")],
    skipLibCheck: true,
  });
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const step = diagnostic.file && placeOf.get(diagnostic.file.fileName);
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    return `${step?.place ?? "?"} + ${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`;
  });
}
