import type { DecidedLineage } from '../lineage/lineage.ts';
import type { Note, Relation } from '../report.ts';
import type { Evidence } from '../snapshot/place.ts';

/** Notes on the lineage: statements that contradict each other, and parents whose own terms bind, too. */
export function lineageNotes(lineage: DecidedLineage, declared: Relation | null): Note[] {
  const contradicted = lineage.contradictions.map(({ relation, evidence }) => ({
    code: 'relation-contradicted',
    message:
      `${evidence.file} says ${relation} (${evidence.says}), but the other evidence says ${lineage.relation}, ` +
      'which was judged.',
    locations: placeOf(evidence),
  }));
  const others = lineage.licenses.length === 0 ? [] : lineage.otherParents;
  const parents = others.map(({ id, evidence }) => ({
    code: 'other-parent',
    message: `${id} is another parent. Its own terms bind, too, and are not judged here.`,
    locations: evidence.slice(0, 1).flatMap(placeOf),
  }));
  const nothing = declared !== null && declared !== 'none' && declared !== 'mention' && lineage.licenses.length === 0;
  return [...contradicted, ...parents, ...(nothing ? [NO_LICENSE] : [])];
}

const NO_LICENSE: Note = {
  code: 'no-license-known',
  message: 'The relation is declared, but the Llama model is not; name it with --base.',
  locations: [],
};

function placeOf({ file, line, column }: Evidence): Note['locations'] {
  return line === null || column === null ? [] : [{ file, line, column, endLine: line, endColumn: column }];
}
