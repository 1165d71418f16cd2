import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../../src/index";
import { generateCaseload, type GenerateOptions } from "../../../src/generate";
import { whyNoPlan } from "../../../src/cli/planning";
import { fakeWorld } from "./fake-io";

const tiny: GenerateOptions = { participants: 2, teamManagers: 0, coverWorkers: 2, coverManagers: 0, meanCases: 5, coverCapacityShare: 1.3, features: { unknowns: 0, pins: 0, partTime: 0, contractEnds: 0 } };
const world = fakeWorld();
const document = generateCaseload(3, tiny);

function place(name: string, content: unknown): string {
  writeFileSync(join(world.folder, name), JSON.stringify(content));
  return name;
}

beforeAll(() => {
  place("caseload.json", document);
});
afterAll(world.remove);

describe("plan and check", () => {
  it("writes a plan, its actions and its page, and finds the plan in order afterwards", async () => {
    const shown = await world.run(["plan", "caseload.json"]);
    expect([shown.code, shown.error]).toEqual([0, ""]);
    expect(await world.run(["plan", "caseload.json", "-o", "plan.json", "--handovers", "h.csv", "--report", "r.html"])).toEqual({ code: 0, out: "", error: "" });
    expect(readFileSync(join(world.folder, "plan.json"), "utf8")).toBe(shown.out);
    expect(readFileSync(join(world.folder, "h.csv"), "utf8")).toMatch(/^date,action,kind,id/);
    expect(readFileSync(join(world.folder, "r.html"), "utf8")).toMatch(/^<!doctype html>/i);
    expect(readdirSync(world.folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    const check = await world.run(["check", "caseload.json", "plan.json"]);
    expect(check.code).toBe(0);
    expect(JSON.parse(check.out)).toMatchObject({ isInOrder: true });
  });

  it("plans the same from standard input", async () => {
    const [file, stdin] = [await world.run(["plan", "caseload.json"]), await world.run(["plan", "-"], JSON.stringify(document))];
    expect(stdin).toEqual(file);
  });

  it("verifies a plan's proofs, and ends with code 5 when a bound, a price or the caseload was changed", async () => {
    await world.run(["plan", "caseload.json", "-o", "plan.json"]);
    const verified = await world.run(["verify", "caseload.json", "plan.json"]);
    expect([verified.code, verified.error]).toEqual([0, ""]);
    expect(JSON.parse(verified.out)).toMatchObject({ isVerified: true, faults: [] });
    const text = readFileSync(join(world.folder, "plan.json"), "utf8");
    for (const [what, changed] of [
      ["bound", text.replace(/"bound": (\d+)/, (_, digits: string) => `"bound": ${Number(digits) + 1}`)],
      ["scale", text.replace(/"scale": (\d+)/, (_, digits: string) => `"scale": ${Number(digits) + 1}`)],
    ] as const) {
      expect(changed, what).not.toBe(text);
      writeFileSync(join(world.folder, "changed.json"), changed);
      const { code, error } = await world.run(["verify", "caseload.json", "changed.json"]);
      expect([code, error.length > 0], what).toEqual([5, true]);
    }
    const other = place("other.json", generateCaseload(2, tiny));
    expect((await world.run(["verify", other, "plan.json"])).code).toBe(5);
  });

  it("ends with code 5 and names the breach when a plan breaks a rule", async () => {
    const plan = JSON.parse((await world.run(["plan", "caseload.json"])).out) as Plan;
    const moved = plan.decisions.find((decision) => decision.mode === "handover")!;
    place("broken.json", { ...plan, decisions: plan.decisions.map((decision) => (decision === moved ? { ...decision, coverWorkerId: moved.participantId } : decision)) });
    const { code, error } = await world.run(["check", "caseload.json", "broken.json"]);
    expect(code).toBe(5);
    expect(error).toContain(moved.id);
  });

  it("refuses a plan of another caseload, and what is no plan", async () => {
    const other = place("other.json", generateCaseload(2, tiny));
    await world.run(["plan", other, "-o", "other-plan.json"]);
    const wrong = await world.run(["check", "caseload.json", "other-plan.json"]);
    expect([wrong.code, wrong.error.includes("other-caseload")]).toEqual([2, true]);
    const torn = await world.run(["check", "caseload.json", "-"], "{");
    expect([torn.code, torn.error.includes("[not-json]")]).toEqual([2, true]);
    expect((await world.run(["check", "caseload.json", "-"], "{}")).code).toBe(2);
  });

  it("ends with code 3 and the names of the pins that clash", async () => {
    const [first] = document.families;
    const holder = document.children.find((child) => child.familyId === first!.id)!.allocatedWorkerId;
    const pin = { familyId: first!.id, workerId: holder, author: "a", reason: "b" };
    const path = place("clash.json", { ...document, pins: [{ ...pin, kind: "must-stay" }, { ...pin, kind: "must-move" }] });
    const { code, out, error } = await world.run(["plan", path, "-o", "clash-plan.json"]);
    expect([code, out]).toEqual([3, ""]);
    expect(error).toContain(`pins (${first!.id}, ${holder}): ${first!.id} must stay.`);
    expect(error).toContain(`pins (${first!.id}, ${holder}): ${first!.id} must move.`);
    expect(readdirSync(world.folder)).not.toContain("clash-plan.json");
  });

  it("warns of what was assumed, and plans all the same", async () => {
    const path = place("unknown.json", { ...document, children: document.children.map((child) => ({ ...child, lastVisitOn: null })) });
    const { code, error } = await world.run(["plan", path]);
    expect([code, error.includes("unknown.json: warning: /children [assumed-worst-case]")]).toEqual([0, true]);
  });

  it("says the rule, the ids and the sentence of every part of a conflict, and the repairs", () => {
    const text = whyNoPlan({
      kind: "infeasible",
      sentence: "No plan keeps these.",
      conflict: [{ rule: "pins", ids: ["F1", "W2"], sentence: "F1 must go to W2." }],
      repairs: [{ changes: [], sentence: "It would be possible if F1 need not go to W2.", buys: null }],
    });
    expect(text).toBe("No plan keeps these.\n  pins (F1, W2): F1 must go to W2.\nWhat would make a plan possible, the cheapest first:\n  It would be possible if F1 need not go to W2.\n");
  });

  it("writes the best plan so far when it is interrupted", async () => {
    const { code, out } = await world.run(["plan", "caseload.json"], "", { interruptible: (work) => work(AbortSignal.abort()) });
    // Code 4 when not even a first plan was found before the interrupt.
    if (code !== 4) expect((JSON.parse(out) as Plan).termination).toMatch(/^(aborted|optimal)$/);
  });

  it("gives the same plan for the same step limit, and refuses a limit of nothing", async () => {
    const limited = () => world.run(["plan", "caseload.json", "--step-limit", "50"]);
    expect(await limited()).toEqual(await limited());
    for (const [command, ...files] of [["plan", "none.json"], ["replan", "none.json", "none.json", "none.json"], ["explain", "none.json", "none.json"], ["demo"]]) {
      // Before any file is read.
      expect(await world.run([command!, ...files, "--limit-ms", "0"])).toMatchObject({ code: 2, error: expect.stringContaining('--limit-ms is "0"') });
    }
  });

  it("shows progress only on a terminal, and wipes it", async () => {
    const { error } = await world.run(["plan", "caseload.json"], "", { isErrorTerminal: true });
    expect(error === "" || /^\rPlanning: .*\r +\r$/s.test(error)).toBe(true);
  });
});
