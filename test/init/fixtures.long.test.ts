import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CheckOptions } from '../../src/config/check-options.ts';
import { CONFIGURATION_FILE, readConfiguration } from '../../src/config/configuration.ts';
import { builtinLicenses } from '../../src/rulebook-loader/builtin.ts';
import { fixtureNames, readExpected } from '../fixtures/expected.ts';
import { missingTexts, openFixture } from '../fixtures/repository.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { init, reportOf, uncommented, verdict } from './run-init.ts';

// The file that `init` writes changes nothing of what `check` says, and everything in it can be read.

const RULES = builtinLicenses.flatMap(({ rules }) => rules.map(({ id }) => id));

/** Runs `init` and gives what it wrote, having compared the verdicts before and after. */
async function harmless(folder: string, options: CheckOptions): Promise<string> {
  const { today, name, relation, bases = [] } = options;
  const flags = [
    ...(name === undefined ? [] : [`--name=${name}`]),
    ...(relation === undefined ? [] : [`--relation=${relation}`]),
    ...bases.map((base) => `--base=${base}`),
  ];
  const before = await reportOf(folder, options);
  expect(await init([folder, '--force', ...flags], today)).toEqual({
    status: 0,
    stdout: `wrote ${CONFIGURATION_FILE}\n`,
    stderr: '',
  });
  expect(verdict(await reportOf(folder, today === undefined ? {} : { today }))).toEqual(verdict(before));
  const text = readFileSync(join(folder, CONFIGURATION_FILE), 'utf8');
  expect(readConfiguration(CONFIGURATION_FILE, text, RULES)).toMatchObject({
    problems: [],
    configuration: { reports: [] },
  });
  return text;
}

/**
 * Without its marks the file has no mistake but the attestations that nobody has filled in and the reasons that are
 * missing.
 */
function expectReadable(text: string): void {
  const { configuration, problems } = readConfiguration(CONFIGURATION_FILE, uncommented(text), RULES);
  expect(
    problems
      .map(({ message }) => message)
      .filter((message) => message !== '“date” must be a day like 2026-12-31, not “YYYY-MM-DD”'),
  ).toEqual([]);
  expect(
    configuration.reports
      .map(({ message }) => message)
      .filter((message) => !message.endsWith('has no reason, and therefore no effect')),
  ).toEqual([]);
}

/** All that declare something, and a fifth of the others: `init` writes the same file for most. */
const names = fixtureNames().filter(
  (name, at) => at % 5 === 0 || /configur|waive|attest|relation|declared|base|name|remote/.test(name),
);

describe('a fixture is judged alike before and after', () => {
  for (const fixture of names) {
    const expected = readExpected(fixture);
    const missing = missingTexts(expected);
    it.skipIf(missing !== null)(`${fixture}${missing === null ? '' : ` (skipped: ${missing})`}`, async () => {
      const {
        name,
        options: { relation, bases, today },
      } = expected;
      const on = today === null ? {} : { today };
      expectReadable(await harmless(openFixture(fixture, expected), on));
      if (relation === null && bases === null) return;
      await harmless(openFixture(fixture, expected), {
        ...on,
        ...(name === null ? {} : { name }),
        ...(relation === null ? {} : { relation }),
        ...(bases === null ? {} : { bases }),
      });
    });
  }
});

