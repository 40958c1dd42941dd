import type { ClauseFinding } from './compare.ts';

const MAX_NAMED = 4;

/**
 * The changes to an agreement, clause by clause on one line, with the first added words quoted from the file.
 */
export function changesOf(clauses: readonly ClauseFinding[]): string {
  const rows = clauses.map((clause, at) => ({
    clause,
    behind: clauses.slice(0, at).findLast((other) => other.clause !== null)?.clause ?? 'the beginning',
  }));
  const changed = rows.filter(({ clause }) => clause.state !== 'intact');
  const named = changed.slice(0, MAX_NAMED).map(({ clause, behind }) => changeOf(clause, behind));
  const more = changed.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more ${more === 1 ? 'clause differs' : 'clauses differ'}`] : [])].join(
    '; ',
  );
}

function changeOf({ clause, state, added, missingWords, changes }: ClauseFinding, behind: string): string {
  const first = added[0];
  const words = first === undefined ? '' : `“${first.words}” (line ${first.place.line})`;
  if (state === 'foreign') return `a foreign clause after ${behind} adds ${words}`;
  if (clause === null || state === 'absent') return `clause ${clause ?? ''} is absent`;
  const [only, ...others] = changes ?? [];
  if (only?.removed && others.length === 0) {
    const change = only.added === null ? 'lacks' : `says “${only.added}” for`;
    return `clause ${clause} ${change} “${only.removed}” (line ${only.place.line})`;
  }
  const parts = [
    ...(first ? [`adds ${words}`] : []),
    ...(missingWords > 0 ? [`lacks ${missingWords} ${missingWords === 1 ? 'word' : 'words'}`] : []),
  ];
  return `clause ${clause} ${parts.join(' and ')}`;
}
