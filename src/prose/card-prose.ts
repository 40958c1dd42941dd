import type { Card } from '../card/card.ts';
import type { Block } from '../card/visible-text.ts';
import type { Language } from './language.ts';
import { languagesIn } from './languages.ts';
import { ownBlocks, passagesOf, type Passage } from './passages.ts';

/** What a card says of its own model, cut into sentences. */
export interface CardProse {
  readonly card: Card;
  readonly languages: readonly Language[];
  readonly blocks: readonly Block[];
  readonly passages: readonly Passage[];
}

/** The prose of a card whose model also goes by the repository's name. */
export function cardProse(card: Card, repository: string | null): CardProse {
  const languages = languagesIn(card);
  const blocks = ownBlocks(card, languages);
  return { card, languages, blocks, passages: passagesOf(card, blocks, repository, languages) };
}
