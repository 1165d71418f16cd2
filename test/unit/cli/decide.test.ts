import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import type { Plan } from "../../../src/plan/plan";
import { EXACT_GOALS } from "../../support/caseload-builder";
import { fakeWorld } from "./fake-io";

const world = fakeWorld();
afterAll(world.remove);

const read = (name: string): string => readFileSync(join(world.folder, name), "utf8");
const write = (name: string, content: unknown): void => writeFileSync(join(world.folder, name), JSON.stringify(content));
const plan = (name = "plan.json"): Plan => JSON.parse(read(name)) as Plan;
const BY = ["--on", "2018-09-10", "--author", "PL1", "--reason", "agreed at the panel"];

beforeAll(async () => {
  const made = generateCaseload(7, { participants: 2, teamManagers: 0, coverWorkers: 3, coverManagers: 0, meanCases: 6, coverCapacityShare: 2 });
  write("caseload.json", { ...made, policy: { ...made.policy, goals: EXACT_GOALS } });
  expect((await world.run(["plan", "caseload.json", "-o", "plan.json"])).code).toBe(0);
});

describe("replan", () => {
  it("writes the plan as it is when nothing has happened, byte for byte", async () => {
    write("none.json", { schemaVersion: 1, asOf: "2018-10-08", events: [] });
    const { code, out } = await world.run(["replan", "caseload.json", "plan.json", "none.json", "-o", "same.json", "--caseload", "same-caseload.json"]);
    expect([code, out]).toEqual([0, "Nothing has happened: the plan stands.\n"]);
    expect(read("same.json")).toBe(read("plan.json"));
    expect(read("same-caseload.json")).toBe(read("caseload.json"));
  });

  it("writes a plan of the caseload of the day, tells the changes, and both can be recorded", async () => {
    const worker = plan().decisions.find(({ mode }) => mode === "handover")!.coverWorkerId;
    write("events.json", { schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-off", workerId: worker, from: "2018-10-08", to: "2018-12-20" }] });
    const { code, out } = await world.run(["replan", "caseload.json", "plan.json", "events.json", "-o", "plan-2.json", "--caseload", "day.json", "--replan", "replan.json"]);
    expect(code).toBe(0);
    expect(out).toMatch(/From 2018-10-08 \d+ decisions? changes?; no plan that gives as much relief changes fewer\./);
    expect(out).toMatch(/^ {2}Further from the band than before: W\d/m);
    const tolerant = await world.run(["replan", "caseload.json", "plan.json", "events.json", "-o", "plan-3.json", "--tolerance", "1000"]);
    expect(tolerant.out).toMatch(/^ {2}Further from the band than before, within the tolerance: W\d/m);
    expect((await world.run(["check", "day.json", "plan-2.json"])).code).toBe(0);
    expect((await world.run(["check", "caseload.json", "plan-2.json"])).code).toBe(2);
    expect((await world.run(["record", "start", "-o", "record.json"])).code).toBe(0);
    expect((await world.run(["record", "change", "record.json", "replan.json", ...BY])).code).toBe(0);
    const compared = await world.run(["compare", "plan.json", "plan-2.json", "--text"]);
    expect(compared.out).toContain("different caseloads");
  });

  it("says that nothing has to change, and what is new to be warned of: a participant away, whose families stay", async () => {
    const [{ workerId }] = plan().participants as [Plan["participants"][number]];
    write("away.json", { schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-off", workerId, from: "2018-10-08", to: "2018-11-30" }] });
    const { code, out } = await world.run(["replan", "caseload.json", "plan.json", "away.json", "-o", "plan-3.json"]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^  From 2018-10-08 no decision has to change\\.\n  Nobody is further from the band than before\\.\n  To be (escalated|looked at): ${workerId} stands at \\d+ % of capacity with this plan\\.$`, "m"));
  });

  it.each([
    [{ schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-off", workerId: "nobody", from: "2018-10-08", to: "2018-12-20" }] }, "/events/0/workerId [unknown-reference]"],
    [{ schemaVersion: 1, asOf: "2017-01-01", events: [{ kind: "worker-leaves", workerId: "W1", lastDay: "2018-10-08" }] }, "/asOf [contradiction]"],
    [{ schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "worker-naps" }] }, "/events/0/kind"],
    [{ events: [] }, "/schemaVersion [missing]"],
    [[], "An events document is an object."],
    [{ schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "date-moves", familyId: "F1", eventKind: "hearing", from: "2011-01-01", to: null }] }, "/events/0/from [unknown-reference]"],
    [{ schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "new-family", on: "2018-10-08", family: { id: "F99", area: "Atlantis" }, children: [{ id: "C99", familyId: "F99", allocatedWorkerId: "W1", status: "child-in-need" }] }] }, "/caseload/families"],
  ])("refuses events %#", async (events, message) => {
    write("wrong.json", events);
    const { code, error } = await world.run(["replan", "caseload.json", "plan.json", "wrong.json"]);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});

describe("what is wrong is said of the file that it is in", () => {
  it("names the plan too where a re-plan is refused", async () => {
    write("other.json", { ...plan(), caseloadDigest: `sha256:${"0".repeat(64)}` });
    const { code, error } = await world.run(["replan", "caseload.json", "other.json", "events.json"]);
    expect(code).toBe(2);
    expect(error).toContain("other.json and events.json: 1 problem.");
  });

  it.each([
    ["change", { plan: null, changes: [null] }, "is no re-plan"],
    ["change", { plan: null, changes: {} }, "is no re-plan"],
    ["override", { plan: null, pin: null, costs: [] }, "is no override"],
    ["override", { plan: null, pin: {}, costs: [null] }, "is no override"],
  ])("refuses to record a %s that is none: %j", async (entry, document, message) => {
    expect((await world.run(["record", "start", "-o", "fresh.json"])).code).toBe(0);
    write("none.json", { ...document, plan: plan() });
    const { code, error } = await world.run(["record", entry, "fresh.json", "none.json", "--on", "2018-10-08", "--author", "PL1", "--reason", "because"]);
    expect(code).toBe(2);
    expect(error).toContain(`none.json ${message}`);
  });
});

describe("override", () => {
  it("needs exactly one unit, one decision, an author and a reason", async () => {
    for (const args of [["--stay", "--author", "A", "--reason", "r"], ["--family", "F1", "--author", "A", "--reason", "r"], ["--family", "F1", "--stay", "--move", "--author", "A", "--reason", "r"], ["--family", "F1", "--stay", "--author", "A"], ["--family", "F1", "--stay", "--reason", "r"]]) {
      expect((await world.run(["override", "caseload.json", "plan.json", ...args])).code).toBe(2);
    }
  });

  it("plans around the pin and tells the cost; the free text stays in the caseload", async () => {
    const { id } = plan().decisions.find(({ mode, kind }) => mode === "handover" && kind === "family")!;
    const { code, out } = await world.run(["override", "caseload.json", "plan.json", "--family", id, "--stay", "--author", "PL1", "--reason", "a secret reason", "-o", "plan-3.json", "--caseload", "pinned.json", "--override", "override.json"]);
    expect(code).toBe(0);
    expect(out).toMatch(/continuity +[\d.]+ +[\d.]+ +-?[\d.]+ +contacts +proved/);
    expect(plan("plan-3.json").decisions.find((decision) => decision.id === id)?.mode).toBe("stay");
    expect(read("plan-3.json")).not.toContain("secret");
    expect(read("pinned.json")).toContain("secret");
    expect((await world.run(["check", "pinned.json", "plan-3.json"])).code).toBe(0);
    const compared = await world.run(["compare", "plan.json", "plan-3.json", "--caseload", "caseload.json", "--other-caseload", "pinned.json", "--text"]);
    expect(compared.out).toContain(`Only for the second plan PL1 decided that ${id} must stay.`);
    expect(compared.out).not.toContain("different caseloads");
    expect((await world.run(["compare", "plan.json", "plan-3.json", "--caseload", "caseload.json"])).code).toBe(2);
    expect((await world.run(["compare", "plan.json", "plan-3.json", "--caseload", "pinned.json", "--other-caseload", "caseload.json"])).error).toContain("another caseload");
  });
});

describe("alternatives and impact", () => {
  it("lists plans that differ, and says how it ended", async () => {
    const { code, out } = await world.run(["alternatives", "caseload.json", "plan.json", "--count", "2", "--difference", "2", "--text"]);
    expect(code).toBe(0);
    expect(out).toContain("at least 2 families");
    expect((await world.run(["alternatives", "caseload.json", "plan.json", "--count", "0"])).code).toBe(2);
  });

  it("tells what a plan would cause, with a table of groups, and puts both into the page", async () => {
    write("groups.json", { schemaVersion: 1, characteristic: "language", children: plan().decisions.flatMap(({ childIds }) => childIds.map((childId, at) => ({ childId, group: at % 2 === 0 ? "<b>A</b>" : "B" }))) });
    const { code, out } = await world.run(["impact", "caseload.json", "plan.json", "--groups", "groups.json", "-o", "impact.json", "--report", "impact.html"]);
    expect([code, out]).toEqual([0, ""]);
    expect(JSON.parse(read("impact.json"))).toMatchObject({ schemaVersion: 1, groups: { characteristic: "language", threshold: 5 } });
    expect(read("impact.html")).toContain("What it would cause");
    expect(read("impact.html")).not.toContain("<b>A</b>");
    expect((await world.run(["impact", "caseload.json", "plan.json", "--episode-reason", "WHIM"])).code).toBe(2);
  });
});

describe("record", () => {
  it("is started, added to, verified, shown in the page, and found broken after an edit", async () => {
    expect((await world.run(["record", "start", "--programme", "P1", "-o", "r.json"])).code).toBe(0);
    const adding = [
      ["propose", "r.json", "plan.json"],
      ["override", "r.json", "override.json"],
      ["consult", "r.json", "plan.json", "--subject", "W1", "--outcome", "agreed"],
      ["sign-off", "r.json", "plan.json", "--outcome", "approved"],
    ];
    let head = "";
    for (const args of adding) {
      const { code, out, error } = await world.run(["record", ...args, ...BY]);
      expect([code, error]).toEqual([0, ""]);
      head = /^Head: (sha256:\w{64})$/m.exec(out)![1]!;
    }
    expect((await world.run(["record", "verify", "r.json", "--head", head])).code).toBe(0);
    expect((await world.run(["record", "report", "r.json", "plan.json", "-o", "record.html"])).code).toBe(0);
    expect(read("record.html")).toContain("agreed at the panel");
    expect(read("record.html")).toContain(head);
    expect(read("record.html")).toContain("About the plan on this page: entries 1, 3 and 4.");
    write("unheard.json", { ...plan(), libraryVersion: "0.0.0" });
    expect((await world.run(["record", "report", "r.json", "unheard.json", "-o", "record.html"])).code).toBe(0);
    expect(read("record.html")).toContain("No entry is about the plan on this page.");
    writeFileSync(join(world.folder, "edited.json"), read("r.json").replace("approved", "refused"));
    const broken = await world.run(["record", "verify", "edited.json"]);
    expect([broken.code, broken.error]).toEqual([5, "Entry 4 has been changed since it was written.\n"]);
    expect((await world.run(["record", "consult", "edited.json", "plan.json", "--subject", "W1", "--outcome", "agreed", ...BY])).code).toBe(2);
  });

  it.each([[["record"]], [["record", "burn"]], [["record", "propose", "r.json", "plan.json"]], [["record", "propose", "r.json", "caseload.json", ...BY]], [["record", "change", "r.json", "plan.json", ...BY]], [["record", "override", "r.json", "plan.json", ...BY]], [["record", "sign-off", "r.json", "plan.json", "--outcome", "perhaps", ...BY]]])("refuses %j", async (argv) => {
    expect((await world.run(argv)).code).toBe(2);
  });
});
