import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "caseload-relief-process-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program itself, from source, as a process of its own. */
function start(...argv: string[]) {
  return spawn(process.execPath, ["--import", join(repository, "node_modules/tsx/dist/esm/index.mjs"), join(repository, "src/cli/main.ts"), ...argv], { cwd: folder });
}

function ended(child: ReturnType<typeof start>): Promise<{ code: number | null; out: string; error: string }> {
  const [out, error]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => error.push(chunk));
  return new Promise((done) => child.on("close", (code) => done({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() })));
}

describe("the program", () => {
  it("passes its exit code on and keeps its streams apart", async () => {
    const { code, out, error } = await ended(start("plan", "missing.json"));
    expect({ code, out, error }).toEqual({ code: 2, out: "", error: "missing.json cannot be read: there is no such file.\n" });
  });

  it("reads standard input and writes every byte of a large document to a pipe", async () => {
    await ended(start("generate", "-o", "cohort.json"));
    const { code, out } = await ended(start("generate"));
    expect(code).toBe(0);
    // More than a pipe holds at once.
    expect(out.length).toBeGreaterThan(70_000);
    expect(out).toBe(readFileSync(join(folder, "cohort.json"), "utf8"));
    const plan = start("plan", "-");
    plan.stdin.end("{}");
    expect((await ended(plan)).error).toContain("/asOf [missing]");
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = start("generate", "--shape", "council");
    child.stdout.once("data", () => child.stdout.destroy());
    const { error } = await ended(child);
    expect(error).toBe("");
  });
});
