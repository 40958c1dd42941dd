import { DARK, LIGHT } from '../html/style.ts';

/** The style sheet of an audit's page: a wide table with a sticky head, for light and dark screens and paper. */
export const AUDIT_STYLE = `:root { color-scheme: light dark; ${LIGHT}
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; padding: 1.5rem; background: var(--ground); color: var(--text); font: 0.9375rem/1.5 var(--sans);
  overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.25rem 0.75rem; background: var(--ground); }
h1 { font-size: 1.375rem; line-height: 1.25; margin: 0; }
p { margin: 0.25rem 0; }
header.page { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 2rem; }
header.page p, #shown, #more, footer.page, .about, .quiet { color: var(--quiet); }
.without { padding: 0.75rem 1rem; background: var(--raised); }
#filters { margin: 1rem 0 0.5rem; padding: 0.75rem 1rem; background: var(--raised); border-radius: 6px;
  display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; font-size: 0.875rem; }
label { display: inline-flex; align-items: center; gap: 0.375rem; max-width: 100%; }
input, select, #filters button { font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--quiet); border-radius: 4px; padding: 0.125rem 0.5rem; min-width: 0; max-width: 100%; }
#shown { font-size: 0.8125rem; }
.wide { position: relative; overflow: auto; max-height: 85vh; border-block: 1px solid var(--rule); }
table { border-collapse: separate; border-spacing: 0; font-size: 0.875rem; table-layout: fixed; width: 100%; }
th, td { text-align: left; vertical-align: baseline; padding: 0.25rem 0.5rem; border-bottom: 1px solid var(--rule);
  font-weight: 400; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); vertical-align: bottom;
  font-size: 0.8125rem; overflow-wrap: normal; }
th button { all: unset; cursor: pointer; max-width: 100%; }
th button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
thead th button { font-weight: 600; }
thead .duty span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
[aria-sort=ascending] button::after { content: " ▲"; } [aria-sort=descending] button::after { content: " ▼"; }
thead th { width: 6.5rem; } thead th[data-key=target] { width: min(24rem, 60vw); }
thead th:is([data-key=errors], [data-key=warnings], [data-key=unclear], .duty) { width: 2.25rem; text-align: center; }
.name { font-weight: 600; }
button.name { color: var(--link); text-decoration: underline; text-decoration-thickness: 0.06em;
  text-underline-offset: 0.18em; }
td.count, td.duty, thead .duty { text-align: center; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .unclear {
  color: var(--unclear); } .met { color: var(--met); } .waived { color: var(--waived); } .unmet {
    color: var(--error); }
td.error, td.warning, td.unclear { font-weight: 600; }
tr.details td { background: var(--raised); padding: 0.75rem 1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: 0.25rem 1rem;
  margin: 0.5rem 0 0; }
dt { font-weight: 600; } dd { margin: 0; }
footer.page { margin-top: 1.5rem; font-size: 0.8125rem; }
.legend span { white-space: nowrap; margin-right: 0.75rem; }
@media (max-width: 40rem) { body { padding: 1rem; } dl { grid-template-columns: minmax(0, 1fr); } }
@media print {
  :root { color-scheme: light; ${LIGHT} --ground: #fff; }
  @page { size: landscape; margin: 12mm; }
  body { padding: 0; font-size: 9pt; }
  .wide { overflow: visible; max-height: none; }
  #filters, .skip { display: none; }
  thead th { position: static; }
  tr { break-inside: avoid; }
  button.name { color: inherit; text-decoration: none; }
}
`;
