import { describe, expect, it } from "vitest";
import { canonicalJson, digestOf, isEqualData } from "../../../src/base/digest";
import { compareText, mixHash, tieHash } from "../../../src/base/hash";

describe("the tie hash", () => {
  it("never changes, since the order of everything follows from it", () => {
    expect(tieHash("", "")).toBe(1_603_014_145_620_541);
    expect(tieHash("", "F1")).toBe(2_987_962_731_896_995);
    expect(tieHash("", "F2")).toBe(740_437_414_740_182);
    expect(tieHash("autumn", "F1")).toBe(3_911_574_532_740_763);
    expect(tieHash("", "Ä€😀")).toBe(341_220_138_171_742);
  });

  it("tells salt from text", () => {
    expect(tieHash("a", "uF1")).not.toBe(tieHash("au", "F1"));
  });

  it("gives whole numbers below 2^52, different for ids that are alike", () => {
    const hashes = Array.from({ length: 20_000 }, (_, index) => tieHash("", `F${index}`));
    expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0 && hash < 2 ** 52)).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("mixes sequences of numbers in their order, negative and large ones too", () => {
    expect([mixHash(1, 2), mixHash(2, 1), mixHash(12_345, -1), mixHash(12_345, 2 ** 40 + 5)]).toEqual([
      4_139_354_163_143_039, 1_025_558_680_693_220, 4_419_101_218_920_412, 2_550_177_035_484_055,
    ]);
    const mixed = new Set<number>();
    for (let value = -500; value < 500; value++) mixed.add(mixHash(7, value)).add(mixHash(7, value * 2 ** 33 + 501));
    expect(mixed.size).toBe(2000);
  });
});

describe("text", () => {
  it("is ordered by code units, whatever the locale", () => {
    expect(["b", "a", "Z", "ä", "10", "9"].sort(compareText)).toEqual(["10", "9", "Z", "a", "b", "ä"]);
  });
});

describe("the digest", () => {
  it("is the SHA-256 of the canonical JSON", () => {
    expect(canonicalJson({ b: [1, "é", null], a: { d: 1.5, c: true } })).toBe('{"a":{"c":true,"d":1.5},"b":[1,"é",null]}');
    expect(digestOf({ b: [1, "é", null], a: { d: 1.5, c: true } })).toBe("sha256:38115387fb92020fea9faad260fc5820f5ca2d6c95eca735060755324a365a1a");
    expect(digestOf({})).toBe("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  it("leaves out what JSON has no word for, and sorts the keys of every row, alike or not", () => {
    expect(canonicalJson({ b: 1, a: undefined, "\n": -0, "a\nb": NaN, __proto__: null })).toBe('{"\\n":0,"a\\nb":null,"b":1}');
    expect(canonicalJson([{ b: 2, a: 3 }, { b: 4, a: 5 }, { a: 6, b: 7 }, { c: 8, a: 9 }, undefined, {}, []])).toBe('[{"a":3,"b":2},{"a":5,"b":4},{"a":6,"b":7},{"a":9,"c":8},null,{},[]]');
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"d":2,"c":3}}'))).toBe('{"__proto__":{"c":3,"d":2},"b":1}');
  });

  it("does not depend on the order of keys, and does on the order of lists", () => {
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });
});

describe("equal data", () => {
  const values = [0, 1, "1", null, true, [], {}, [1], [2], [1, 2], [[1]], { a: 1 }, { a: 2 }, { b: 1 }, { a: 1, b: 2 }, { a: { b: [1] } }, { a: { b: [2] } }];

  it("is what has one canonical JSON, value by value", () => {
    for (const a of values) for (const b of values) expect(isEqualData(a, JSON.parse(JSON.stringify(b)))).toBe(canonicalJson(a) === canonicalJson(b));
  });

  it("knows no order of keys, and no fields that are left undefined", () => {
    expect(isEqualData({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2, d: undefined }], a: 1 })).toBe(true);
    expect(isEqualData({ a: undefined, b: 1 }, { a: 1, b: 1 })).toBe(false);
  });
});
