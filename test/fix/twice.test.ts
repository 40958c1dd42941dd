import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planFix } from '../../src/fix.ts';
import { overlay } from '../../src/snapshot/overlay.ts';
import { openMemory } from '../../src/sources/memory.ts';

// A second run has nothing to do, whatever the head of the card looks like.

const BASES = ['meta-llama/Llama-2-7b-hf', 'meta-llama/Llama-3.1-8B', 'meta-llama/Llama-4-Scout-17B-16E'];

async function cards(card: string | Uint8Array, base: string): Promise<[string, string, string]> {
  const snapshot = openMemory({ 'README.md': card, 'model.safetensors': '', Notice: 'Others.\n' }, 'me/Llama-Crane');
  const options = { bases: [base], unsafe: true };
  const noText = () => Promise.resolve({ text: null, tried: [] });
  const read = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');
  const plan = await planFix(snapshot, options, noText);
  const once = overlay(snapshot, new Map(plan.changes.map(({ path, after }) => [path, after])));
  const again = await planFix(once, options, noText);
  const twice = overlay(once, new Map(again.changes.map(({ path, after }) => [path, after])));
  const all = [snapshot, once, twice].map(async (one) => read((await one.bytes('README.md', 0, 1e6)) ?? undefined));
  const [first = '', second = '', third = ''] = await Promise.all(all);
  return [first, second, third];
}

describe('two front matters', () => {
  const SECOND = '---\nlicense: apache-2.0\nbase_model: acme/crane\n---\n';

  it.each(BASES)('are left to the author, for %s', async (base) => {
    const [, once, twice] = await cards(`---\nlicense: mit\n---\n${SECOND}\n# Crane\n`, base);
    expect(once).toContain(SECOND);
    expect(once).not.toContain('License Community License');
    expect(twice).toBe(once);
  });
});

describe('a line that names the license in other words', () => {
  it.each([
    ['License: Llama 2, as Meta publishes it', BASES[0]],
    ['License: Llama 2 Community License (see LICENSE)', BASES[0]],
    ['This model is released under the Llama 3.1 license, see LICENSE.', BASES[1]],
  ])('stays: “%s”', async (line, base = '') => {
    const [, once, twice] = await cards(`---\nlicense: other\n---\n\n# Crane\n\n${line}\n`, base);
    expect(once).toContain(`\n${line}\n`);
    expect(twice).toBe(once);
  });
});

describe('UTF-16 that is cut in a character', () => {
  it.each([false, true])('is mended once, and keeps its bytes', async (swapped) => {
    for (const body of ['# Crane\n', '# Crane\n\nLicense: mit\n\nNo end', '# \u{1f40d}']) {
      const text = Buffer.from(`\ufeff${body}`, 'utf16le');
      const cut = Buffer.concat([swapped ? text.swap16() : text, Buffer.from('x')]);
      const [, once, twice] = await cards(cut, BASES[2] ?? '');
      const decoder = new TextDecoder(swapped ? 'utf-16be' : 'utf-16le');
      expect(decoder.decode(Buffer.from(once, 'latin1'))).toContain('**Built with Llama**');
      expect(once.endsWith('x')).toBe(true);
      expect(twice).toBe(once);
    }
  });
});

it('an odd head is mended once, 60 times', async () => {
  const line = fc.constantFrom(
    'license: apache-2.0',
    'license: llama2',
    'license: [mit, other]',
    'license:',
    'License: MIT',
    '# license: mit',
    'license: mit # note',
    'license_name: own',
    'base_model: acme/crane',
    'base_model:\n- /mnt/llama',
    'tags: [lora]',
    '- item',
    'a: &x b',
    'c: *x',
    '"license": mit',
    '\tx: y',
    '{ license: mit }',
    'base_model_relation: merge',
    '',
    'Text: with a colon',
  );
  const block = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'));
  const head = fc.array(
    fc.tuple(
      fc.constantFrom('---\n', '--- \n', '\n---\n', '# Crane\n---\n'),
      block,
      fc.constantFrom('\n---\n', '\n', '\n...\n'),
    ),
    { maxLength: 3 },
  );
  const card = fc.tuple(
    head,
    fc.constantFrom('\n# Crane\n', 'License: apache-2.0\n', ''),
    fc.constantFrom('\n', '\r\n', '\r'),
  );
  await fc.assert(
    fc.asyncProperty(card, fc.constantFrom(...BASES), async ([blocks, end, lineEnd], base) => {
      const [, once, twice] = await cards(`${blocks.flat().join('')}${end}`.replaceAll('\n', lineEnd), base);
      expect(twice).toBe(once);
    }),
    { numRuns: 60 },
  );
}, 120_000);
