import { describe, expect, it } from "vitest";
import { ceilDivide, floorDivide, formatHundredths, formatThousandths, roundHalfUp, scaled } from "../../../src/base/units";

describe("rounding", () => {
  it("goes half up, towards more, on either side of zero", () => {
    expect([roundHalfUp(5, 10), roundHalfUp(4, 10), roundHalfUp(15, 10), roundHalfUp(14, 10)]).toEqual([1, 0, 2, 1]);
    expect([roundHalfUp(-5, 10), roundHalfUp(-6, 10), roundHalfUp(-15, 10), roundHalfUp(-16, 10)]).toEqual([0, -1, -1, -2]);
    expect(roundHalfUp(1, 3)).toBe(0);
    expect(roundHalfUp(2, 3)).toBe(1);
  });

  it("refuses what cannot be exact", () => {
    expect(() => roundHalfUp(2 ** 53, 3)).toThrow(/below 2\^53/);
  });

  it("divides up and down exactly, on either side of zero and near the largest integers", () => {
    expect([floorDivide(7, 2), floorDivide(-7, 2), floorDivide(8, 2), floorDivide(-8, 2)]).toEqual([3, -4, 4, -4]);
    expect([ceilDivide(7, 2), ceilDivide(-7, 2), ceilDivide(8, 2), ceilDivide(-8, 2)]).toEqual([4, -3, 4, -4]);
    for (const value of [2 ** 53 - 1, 2 ** 53 - 2, -(2 ** 53) + 1]) {
      for (const divisor of [3, 7, 1000, 2 ** 26 + 1]) {
        expect(BigInt(floorDivide(value, divisor))).toBe(bigFloor(BigInt(value), BigInt(divisor)));
        expect(BigInt(ceilDivide(value, divisor))).toBe(-bigFloor(-BigInt(value), BigInt(divisor)));
      }
    }
    expect([ceilDivide(0, 3), ceilDivide(-1, 3), roundHalfUp(-1, 3)]).toEqual([0, 0, 0]);
    expect(() => floorDivide(1, 0)).toThrow(/positive/);
  });
});

function bigFloor(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && quotient * divisor !== value ? quotient - 1n : quotient;
}

describe("decimals", () => {
  it("become whole numbers when they are no finer than the unit", () => {
    expect([scaled(8.5, 100), scaled(0.07, 100), scaled(1.005, 1000), scaled(0.29, 100)]).toEqual([850, 7, 1005, 29]);
    expect([scaled(8.505, 100), scaled(0.1234, 1000), scaled(1e300, 100), scaled(NaN, 100)]).toEqual([null, null, null, null]);
  });

  it("come back as the shortest text", () => {
    expect([850, 805, 800, -50, 0, -1].map(formatHundredths)).toEqual(["8.5", "8.05", "8", "-0.5", "0", "-0.01"]);
    expect([1250, 1, -333, 2000].map(formatThousandths)).toEqual(["1.25", "0.001", "-0.333", "2"]);
  });
});
