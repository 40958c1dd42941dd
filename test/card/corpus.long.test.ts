import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCard } from '../../src/card/card.ts';
import { sliced } from './sliced.ts';

const folder = process.env['LLAMA_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
const cards = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'files/README.md')))
  : [];
const title =
  cards.length > 0 ? 'cards from the Hub' : 'cards from the Hub (skipped: no folder of cards; LLAMA_CORPUS names one)';

describe.skipIf(cards.length === 0)(title, () => {
  it.each(cards)('%s', (name) => {
    const source = readFileSync(join(folder, name, 'files/README.md'), 'utf8');
    const { frontMatter, visible } = readCard('README.md', source, true);
    expect(visible.leftOut).toEqual([]);

    const head = /^---\r?\n([^]*?)\r?\n---/.exec(source)?.[1] ?? '';
    for (const [, key = '', value = ''] of head.matchAll(/^(license|license_name|base_model): +["']?([^\s"'#[]+)/gm)) {
      expect(frontMatter?.values(key).map(({ text }) => text)).toContain(value);
    }
    for (const key of frontMatter?.keys ?? []) expect(sliced(source, key.place)).toContain(key.text);

    for (const block of visible.blocks) {
      for (const word of block.text.matchAll(/[A-Za-z\d]+/g)) {
        const written = sliced(source, block.place(word.index, word.index + word[0].length));
        if (!/[&*_\\<]/.test(written)) expect(written).toBe(word[0]);
      }
    }
  });
});
