import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeText, html, idText, joined } from "../../../src/report/html";
import { all, parseMarkup, textOf } from "./markup";

const hostile = fc.string({
  unit: fc.constantFrom("<", ">", "&", '"', "'", "`", "/", "=", "script", "-->", "]]>", " ", "a", "é", "\u202e", "\u200b", "\u0000", "\ud800", "&lt;", "${"),
  maxLength: 30,
});

describe("the html tag", () => {
  test("lets no markup of a value through, in text or in an attribute", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const page = html`<p title="${text}">${text}</p>`.markup;
        expect(page.match(/[<>]/g)).toHaveLength(4);
        expect(page.match(/"/g)).toHaveLength(2);
        expect(all(parseMarkup(page))).toHaveLength(1);
      }),
    );
  });

  test("loses no visible character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
        expect(textOf(html`${text}`.markup)).toBe(text);
      }),
    );
  });

  test("takes finished markup as it is, lists in order and null as nothing", () => {
    const inner = html`<b>${"<"}</b>`;
    expect(html`${inner}${[1, "&", inner]}${null}`.markup).toBe("<b>&lt;</b>1&amp;<b>&lt;</b>");
    expect(joined(["a", inner], "<").markup).toBe("a&lt;<b>&lt;</b>");
  });
});

describe("escapeText", () => {
  test.each([
    ["\u202e", "⟨U+202E⟩"],
    ["\u2066", "⟨U+2066⟩"],
    ["\u200b", "⟨U+200B⟩"],
    ["\u0000", "⟨U+0000⟩"],
    ["\n", "⟨U+000A⟩"],
    ["\ud83d", "⟨U+D83D⟩"],
    ["\ufeff", "⟨U+FEFF⟩"],
    ["\u{e0041}", "⟨U+E0041⟩"],
  ])("writes out %j, which nobody could see", (character, shown) => {
    expect(escapeText(`a${character}b`)).toBe(`a${shown}b`);
  });

  test("leaves letters of any script alone", () => {
    expect(escapeText("Łódź ירושלים 東京 👪")).toBe("Łódź ירושלים 東京 👪");
  });
});

test("an id keeps its direction to itself, and is kept on one line when it is short", () => {
  expect(idText("F-1").markup).toBe('<bdi class="id nowrap">F-1</bdi>');
  expect(idText("F".repeat(40)).markup).toBe(`<bdi class="id">${"F".repeat(40)}</bdi>`);
});
