import { sentences, type Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { Role } from '../lexicon/lexicon.ts';
import { languageOf, type Language } from './language.ts';
import { allLanguages } from './languages.ts';
import { licenseNames } from './license-names.ts';
import type { SentenceReader, Subject } from './clause.ts';
import { OwnNames } from './own-names.ts';
import { heads } from './headings.ts';
import { readSentence, titleOf } from './passages.ts';
import { tokensOf, type Name } from './tokens.ts';

/** What a license of the card's text is for: the weights, the whole repository, something beside the weights, or the base; `unsaid` where the text does not say. */
export type LicenseOf = 'weights' | 'repository' | 'unsaid' | 'beside' | 'base';

/** A license that a card's text states; `block.text.slice(start, end)` names it. */
export interface StatedLicense {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
  readonly of: LicenseOf;
}

const MAX_LINE_CHARS = 60;
const MAX_LABEL_WORDS = 5;

/**
 * The decision table's rows on the license: a label, a sentence, or a lone line under a heading “License” states one for
 * what it names; a denial, a question and a plan state none.
 */
export function licensesStated(card: Card): readonly StatedLicense[] {
  // A label or a lone sentence is too short to show its language.
  const languages = allLanguages();
  const { blocks } = card.visible;
  const own = new OwnNames(titleOf(blocks)?.text ?? '', null);
  return blocks.flatMap((block, index) => {
    const names = block.kind === 'alt' || block.kind === 'heading' ? [] : licenseNames(block.text);
    if (names.length === 0) return [];
    const isBeside = (): boolean => isInSectionBeside(blocks, index, languages);
    const lone = isLoneLine(blocks, index, names);
    let previous: readonly Subject[] = [];
    return sentences(block).flatMap(({ text, start, end }) => {
      const within = names
        .filter((name) => name.start >= start && name.end <= end)
        .map((name) => ({ ...name, start: name.start - start, end: name.end - start }));
      const before = previous;
      const readers = languages.map((language, at) =>
        readSentence(text, [], language, { own, isTitle: false }, () => before[at] ?? null, within),
      );
      previous = readers.map(({ subject }) => subject);
      return within.flatMap((name): StatedLicense[] => {
        const said = languages.map((language, at) => {
          const reader = readers[at];
          return reader === undefined ? null : lone ? ofLine(reader) : whose(reader, name, language);
        });
        const of = TELLING.find((one) => said.includes(one));
        if (of === undefined) return [];
        const place = { block, start: start + name.start, end: start + name.end };
        return [{ ...place, of: of !== 'weights' && of !== 'base' && isBeside() ? 'beside' : of }];
      });
    });
  });
}

/** The language that tells most of a license is the text's own. */
const TELLING: readonly LicenseOf[] = ['weights', 'base', 'beside', 'repository', 'unsaid'];

/** “MIT (code only)” */
function ofLine(reader: SentenceReader): LicenseOf {
  if (reader.of('weights').length > 0) return 'weights';
  return reader.of('beside').length > 0 ? 'beside' : 'unsaid';
}

function whose(reader: SentenceReader, name: Name, language: Language): LicenseOf | null {
  const { tokens } = reader;
  const at = tokens.findIndex(({ start, kind }) => kind === 'LICENSE' && start === name.start);
  const { start: from, cut } = reader.around(at);
  const stands = (role: Role, low: number, high: number): boolean =>
    reader.of(role).some((match) => match.start >= low && match.end <= high);
  if (
    cut === 'colon' &&
    tokens.slice(from, at).every(({ kind, word }) => kind === 'mark' || language.words.fillers.has(word))
  ) {
    const covers = (...roles: readonly Role[]): boolean =>
      tokens
        .slice(0, from)
        .every(
          ({ kind, word }, index) =>
            kind === 'mark' ||
            language.words.fillers.has(word) ||
            language.words.joins.has(word) ||
            roles.some((role) => reader.of(role).some((match) => match.start <= index && match.end > index)),
        );
    // “Model: Llama 3.1” names a model.
    const isNamed =
      stands('license label', 0, from) || (stands('weights', 0, from) && !/llama/i.test(tokens[at]?.word ?? ''));
    const isLabel =
      from <= MAX_LABEL_WORDS + 2 &&
      isNamed &&
      covers('license label', 'weights', 'beside', 'repository', 'licensed base');
    if (!isLabel) return null;
    const rest = tokens.length;
    return (
      subjectOf(0, from) ?? (stands('weights', at, rest) ? 'weights' : stands('beside', at, rest) ? 'beside' : 'unsaid')
    );
  }
  const match = reader.of('license').find((one) => one.start <= at && one.end > at);
  if (match === undefined || /[?？]["”»)*_\s]*$/.test(tokens.at(-1)?.word ?? '')) return null;
  if (
    (['denied', 'possible', 'planned', 'compared'] as const).some((role) => reader.isSaid(role, match.start, match.end))
  )
    return null;
  const clause = reader.around(match.start);
  const said = subjectOf(clause.start, at);
  if (said !== null) return said;
  return clause.subject === 'this' ? 'weights' : clause.subject === 'unsaid' ? 'unsaid' : null;

  function subjectOf(low: number, high: number): LicenseOf | null {
    if (stands('licensed base', low, high)) return 'base';
    const [weights, beside] = (['weights', 'beside'] as const).map((role) =>
      reader.of(role).find((match) => match.start >= low && match.end <= high),
    );
    if (weights !== undefined && beside !== undefined) {
      // “the code of the model”, but “code and model”
      if (weights.start <= beside.start && weights.end >= beside.end) return 'weights';
      const between = tokens.slice(Math.min(weights.end, beside.end), Math.max(weights.start, beside.start));
      return between.some(({ word }) => language.words.joins.has(word)) ? 'weights' : 'beside';
    }
    if (weights !== undefined) return 'weights';
    if (beside !== undefined) return 'beside';
    return stands('repository', low, high) ? 'repository' : null;
  }
}

/** True in a section on code or data, also where a section “License” of its own stands in that one. */
function isInSectionBeside(blocks: readonly Block[], index: number, languages: readonly Language[]): boolean {
  let depth = Infinity;
  // The first heading is the card's title, and a model may be called “Code”.
  const title = blocks.find(({ kind }) => kind === 'heading');
  for (const block of blocks.slice(0, index).reverse()) {
    if (block.kind !== 'heading' || block.depth >= depth || block === title) continue;
    if (languages.some((language) => speaksOf('beside', block.text, language))) return true;
    depth = block.depth;
  }
  return false;
}

function speaksOf(role: Role, text: string, language: Language): boolean {
  return languageOf(language.lexicon)
    .forms.match(tokensOf(text, []))
    .some(({ form }) => form.role === role);
}

/** A section “License” that holds nothing but the license's name. */
function isLoneLine(blocks: readonly Block[], index: number, names: readonly Name[]): boolean {
  const [heading, own, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (
    heading?.kind !== 'heading' ||
    own === undefined ||
    !heads('license', heading.text, allLanguages()) ||
    (next !== undefined && next.kind !== 'heading')
  )
    return false;
  return own.text.length <= MAX_LINE_CHARS && (names[0]?.start ?? Infinity) <= 4;
}
