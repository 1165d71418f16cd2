import { describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { describeCohort } from "../../../src/model/cohort";
import { choicesInSteps } from "../../../src/network/choices";

describe("listing what could be done with a family", () => {
  it("pauses on the way where a second worker is needed, for then every two cover workers are a placement", () => {
    const parsed = parseCaseload(generateCaseload(1, { participants: 4, teamManagers: 0, coverWorkers: 40, features: { twoToOne: 1000 } }));
    if (parsed.kind !== "ok") throw new Error("a generated caseload is in order");
    const cohort = describeCohort(parsed.value);
    let most = 0;
    for (const unit of cohort.participants.flatMap(({ units }) => units)) {
      const run = choicesInSteps(unit, cohort);
      let pauses = 0;
      let step = run.next();
      for (; step.done !== true; step = run.next()) pauses++;
      const { options } = step.value;
      most = Math.max(most, options.length);
      expect(options.length).toBeLessThan(300 * (pauses + 1));
    }
    expect(most).toBeGreaterThan(1000);
  });
});
