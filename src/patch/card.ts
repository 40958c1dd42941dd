import { readCard } from '../card/card.ts';
import type { Facts } from '../facts/facts.ts';
import { splitId } from '../models/model-reference.ts';
import type { Edit } from '../fixes/edit.ts';
import { NEW_CARD } from '../fixes/new-card.ts';
import type { Splice } from '../snapshot/splice-text.ts';
import { patchBody } from './card-body.ts';
import { patchFrontMatter } from './front-matter.ts';
import { replacements } from './replacements.ts';

/** The splices that make the edits of a card. A new card gets the model's name as its title. */
export function patchCard(
  source: string,
  edits: readonly Edit[],
  facts: Facts,
): { splices: readonly Splice[]; impossible: readonly Edit[] } {
  const title = facts.card === null ? `# ${titleOf(facts)}\n` : '';
  const card = readCard(facts.card?.file ?? NEW_CARD, title + source, true);
  const document = facts.documents.find((one) => one.card === facts.card);
  const front = patchFrontMatter(card.source, {
    set: keysToSet(edits),
    remove: new Set(edits.flatMap((edit) => (edit.kind === 'front-matter-removal' ? [edit.key] : []))),
  });
  const body = patchBody(card, (place) => document?.isAgreementText(place) === true, {
    phrases: textsOf(edits, 'phrase'),
    licenseSentences: textsOf(edits, 'license-sentence'),
    sections: textsOf(edits, 'section'),
  });
  const splices = [...(front ?? []), ...(body ?? []), ...replacements(card.source, edits)];
  const failed = (kind: Edit['kind']) =>
    kind.startsWith('front-matter') ? front === null : kind !== 'replace' && body === null;
  return {
    splices: title === '' ? splices : onEmptyFile(title, splices),
    impossible: edits.filter(({ kind }) => failed(kind)),
  };
}

/** The values for each key; if two licenses need the same key, it gets both values. */
function keysToSet(edits: readonly Edit[]): Map<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const edit of edits)
    if (edit.kind === 'front-matter') keys.set(edit.key, [...new Set([...(keys.get(edit.key) ?? []), ...edit.values])]);
  return keys;
}

/** The texts of one kind, each once. */
function textsOf(edits: readonly Edit[], kind: 'phrase' | 'license-sentence' | 'section'): string[] {
  return [...new Set(edits.flatMap((edit) => (edit.kind === kind ? [edit.text] : [])))];
}

function titleOf({ name }: Facts): string {
  const model = splitId(name.value)
    .model.replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  // Markdown in a name is escaped.
  return model === ''
    ? 'Model card'
    : model.replace(/[^\p{L}\p{N} .-]/gu, (mark) => (mark === '_' ? mark : `\\${mark}`));
}

function onEmptyFile(title: string, splices: readonly Splice[]): Splice[] {
  const at = (offset: number) =>
    splices
      .filter(({ start }) => start === offset)
      .map(({ text }) => text)
      .join('');
  return [{ start: 0, end: 0, text: `${at(0)}${title}${at(title.length)}` }];
}
