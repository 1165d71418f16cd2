/** The page's style: restrained, legible at any width, in print and in the dark. */
import { html } from "./html";
import { CHART_STYLE } from "./style-chart";
import { PRINT_STYLE } from "./style-print";

const COLOURS = html`
:root{color-scheme:light dark;--ink:#0b0c0c;--soft:#4a5459;--paper:#fff;--panel:#f3f4f4;--line:#b4b9bc;--hair:#e3e5e6;--link:#1a5fa0;--focus:#ffdd00;--after:#1d70b8;--before:#5f6b72;--band:#d3eadd;--edge:#00703c;--out:#b4501a;--limit:#0b0c0c;--moved:#d9e8f5;--shared:#e6e0f2;--flag:#fbeccb;--warn:#b4501a;--c0:#1d70b8;--c1:#00703c;--c2:#b4501a;--c3:#5b3c9e;--c4:#1f7a80;--c5:#8a5a3c}
@media screen and (prefers-color-scheme:dark){:root{--ink:#eceff1;--soft:#b5bec4;--paper:#14181b;--panel:#1f2529;--line:#5a666d;--hair:#333c42;--link:#8fbcf2;--focus:#ffdd00;--after:#6fa9e6;--before:#a9b4bb;--band:#1f4634;--edge:#6fcf9a;--out:#f0a467;--limit:#eceff1;--moved:#1d3a57;--shared:#3a2f57;--flag:#523f12;--warn:#f0a467;--c0:#6fa9e6;--c1:#6fcf9a;--c2:#f0a467;--c3:#b49cf0;--c4:#6cc8ce;--c5:#d3a586}}
`;

const TEXT = html`
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;overflow-wrap:break-word;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.width{max-width:72rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,.scroller:focus-visible{outline:3px solid var(--focus);outline-offset:0;box-shadow:0 0 0 5px #0b0c0c}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;z-index:2;background:var(--paper);padding:.5rem 1rem}
header{border-bottom:1px solid var(--line);padding:1rem 0 .9rem}
header p{margin:0}
.kicker{font-size:1.125rem}
.programme{color:var(--soft)}
h1,h2,h3{line-height:1.2;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:clamp(2rem,1.3rem + 3vw,3.25rem);font-weight:700;letter-spacing:-.01em;margin:2rem 0 .75rem}
h2{font-size:1.625rem;margin:0 0 1rem}
h3{font-size:1.1875rem;margin:2.25rem 0 .35rem}
h3+table{margin-top:0}
h3+table caption{font-weight:400;font-size:1rem}
p,ul,ol{margin:0 0 1rem;max-width:44rem}
li{margin-bottom:.35rem}
section{border-top:1px solid var(--line);margin-top:3rem;padding-top:2rem}
.lead-text{font-size:1.1875rem}
.shortfalls{padding-left:1.1rem;font-size:1.125rem}
#outside{margin-top:2.5rem}
#outside+.shortfalls{font-size:1.0625rem}
.id{overflow-wrap:anywhere}
.sub{display:block;color:var(--soft);font-size:.875rem;font-weight:400}
.faint{color:var(--soft);font-weight:400}
.nowrap{white-space:nowrap}
.line{display:block}
.word{white-space:nowrap;font-weight:400}
code{font:0.875em ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.tag{display:inline-block;border:1px solid var(--line);border-radius:2px;padding:0 .4em;font-size:.875rem;line-height:1.45;white-space:nowrap}
.tag.moved{background:var(--moved);border-color:var(--after)}
.tag.shared{background:var(--shared);border-color:var(--c3);border-style:dashed}
.tag.in{background:var(--band);border-color:var(--edge)}
.tag.out{border:2px solid var(--out);font-weight:700}
.tag.flag{background:var(--flag);border-color:var(--warn)}
.warning,.notice{border-left:6px solid var(--warn);background:var(--panel);padding:1rem 1.25rem .25rem;margin:0 0 1.5rem;max-width:50rem}
.notice{padding-bottom:1rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1.25rem 2rem;margin:2rem 0}
.figures div{border-top:3px solid var(--ink);padding-top:.5rem}
.figures dt{font-weight:600}
.figures dd{margin:0}
.figure{font-size:2.125rem;font-weight:700;line-height:1.25;font-variant-numeric:tabular-nums}
.note{color:var(--soft);font-size:.9375rem}
nav{margin-top:2.5rem}
nav h2{font-size:1.1875rem;margin-bottom:.5rem}
nav ol{columns:2 18rem;max-width:none;padding-left:1.4rem}
nav li{break-inside:avoid}
footer{margin-top:4rem;border-top:1px solid var(--line);background:var(--panel);padding:1.5rem 0 2rem;font-size:.9375rem}
footer dl{margin:0 0 .75rem}
footer dl div{display:flex;flex-wrap:wrap;gap:0 .6rem}
footer dt{font-weight:600}
footer dd{margin:0}
`;

