import { describe, expect, it } from "vitest";
import { parseCaseloadText, parseJsonText } from "../../../src/input/parse-text";
import { smallCaseload, summaries } from "./small-caseload";

const issuesOf = (text: string): string[] => summaries(parseJsonText(text).issues);
const messagesOf = (text: string): string[] => parseJsonText(text).issues.map((issue) => issue.message);

describe("the text of a caseload", () => {
  it("is read as the caseload it is, with or without a byte order mark", () => {
    const text = JSON.stringify(smallCaseload(), null, 2);
    expect(parseCaseloadText(text)).toMatchObject({ kind: "ok", issues: [] });
    expect(parseCaseloadText(`\uFEFF${text}`)).toEqual(parseCaseloadText(text));
  });

  it("is refused with the problems of the caseload when it is sound JSON", () => {
    expect(summaries(parseCaseloadText("3").issues)).toEqual(["wrong-type "]);
    expect(parseCaseloadText('{"schemaVersion":9}').issues[0]).toMatchObject({ code: "unsupported-version" });
  });
});

describe("JSON text", () => {
  it.each(["null", " [ ] ", '{"a":{"b":[1,-2.5e+3,"\\u00e9\\n\\\\",true,false,null]}}', '"\\ud800"', "[[],{},[{}]]", "1e999", "\t[\r\n0]\n"])("is read as JSON.parse reads it: %j", (text) => {
    expect(parseJsonText(text)).toEqual({ kind: "ok", value: JSON.parse(text), issues: [] });
  });

  it.each(["", " \n", "\uFEFF"])("is refused when it is empty: %j", (text) => {
    expect(messagesOf(text)[0]).toContain("The text is empty");
  });

  it.each([
    "{", "[", '{"a"', '{"a":', '{"a":1', "[1", "[1,", "[1,]", '{"a":1,}', "[1 2]", "{a:1}", "{'a':1}", '"abc', '"a\\x"', '"\\u12g4"', '"\\',
    "01", "1.", ".5", "+1", "-", "NaN", "Infinity", "tru", "nul", "undefined", "1 2", "[]]", "{}}", '"a\nb"', '"a\u0000b"', "\u0000", "// no\n1", "\uFEFF\uFEFF1", "\u00a01",
  ])("is refused when it is not JSON, as JSON.parse refuses it: %j", (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(parseJsonText(text)).toMatchObject({ kind: "error", issueCount: 1, issues: [{ code: "not-json" }] });
  });

  it("is refused for a key given twice, however it is written and wherever", () => {
    expect(issuesOf('{"a":1,"b":{"a":2},"\\u0061":3}')).toEqual(["duplicate-key /a"]);
    expect(issuesOf('[{"children":[{"id":1},{"id":1,"id":2}]}]')).toEqual(["duplicate-key /0/children/1/id"]);
    expect(issuesOf('{"a":1,"a":2,"a":3}')).toEqual(["duplicate-key /a", "duplicate-key /a"]);
  });

  it("is refused for keys that stand for something else than data", () => {
    expect(issuesOf('{"__proto__":1,"a":{"constructor":1},"\\u0070rototype":1}')).toEqual([
      "forbidden-key /__proto__",
      "forbidden-key /a/constructor",
      "forbidden-key /prototype",
    ]);
  });

  it("says where, by line and column", () => {
    expect(messagesOf('{\n  "a": 1,\r\n  "a": 2\n}')).toEqual(["The key a stands twice in one object, at line 3, column 3."]);
    expect(messagesOf('{"a": 1,\n "b" 2}')).toEqual(["This is not JSON: there should be a colon, at line 2, column 6."]);
    expect(messagesOf("[1,")).toEqual(["This is not JSON: there should be a value, but the text ends, at line 1, column 4."]);
  });

  it("never shows a key that may be a name", () => {
    const issues = parseJsonText('{"Jane Smith":{"x":1,"x":2},"Jane Smith":1}').issues;
    expect(summaries(issues)).toEqual(["duplicate-key ", "duplicate-key "]);
    expect(JSON.stringify(issues)).not.toContain("Jane");
  });

  it.each([["lists", "[", "]"], ["objects", '{"a":', "}"]])("is refused for more than 32 levels of %s, a hundred thousand too", (_sentence, open, close) => {
    const nested = (levels: number): string => `${open.repeat(levels)}1${close.repeat(levels)}`;
    expect(parseJsonText(nested(32)).kind).toBe("ok");
    expect(parseJsonText(nested(33)).issues[0]).toMatchObject({ code: "too-deep" });
    expect(parseJsonText(nested(100_000)).issues[0]).toMatchObject({ code: "too-deep" });
    expect(parseJsonText(open.repeat(1_000_000)).issues[0]).toMatchObject({ code: "too-deep" });
  });

  it("is refused beyond the limit of bytes, counted as UTF-8", () => {
    expect(parseJsonText('"éé"', { bytes: 6 }).kind).toBe("ok");
    expect(parseJsonText('"éé"', { bytes: 5 }).issues[0]).toMatchObject({ code: "too-large" });
    expect(parseJsonText('"👪"', { bytes: 6 }).kind).toBe("ok");
    expect(parseJsonText('"👪"', { bytes: 5 }).issues[0]).toMatchObject({ code: "too-large" });
    expect(parseJsonText('"€"', { bytes: 4 }).issues[0]).toMatchObject({ code: "too-large" });
    expect(parseJsonText(`"${"x".repeat(20_000_000)}"`).issues[0]).toMatchObject({ code: "too-large" });
  });

  it("has a hundred problems shown and all counted", () => {
    const result = parseJsonText(`{${Array.from({ length: 500 }, () => '"a":1').join()}}`);
    expect(result).toMatchObject({ kind: "error", issueCount: 499 });
    expect(result.issues).toHaveLength(100);
  });

  it("is refused when it is no text at all", () => {
    expect(summaries(parseJsonText(undefined as unknown as string).issues)).toEqual(["wrong-type "]);
    expect(parseJsonText("1", { bytes: 0 }).issues[0]).toMatchObject({ code: "bad-option" });
  });
});
