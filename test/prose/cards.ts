import { readCard } from '../../src/card/card.ts';
import { cardOrigin } from '../../src/provenance/read-files.ts';
import type { BaseStatement } from '../../src/evidence/statement.ts';

/** What the card's body says, as `sentence finetune stated org/model`. */
export function said(source: string): string[] {
  return statements(source).map(({ by, relation, most, written }) => [by, relation ?? '-', most, written].join(' '));
}

export function statements(source: string): readonly BaseStatement[] {
  return cardOrigin(readCard('README.md', source, true));
}
