import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { readCard } from '../../src/card/card.ts';
import { cardProse } from '../../src/prose/card-prose.ts';
import { cardSentences } from '../../src/prose/card-sentences.ts';

interface FalseFriend {
  readonly sentence: string;
  readonly about: string;
}

const friends = parse(readFileSync(new URL('false-friends.yaml', import.meta.url), 'utf8')) as readonly FalseFriend[];

it.each(friends)('$about: $sentence', ({ sentence }) => {
  expect(cardSentences(cardProse(readCard('README.md', `# Bread-8B\n\n${sentence}\n`, true), null))).toEqual([]);
});
