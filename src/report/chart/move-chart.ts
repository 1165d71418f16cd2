/** Draws who moves to whom: bands from participants to cover workers. */
import { coordinate, whole } from "../format";
import { type Html, html, idText } from "../html";
import type { Passage } from "../reading";
import type { Band, MovePicture, Node } from "./move-layout";

/** Colours are told apart by the cover worker at the end of the band, never needed to read the picture. */
const COLOURS = 6;

const KIND: Readonly<Record<Passage["mode"], string>> = { handover: "handed-over", "co-work": "co-worked" };

/** One picture of the layout, labels in the page's own text at either side. */
export function moveChart(picture: MovePicture, caption: string): Html {
  const { height } = picture;
  return html`<figure class="moves">
<figcaption>${caption}</figcaption>
<div class="move-grid" role="img" aria-label="Bands from participants on the left to cover workers on the right. The figures are in the table “Who moves to whom”.">
${labels(picture.left, height, "from")}
<svg width="100%" height="${height}" aria-hidden="true" focusable="false"><svg width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">${picture.bands.map(band)}</svg>${picture.left.map(
    (node) => html`<rect class="node" x="0" y="${node.y}" width="4" height="${node.height}"/>`,
  )}${picture.right.map((node) => html`<rect class="node" x="100%" y="${node.y}" width="4" height="${node.height}" transform="translate(-4 0)"/>`)}</svg>
${labels(picture.right, height, "to")}
</div>
</figure>`;
}

/** The key of the three kinds of band. */
export function moveKey(): Html {
  const sample = (kind: string): Html =>
    html`<svg class="sample" width="28" height="12" aria-hidden="true" focusable="false"><rect class="flow ${kind} c0" x="1" y="1" width="26" height="10"/></svg>`;
  return html`<p class="key"><span>${sample("handed-over")} handed over</span> <span>${sample("co-worked")} co-worked</span> <span>${sample("supervision")} supervision</span></p>`;
}

function labels(nodes: readonly Node[], height: number, side: "from" | "to"): Html {
  return html`<div class="move-labels ${side}" style="height:${height}px">${nodes.map(
    (node) => html`<span style="top:${coordinate(node.y + node.height / 2)}px">${idText(node.workerId)} <b>${whole(node.size)}</b></span>`,
  )}</div>`;
}

function band({ passage, height, leftY, rightY, colour }: Band): Html {
  const kind = passage.kind === "supervision" ? "supervision" : KIND[passage.mode];
  // A hairline of paper between neighbours.
  const [left, right, thick] = [leftY + 0.5, rightY + 0.5, height - 1];
  const path = `M0 ${left}C50 ${left} 50 ${right} 100 ${right}V${right + thick}C50 ${right + thick} 50 ${left + thick} 0 ${left + thick}Z`;
  return html`<path class="flow ${kind} c${colour % COLOURS}" d="${path}"/>`;
}
