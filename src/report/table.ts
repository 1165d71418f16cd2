/** The one way a table is made: a caption, a scope on every head, and a way to read it on a phone. */
import { NONE, coordinate } from "./format";
import { type Content, type Html, html } from "./html";

export interface Column {
  readonly head: Content;
  /** Numbers align right in figures of one width. */
  readonly isNumber?: boolean;
  /** Short text: two of them fit side by side on a phone. */
  readonly isShort?: boolean;
  /** Share of the table's width, per cent; given for every column or none. */
  readonly width?: number;
}

export interface TableRow {
  /** The first heads the row. */
  readonly cells: readonly Content[];
  readonly className?: string;
  /** A second line of the row, as wide as the table. */
  readonly below?: Content;
}

export interface Table {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly foot?: TableRow;
  /** `scroll` keeps the grid and scrolls sideways; `stack` turns each row into a block on narrow screens. */
  readonly narrow: "scroll" | "stack";
}

/** A table in its container. */
export function table(given: Table): Html {
  const isFixed = given.columns.some(({ width }) => width !== undefined);
  const markup = html`<table class="${given.narrow}${isFixed ? " fixed" : ""}" role="table">
<caption id="${given.id}">${given.caption}</caption>
${isFixed ? html`<colgroup>${given.columns.map(({ width }) => html`<col style="width:${coordinate(width ?? 0)}%">`)}</colgroup>` : null}
<thead role="rowgroup"><tr role="row">${given.columns.map(headCell)}</tr></thead>
<tbody role="rowgroup">${given.rows.map((row) => bodyRow(row, given))}</tbody>
${given.foot === undefined ? null : html`<tfoot role="rowgroup">${bodyRow(given.foot, given)}</tfoot>`}
</table>`;
  if (given.narrow === "stack") return markup;
  return html`<p class="scroll-cue" aria-hidden="true">Scroll the table sideways →</p>
<div class="scroller" role="region" aria-labelledby="${given.id}" tabindex="0">${markup}</div>`;
}

function headCell(column: Column): Html {
  return html`<th scope="col" role="columnheader"${column.isNumber === true ? html` class="number"` : null}>${column.head}</th>`;
}

function bodyRow({ cells, className, below }: TableRow, of: Table): Html {
  const classes = [className ?? "", below === undefined ? "" : "with-below"].filter((name) => name !== "").join(" ");
  const rest = below === undefined ? null : html`<tr role="row" class="below"><td role="cell" colspan="${String(of.columns.length)}">${below}</td></tr>
`;
  return html`<tr role="row"${classes === "" ? null : html` class="${classes}"`}>${cells.map((cell, index) => bodyCell(cell, of.columns[index], index === 0, of.narrow === "stack"))}</tr>
${rest}`;
}

/** On a narrow screen a stacked cell shows its column's head before it, for the eye only, and an empty one is left out. */
function bodyCell(cell: Content, column: Column | undefined, isRowHead: boolean, isStacked: boolean): Html {
  if (isRowHead) return html`<th scope="row" role="rowheader">${cell}</th>`;
  const names = [
    column?.isNumber === true ? "number" : "",
    isStacked && column?.isShort === true ? "short" : "",
    isStacked && cell === NONE ? "empty" : "",
  ].filter((name) => name !== "");
  const open = html`<td role="cell"${names.length === 0 ? null : html` class="${names.join(" ")}"`}>`;
  if (!isStacked) return html`${open}${cell}</td>`;
  return html`${open}<span class="stacked-head" aria-hidden="true">${column?.head ?? ""}</span>${cell}</td>`;
}
