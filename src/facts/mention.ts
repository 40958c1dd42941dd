import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { VisibleDocument } from './documents.ts';
import { literal } from './literal.ts';

/** The first place where a document names one of the licensor's models without being made from it, or null. */
export function mentionOf(documents: readonly VisibleDocument[], licenses: readonly LicenseRules[]): Evidence | null {
  const families = licenses.flatMap((one) => one.models.map((family) => family.family.split(' ').map(literal).join('[- ]?')));
  const versions = licenses.map((one) => one.license.split('-').map(literal).join('[- ]?'));
  const names = [...families, ...versions].join('|');
  if (names === '') return null;
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${names})(?![A-Za-z0-9]|\\.\\d)`, 'i');
  for (const document of documents) {
    for (const block of document.card.visible.blocks) {
      const match = pattern.exec(block.text);
      if (!match) continue;
      const place = block.place(match.index, match.index + match[0].length);
      return { file: place.file, line: place.line, column: place.column, says: match[0] };
    }
  }
  return null;
}
