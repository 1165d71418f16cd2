/** A strip of small upright bars, one a week, with a line at the lower edge of the band. */
import { coordinate } from "../format";
import { type Html, html } from "../html";

const WIDTH = 7;
const GAP = 2;
const HEIGHT = 28;

/**
 * @param shares relief of each week, in thousandths of the week's work; null: no work
 * @param lower the lower edge of the band, in thousandths
 */
export function weekBars(shares: readonly (number | null)[], lower: number): Html {
  const most = Math.max(500, ...shares.map((share) => share ?? 0));
  const width = Math.max(1, shares.length * (WIDTH + GAP) - GAP);
  const edge = coordinate(HEIGHT - (lower * HEIGHT) / most);
  return html`<svg class="weeks" width="${width}" height="${HEIGHT}" aria-hidden="true" focusable="false">${shares.map((share, index) => {
    const height = (Math.max(0, share ?? 0) * HEIGHT) / most;
    const className = (share ?? 0) < lower ? "bar outside" : "bar after";
    return html`<rect class="${className}" x="${index * (WIDTH + GAP)}" y="${coordinate(HEIGHT - height)}" width="${WIDTH}" height="${coordinate(height)}"/>`;
  })}<line class="edge" x1="0" x2="${width}" y1="${edge}" y2="${edge}"/></svg>`;
}
