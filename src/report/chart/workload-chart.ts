/** Workload before and after, in per cent of own capacity. */
import { percent } from "../format";
import { type Html, html, idText } from "../html";
import { barChart, keySample } from "./bar-chart";
import { type BarScale, along, barScale, gridLines } from "./bar-scale";

export interface Workload {
  readonly workerId: string;
  /** Whole per cent; null: no percentage can be given. */
  readonly before: number | null;
  readonly after: number | null;
}

const HEIGHT = 36;

/**
 * Two bars a worker with a line at 100 %.
 * @param without what to write for a worker without a percentage
 */
export function workloadChart(caption: string, tableName: string, without: string, workloads: readonly Workload[]): Html {
  const scale = barScale(Math.max(0, ...workloads.flatMap(({ before, after }) => [before ?? 0, after ?? 0])), 120);
  return barChart({
    caption,
    description: `Bar chart: workload of each worker before and after, in per cent of own capacity, with a line at 100 %. The figures are in the table “${tableName}”.`,
    unit: "% of capacity",
    key: [
      { sample: keySample("bar before"), text: "before" },
      { sample: keySample("bar after"), text: "after" },
      { sample: html`<svg class="sample" width="10" height="12" aria-hidden="true" focusable="false"><line class="limit" x1="5" x2="5" y1="0" y2="12"/></svg>`, text: "100 %" },
    ],
    scale,
    rows: workloads.map((one) => ({ label: idText(one.workerId), picture: row(one, scale, without) })),
  });
}

function row({ before, after }: Workload, scale: BarScale, without: string): Html {
  const limit = along(scale, 100);
  const line = html`<line class="limit" x1="${limit}" x2="${limit}" y1="0" y2="${HEIGHT}"/>`;
  // Labels last, so that the line at 100 % never runs through a figure.
  return html`<svg width="100%" height="${HEIGHT}" aria-hidden="true" focusable="false">${gridLines(scale, HEIGHT)}${bar("before", before, 3, scale)}${bar("after", after, 18, scale)}${line}${label(
    before,
    14,
    scale,
    without,
  )}${label(after, 29, scale, before === null ? "" : without)}</svg>`;
}

/** Half a pixel of inset keeps the outline of the hollow bar inside the picture. */
function bar(kind: "before" | "after", value: number | null, y: number, scale: BarScale): Html | null {
  return value === null ? null : html`<rect class="bar ${kind}" x="0.5" y="${y + 0.5}" width="${along(scale, value)}" height="11"/>`;
}

function label(value: number | null, y: number, scale: BarScale, without: string): Html {
  if (value === null) return html`<text class="faint" x="0" y="${y}">${without}</text>`;
  return html`<text class="small" x="${along(scale, value)}" dx="6" y="${y}">${percent(value)}</text>`;
}
