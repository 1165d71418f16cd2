import { describe, expect, it } from "vitest";
import { generateCaseload, illustrativeWeightingScheme, type CaseloadShape, type GenerateOptions } from "../../../src/generate";
import { parseCaseload } from "../../../src/input/parse-caseload";
import { figuresOf } from "./figures";

const shapes: readonly (CaseloadShape | GenerateOptions)[] = [
  "cohort",
  "council",
  { unitPoints: true },
  { rareFeatures: 0 },
  { rareFeatures: 5 },
  { participants: 1, coverWorkers: 1, familiesPerParticipant: 3, rareFeatures: 10, features: { continuityTable: 5, reliefBands: 5, exceptions: 100 } },
  { participants: 3, coverWorkers: 2, meanCases: 4, rareFeatures: 30 },
  { councils: 3, participants: 4, meanCases: 5 },
  { councils: 2, participants: 6, features: { travel: 0 } },
  { teamManagers: 12 },
  { weeks: 1 },
  { weeks: 12, startDate: "2017-11-06", asOf: "2017-10-30" },
  { participants: 2, coverWorkers: 0, coverManagers: 0 },
];

describe("generateCaseload", () => {
  it.each(shapes.map((shape) => [JSON.stringify(shape), shape] as const))("generates documents without a single error for %s", (_, shape) => {
    for (let seed = 0; seed < 6; seed++) {
      const result = parseCaseload(generateCaseload(seed, shape));
      expect(result.issues.filter((issue) => issue.severity === "error")).toEqual([]);
    }
  });

  it("generates a county that parses without a single error", () => {
    expect(parseCaseload(generateCaseload(7, "county")).kind).toBe("ok");
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    const bytes = (seed: number): string => JSON.stringify(generateCaseload(seed, "cohort"));
    expect(bytes(11)).toBe(bytes(11));
    expect(bytes(11)).not.toBe(bytes(12));
  });

  it("leaves a first council as it was when a second is put beside it", () => {
    const options: GenerateOptions = { participants: 6, teamManagers: 0 };
    const alone = generateCaseload(3, options);
    const beside = generateCaseload(3, { ...options, councils: 2 });
    expect(beside.workers.slice(0, alone.workers.length)).toEqual(alone.workers);
    expect(beside.children.slice(0, alone.children.length)).toEqual(alone.children);
    expect(beside.events?.slice(0, alone.events?.length)).toEqual(alone.events);
    expect(beside.workers.slice(alone.workers.length).every((worker) => worker.id.startsWith("B-"))).toBe(true);
  });

  it("leaves families as they are when an unrelated circumstance is turned off", () => {
    const children = (options: GenerateOptions) => generateCaseload(5, options).children;
    expect(children({ features: { pins: 0, conflicts: 0, languages: 0 } })).toEqual(children({}));
  });

  it("puts every area pair into a symmetric travel table with some pairs beyond an hour", () => {
    const { travel, families, workers } = generateCaseload(4, "cohort");
    const areas = new Set([...families, ...workers].map((place) => place.area));
    for (const from of areas) {
      for (const to of areas) {
        expect(travel!.minutes.filter((row) => (row.from === from && row.to === to) || (row.from === to && row.to === from))).toHaveLength(1);
      }
    }
    expect(travel!.minutes.some((row) => row.minutes > 60)).toBe(true);
    expect(travel!.minutes.every((row) => row.minutes > 0 && row.minutes < 120)).toBe(true);
  });

  it("makes every family one child of equal points without a date in the uniform special case", () => {
    const document = generateCaseload(2, { unitPoints: true });
    expect(document.children).toHaveLength(document.families.length);
    expect([document.events, document.coWork, document.keepApart, document.keepTogether]).toEqual([[], [], [], []]);
    expect(new Set(document.weightingScheme.cases.map((row) => row.points)).size).toBe(1);
    expect(document.children.some((child) => child.closesOn !== undefined || child.circumstances !== undefined)).toBe(false);
    expect(document.workers.some((worker) => worker.leave !== undefined || worker.startsOn !== undefined)).toBe(false);
  });

  it("turns up rare circumstances when asked to, and turns them off", () => {
    const rare = generateCaseload(1, { rareFeatures: 10, features: { continuityTable: 5, exceptions: 50 } });
    const lists = ["conflicts", "keepApart", "keepTogether", "pins", "exceptions", "coWork", "pastInvolvements", "continuityTable"] as const;
    for (const list of lists) expect(rare[list]?.length, list).toBeGreaterThan(0);
    const plain = generateCaseload(1, { rareFeatures: 0 });
    for (const list of lists) expect(plain[list], list).toEqual([]);
    expect(plain.travel).toBeNull();
  });

  it("holds the number of families asked for in tiny caseloads", () => {
    const document = generateCaseload(9, { participants: 2, teamManagers: 0, coverWorkers: 1, coverManagers: 0, familiesPerParticipant: 3, features: { existingWork: 0 } });
    expect(document.families).toHaveLength(6);
    expect(figuresOf(document).childrenOfParticipants).toBe(document.children.length);
  });

  it("gives the cover team more room when a greater share is asked for", () => {
    const room = (coverCapacityShare: number): number => {
      const { workers, cohort } = generateCaseload(6, { coverCapacityShare });
      return workers
        .filter((worker) => cohort.coverWorkerIds.includes(worker.id) && worker.role === "social-worker")
        .reduce((points, worker) => points + worker.capacityPoints! * worker.fte - (worker.reductions?.[0]?.points ?? 0), 0);
    };
    expect(room(1.25)).toBeGreaterThan(room(1.05));
    expect(room(1.05)).toBeGreaterThan(room(0.7));
  });

  it("pins no family both ways", () => {
    for (let seed = 0; seed < 10; seed++) {
      const pins = generateCaseload(seed, { features: { pins: 20 } }).pins!;
      expect(new Set(pins.map((pin) => pin.familyId)).size).toBe(pins.length);
    }
  });

  it.each([
    [{ participants: 0 }, /participants is 0/],
    [{ meanCases: 2.5 }, /meanCases is 2.5: a whole number/],
    [{ startDate: "2018-02-30" }, /startDate is not a date/],
    [{ teamManagers: 13 }, /teamManagers is 13/],
    [{ features: { coffee: 1 } as object }, /no feature "coffee"/],
    [{ features: { constructor: 1 } as object }, /no feature "constructor"/],
    [{ startDate: 20180917 as unknown as string }, /startDate is not a date/],
    ["parish" as CaseloadShape, /no shape "parish"/],
    ["__proto__" as CaseloadShape, /no shape "__proto__"/],
  ])("refuses options out of range by name: %j", (shape, message) => {
    expect(() => generateCaseload(1, shape as GenerateOptions)).toThrow(message);
    expect(() => generateCaseload(0.5, "cohort")).toThrow(/seed is 0.5/);
  });

  it.each([[null], [undefined], [7], [[]], [{ features: null }]])("refuses what is no shape by name: %j", (shape) => {
    expect(() => generateCaseload(1, shape as unknown as GenerateOptions)).toThrow(/^(The shape is none|features is not an object): /);
  });

  it("shows its weighting scheme as data that a council can start from", () => {
    expect(generateCaseload(1, "cohort").weightingScheme).toEqual(illustrativeWeightingScheme);
  });
});
