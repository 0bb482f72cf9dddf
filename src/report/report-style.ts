/** Owns the look of a report: one column to read, light and dark, tables that fold on a narrow screen, and paper. */

export const REPORT_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f3ef; --card: #ffffff; --ink: #1d2321; --soft: #55605a; --line: #dcddd6;
  --good: #1f5f4b; --good-ground: #e4efea; --warn: #7f4500; --warn-ground: #fdf1df;
  --bad: #96231c; --bad-ground: #fbe9e7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #151917; --card: #1e2321; --ink: #e8ebe8; --soft: #a9b3ad; --line: #363d3a;
    --good: #86d3b7; --good-ground: #223a32; --warn: #ffcf8f; --warn-ground: #3a2c17;
    --bad: #ffb1a8; --bad-ground: #42211e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .6rem; font-size: 1.15rem; line-height: 1.3; }
h3 { margin: .9rem 0 .3rem; font-size: 1rem; }
p { margin: .6rem 0; }
ul { margin: .3rem 0; padding-left: 1.25rem; }
li + li { margin-top: .3rem; }
.verdict { padding: .75rem 1rem; border-left: .4rem solid; border-radius: .5rem; font-size: 1.1rem; }
.verdict.passed { background: var(--good-ground); color: var(--good); }
.verdict.warned { background: var(--warn-ground); color: var(--warn); }
.verdict.failed { background: var(--bad-ground); color: var(--bad); }
section {
  margin-top: 1.25rem; padding: 1rem 1.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem;
}
.group:first-of-type h3 { margin-top: 0; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
.facts th { width: 13rem; color: var(--soft); }
.facts tr:first-child > *, thead + tbody tr:first-child > * { border-top: 0; }
thead th { border-bottom: 1px solid var(--line); white-space: nowrap; }
.steps th:first-child { width: 9rem; }
.steps td:nth-child(2) { width: 7.5rem; font-weight: 600; white-space: nowrap; }
.steps td:nth-child(3) { width: 5.5rem; font-variant-numeric: tabular-nums; }
.steps .passed td:nth-child(2) { color: var(--good); }
.steps .warned td:nth-child(2) { color: var(--warn); }
.steps .failed td:nth-child(2) { color: var(--bad); }
.steps .skipped > * { color: var(--soft); font-weight: 400; }
.transcript th:first-child { width: 6rem; }
.transcript tbody th { font-weight: 400; }
.transcript td:nth-child(2) { width: 8.5rem; }
.transcript .note > * { color: var(--soft); }
code { font: .9rem/1.5 ui-monospace, "Cascadia Mono", Menlo, "Liberation Mono", monospace; white-space: pre-wrap; }
@media (max-width: 44rem) {
  main { padding: 1rem .75rem 2rem; }
  section { padding: .85rem .9rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; }
  tr { padding: .5rem 0; border-top: 1px solid var(--line); }
  tbody tr:first-child { padding-top: 0; border-top: 0; }
  .facts th, .steps th:first-child, .transcript th:first-child,
  .steps td:nth-child(2), .steps td:nth-child(3), .transcript td:nth-child(2) { width: auto; }
  th, td { padding: 0; border: 0; }
  td:empty { display: none; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-weight: 400; }
  .transcript th, .transcript td:nth-child(2) { display: inline; color: var(--soft); }
  .transcript td:nth-child(2)::before { content: "\\00a0\\00b7  " attr(data-label) ": "; }
  .transcript td:nth-child(3)::before { content: none; }
}
@media print {
  :root {
    color-scheme: light; --ground: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb;
    --good: #1f5f4b; --good-ground: #ffffff; --warn: #7f4500; --warn-ground: #ffffff;
    --bad: #96231c; --bad-ground: #ffffff;
  }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section { padding: 0; border: 0; }
  tr, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;

/** Only in a report with a picture. Colours are those of the report; what differs in colour differs in its line, too. */
export const PICTURE_STYLE = `
figure { margin: 0; }
figcaption { margin-top: .5rem; color: var(--soft); font-size: .9rem; }
.course { display: block; width: 100%; max-width: 44rem; height: auto; font-size: 15px; }
.course text { fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 5px; stroke-linejoin: round; }
.course text.last { fill: var(--soft); }
.course text.end { fill: var(--bad); }
.course path { fill: none; stroke: var(--soft); stroke-linejoin: round; }
.course .grid { stroke: var(--line); }
.course .axis { stroke: var(--soft); }
.course .area { stroke: none; }
.course .area.gone { fill: var(--good-ground); }
.course .area.late { fill: var(--warn-ground); }
.course .line { stroke-width: 3; }
.course .line.gone { stroke: var(--good); }
.course .line.late { stroke: var(--warn); stroke-dasharray: 9 6; }
.course rect.left { fill: var(--bad-ground); stroke: var(--bad); stroke-width: 2; stroke-dasharray: 3 3; }
.course circle.gone { fill: var(--good); }
.course circle.late { fill: var(--warn); }
.course path.mark.last { stroke-dasharray: 1 4; }
.course path.mark.deadline { stroke: var(--ink); stroke-width: 2; }
.course path.mark.end { stroke: var(--bad); stroke-width: 2; }
@media (max-width: 44rem) { .course { font-size: 18px; } }
@media (max-width: 30rem) { .course { font-size: 25px; } }
@media print { figure { break-inside: avoid; } }
`;
