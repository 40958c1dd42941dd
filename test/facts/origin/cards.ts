import { readCard } from '../../../src/facts/card/card.ts';
import { cardOrigin } from '../../../src/facts/origin/read-origins.ts';
import type { BaseStatement } from '../../../src/facts/statement.ts';

/** What the card's body says, as `sentence finetune stated org/model`. */
export function said(source: string): string[] {
  return statements(source).map(({ by, relation, most, written }) => [by, relation ?? '-', most, written].join(' '));
}

export function statements(source: string): readonly BaseStatement[] {
  return cardOrigin(readCard('README.md', source, true));
}
