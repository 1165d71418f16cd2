/** What the band's lower edge costs: continuity, with what of it is not proved, and changes of worker, a point for each edge. */
import { roundHalfUp } from "../../base/units";
import type { CurvePoint } from "../../explain/explanation";
import { contacts, coordinate, perMille, whole } from "../format";
import { type Html, html } from "../html";

const HEIGHT = 110;
/** Room above the highest point for its figure, and below the lowest for nothing. */
const TOP = 26;
const BOTTOM = 12;

/** One panel for each measure, each on a scale of its own from nothing up. */
export function curveChart(curve: readonly CurvePoint[]): Html {
  return html`<figure class="curve">
<figcaption>Against the lower edge of the band</figcaption>
<div role="img" aria-label="Two curves: continuity cost, and changes of worker, against the band's lower edge. The figures are in the table “Lower edges of the band”.">
${panel("Continuity cost, contacts", curve, {
    value: ({ continuity }) => continuity.value,
    bound: ({ continuity }) => continuity.bound,
    figure: ({ continuity }) => contacts(continuity.value / 1000),
  })}
${panel("Changes of worker, in these plans", curve, {
    value: ({ changesOfWorker }) => changesOfWorker,
    bound: null,
    figure: ({ changesOfWorker }) => whole(changesOfWorker),
  })}
<svg class="axis" width="100%" height="20" aria-hidden="true" focusable="false">${curve.map(({ lowerPerMille }) => html`<text x="${across(lowerPerMille, curve)}" y="14" text-anchor="middle">${perMille(lowerPerMille)}</text>`)}</svg>
</div>
<p class="note">${curve.every(({ continuity }) => continuity.gap === 0) ? "Every continuity cost is exact: no plan with that edge gives as much relief for less." : "A full point is exact: no plan with that edge gives as much relief for less. An open one has a line down to what is proved."}</p>
</figure>`;
}

interface Measure {
  readonly value: (point: CurvePoint) => number;
  /** What is proved from below; null where nothing is claimed. */
  readonly bound: ((point: CurvePoint) => number) | null;
  readonly figure: (point: CurvePoint) => string;
}

function panel(title: string, curve: readonly CurvePoint[], { value, bound, figure }: Measure): Html {
  const most = Math.max(1, ...curve.map(value));
  const height = (amount: number): string => coordinate(HEIGHT - BOTTOM - (Math.max(0, amount) * (HEIGHT - TOP - BOTTOM)) / most);
  const down = (point: CurvePoint): string => height(value(point));
  const gap = (point: CurvePoint): Html | null => (bound === null || bound(point) === value(point) ? null : html`<line class="curve-gap" x1="${across(point.lowerPerMille, curve)}" y1="${down(point)}" x2="${across(point.lowerPerMille, curve)}" y2="${height(bound(point))}"/>`);
  return html`<p class="panel-title">${title}</p>
<svg width="100%" height="${HEIGHT}" aria-hidden="true" focusable="false"><line class="grid" x1="0" x2="100%" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>${curve
    .slice(1)
    .map((point, index) => html`<line class="curve-line" x1="${across(curve[index]!.lowerPerMille, curve)}" y1="${down(curve[index]!)}" x2="${across(point.lowerPerMille, curve)}" y2="${down(point)}"/>`)}${curve.map(
    (point) => html`${gap(point)}<circle class="${gap(point) === null ? "curve-point" : "curve-point open"}" cx="${across(point.lowerPerMille, curve)}" cy="${down(point)}" r="4"/><text x="${across(point.lowerPerMille, curve)}" y="${coordinate(Number(down(point)) - 9)}" text-anchor="middle">${figure(point)}</text>`,
  )}</svg>`;
}

/** An edge as a share of the width, with room at both ends for figures. */
function across(lowerPerMille: number, curve: readonly CurvePoint[]): string {
  const [first, last] = [curve[0]!.lowerPerMille, curve.at(-1)!.lowerPerMille];
  return `${coordinate(6 + roundHalfUp((lowerPerMille - first) * 8800, Math.max(1, last - first)) / 100)}%`;
}
