import { sentences } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { allLanguages } from './languages.ts';
import { tokensOf } from './tokens.ts';

let europeanUnion: RegExp | null = null;

/** What the languages call the European Union. */
export function namesOfEuropeanUnion(): readonly string[] {
  return allLanguages().flatMap((language) => language.lexicon.europeanUnion);
}

/**
 * The decision table's row on the restriction: a sentence that names the European Union and says that something is not
 * allowed or not granted there. Thanks for money, and the Union's languages and laws, restrict nothing.
 */
export function restrictsEuropeanUnion(block: Block): boolean {
  europeanUnion ??= anyName(namesOfEuropeanUnion());
  return sentencesWith(europeanUnion, block).some((sentence) => restricts(sentence));
}

/** The sentences of a block that hold a name. The stop of a name such as “E.U.” ends none. */
function sentencesWith(name: RegExp, block: Block): readonly string[] {
  if (!name.test(block.text)) return [];
  const all = sentences(block);
  const found = new Set<string>();
  let first = 0;
  for (const { 0: written, index } of block.text.matchAll(new RegExp(name, 'gu'))) {
    const end = index + written.length - (written.endsWith('.') ? 0 : 1);
    while ((all[first]?.end ?? Infinity) <= index) first += 1;
    let last = first;
    while ((all[last]?.end ?? Infinity) <= end) last += 1;
    found.add(block.text.slice(all[first]?.start, all[last]?.end));
  }
  return [...found];
}

/** Tells whether one of some names stands in a text. Letter case counts: “EU” is a region, “eu” a French word. */
export function anyName(names: readonly string[]): RegExp {
  // Chinese, Japanese and Korean put a name between other letters, which have no case.
  return new RegExp(
    `(?<![\\p{Lu}\\p{Ll}\\p{N}])(?:${names.map(escapePattern).join('|')})(?![\\p{Lu}\\p{Ll}\\p{N}])`,
    'u',
  );
}

function restricts(sentence: string): boolean {
  if (/[?？]["”’»)]*\s*$/.test(sentence)) return false;
  const tokens = tokensOf(sentence, []);
  // A short card need not show its language.
  const roles = new Set(allLanguages().flatMap(({ forms }) => forms.match(tokens).map(({ form }) => form.role)));
  return roles.has('restricts') && !roles.has('unrelated');
}