const TABLES = html`
table{border-collapse:collapse;width:100%;margin:1.25rem 0 1.75rem;font-size:.9375rem;line-height:1.4}
caption{text-align:left;font-weight:600;text-wrap:pretty;font-size:1.0625rem;padding-bottom:.6rem;max-width:50rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--hair)}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom;font-weight:600}
tbody th{font-weight:600;min-width:6rem}
tfoot th,tfoot td{border-top:2px solid var(--ink);font-weight:600}
table.fixed{table-layout:fixed}
.number{text-align:right;font-variant-numeric:tabular-nums}
thead .number{min-width:3.6rem}
.group-start th,.group-start td{border-top:1px solid var(--line)}
abbr{text-decoration:none}
details>summary{cursor:pointer}
details>summary:focus-visible{outline:3px solid var(--focus);outline-offset:0;box-shadow:0 0 0 5px #0b0c0c}
.with-below th,.with-below td{border-bottom:0;padding-bottom:0}
.below td{padding-top:.15rem}
.changes{columns:2 22rem;column-gap:2.5rem;max-width:none;margin:0 0 .5rem}
.changes li{break-inside:avoid}
details ul{padding-left:1.1rem;margin:.5rem 0 0}
details dl{margin:.5rem 0 0;columns:2 22rem;column-gap:2.5rem}
details dl div{margin-bottom:.5rem;break-inside:avoid}
details dt{font-weight:600}
details dd{margin:0 0 .2rem}
.stacked-head,.print-only{display:none}
.scroll-cue{display:none}
.scroller{position:relative;overflow-x:auto;margin-bottom:1.75rem}
.scroller table{margin-bottom:0}
@media screen and (max-width:47.99rem){
body{font-size:1rem}
.scroll-cue{display:block;margin:1.25rem 0 0;color:var(--soft);font-size:.875rem}
.scroller{border-right:1px dashed var(--line)}
table.fixed{table-layout:auto}
col{width:auto!important}
.scroller table{width:max-content;min-width:100%;margin-top:.5rem}
.scroller caption{max-width:20rem}
.scroller td,.scroller thead th{max-width:16rem}
.scroller tbody th,.scroller tfoot th,.scroller thead th:first-child{position:sticky;left:0;background:var(--paper);max-width:8rem;min-width:4.5rem;padding-right:.6rem}
table.stack,table.stack caption,table.stack tbody,table.stack tfoot,table.stack thead{display:block}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{display:grid;grid-template-columns:repeat(6,1fr);gap:.45rem .75rem;border-top:2px solid var(--line);padding:.7rem 0}
table.stack th,table.stack td{display:block;grid-column:1/-1;border:0;padding:0}
table.stack tbody th{font-size:1.0625rem}
table.stack td.number{grid-column:span 2;text-align:left}
table.stack td.short{grid-column:span 3}
table.stack td.empty{display:none}
table.stack tr.below{display:block;border-top:0;padding-top:0}
table.stack tr.with-below{padding-bottom:.35rem}
table.stack .stacked-head{display:block;color:var(--soft);font-size:.8125rem;line-height:1.3}
}
`;

/** All of it. */
export const STYLE = html`${COLOURS}${TEXT}${TABLES}${CHART_STYLE}${PRINT_STYLE}`;
