import { describe, expect, it } from "vitest";
import { printable, textTable, wrapped } from "../../../src/cli/text-table";

const columns = [{ title: "id", align: "left" }, { title: "points", align: "right" }] as const;

describe("text for terminals", () => {
  it("aligns columns, figures to the right", () => {
    expect(textTable(columns, [["W1", "8.50"], ["W12", "10.00"]])).toBe("  id   points\n  W1     8.50\n  W12   10.00\n");
  });

  it("cuts the widest text, never a figure, when a table goes beyond 100 columns", () => {
    const table = textTable(columns, [["W".repeat(128), "123456.00"]]);
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBe(100);
    expect(table).toContain("…  123456.00");
  });

  it("writes out control and direction characters, so that an id cannot steer a terminal", () => {
    expect(printable("\u001B[2J\u202Egnp\u0000")).toBe("\\u001b[2J\\u202egnp\\u0000");
    expect(textTable(columns, [["a\nb", "1"]]).split("\n")).toHaveLength(3);
  });

  it("breaks sentences at spaces within 100 columns", () => {
    const lines = wrapped("word ".repeat(60).trim()).trimEnd().split("\n");
    expect(lines.length).toBe(4);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });
});
