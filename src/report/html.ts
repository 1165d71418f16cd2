/**
 * Markup that cannot be forged: text becomes `Html` only through the `html` tag, which escapes every
 * value it is given, in text and in quoted attributes alike.
 */

/** A piece of finished, safe markup. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What may stand in a template; null is nothing. */
export type Content = Html | string | number | null | readonly Content[];

/** Markup from a template whose literal parts are ours and whose values are escaped. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Html {
  let markup = literals[0] ?? "";
  values.forEach((value, index) => {
    markup += markupOf(value) + (literals[index + 1] ?? "");
  });
  return new Html(markup);
}

/** Pieces one after another, with a separator between them. */
export function joined(pieces: readonly Content[], separator: string): Html {
  return new Html(pieces.map(markupOf).join(escapeText(separator)));
}

/** Ids up to this length are never broken over two lines. */
const SHORT_ID = 16;

/** An id as readers see it: its direction cannot spill into the text around it. */
export function idText(id: string): Html {
  return id.length <= SHORT_ID ? html`<bdi class="id nowrap">${id}</bdi>` : html`<bdi class="id">${id}</bdi>`;
}

function markupOf(value: Content): string {
  if (value === null) return "";
  if (value instanceof Html) return value.markup;
  if (typeof value === "object") return value.map(markupOf).join("");
  return escapeText(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Text with markup characters as entities and characters nobody can see written out as ⟨U+202E⟩. */
export function escapeText(text: string): string {
  let escaped = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    escaped += isInvisible(code) ? `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩` : (ENTITIES[character] ?? character);
  }
  return escaped;
}

/** Controls, zero-width characters, direction overrides and halves of surrogate pairs. */
function isInvisible(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0xad || code === 0x061c) return true;
  if (code >= 0x200b && code <= 0x200f) return true;
  if (code >= 0x2028 && code <= 0x202e) return true;
  if (code >= 0x2060 && code <= 0x206f) return true;
  return code === 0xfeff || (code >= 0xd800 && code <= 0xdfff) || (code >= 0xe0000 && code <= 0xe0fff) || (code >= 0xfff9 && code <= 0xfffb);
}
