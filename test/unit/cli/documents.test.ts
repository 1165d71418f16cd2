import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { generateCaseload } from "../../../src/generate";
import { jsonSchemas } from "../../../src/input/json-schema";
import type { Plan } from "../../../src/plan/plan";
import { fakeWorld } from "./fake-io";

const world = fakeWorld();
afterAll(world.remove);

const read = (name: string): unknown => JSON.parse(readFileSync(join(world.folder, name), "utf8"));
const write = (name: string, content: unknown): void => writeFileSync(join(world.folder, name), JSON.stringify(content));
const BY = ["--author", "PL1", "--reason", "agreed at the panel"];

/** The published schema itself, as any validator reads it. */
const published = new Map(Object.entries(jsonSchemas()).map(([name, schema]) => [name, z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])]));

function faults(name: string, document: unknown): readonly string[] {
  const result = published.get(name)!.safeParse(document);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`);
}

async function made(name: string, command: readonly string[]): Promise<unknown> {
  const { code, error } = await world.run([...command, "-o", name]);
  expect([code, error]).toEqual([0, expect.any(String)]);
  return read(name);
}

let plan: Plan;
const moved = (): Plan["decisions"][number] => plan.decisions.find(({ mode, kind }) => mode === "handover" && kind === "family")!;

beforeAll(async () => {
  write("caseload.json", generateCaseload(7, { participants: 3, teamManagers: 1, coverWorkers: 3, coverManagers: 1, meanCases: 6, coverCapacityShare: 2 }));
  plan = (await made("plan.json", ["plan", "caseload.json", "--last-steps", "last-steps.json"])) as Plan;
}, 120_000);

const steps = ["--step-limit", "60"];

describe("every document that a command writes is as its published schema says", () => {
  it("caseloads, plans and last steps", () => {
    expect(faults("caseload", read("caseload.json"))).toEqual([]);
    expect(faults("plan", plan)).toEqual([]);
    expect(faults("explanation", read("last-steps.json"))).toEqual([]);
    expect(read("last-steps.json")).toMatchObject({ kind: "last-steps", curve: expect.any(Array) });
  });

  it.each([["--all"], ["--last-steps"], ["--worker", "participant"], ["--worker", "cover"], ["--family", "moved"], ["--family", "staying"]])("explanations: %s %s", async (...asked) => {
    const ids: Record<string, string> = { participant: plan.participants[0]!.workerId, cover: plan.coverWorkers[0]!.workerId, moved: moved().id, staying: plan.decisions.find(({ mode }) => mode === "stay")!.id };
    const document = await made("explanation.json", ["explain", "caseload.json", "plan.json", ...asked.map((word) => ids[word] ?? word), ...steps]);
    expect(faults("explanation", document)).toEqual([]);
  });

  it("recommendations", async () => {
    expect(faults("recommendation", await made("recommendation.json", ["recommend", "caseload.json", "plan.json", "--family", moved().id, ...steps]))).toEqual([]);
  });

  it("alternatives", async () => {
    const document = await made("alternatives.json", ["alternatives", "caseload.json", "plan.json", "--count", "2", ...steps]);
    expect(document).toMatchObject({ alternatives: [{ rank: 1 }, { rank: 2 }] });
    expect(faults("alternatives", document)).toEqual([]);
  });

  it("re-plans with their plans and caseloads, and comparisons", async () => {
    write("events.json", { schemaVersion: 1, asOf: "2018-10-08", events: [{ kind: "family-closes", familyId: moved().id, on: "2018-10-08" }] });
    expect(faults("events", read("events.json"))).toEqual([]);
    const again = await made("plan-2.json", ["replan", "caseload.json", "plan.json", "events.json", "--caseload", "day.json", "--replan", "replan.json"]);
    expect(faults("plan", again)).toEqual([]);
    expect(faults("caseload", read("day.json"))).toEqual([]);
    expect(faults("replan", read("replan.json"))).toEqual([]);
    expect(faults("comparison", await made("comparison.json", ["compare", "plan.json", "plan-2.json"]))).toEqual([]);
    expect(faults("explanation", await made("explanation.json", ["explain", "day.json", "plan-2.json", "--all", ...steps]))).toEqual([]);
  });

  it("overrides and records", async () => {
    const document = await made("plan-3.json", ["override", "caseload.json", "plan.json", "--family", moved().id, "--stay", ...BY, "--override", "override.json"]);
    expect(faults("plan", document)).toEqual([]);
    expect(faults("override", read("override.json"))).toEqual([]);
    await world.run(["record", "start", "-o", "record.json"]);
    expect((await world.run(["record", "propose", "record.json", "plan.json", "--on", "2018-09-10", ...BY])).code).toBe(0);
    expect((await world.run(["record", "override", "record.json", "override.json", "--on", "2018-09-11", ...BY])).code).toBe(0);
    expect(faults("record", read("record.json"))).toEqual([]);
  });

  it("impacts, with and without a table of groups", async () => {
    expect(faults("impact", await made("impact.json", ["impact", "caseload.json", "plan.json"]))).toEqual([]);
    write("groups.json", { schemaVersion: 1, characteristic: "language", children: moved().childIds.map((childId) => ({ childId, group: "few" })) });
    const document = await made("impact.json", ["impact", "caseload.json", "plan.json", "--groups", "groups.json"]);
    expect(document).toHaveProperty("groups.rows");
    expect(faults("impact", document)).toEqual([]);
  });
});

describe("the schemas", () => {
  it("refuse a document with a field of another name, or without one", () => {
    const explanation = read("last-steps.json") as object;
    expect(faults("explanation", { ...explanation, note: "" })).not.toEqual([]);
    expect(faults("explanation", { ...explanation, planDigest: undefined })).not.toEqual([]);
    expect(faults("plan", { ...plan, termination: "perfect" })).not.toEqual([]);
  });
});
