import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import { fakeWorld, type FakeWorld } from "./fake-io";

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

describe("files", () => {
  it("writes what it says on standard output to the file named instead, and leaves nothing beside it", async () => {
    const shown = await world.run(["generate", "--seed", "3"]);
    expect(await world.run(["generate", "--seed", "3", "-o", "caseload.json"])).toEqual({ code: 0, out: "", error: "" });
    expect(readFileSync(join(world.folder, "caseload.json"), "utf8")).toBe(shown.out);
    expect(JSON.parse(shown.out)).toEqual(generateCaseload(3, "cohort"));
    expect(readdirSync(world.folder)).toEqual(["caseload.json"]);
    expect((await world.run(["generate", "--seed=3", "--output=-"])).out).toBe(shown.out);
  });

  it("replaces a file whole", async () => {
    writeFileSync(join(world.folder, "caseload.json"), "x".repeat(10_000_000));
    await world.run(["generate", "-o", "caseload.json"]);
    expect(JSON.parse(readFileSync(join(world.folder, "caseload.json"), "utf8"))).toHaveProperty("schemaVersion", 1);
  });

  it("refuses a folder, a missing folder and a file in place of a folder before doing anything", async () => {
    mkdirSync(join(world.folder, "there"));
    writeFileSync(join(world.folder, "file"), "");
    for (const [path, message] of [
      ["there", "there is a folder"],
      [join("missing", "plan.json"), "there is no folder missing"],
      [join("file", "plan.json"), "there is no folder file"],
    ] as const) {
      const { code, error } = await world.run(["plan", "-", "-o", path]);
      expect([code, error.includes(message)]).toEqual([2, true]);
    }
  });

  it("refuses a caseload it cannot read, by name and cause", async () => {
    expect(await world.run(["plan", "missing.json"])).toMatchObject({ code: 2, error: "missing.json cannot be read: there is no such file.\n" });
    expect(await world.run(["plan", "."])).toMatchObject({ code: 2, error: ". cannot be read: it is a folder.\n" });
  });

  it("reads UTF-16 as Windows shells write it, and refuses what is no text", async () => {
    const utf16 = Buffer.from("\uFEFF{}", "utf16le");
    expect((await world.run(["plan", "-"], utf16)).error).toContain("/asOf [missing]");
    expect((await world.run(["plan", "-"], new Uint8Array([0x7b, 0xff, 0x7d]))).error).toBe("Standard input is not UTF-8 text.\n");
  });

  it("makes no file when the input is bad, and lists every problem with its cure", async () => {
    const { code, out, error } = await world.run(["plan", "-", "-o", "plan.json", "--handovers", "h.csv", "--report", "r.html"], '{"schemaVersion":1,"asOf":"2018-02-30"}');
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain("Standard input: ");
    expect(error).toContain("/asOf [not-a-date]");
    expect(error).toContain("/children [missing]");
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it.each([["", "empty"], ["{", "not-json"], ['{"a":1,"a":2}', "duplicate-key"], [`${"[".repeat(50_000)}`, "too-deep"], ['{"__proto__":{}}', "forbidden-key"]])(
    "refuses %.20j clearly",
    async (text, word) => {
      const { code, error } = await world.run(["plan", "-"], text);
      expect(code).toBe(2);
      expect(error).toContain(word);
    },
  );

  it("makes the demo's folder only where it can", async () => {
    writeFileSync(join(world.folder, "file"), "");
    const { code, error } = await world.run(["demo", "-o", "file"]);
    expect([code, existsSync(join(world.folder, "file", "plan.json"))]).toEqual([2, false]);
    expect(error).toContain("The folder file cannot be made");
  });
});
