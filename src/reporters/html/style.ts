// Each set of colors has a contrast of at least 4.5 between text and ground. Print uses the light one.
export const LIGHT = `--ground: #fdfcf9; --raised: #f5f2ea; --rule: #d9d4c7; --text: #22211e; --quiet: #5c5a53;
  --link: #1b4f86;
  --error: #9c1c1c; --warning: #7a4700; --info: #1b4f86; --unclear: #5d3491; --met: #1c6334; --waived: #5c5a53;`;
export const DARK = `--ground: #17181b; --raised: #212328; --rule: #3b3e45; --text: #e7e4dc; --quiet: #aaa79f;
  --link: #93c0f5;
  --error: #ff9f97; --warning: #efbb62; --info: #93c0f5; --unclear: #cdb5ff; --met: #85d3a0; --waived: #aaa79f;`;

/** The style sheet of the HTML report, with the clauses in the margin, for light and dark screens and paper. */
export const STYLE = `:root { color-scheme: light dark; ${LIGHT}
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia,
    "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 54rem; padding: 2.5rem 1.5rem 4rem; background: var(--ground); color: var(--text);
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; font-family: var(--sans); }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.75rem; background: var(--ground); }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 600; margin: 0; text-wrap: balance; }
h1 { font-size: 1rem; font-family: var(--sans); color: var(--quiet); }
h2 { font-size: 2rem; letter-spacing: -0.01em; }
h3 { font-size: 1rem; font-family: var(--sans); margin: 3rem 0 0; padding-bottom: 0.5rem;
  border-bottom: 1px solid var(--rule); }
h4 { font-size: 1.1875rem; }
p { margin: 0.5rem 0; }
code, .place, q { unicode-bidi: isolate; }
code, .place { font-family: var(--mono); font-size: 0.8125em; }
q { quotes: none; font-family: var(--mono); font-size: 0.8125em; }
header.page { border-bottom: 1px solid var(--rule); padding-bottom: 0.75rem; display: flex; flex-wrap: wrap;
  justify-content: space-between; gap: 0 2rem;
  font-family: var(--sans); font-size: 0.9375rem; }
header.page p { margin: 0; color: var(--quiet); }
.repository { margin-top: 2.5rem; }
.repository + .repository { border-top: 3px double var(--rule); padding-top: 2.5rem; margin-top: 4rem; }
.summary { font-size: 1.1875rem; margin: 0.5rem 0 1.5rem; }
dl { margin: 0.75rem 0 0; display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 0.375rem 1rem; }
dl.about { grid-template-columns: 6.5rem minmax(0, 1fr); font-size: 0.9375rem; }
dt { font-family: var(--sans); font-size: 0.8125rem; line-height: 1.85; color: var(--quiet); }
dd { margin: 0; min-width: 0; }
ul.evidence { list-style: none; margin: 0; padding: 0; }
ul.evidence li { line-height: 1.5; margin-bottom: 0.25rem; }
.place { color: var(--quiet); margin-right: 0.5rem; }
ins { color: var(--met); } del { color: var(--error); }
table { width: 100%; border-collapse: collapse; margin: 2rem 0 0; font-size: 0.9375rem; }
caption { text-align: left; font: 600 1rem/1.25 var(--sans); padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: baseline; padding: 0.4375rem 1rem 0.4375rem 0;
  border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th, tr.license th { font: 0.8125rem/1.5 var(--sans); color: var(--quiet); }
tr.license th { padding-top: 0.875rem; color: var(--text); font-weight: 600; }
.overview .clause { width: 9.5rem; } .overview td:nth-child(3) { width: 11.5rem; } .overview td:nth-child(4) {
  width: 5.5rem; font: 0.8125rem/1.5 var(--sans); color: var(--quiet); }
thead th, .overview td:nth-child(n+3), .clauses td:nth-child(-n+3) { overflow-wrap: normal; }
.clause { font-family: var(--sans); font-size: 0.8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.error { --tone: var(--error); } .warning { --tone: var(--warning); } .info { --tone: var(--info); } .unclear {
  --tone: var(--unclear); }
.met { --tone: var(--met); } .waived, .not-applicable, .not-checked { --tone: var(--waived); }
.badge { font: 600 0.8125rem/1.5 var(--sans); color: var(--tone); white-space: nowrap; }
.duty { position: relative; padding: 1.5rem 0 1.5rem 7.5rem; border-bottom: 1px solid var(--rule); }
.duty header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; }
.duty .clause { position: absolute; left: 0; width: 6.5rem; margin: 0; padding-top: 0.25rem; line-height: 1.4; }
.duty:is(.error, .warning, .unclear)::before { content: ""; position: absolute; left: -1.5rem; top: 1.5rem;
  bottom: 1.5rem; width: 3px; background: var(--tone); }
.asks { color: var(--quiet); font-style: italic; }
.clauses { margin-top: 1.25rem; font-size: 0.875rem; }
.clauses th[scope=row] { font-family: var(--sans); font-size: 0.8125rem; }
.notes ul { padding-left: 1.25rem; }
#filters { margin: 1.25rem 0 0; padding: 0.875rem 1.25rem; background: var(--raised); border-radius: 6px;
  display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center;
  font: 0.875rem/1.5 var(--sans); }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.125rem 1.125rem; }
legend { float: left; width: 5.5rem; padding: 0; font-weight: 600; }
label { display: inline-flex; align-items: center; gap: 0.375rem; max-width: 100%; }
input { accent-color: var(--link); margin: 0; width: 1rem; height: 1rem; }
select { min-width: 0; max-width: min(20rem, 100%); }
select, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet);
  border-radius: 4px; padding: 0.125rem 0.625rem; }
.count { color: var(--quiet); font-variant-numeric: tabular-nums; }
#shown { font: 0.8125rem/1.5 var(--sans); color: var(--quiet); margin: 0.5rem 0 0; }
footer.page { margin-top: 4rem; font: 0.8125rem/1.5 var(--sans); color: var(--quiet); }
@media (max-width: 40rem) {
  body { padding: 1.25rem 1.25rem 3rem; font-size: 1rem; }
  h2 { font-size: 1.5rem; }
  .duty { padding-left: 0; }
  .duty .clause { position: static; width: 100%; }
  .duty:is(.error, .warning, .unclear)::before { left: -1.25rem; }
  .overview :is(.clause, td:nth-child(3)) { width: auto; }
  .overview :is(th, td):nth-child(4) { display: none; }
  dl, dl.about { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 0.5rem; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { color-scheme: light; ${LIGHT} --ground: #fff; }
  @page { margin: 18mm 16mm 20mm 24mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45; }
  th, td { padding-block: 0.3rem; }
  #filters, .skip, #shown:not(.filtered) { display: none; }
  .duty, tr, ul.evidence li { break-inside: avoid; }
  h2, h3, caption, .duty header { break-after: avoid; }
  .repository + .repository { break-before: page; border-top: 0; padding-top: 0; }
  a { color: inherit; text-decoration: none; }
  h3 a[href^="https:"]::after { content: " (" attr(href) ")"; font-weight: 400; color: var(--quiet); }
}
`;
