/**
 * A horizontal scale in per cent of the picture's width. Pictures have no view box: their widths are
 * shares, so they stretch with the page while their text keeps its size on a phone and in print.
 */
import { coordinate } from "../format";
import { type Html, html } from "../html";

export interface BarScale {
  /** Value at the right edge, in the unit of the axis. */
  readonly maximum: number;
  readonly step: number;
}

/** A scale in steps of 10 or 20 (or more, for great values) that leaves room for a label beside the longest bar. */
export function barScale(longest: number, least: number): BarScale {
  const wanted = Math.max(least, longest * 1.2);
  const step = [10, 20, 50, 100, 200, 500, 1000].find((size) => wanted / size <= 6) ?? Math.ceil(wanted / 6000) * 1000;
  return { maximum: Math.ceil(wanted / step) * step, step };
}

/** A value as a share of the width: "32.5%". */
export function along(scale: BarScale, value: number): string {
  return `${coordinate((Math.min(Math.max(value, 0), scale.maximum) * 100) / scale.maximum)}%`;
}

/** The ticks of the scale with their figures. */
export function axis(scale: BarScale): Html {
  const ticks = Array.from({ length: Math.round(scale.maximum / scale.step) + 1 }, (_, index) => index * scale.step);
  return html`<svg class="axis" width="100%" height="20" aria-hidden="true" focusable="false">${ticks.map(
    (tick, index) =>
      html`<text x="${along(scale, tick)}" y="14" text-anchor="${index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle"}">${tick}</text>`,
  )}</svg>`;
}

/** Faint lines at the ticks, behind a row. */
export function gridLines(scale: BarScale, height: number): Html[] {
  return Array.from({ length: Math.round(scale.maximum / scale.step) - 1 }, (_, index) => {
    const x = along(scale, (index + 1) * scale.step);
    return html`<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height}"/>`;
  });
}
