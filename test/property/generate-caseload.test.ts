import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateCaseload, type GenerateOptions } from "../../src/generate";
import { parseCaseload } from "../../src/input/parse-caseload";

const tinyOptions: fc.Arbitrary<GenerateOptions> = fc.record(
  {
    participants: fc.integer({ min: 1, max: 3 }),
    teamManagers: fc.integer({ min: 0, max: 1 }),
    coverWorkers: fc.integer({ min: 0, max: 2 }),
    coverManagers: fc.integer({ min: 0, max: 1 }),
    otherWorkers: fc.integer({ min: 0, max: 3 }),
    meanCases: fc.integer({ min: 1, max: 6 }),
    coverCapacityShare: fc.constantFrom(0.7, 1.05, 1.25),
    councils: fc.integer({ min: 1, max: 2 }),
    weeks: fc.integer({ min: 1, max: 20 }),
    startDate: fc.constantFrom("2018-09-17", "2017-11-08", "2024-02-29", "2018-12-25"),
    rareFeatures: fc.constantFrom(0, 1, 8, 40),
    unitPoints: fc.boolean(),
  },
  { requiredKeys: ["participants", "meanCases"] },
);

describe("any caseload that can be generated", () => {
  it("parses without an error, with every child held by a social worker of its own council", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), tinyOptions, (seed, options) => {
        const document = generateCaseload(seed, options);
        const parsed = parseCaseload(document);
        expect(parsed.issues.filter((issue) => issue.severity === "error")).toEqual([]);
        const workers = new Map(document.workers.map((worker) => [worker.id, worker]));
        for (const child of document.children) {
          expect(workers.get(child.allocatedWorkerId)?.role).toBe("social-worker");
          expect(child.allocatedWorkerId.startsWith("B-")).toBe(child.familyId.startsWith("B-"));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is the same document each time it is generated", () => {
    fc.assert(
      fc.property(fc.integer(), tinyOptions, (seed, options) => {
        expect(JSON.stringify(generateCaseload(seed, options))).toBe(JSON.stringify(generateCaseload(seed, options)));
      }),
      { numRuns: 50 },
    );
  });
});
