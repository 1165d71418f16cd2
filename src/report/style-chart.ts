/** Style of the pictures. Colour never says what position, label or outline does not say too. */
import { html } from "./html";

export const CHART_STYLE = html`
figure{margin:1.25rem 0 2rem}
figcaption{font-weight:600;font-size:1.0625rem;margin-bottom:.25rem}
.pair{display:grid;gap:0 3rem}
@media (min-width:60rem){.pair{grid-template-columns:1fr 1fr}}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.25rem;color:var(--soft);font-size:.875rem;margin-bottom:.5rem;max-width:none}
.key span{display:inline-flex;align-items:center;gap:.4rem}
svg{display:block;overflow:visible}
svg text{font-size:13px;fill:var(--ink);font-variant-numeric:tabular-nums}
svg text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.axis text{stroke:none}
svg text.small{font-size:12px;stroke-width:7px}
svg text.faint,.axis text{fill:var(--soft)}
.sample{flex:none}
.bar-row{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.75rem;align-items:center;padding:.2rem 0;break-inside:avoid}
.bar-label{font-size:.875rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.axis-row{padding:0}
.axis-row .bar-label{color:var(--soft);white-space:normal;line-height:1.2}
.grid{stroke:var(--hair)}
.band{fill:var(--band)}
.edge{stroke:var(--edge);stroke-width:1.5;stroke-dasharray:3 2}
.curve{max-width:46rem;break-inside:avoid}
.panel-title{color:var(--soft);font-size:.875rem;margin:.5rem 0 0}
.curve-line{stroke:var(--after);stroke-width:2}
.curve-point{fill:var(--after)}
.curve-point.open{fill:var(--paper);stroke:var(--after);stroke-width:2}
.curve-gap{stroke:var(--before);stroke-width:4}
.limit{stroke:var(--limit);stroke-width:1.5}
.bar.after{fill:var(--after)}
.bar.before{fill:var(--paper);stroke:var(--before)}
.bar.outside{fill:var(--out)}
.weeks{min-width:max-content}
.moves{break-inside:avoid}
.move-grid{display:grid;grid-template-columns:11rem minmax(0,1fr) 11rem;gap:.5rem;margin-top:.75rem}
.move-labels{position:relative}
.move-labels span{position:absolute;left:0;right:0;transform:translateY(-50%);display:flex;gap:.5em;align-items:baseline;font-size:.875rem;line-height:1.2;white-space:nowrap}
.move-labels.from span{justify-content:flex-end}
.move-labels.to span{flex-direction:row-reverse;justify-content:flex-end}
.move-labels .id{overflow:hidden;text-overflow:ellipsis;min-width:0}
.node{fill:var(--ink)}
.flow{vector-effect:non-scaling-stroke;stroke-width:1.5}
.flow.handed-over{fill-opacity:.7}
.flow.co-worked{fill-opacity:.14;stroke-dasharray:5 3}
.flow.supervision{fill-opacity:0}
.flow.handed-over{stroke:none}
.c0{fill:var(--c0);stroke:var(--c0)}.c1{fill:var(--c1);stroke:var(--c1)}.c2{fill:var(--c2);stroke:var(--c2)}.c3{fill:var(--c3);stroke:var(--c3)}.c4{fill:var(--c4);stroke:var(--c4)}.c5{fill:var(--c5);stroke:var(--c5)}
.bar-cell{display:grid;grid-template-columns:minmax(4rem,1fr) 4.5rem;gap:.5rem;align-items:center;min-width:9rem}
@media screen and (max-width:47.99rem){.bar-row{grid-template-columns:5rem minmax(0,1fr)}.move-grid{grid-template-columns:minmax(0,5.25rem) minmax(0,1fr) minmax(0,5.25rem)}.move-labels span{font-size:.8125rem;gap:.35em}}
@media (forced-colors:active){svg{forced-color-adjust:none;background:#fff}svg text{fill:#000}}
`;
