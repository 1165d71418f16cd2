/** Plain text for terminals: aligned tables, and nothing in it that a terminal would obey. */

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** Columns of a terminal that nothing printed here goes beyond. */
const PAGE_WIDTH = 100;

const INDENT = "  ";
const GAP = "  ";
const NARROWEST_CELL = 6;

/** A table with its titles, every column as wide as its widest cell; over 100 columns, the widest text is cut short. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.title), ...rows].map((row) => row.map(printable));
  const widths = fitted(columns, columns.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? "")].length))));
  const lines = cells.map((row) => columns.map((column, index) => padded(row[index] ?? "", widths[index] ?? 0, column.align)).join(GAP).trimEnd());
  return lines.map((line) => `${INDENT}${line}\n`).join("");
}

/** Takes from the widest column of text, one by one, until the table fits; figures are never cut. */
function fitted(columns: readonly Column[], natural: readonly number[]): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, width) => sum + width, INDENT.length + GAP.length * (widths.length - 1));
  while (total() > PAGE_WIDTH) {
    const widest = columns.reduce((best, column, index) => (column.align === "left" && (best < 0 || widths[index]! > widths[best]!) ? index : best), -1);
    if (widest < 0 || widths[widest]! <= NARROWEST_CELL) break;
    widths[widest]!--;
  }
  return widths;
}

/** Text with control and direction characters written out, so that an id cannot steer a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

/** Breaks a text into indented lines of at most 100 characters, at spaces where there are any. */
export function wrapped(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of printable(text).split(" ")) {
    if (line !== "" && line.length + 1 + word.length > PAGE_WIDTH - INDENT.length) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${INDENT}${each}\n`).join("");
}

function padded(text: string, width: number, align: Column["align"]): string {
  const characters = [...text];
  if (characters.length > width) return `${characters.slice(0, width - 1).join("")}…`;
  const space = " ".repeat(width - characters.length);
  return align === "left" ? text + space : space + text;
}
