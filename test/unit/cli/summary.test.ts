import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../src/cli/summary";
import { emptyPlan, samplePlan } from "../../support/sample-plan";

describe("the summary in a terminal", () => {
  const plan = samplePlan();
  const summary = summaryOf(plan, false);

  it("begins with how many get their third, and names who does not and why", () => {
    const { participantsInBand, participantsWithBase } = plan.headline;
    expect(summary.trimStart().startsWith(`${participantsInBand} of ${participantsWithBase} participants get their third.`)).toBe(true);
    for (const { shortfallSentence } of plan.participants) {
      if (shortfallSentence !== null) expect(summary.replaceAll(/\s+/g, " ")).toContain(shortfallSentence);
    }
  });

  it("has a row for every participant, every cover worker and every goal", () => {
    for (const { workerId } of plan.coverWorkers) expect(summary).toContain(`\n  ${workerId} `);
    for (const { workerId } of plan.participants.filter((each) => /^[\w-]+$/.test(each.workerId))) expect(summary).toContain(`\n  ${workerId} `);
    for (const { goal } of plan.components[0]!.goals) expect(summary).toMatch(new RegExp(`^  ${goal} .*(exact|proved within its gap|not proved)(; [\\d.]+ given back to later goals)?$`, "m"));
    const { value, stageValue } = plan.components[0]!.goals.find(({ goal }) => goal === "continuity")!;
    expect(value).toBeGreaterThan(stageValue);
    expect(summary).toMatch(new RegExp(`^  continuity .*; ${(value - stageValue) / 1000} given back to later goals$`, "m"));
  });

  it("keeps within 100 columns, without colour and without a character that steers the terminal", () => {
    for (const line of summary.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(summary.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(summaryOf(plan, true)).toContain("\u001B[1m");
  });

  it("manages a plan in which nothing happens", () => {
    expect(summaryOf(emptyPlan(), false)).toContain("participants get their third.");
  });
});
