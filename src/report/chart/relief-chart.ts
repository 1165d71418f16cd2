/** Relief of each participant as a share of base, against the band. */
import type { ParticipantOutcome } from "../../plan/plan";
import { coordinate, perMille } from "../format";
import { type Html, html, idText } from "../html";
import { shareOfBase, standingOf } from "../reading";
import { barChart, keySample } from "./bar-chart";
import { type BarScale, along, barScale, gridLines } from "./bar-scale";

const HEIGHT = 24;

/** Bars of relief with the band shaded behind them. */
export function reliefChart(participants: readonly ParticipantOutcome[]): Html {
  const ends = participants.map((one) => (standingOf(one) === "above" ? ((one.reliefPerMille ?? 0) * 5) / 4 : (one.reliefPerMille ?? 0)) / 10);
  const scale = barScale(Math.max(0, ...ends), 50);
  return barChart({
    caption: "Relief against the band",
    description: "Bar chart: relief of each participant as a share of base, with the band shaded. The figures are in the table “Participants before and after”.",
    unit: "% of base",
    key: [
      { sample: keySample("band"), text: "the band" },
      { sample: keySample("bar after"), text: "relief inside it" },
      { sample: keySample("bar outside"), text: "relief outside it" },
    ],
    scale,
    rows: participants.map((one) => ({ label: idText(one.workerId), picture: row(one, scale) })),
  });
}

function row(one: ParticipantOutcome, scale: BarScale): Html {
  return html`<svg width="100%" height="${HEIGHT}" aria-hidden="true" focusable="false">${one.reliefPerMille === null ? noCases() : bars(one, one.reliefPerMille, scale)}</svg>`;
}

function noCases(): Html {
  return html`<text class="faint" x="0" y="16">no cases</text>`;
}

function bars(one: ParticipantOutcome, reliefPerMille: number, scale: BarScale): Html {
  const lower = (shareOfBase(one, one.bandLowerPoints) ?? 0) / 10;
  const upper = (shareOfBase(one, one.bandUpperPoints) ?? 0) / 10;
  const relief = reliefPerMille / 10;
  const standing = standingOf(one);
  const note = standing === "in" ? "" : ` ${standing}`;
  // The label stands clear of the band where there is room for it.
  const labelAt = standing === "below" ? relief : Math.max(relief, upper);
  return html`${gridLines(scale, HEIGHT)}<rect class="band" x="${along(scale, lower)}" y="0" width="${coordinate(((upper - lower) * 100) / scale.maximum)}%" height="${HEIGHT}"/><rect class="bar ${
    standing === "in" ? "after" : "outside"
  }" x="0" y="6" width="${along(scale, relief)}" height="12"/><line class="edge" x1="${along(scale, lower)}" x2="${along(scale, lower)}" y1="0" y2="${HEIGHT}"/><text x="${along(scale, labelAt)}" dx="6" y="16">${perMille(reliefPerMille)}${note}</text>`;
}
