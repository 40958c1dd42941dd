import { offsets } from '../card/positions.ts';
import type { Edit } from '../fixes/edit.ts';
import type { Splice } from '../snapshot/splice-text.ts';

/** The splices that replace texts. If several edits replace the same text, their new texts are combined. */
export function replacements(source: string, edits: readonly Edit[]): Splice[] {
  const at = offsets(source);
  const found = new Map<string, { start: number; end: number; texts: Set<string> }>();
  for (const edit of edits) {
    if (edit.kind !== 'replace') continue;
    const { line, column, endLine, endColumn } = edit.place;
    const [start, end] = [at(line, column), at(endLine, endColumn)];
    const same = found.get(`${start}-${end}`);
    if (same === undefined) found.set(`${start}-${end}`, { start, end, texts: new Set([edit.text]) });
    else same.texts.add(edit.text);
  }
  return [...found.values()].map(({ start, end, texts }) => ({ start, end, text: [...texts].join(' and ') }));
}
