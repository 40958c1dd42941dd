import type { Lexicon, WordList as ListName } from '../lexicon/lexicon.ts';
import { FormIndex } from './match-forms.ts';
import { WordList } from './word-list.ts';

/** A lexicon made ready to be asked. */
export interface Language {
  readonly lexicon: Lexicon;
  readonly forms: FormIndex;
  readonly words: Readonly<Record<ListName, WordList>>;
}

const ready = new WeakMap<Lexicon, Language>();

export function languageOf(lexicon: Lexicon): Language {
  const known = ready.get(lexicon);
  if (known !== undefined) return known;
  const list = (name: ListName) => new WordList(lexicon.words[name]);
  const words = {
    fillers: list('fillers'),
    parts: list('parts'),
    behind: list('behind'),
    cuts: list('cuts'),
    relatives: list('relatives'),
    joins: list('joins'),
    predicates: list('predicates'),
    continues: list('continues'),
    purpose: list('purpose'),
    other: list('other'),
    labels: list('labels'),
    things: list('things'),
    verdicts: list('verdicts'),
  };
  const language = { lexicon, forms: new FormIndex(lexicon), words };
  ready.set(lexicon, language);
  return language;
}

/** Tells words that follow a model's name with a hyphen in one of the languages: “Llama-3-based”. */
export function behindWords(languages: readonly Language[]): (word: string) => boolean {
  return (word) => languages.some(({ words }) => words.behind.has(word));
}
