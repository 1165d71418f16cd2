/** Rows of bars with their labels: the frame that the charts of relief and of workload share. */
import { type Content, type Html, html } from "../html";
import { type BarScale, axis } from "./bar-scale";

export interface BarRow {
  readonly label: Content;
  readonly picture: Html;
}

export interface BarChart {
  readonly caption: string;
  /** What the picture shows, for those who do not see it; the figures stand in the table it names. */
  readonly description: string;
  readonly unit: string;
  readonly key: readonly { readonly sample: Html; readonly text: string }[];
  readonly scale: BarScale;
  readonly rows: readonly BarRow[];
}

/** A figure of bars. One small picture a row, so that a page break never cuts through one. */
export function barChart(chart: BarChart): Html {
  return html`<figure class="bars">
<figcaption>${chart.caption}</figcaption>
<p class="key">${chart.key.map(({ sample, text }) => html`<span>${sample} ${text}</span> `)}</p>
<div role="img" aria-label="${chart.description}">
<div class="bar-row axis-row"><span class="bar-label">${chart.unit}</span>${axis(chart.scale)}</div>
${chart.rows.map(({ label, picture }) => html`<div class="bar-row"><span class="bar-label">${label}</span>${picture}</div>
`)}</div>
</figure>`;
}

/** A sample of a mark, for the key. */
export function keySample(className: string): Html {
  return html`<svg class="sample" width="22" height="12" aria-hidden="true" focusable="false"><rect class="${className}" x="0.5" y="0.5" width="21" height="11"/></svg>`;
}
