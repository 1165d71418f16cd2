/** Style of the printed page: A4, heads repeated, nothing cut off, nothing that only a screen can do. */
import { html } from "./html";

export const PRINT_STYLE = html`
@page{size:A4;margin:15mm 13mm}
@media print{
:root{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10pt;line-height:1.4}
.width{max-width:none;padding:0}
.skip,nav,.scroll-cue{display:none}
header{padding-top:0}
h1{font-size:26pt;margin:8mm 0 3mm}
h2{font-size:15pt}
h3{font-size:12pt;margin-top:6mm}
h2,h3,figcaption,caption,.key{break-after:avoid}
section{margin-top:7mm;padding-top:5mm}
a{color:inherit;text-decoration:none}
table{font-size:8.5pt;line-height:1.3}
caption{font-size:9.5pt}
th,td{padding:1.2mm 2.5mm 1.2mm 0}
thead{display:table-header-group}
tfoot{display:table-row-group}
tr,li,caption,.warning,.figures div,.pair,footer{break-inside:avoid}
thead{break-after:avoid}
tbody tr:first-child{break-before:avoid}
.with-below{break-after:avoid}
details::details-content{content-visibility:visible;display:block;block-size:auto}
details>summary{list-style:none}
.common{display:none}
.print-only{display:block;font-size:8.5pt}
.print-only dl{columns:2;column-gap:6mm;margin:0}
.print-only dt{font-weight:600}
.print-only dd{margin:0}
.print-only dl div{break-inside:avoid;margin-bottom:1.5mm}
details dl{columns:2;column-gap:6mm;font-size:8pt}
section[aria-labelledby=moves],section[aria-labelledby=families]{break-before:page;border-top:0;margin-top:0;padding-top:0}
svg text,svg text.small{font-size:8pt}
.scroller{overflow:visible}
.sub,.tag,.key,.bar-label,.move-labels span{font-size:8pt}
.lead-text,.shortfalls{font-size:11pt}
.figures{grid-template-columns:repeat(4,1fr);gap:4mm;margin:5mm 0}
.figure{font-size:18pt}
.note{font-size:8.5pt}
.pair{grid-template-columns:1fr 1fr;gap:0 8mm}
.move-grid{grid-template-columns:7rem minmax(0,1fr) 7rem}
.bar-row{grid-template-columns:5rem minmax(0,1fr);gap:2mm;padding:.1rem 0}
tbody th{min-width:4.5rem}
footer{background:none;margin-top:8mm;font-size:8.5pt}
}
`;
