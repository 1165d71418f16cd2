import { afterAll, describe, expect, it } from "vitest";
import { fakeWorld } from "./fake-io";

const world = fakeWorld();
afterAll(world.remove);

describe("the command line", () => {
  it.each([[["--help"]], [["-h"]], [["help"]]])("lists its commands and exit codes for %j", async (argv) => {
    const { code, out, error } = await world.run(argv);
    expect([code, error]).toEqual([0, ""]);
    for (const name of ["demo", "generate", "plan", "check", "schema"]) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(out).toContain("3 pins and rules clash");
  });

  it.each(["demo", "generate", "plan", "check", "schema"])("shows the syntax of %s without running it", async (name) => {
    const { code, out } = await world.run([name, "--nonsense", "--help"]);
    expect(code).toBe(0);
    expect(out.startsWith(`Usage: caseload-relief ${name}`)).toBe(true);
    expect((await world.run(["help", name])).out).toBe(out);
  });

  it("prints the package's version", async () => {
    expect((await world.run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [[], "Usage: caseload-relief COMMAND"],
    [["relieve"], 'There is no command "relieve"'],
    [["\u001B[31m"], 'There is no command "\\u001b[31m"'],
    [["plan"], "CASELOAD missing."],
    [["check", "caseload.json"], "PLAN missing."],
    [["check", "-", "-"], "Standard input (-) can be only one of the files."],
    [["plan", "a.json", "b.json"], '"b.json" is one argument too many.'],
    [["plan", "a.json", "--nonsense"], "Unknown option '--nonsense'."],
    [["plan", "a.json", "-o"], "argument missing"],
    [["plan", "a.json", "-o", ""], "--output is empty."],
    [["plan", "a.json", "-o", "b", "-o", "c"], "--output is given twice."],
    [["plan", "a.json", "--handovers", "-"], "Standard output is given for two outputs."],
    [["plan", "a.json", "-o", "b", "--report", "./b"], "./b is given for two outputs."],
    [["generate", "--seed", "many"], '--seed is "many": a whole number'],
    [["generate", "--seed", "1.5"], '--seed is "1.5": a whole number'],
    [["generate", "--shape", "parish"], '--shape is "parish": cohort, council, county are known.'],
    [["generate", "extra"], '"extra" is one argument too many.'],
  ])("refuses %j with code 2 and a clear message", async (argv, message) => {
    const { code, out, error } = await world.run(argv);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain(message);
  });

  it("calls a fault of its own a fault of its own", async () => {
    const { code, error } = await world.run(["generate"], "", {
      writeOut: async () => {
        throw new Error("the world ended");
      },
    });
    expect(code).toBe(1);
    expect(error).toMatch(/Internal error.*not in your data.*the world ended/s);
  });
});
