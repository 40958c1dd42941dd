import type { ClauseChange, ClauseRow } from '../../report.ts';
import { escapeTerminal } from '../escape-terminal.ts';
import type { Paint } from '../paint.ts';
import { TEXT_COLUMN, wrap } from '../wrap.ts';

const LABEL = 'clause';
const STATE_COLUMN_CHARS = 7;
/** With less room than this, the text has no columns. */
const NARROWEST = 30;
/** The first few changes of a clause are shown; `--format json` has all. */
const SHOWN_CHANGES = 4;

/** One row for each clause that differs from the licensor's text, and the number of intact clauses. */
export function prettyClauses(clauses: readonly ClauseRow[], paint: Paint, width: number): string[] {
  const own = clauses.filter(({ state }) => state !== 'foreign');
  const intact = own.filter(({ state }) => state === 'intact').length;
  const rows = clauses.flatMap((row, at) =>
    row.state === 'intact' ? [] : [{ name: nameOf(clauses, at), state: row.state, says: saysOf(row) }],
  );
  const longest = Math.max(0, ...rows.map(({ name }) => name.length));
  const column = TEXT_COLUMN + longest + STATE_COLUMN_CHARS + 4;
  const lines = rows.flatMap(({ name, state, says }) => {
    if (width - column < NARROWEST) return indented(`${name} ${state}: ${says}`, width);
    const start = `${' '.repeat(TEXT_COLUMN)}${name.padEnd(longest)}  ${state.padEnd(STATE_COLUMN_CHARS)}  `;
    return wrap(says, width - column).map((line, index) =>
      `${index === 0 ? start : ' '.repeat(column)}${line}`.trimEnd(),
    );
  });
  const [first = '', ...further] = [
    ...lines,
    ...indented(`${intact} of ${own.length} clauses ${intact === 1 ? 'is' : 'are'} intact`, width),
  ];
  return [`  ${paint('dim', LABEL)} ${first.slice(TEXT_COLUMN)}`, ...further];
}

function indented(text: string, width: number): string[] {
  return wrap(text, Math.max(width - TEXT_COLUMN, 20)).map((line) => ' '.repeat(TEXT_COLUMN) + line);
}

function nameOf(clauses: readonly ClauseRow[], at: number): string {
  const own = clauses[at]?.clause;
  if (own != null) return escapeTerminal(own);
  const before = clauses.slice(0, at).findLast(({ clause }) => clause !== null)?.clause;
  return before == null ? '-' : `after ${escapeTerminal(before)}`;
}

function saysOf({ state, missingWords, added, changes }: ClauseRow): string {
  const additions = added.map(({ words, line }) => `adds ${quoted(words)} (line ${line})`);
  const missing =
    missingWords === 0
      ? []
      : [state === 'absent' ? `lacks all ${counted(missingWords)}` : `lacks ${counted(missingWords)}`];
  const all = changes === undefined ? [...additions, ...missing] : changes.map(changeSays);
  const left = all.length - SHOWN_CHANGES;
  return [...all.slice(0, SHOWN_CHANGES), ...(left > 0 ? [`and ${left} more`] : [])].join('; ');
}

function changeSays({ removed, added, line }: ClauseChange): string {
  if (removed === null) return `adds ${quoted(added ?? '')} (line ${line})`;
  return added === null
    ? `lacks ${quoted(removed)} (line ${line})`
    : `${quoted(added)} for ${quoted(removed)} (line ${line})`;
}

function quoted(words: string): string {
  return `“${escapeTerminal(words)}”`;
}

function counted(words: number): string {
  return `${words} ${words === 1 ? 'word' : 'words'}`;
}