const BASES = [
  'meta-llama/Llama-4-Scout-17B-16E',
  'meta-llama/Llama-4-Maverick-17B-128E-Instruct',
  'unsloth/Llama-3.3-70B-Instruct-GGUF',
  'acme/Llama-4-Scout-17B-16E-Tuned',
  'google/gemma-2-9b',
  '../out/Llama-4-Scout',
  'mistralai/Mistral-7B',
  'meta-llama/Llama-2-7b-hf',
];
const hostile = fc.oneof(
  fc.constantFrom(
    '# no comment',
    'a: b',
    '- c',
    '"',
    "'",
    '\n',
    '\r\nwaivers: []',
    '\u0085',
    '\u2028',
    '\u202e',
    '{',
    '[a',
    '*x',
    '&x',
    '!!str',
    '\\',
    '---',
    '%',
    '::error::x',
    '\u001b[31m',
    '<<',
    'true',
    '~',
    'x'.repeat(400),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const id = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...BASES) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...BASES), hostile).map((parts) => parts.join('')) },
  hostile,
);
const scalarOf = (text: string) => JSON.stringify(text);
const card = fc.record(
  {
    base_model: fc.oneof(
      id.map(scalarOf),
      fc.array(id, { maxLength: 4 }).map((ids) => JSON.stringify(ids)),
    ),
    base_model_relation: fc.constantFrom('adapter', 'merge', 'quantized', 'finetune', 'x'),
    license: fc.oneof(fc.constantFrom('llama4', 'llama3.3', 'other', 'apache-2.0'), hostile.map(scalarOf)),
    tags: fc
      .array(
        fc.oneof(
          fc.constantFrom('merge', 'lora', 'gguf'),
          id.map((one) => `base_model:finetune:${one}`),
        ),
        { maxLength: 3 },
      )
      .map((tags) => JSON.stringify(tags)),
  },
  { requiredKeys: [] },
);
const files = fc.record(
  {
    'README.md': fc
      .tuple(
        card,
        fc.oneof(
          fc.constantFrom(
            'Built with Llama\n',
            'This model is a fine-tuned version of [x](https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E).\n',
            '# Bread\n',
          ),
          hostile,
        ),
      )
      .map(
        ([front, body]) =>
          `---\n${Object.entries(front)
            .map(([key, value]) => `${key}: ${value}\n`)
            .join('')}---\n${body}`,
      ),
    'adapter_config.json': id.map((one) => JSON.stringify({ base_model_name_or_path: one })),
    'config.json': fc
      .record({ _name_or_path: id, model_type: fc.constantFrom('llama4', 'llama') })
      .map((one) => JSON.stringify(one)),
    'mergekit_config.yml': fc
      .array(id, { maxLength: 3 })
      .map((ids) => `models: ${JSON.stringify(ids.map((model) => ({ model })))}\n`),
    'model.safetensors': fc.constant(''),
    [CONFIGURATION_FILE]: fc
      .record(
        {
          name: hostile.filter((text) => text.trim() !== '').map(scalarOf),
          relation: fc.constantFrom('merge', 'outputs', 'product', 'unknown', 'mention', 'none'),
          bases: fc
            .array(
              id.filter((text) => text.trim() !== ''),
              { maxLength: 2 },
            )
            .map((ids) => JSON.stringify(ids)),
          rules: fc.constantFrom('{ use-policy: off, llama-4/name-prefix: warning }', '{}'),
          waivers: hostile.map(
            (reason) =>
              `[{ rule: notice-file, reason: ${scalarOf(`r${reason}`)} }, { rule: agreement-copy, reason: x, until: 2026-01-31 }]`,
          ),
          attestations: hostile.map(
            (by) => `{ commercial-threshold: { by: ${scalarOf(`b${by}`)}, date: 2026-01-31 } }`,
          ),
          agreement: fc.constantFrom('LICENSE', 'docs/a#b.txt'),
        },
        { requiredKeys: [] },
      )
      .map((keys) =>
        Object.entries(keys)
          .map(([key, value]) => `${key}: ${value}\n`)
          .join(''),
      ),
  },
  { requiredKeys: [] },
);

describe('whatever a repository holds', () => {
  it('it is judged alike before and after, and the file can be read with and without its marks', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (input) => {
        const own = input[CONFIGURATION_FILE];
        // What is no configuration is refused before anything is written.
        fc.pre(own === undefined || readConfiguration(CONFIGURATION_FILE, own, RULES).problems.length === 0);
        expectReadable(await harmless(temporaryFolder(input), { today: '2026-06-30' }));
      }),
      { numRuns: 150, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false },
    );
  });

  it('what the flags say is what the file says', async () => {
    const flags = fc.record(
      {
        name: hostile.filter((text) => text.trim() !== '' && text.length < 300),
        relation: fc.constantFrom('merge' as const, 'adapter' as const, 'product' as const, 'none' as const),
        bases: fc.array(
          id.filter((text) => /^\S+$/.test(text.trim()) && text.length < 300),
          { minLength: 1, maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(files, flags, async (input, said) => {
        const text = await harmless(temporaryFolder({ ...input, [CONFIGURATION_FILE]: '' }), said);
        const {
          configuration: { name, relation, bases },
        } = readConfiguration(CONFIGURATION_FILE, text, RULES);
        if (said.name !== undefined) expect(name?.value).toBe(said.name);
        if (said.relation !== undefined) expect(relation?.value).toBe(said.relation);
        if (said.bases !== undefined) expect(bases.map(({ value }) => value)).toEqual(said.bases);
      }),
      { numRuns: 75, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false },
    );
  });
});
