import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNIT_HEIGHT, moveLayout, sizeOf } from "../../../src/report/chart/move-layout";
import type { Passage } from "../../../src/report/reading";

const participantIds = Array.from({ length: 60 }, (_, index) => `P${index}`);
const coverWorkerIds = Array.from({ length: 30 }, (_, index) => `C${index}`);

const passage: fc.Arbitrary<Passage> = fc.record({
  participantId: fc.constantFrom(...participantIds),
  coverWorkerId: fc.constantFrom(...coverWorkerIds),
  mode: fc.constantFrom("handover" as const, "co-work" as const),
  kind: fc.constantFrom("family" as const, "supervision" as const),
  units: fc.integer({ min: 1, max: 4 }),
  children: fc.integer({ min: 1, max: 12 }),
});
const passages = fc.uniqueArray(passage, { maxLength: 200, selector: (one) => JSON.stringify([one.participantId, one.coverWorkerId, one.mode, one.kind]) });

describe("the picture of who moves to whom", () => {
  test("draws every passage once, as high as its children", () => {
    fc.assert(
      fc.property(passages, (given) => {
        const bands = moveLayout(given, participantIds, coverWorkerIds).flatMap((picture) => picture.bands);
        expect(new Set(bands.map((band) => band.passage))).toEqual(new Set(given));
        for (const band of bands) expect(band.height).toBe(sizeOf(band.passage) * UNIT_HEIGHT);
      }),
    );
  });

  test("lets no two labels or bands of a side overlap, and nothing leave the picture", () => {
    fc.assert(
      fc.property(passages, (given) => {
        for (const { height, left, right } of moveLayout(given, participantIds, coverWorkerIds)) {
          for (const side of [left, right]) {
            side.forEach(({ y, height: own }, index) => {
              const above = side[index - 1];
              expect(y).toBeGreaterThanOrEqual(above === undefined ? 0 : above.y + above.height);
              expect(y + own).toBeLessThanOrEqual(height);
              const centreAbove = above === undefined ? -Infinity : above.y + above.height / 2;
              expect(y + own / 2 - centreAbove).toBeGreaterThanOrEqual(16);
            });
          }
        }
      }),
    );
  });

  test("is parted so that each part fits a printed page, unless one participant alone does not", () => {
    fc.assert(
      fc.property(passages, (given) => {
        for (const { height, left } of moveLayout(given, participantIds, coverWorkerIds)) expect(left.length === 1 || height <= 700).toBe(true);
      }),
    );
  });

  test("is empty without moves", () => {
    expect(moveLayout([], participantIds, coverWorkerIds)).toEqual([]);
  });
});
