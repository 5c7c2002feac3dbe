import { COLOURS } from './fills.ts'

const shades = (which: 0 | 1) => COLOURS.map((pair, i) => `--c${i}:${pair[which]};`).join('')

/** The page's only style. Print is always light, in colour, one partition a page. */
export const mapStyle = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1a1c;--soft:#555761;--hair:#c9ccd6;--gap:#cfd1d8;--care:#fff3e0;--edge:#b45309;--link:#0017c1;${shades(0)}}
@media screen and (prefers-color-scheme:dark){:root{--paper:#16171b;--ink:#f1f2f5;--soft:#b9bcc7;--hair:#4a4e59;--gap:#454852;--care:#3a2c17;--edge:#f0a94e;--link:#a9b8ff;${shades(1)}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:100rem;padding:1rem;background:var(--paper);color:var(--ink);font-family:system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif;line-height:1.6}
h1{font-size:1.5rem;margin:0}
h2{font-size:1.25rem;margin:2rem 0 .25rem;border-top:.125rem solid var(--ink);padding-top:.75rem}
p{margin:0 0 .25rem}
a{color:var(--link)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.75rem 0 0;list-style:none}
.care{border-left:.25rem solid var(--edge);background:var(--care);padding:.5rem .75rem;margin:.5rem 0;max-width:60rem}
.beside{display:grid;gap:1.5rem}
@media screen and (min-width:70rem){.beside{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
figure{margin:.5rem 0 0}
svg{display:block;width:100%;max-height:60rem;height:auto}
.cell{stroke:var(--paper);stroke-width:1.2}
.edge{fill:none;stroke:var(--ink);stroke-width:2;stroke-linecap:round}
.outline{fill:none;stroke:var(--ink);stroke-width:4.5;stroke-linecap:round}
.town{fill:var(--ink);stroke:var(--paper);stroke-width:2.5;stroke-opacity:.55;paint-order:stroke;stroke-linejoin:round}
.town .sign{font-weight:700}
.dot{fill:var(--ink)}
.ring{fill:none;stroke:var(--ink)}
.marker circle{fill:var(--ink);stroke:var(--paper);stroke-width:2.5}
.marker .number{fill:var(--paper);font-size:15px;font-weight:700}
.marker .name{fill:var(--ink);font-size:19px;font-weight:700;stroke:var(--paper);stroke-width:5;paint-order:stroke;stroke-linejoin:round}
figcaption{color:var(--soft);font-size:.875rem}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.25rem 0;list-style:none}
.box{display:inline-block;width:1.5rem;height:1rem;line-height:1rem;margin-right:.375rem;border:1px solid var(--ink);text-align:center;vertical-align:-.125rem;color:var(--ink)}
.striped{background:repeating-linear-gradient(135deg,var(--c0) 0 .3rem,var(--c1) .3rem .6rem)}
.gap{background:var(--gap);border-width:.1875rem}
.named{line-height:.75rem;background:repeating-linear-gradient(135deg,var(--gap) 0 .45rem,var(--c0) .45rem .6rem)}
table{table-layout:fixed;border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.875rem}
caption{text-align:left;font-weight:700;font-size:1rem;padding:.25rem 0}
th,td{border:1px solid var(--hair);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:color-mix(in srgb,var(--hair) 35%,transparent)}
td:first-child{overflow-wrap:normal}
.points th:nth-child(1){width:3.25rem}
.points th:nth-child(2){width:19%}
.points th:nth-child(4){width:13%}
.points th:nth-child(5){width:21%}
.points th:nth-child(6){width:14%}
.none{margin:.5rem 0;font-size:.875rem}
.doubts th:nth-child(1){width:24%}
.doubts th:nth-child(2){width:36%}
@media screen{.tables{overflow-x:auto}table{min-width:42rem}}
@page{size:A4 landscape;margin:12mm}
@media print{html{font-size:10pt}body{padding:0;max-width:none;print-color-adjust:exact;-webkit-print-color-adjust:exact}section+section{break-before:page}h2{margin-top:0}.beside{display:block}figure{break-inside:avoid}svg{max-height:125mm}tr{break-inside:avoid}nav{display:none}}
`.trim()
