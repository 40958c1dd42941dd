import type { LicenseRules } from '../rulebook/rulebook.ts';
import type { Evidence } from '../snapshot/place.ts';
import type { Facts } from '../facts/facts.ts';
import { escapePattern } from '../text/escape-pattern.ts';

/** The first place where the repository names one of the licensor's models without being made from it, or null. */
export function mentionOf(
  { documents, card }: Pick<Facts, 'documents' | 'card'>,
  licenses: readonly LicenseRules[],
): Evidence | null {
  const names = licenses.flatMap(namesOf).join('|');
  if (names === '') return null;
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${names})(?![A-Za-z0-9]|\\.\\d)`, 'i');
  return usedBySpace(card, pattern) ?? inDocuments(documents, pattern);
}

function namesOf({ license, models }: LicenseRules): string[] {
  const versions = license.split('-').map(escapePattern).join('[- ]?');
  return [...models.map(({ family }) => family.split(' ').map(escapePattern).join('[- ]?')), versions];
}

/** The models that a Space says it uses (`models` in the front matter). */
function usedBySpace(card: Facts['card'], pattern: RegExp): Evidence | null {
  const model = card?.frontMatter?.values('models').find(({ text }) => pattern.test(text));
  if (model === undefined) return null;
  const { file, line, column } = model.place;
  return { file, line, column, says: `models: ${model.text}` };
}

function inDocuments(documents: Facts['documents'], pattern: RegExp): Evidence | null {
  for (const document of documents) {
    for (const block of document.card.visible.blocks) {
      const match = pattern.exec(block.text);
      if (!match) continue;
      const { file, line, column } = block.place(match.index, match.index + match[0].length);
      return { file, line, column, says: match[0] };
    }
  }
  return null;
}
