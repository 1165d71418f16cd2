/** Who moves to whom: the picture, and the same figures as a table. */
import { moveChart, moveKey } from "../chart/move-chart";
import { moveLayout } from "../chart/move-layout";
import { NONE, counted, families } from "../format";
import { type Content, type Html, html, idText, joined } from "../html";
import type { Passage, Reading } from "../reading";
import { type TableRow, table } from "../table";

/** A matrix with more columns than this no longer fits a printed page and becomes a list. */
const MATRIX_COLUMNS = 9;

/** Picture and table of all moves. */
export function moves(reading: Reading): Html {
  const { plan, passages } = reading;
  if (passages.length === 0) return html`<p>Nobody is handed over or co-worked.</p>`;
  const pictures = moveLayout(passages, plan.participants.map(({ workerId }) => workerId), plan.coverWorkers.map(({ workerId }) => workerId));
  return html`<p>Participants stand on the left, cover workers on the right. The figure beside a worker, and the thickness of a band, is the number of children; for supervision, the number of items.</p>
${moveKey()}
${pictures.map((picture, index) => moveChart(picture, pictures.length === 1 ? "From participants to cover workers" : `From participants to cover workers, part ${index + 1} of ${pictures.length}`))}
${plan.coverWorkers.length <= MATRIX_COLUMNS ? matrix(reading) : list(reading)}`;
}

const CAPTION = "Who moves to whom: children, and in brackets families; co-worked and supervision where it says so";

function matrix({ plan, passages }: Reading): Html {
  const covers = plan.coverWorkers.map(({ workerId }) => workerId);
  const width = 84 / (covers.length + 1);
  const giving = plan.participants.map(({ workerId }) => workerId).filter((id) => passages.some(({ participantId }) => participantId === id));
  return table({
    id: "moves-table",
    caption: CAPTION,
    columns: [{ head: "Participant", width: 16 }, ...covers.map((id) => ({ head: idText(id), width })), { head: "All", width }],
    rows: giving.map((id) => matrixRow(idText(id), covers, passages.filter(({ participantId }) => participantId === id))),
    foot: matrixRow("All", covers, passages),
    narrow: "scroll",
  });
}

function matrixRow(head: Content, covers: readonly string[], passages: readonly Passage[]): TableRow {
  return { cells: [head, ...covers.map((cover) => sums(passages.filter(({ coverWorkerId }) => coverWorkerId === cover))), sums(passages)] };
}

function list({ plan, passages }: Reading): Html {
  const rows = plan.participants.flatMap(({ workerId }) => {
    const own = passages.filter(({ participantId }) => participantId === workerId);
    const covers = plan.coverWorkers.filter((cover) => own.some(({ coverWorkerId }) => coverWorkerId === cover.workerId));
    return covers.map((cover, index) => ({
      cells: [idText(workerId), idText(cover.workerId), sums(own.filter(({ coverWorkerId }) => coverWorkerId === cover.workerId))],
      ...(index === 0 ? { className: "group-start" } : {}),
    }));
  });
  return table({
    id: "moves-table",
    caption: CAPTION,
    columns: [{ head: "Participant" }, { head: "Cover worker" }, { head: "Moves" }],
    rows,
    foot: { cells: ["All", NONE, sums(passages)] },
    narrow: "scroll",
  });
}

/** "5 (2)", "1 (1) co-worked", "2 supervision" as lines of one cell. */
function sums(passages: readonly Passage[]): Content {
  const sum = (kind: Passage["kind"], mode: Passage["mode"], of: "children" | "units"): number =>
    passages.filter((one) => one.kind === kind && one.mode === mode).reduce((total, one) => total + one[of], 0);
  const handedOver = sum("family", "handover", "units");
  const coWorked = sum("family", "co-work", "units");
  const supervised = sum("supervision", "handover", "units") + sum("supervision", "co-work", "units");
  const lines = [
    handedOver === 0 ? null : html`<span class="nowrap">${sum("family", "handover", "children")} <span class="faint">(${handedOver})</span></span>`,
    coWorked === 0 ? null : html`<span class="nowrap">${sum("family", "co-work", "children")} <span class="faint">(${coWorked})</span></span> <span class="word">co-worked</span>`,
    supervised === 0 ? null : html`${supervised} <span class="word">supervision</span>`,
  ].filter((line) => line !== null);
  return lines.length === 0 ? html`<span class="faint">${NONE}</span>` : joined(lines.map((line) => html`<span class="line">${line}</span>`), " ");
}

/** "3 families" or "2 supervision items", for headings. */
export function unitsText(familyCount: number, itemCount: number): string {
  if (itemCount === 0) return families(familyCount);
  const items = counted(itemCount, "supervision item", "supervision items");
  return familyCount === 0 ? items : `${families(familyCount)}, ${items}`;
}
