import type { ClauseRow, Lineage, Obligation } from '../../report.ts';
import { findingLabel, waiverText } from '../findings.ts';
import { htmlCode, htmlEvidence, htmlPlaces, htmlText } from './text.ts';
import { ownEvidence } from '../own-evidence.ts';
import { ruleOf, type RulesById } from '../rule-of.ts';

/** The position of a duty in the document, for links and filters. */
export interface DutyPlace {
  readonly repository: number;
  readonly duty: number;
}

/** The outcome of a duty, or `waived`. */
export type State = Obligation['outcome'] | 'waived';

/** The states in the order of the filters, each with a mark that identifies it without color. */
export const STATES: Readonly<Record<State, { readonly mark: string; readonly words: string }>> = {
  unmet: { mark: '✕', words: 'Unmet' },
  unclear: { mark: '?', words: 'Unclear' },
  waived: { mark: '‖', words: 'Waived' },
  met: { mark: '✓', words: 'Met' },
  'not-applicable': { mark: '–', words: 'Not applicable' },
  'not-checked': { mark: '○', words: 'Not checked' },
};

export function stateOf({ outcome, waived }: Obligation): State {
  return waived === null ? outcome : 'waived';
}

/** A duty's row in the overview. */
export function htmlDutyRow(obligation: Obligation, rules: RulesById, place: DutyPlace): string {
  return (
    `<tr ${dataOf(obligation, place)}><td class="clause">${htmlText(obligation.clause)}</td>` +
    `<th scope="row"><a href="#${idOf(place)}">${htmlText(ruleOf(rules, obligation).title)}</a></th>` +
    `<td>${badge(obligation, '')}</td><td>${obligation.severity}</td></tr>\n`
  );
}

/** A duty in full: what the license asks, the outcome and its places, why it binds, what to do. */
export function htmlDuty(obligation: Obligation, lineage: Lineage, rules: RulesById, place: DutyPlace): string {
  const { title, duty } = ruleOf(rules, obligation);
  const { rule, clause, message, remedy, waived, locations, clauses } = obligation;
  const evidence = ownEvidence(obligation, lineage);
  const outcome = badge(obligation, stateOf(obligation) === 'unmet' ? `, ${obligation.severity}` : '');
  const id = idOf(place);
  const attributes = `id="${id}" ${dataOf(obligation, place)} aria-labelledby="${id}-title"`;
  const rows = [
    remedy === '' || waived !== null ? '' : row('To do', htmlText(remedy)),
    waived === null ? '' : row('Waived', htmlText(waiverText(waived))),
    locations.length === 0 ? '' : row('Where', htmlPlaces(locations)),
    evidence.length === 0 ? '' : row('Why', htmlEvidence(evidence)),
    row('Rule', htmlCode(rule)),
  ];
  return `<article class="duty ${toneOf(obligation)}" ${attributes}>
<header><p class="clause">${htmlText(clause)}</p><h4 id="${id}-title">${htmlText(title)}</h4>${outcome}</header>
${duty === message ? '' : `<p class="asks">${htmlText(duty)}</p>\n`}<p class="message">${htmlText(message)}</p>
<dl>
${rows.join('')}</dl>
${clauses === undefined ? '' : clauseTable(clauses)}</article>
`;
}

function idOf({ repository, duty }: DutyPlace): string {
  return `r${repository}-d${duty}`;
}

function dataOf(obligation: Obligation, { repository }: DutyPlace): string {
  return `data-state="${stateOf(obligation)}" data-severity="${obligation.severity}" data-repository="${repository}"`;
}

/** The color of a duty: that of its severity if it is unmet, else that of its state. */
function toneOf(obligation: Obligation): string {
  return obligation.outcome === 'unmet' ? findingLabel(obligation) : stateOf(obligation);
}

function badge(obligation: Obligation, severity: string): string {
  const { mark, words } = STATES[stateOf(obligation)];
  return `<span class="badge ${toneOf(obligation)}"><span aria-hidden="true">${mark}</span> ${words}${severity}</span>`;
}

function row(term: string, description: string): string {
  return `<dt>${term}</dt><dd>${description}</dd>\n`;
}

/** An altered agreement compared with the licensor's text; intact clauses are only counted. */
function clauseTable(clauses: readonly ClauseRow[]): string {
  const own = clauses.filter(({ state }) => state !== 'foreign');
  const intact = own.filter(({ state }) => state === 'intact').length;
  const rows = clauses
    .filter(({ state }) => state !== 'intact')
    .map(({ clause, state, missingWords, added, changes }) => {
      const all = changes ?? added.map(({ words, line }) => ({ removed: null, added: words, line }));
      const items = all.map((change) => {
        const removed = change.removed === null ? '' : `<del>${htmlText(change.removed)}</del> `;
        const inserted = change.added === null ? '' : `<ins>${htmlText(change.added)}</ins>`;
        return `<li><span class="place">line ${change.line}</span> ${removed}${inserted}</li>`;
      });
      const list = items.length === 0 ? '' : `<ul class="evidence">${items.join('')}</ul>`;
      return (
        `<tr><th scope="row">${htmlText(clause ?? 'added')}</th><td>${state}</td><td>${missingWords}</td>` +
        `<td>${list}</td></tr>\n`
      );
    });
  return `<table class="clauses">
<caption>The agreement, clause by clause: ${intact} of ${own.length} are intact</caption>
<thead><tr><th scope="col">Clause</th><th scope="col">State</th>
<th scope="col">Words missing</th><th scope="col">Changes</th></tr></thead>
<tbody>
${rows.join('')}</tbody></table>
`;
}
