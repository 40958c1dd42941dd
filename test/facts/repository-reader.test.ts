import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { examine } from '../../src/check.ts';
import { RepositoryReader } from '../../src/facts/repository-reader.ts';
import { loadRulebook } from '../../src/rulebook-loader/load-rulebook.ts';
import { TEXT_LIMIT, type Snapshot } from '../../src/snapshot/snapshot.ts';
import { openMemory } from '../../src/sources/memory.ts';
import { AGREEMENTS, NO_TEXTS } from '../fixtures/repository.ts';

const rulebook = loadRulebook([]);

/** The same files; `texts` lists each text that is read. */
function watched(snapshot: Snapshot): { readonly snapshot: Snapshot; readonly texts: readonly string[] } {
  const texts: string[] = [];
  return {
    texts,
    snapshot: {
      ...snapshot,
      text(path) {
        texts.push(path);
        return snapshot.text(path);
      },
    },
  };
}

const TRAINER = 'base_model: meta-llama/Llama-3.1-8B\n';

it('reads each text of a folder once, whatever it is read for', async () => {
  const { snapshot, texts } = watched(
    openMemory(
      {
        'README.md': '---\nlicense: llama3.1\n---\n\n# Bread\n',
        LICENSE: 'A license.',
        'config.json': '{}',
        'adapter_config.json': '{}',
        'axolotl.yaml': TRAINER,
        'model.safetensors.index.json': '{"weight_map":{}}',
        'run/config.json': '{}',
        'run/model.safetensors': '',
      },
      'acme/Bread',
    ),
  );
  await examine(snapshot, rulebook, {});
  expect([...texts].sort()).toEqual([...new Set(texts)].sort());
  expect(texts).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'config.json', 'run/config.json']));
});

it('keeps what earlier stages read, and compares the texts of all stages in one order', async () => {
  const files = openMemory({ 'README.md': '# Bread\n', 'b.txt': 'b', LICENSE: 'a', 'config.json': '{}' }, 'acme/Bread');
  const { snapshot, texts } = watched(files);
  const reader = new RepositoryReader(snapshot, 'acme/Bread', rulebook.fingerprints);
  await reader.read({ kinds: ['card'], texts: ['b.txt'], leftOut: [] });
  await reader.read({ kinds: ['config'], texts: [], leftOut: [] });
  const read = await reader.read({ kinds: [], texts: ['LICENSE'], leftOut: ['NOTICE'] });
  expect(texts).toEqual(['README.md', 'b.txt', 'config.json', 'LICENSE']);
  expect(read.card?.file).toBe('README.md');
  expect(read.config).not.toBeNull();
  expect(read.texts.map(({ path }) => path)).toEqual(['LICENSE', 'README.md', 'b.txt']);
  expect(read.leftOut).toEqual(['NOTICE']);
});

it.skipIf(NO_TEXTS !== null)('finds an agreement in a card of which only the beginning is read', async () => {
  const agreement = readFileSync(join(AGREEMENTS, 'llama-3.1', 'LICENSE'), 'utf8');
  const card = `---\nbase_model: meta-llama/Llama-3.1-8B\n---\n\n${agreement}\n${'x'.repeat(TEXT_LIMIT)}`;
  const { facts } = await examine(openMemory({ 'README.md': card }, 'acme/Bread'), rulebook, {});
  expect(facts.cardUnread).toBe('too-large');
  expect(facts.agreements.map(({ license, part, in: kind }) => [license, part, kind])).toEqual([
    ['llama-3.1', 'agreement', 'card'],
  ]);
});
