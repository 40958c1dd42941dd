import type { ClauseRow, Lineage, Obligation } from '../../report.ts';
import { findingLabel } from '../findings.ts';
import { htmlCode, htmlEvidence, htmlPlaces, htmlText } from './text.ts';
import { ownEvidence } from '../own-evidence.ts';
import { ruleOf, type RulesById } from '../rule-of.ts';

/** Where a duty stands in the document, so that the overview links to it and the filters find it. */
export interface DutyPlace {
  readonly repository: number;
  readonly duty: number;
}

/** How a duty came out, for a reader and for the filters. */
export type State = Obligation['outcome'] | 'waived';

/** The states in the order of the filters, each with the mark that tells it without its color. */
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

/** The row of a duty in the overview. */
export function htmlDutyRow(obligation: Obligation, rules: RulesById, place: DutyPlace): string {
  return (
    `<tr ${dataOf(obligation, place)}><td class="clause">${htmlText(obligation.clause)}</td>` +
    `<th scope="row"><a href="#${idOf(place)}">${htmlText(ruleOf(rules, obligation).title)}</a></th>` +
    `<td>${badge(obligation, '')}</td><td>${obligation.severity}</td></tr>\n`
  );
}

/** A duty in full: what the license asks, how it came out, where, why it binds, what to do. */
export function htmlDuty(obligation: Obligation, lineage: Lineage, rules: RulesById, place: DutyPlace): string {
  const { title, duty } = ruleOf(rules, obligation);
  const { rule, clause, message, remedy, waived, locations, clauses } = obligation;
  const evidence = ownEvidence(obligation, lineage);
  const grave = stateOf(obligation) === 'unmet' ? `, ${obligation.severity}` : '';
  return `<article class="duty ${toneOf(obligation)}" id="${idOf(place)}" ${dataOf(obligation, place)} aria-labelledby="${idOf(place)}-title">
<header><p class="clause">${htmlText(clause)}</p><h4 id="${idOf(place)}-title">${htmlText(title)}</h4>${badge(obligation, grave)}</header>
${duty === message ? '' : `<p class="asks">${htmlText(duty)}</p>\n`}<p class="message">${htmlText(message)}</p>
<dl>
${remedy === '' || waived !== null ? '' : row('To do', htmlText(remedy))}${waived === null ? '' : row('Waived', htmlText(waived.until === null ? waived.reason : `${waived.reason} (until ${waived.until})`))}${locations.length === 0 ? '' : row('Where', htmlPlaces(locations))}${evidence.length === 0 ? '' : row('Why', htmlEvidence(evidence))}${row('Rule', htmlCode(rule))}</dl>
${clauses === undefined ? '' : clauseTable(clauses)}</article>
`;
}

function idOf({ repository, duty }: DutyPlace): string {
  return `r${repository}-d${duty}`;
}

function dataOf(obligation: Obligation, { repository }: DutyPlace): string {
  return `data-state="${stateOf(obligation)}" data-severity="${obligation.severity}" data-repository="${repository}"`;
}

/** What is unmet is as grave as its severity; every other state has a color of its own. */
function toneOf(obligation: Obligation): string {
  return obligation.outcome === 'unmet' ? findingLabel(obligation) : stateOf(obligation);
}

function badge(obligation: Obligation, grave: string): string {
  const { mark, words } = STATES[stateOf(obligation)];
  return `<span class="badge ${toneOf(obligation)}"><span aria-hidden="true">${mark}</span> ${words}${grave}</span>`;
}

function row(term: string, description: string): string {
  return `<dt>${term}</dt><dd>${description}</dd>\n`;
}

/** An altered agreement beside the licensor's own text; intact clauses are only counted. */
function clauseTable(clauses: readonly ClauseRow[]): string {
  const own = clauses.filter(({ state }) => state !== 'foreign');
  const intact = own.filter(({ state }) => state === 'intact').length;
  const rows = clauses
    .filter(({ state }) => state !== 'intact')
    .map(({ clause, state, missingWords, added, changes }) => {
      const put = changes ?? added.map(({ words, line }) => ({ removed: null, added: words, line }));
      const each = put.map(
        (change) =>
          `<li><span class="place">line ${change.line}</span> ${change.removed === null ? '' : `<del>${htmlText(change.removed)}</del> `}${change.added === null ? '' : `<ins>${htmlText(change.added)}</ins>`}</li>`,
      );
      return `<tr><th scope="row">${htmlText(clause ?? 'added')}</th><td>${state}</td><td>${missingWords}</td><td>${each.length === 0 ? '' : `<ul class="evidence">${each.join('')}</ul>`}</td></tr>\n`;
    });
  return `<table class="clauses"><caption>The agreement, clause by clause: ${intact} of ${own.length} are intact</caption>
<thead><tr><th scope="col">Clause</th><th scope="col">State</th><th scope="col">Words missing</th><th scope="col">Changes</th></tr></thead>
<tbody>
${rows.join('')}</tbody></table>
`;
}
