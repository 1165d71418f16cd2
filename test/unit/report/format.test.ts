import { describe, expect, test } from "vitest";
import { contacts, coordinate, counted, date, fixed, listed, perMille, percent, points, sentenceText, shortDate, shortPoints, whole } from "../../../src/report/format";

describe("numbers", () => {
  test.each([
    [0, "0.00"],
    [8.05, "8.05"],
    [84.5, "84.50"],
    [1234.1, "1,234.10"],
    [-0.25, "−0.25"],
  ])("%d points are written %s", (value, text) => {
    expect(points(value)).toBe(text);
  });

  test.each([
    [84, "84"],
    [100, "100"],
    [84.5, "84.5"],
    [0.05, "0.05"],
  ])("%d points in running text are %s", (value, text) => {
    expect(shortPoints(value)).toBe(text);
  });

  test("contacts are rounded half up to a tenth", () => {
    expect([0.049, 0.05, 12.449, 1000.95].map(contacts)).toEqual(["0.0", "0.1", "12.4", "1,001.0"]);
  });

  test("a per cent sign never starts a line", () => {
    expect(perMille(327)).toBe("32.7\u00a0%");
    expect(perMille(-5)).toBe("−0.5\u00a0%");
    expect(percent(97)).toBe("97\u00a0%");
  });

  test("thousands are parted", () => {
    expect([0, 999, 1000, 234256, 1234567, -1000].map(whole)).toEqual(["0", "999", "1,000", "234,256", "1,234,567", "−1,000"]);
    expect(fixed(1_005, 3)).toBe("1.005");
  });

  test("coordinates carry two decimals at most", () => {
    expect([1 / 3, 12.5, 7, 0.005].map(coordinate)).toEqual(["0.33", "12.5", "7", "0.01"]);
  });

  test("one family, two families", () => {
    expect([1, 2, 0].map((count) => counted(count, "family", "families"))).toEqual(["1\u00a0family", "2\u00a0families", "0\u00a0families"]);
  });
});

describe("dates", () => {
  test("carry their weekday and their machine form", () => {
    expect(date("2019-01-14").markup).toBe('<time datetime="2019-01-14">Mon\u00a014\u00a0Jan\u00a02019</time>');
    expect(shortDate("2019-12-01").markup).toBe('<time datetime="2019-12-01">1\u00a0Dec\u00a02019</time>');
  });

  test("that do not exist are shown as they stand, escaped", () => {
    expect(date("2019-02-30").markup).toBe("2019-02-30");
    expect(shortDate("<b>").markup).toBe("&lt;b&gt;");
  });
});

test("lists read as sentences do", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "<"]].map((pieces) => listed(pieces).markup)).toEqual(["", "a", "a and b", "a, b and &lt;"]);
});

describe("a sentence", () => {
  test("keeps a number and its per cent sign on one line", () => {
    expect(sentenceText("W1 gets 30 % of its work; the mean is 30.4 %, the sign % alone stays.")).toBe("W1 gets 30\u00a0% of its work; the mean is 30.4\u00a0%, the sign % alone stays.");
    expect(sentenceText("F1 goes to K1 from 2018-09-17 until 2018-11-26: W1, 2018-02-30, F-2018-09-17 and F/2018-09-17 stay (2018-12-01).")).toBe(
      "F1 goes to K1 from 17\u00a0Sep\u00a02018 until 26\u00a0Nov\u00a02018: W1, 2018-02-30, F-2018-09-17 and F/2018-09-17 stay (1\u00a0Dec\u00a02018).",
    );
  });
});
