import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { check, UsageError } from '../src/index.ts';
import { json } from '../src/reporters/json.ts';
import { pretty } from '../src/reporters/pretty/pretty.ts';
import { brokenInvariants } from './consumer/report-invariants.ts';

// Whatever a repository holds, a check ends with a report that keeps to its schema and its sums. The single traps,
// through the built command line, stand in hostile/.

type Files = Readonly<Record<string, string | Uint8Array>>;

const words = fc.constantFrom(
  'Built with Llama',
  'built with llama',
  'meta-llama/Llama-4-Scout-17B-16E',
  'unsloth/Llama-4-Maverick-17B-128E-GGUF',
  'Llama 4',
  'llama.cpp',
  'llama4',
  'other',
  'apache-2.0',
  'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
  'is licensed under the',
  'Limitations',
  'European Union',
  'https://www.llama.com/llama4/use-policy',
  'https://www.llama.com/llama3/use-policy',
  'Acceptable Use Policy',
  'official Meta model',
  'not',
  'you must display',
  'License: mit',
  '../out/Llama-4-Scout',
);
const marks = fc.constantFrom(
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '  \n',
  '# ',
  '## ',
  '- ',
  '> ',
  '* ',
  '**',
  '_',
  '`',
  '```\n',
  '|',
  '|-|\n',
  '[',
  '](',
  ')',
  '<b>',
  '</b>',
  '<!-- ',
  ' -->',
  '<details>',
  '&amp;',
  '\\',
  '---\n',
  '$',
  '\t',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '😀',
  '\ud800',
  '\0',
  '\u001b[31m',
  '\u202e',
  ': ',
  ', ',
  '. ',
);
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: words },
      { weight: 4, arbitrary: marks },
      fc.string({ maxLength: 12, unit: 'binary' }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

const key = fc.constantFrom(
  'base_model',
  'license',
  'license_name',
  'license_link',
  'tags',
  'base_model_relation',
  'library_name',
  'extra_gated_prompt',
  'quantized_by',
  'extra_gated_eu_disallowed',
  '"base_model"',
  '<<',
  '__proto__',
  'x',
);
const value = fc.oneof(
  words,
  text,
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '',
    '|',
    '>-',
    '[',
    '[a, ',
    '{',
    '{a: b}',
    '&a x',
    '*a',
    '!!js x',
    '"',
    "'",
    '- a',
    'true',
    '1.0',
    'null',
  ),
  fc.array(words, { maxLength: 4 }).map((some) => `\n${some.map((one) => `- ${one}`).join('\n')}`),
);
const frontMatter = fc
  .array(fc.tuple(key, value), { maxLength: 6 })
  .map((lines) => lines.map(([name, said]) => `${name}: ${said}`).join('\n'));
const card = fc
  .tuple(
    fc.constantFrom('', '---\n', '\ufeff---\n', '--- \n'),
    frontMatter,
    fc.constantFrom('\n---\n', '\n---\r\n', '\n', '\n...\n'),
    text,
  )
  .map((parts) => parts.join(''));
const modelJson = fc.oneof(
  fc.json(),
  text,
  fc
    .dictionary(
      fc.constantFrom(
        'base_model_name_or_path',
        '_name_or_path',
        'model_type',
        'architectures',
        'text_config',
        'hidden_size',
        'vocab_size',
        'num_local_experts',
        'quantization_config',
      ),
      fc.oneof(
        words,
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom(5120, 202048, 16, 'llama4', ['Llama4ForConditionalGeneration']),
      ),
    )
    .map((object) => JSON.stringify(object)),
);
const configuration = fc.oneof(
  text,
  fc.constantFrom(
    'name: acme/Llama-X\n',
    'relation: merge\n',
    'bases: meta-llama/Llama-4-Scout-17B-16E\n',
    'rules: { notice-file: off, use-policy: error }\n',
    'waivers: [{ rule: notice-file, reason: r }]\n',
    'attestations: { separate-license: { by: a, date: 2026-01-01 } }\n',
  ),
);
const bytes = fc.uint8Array({ maxLength: 200 });
const weights = fc.oneof(
  bytes,
  fc
    .tuple(fc.bigInt(0n, 2n ** 64n - 1n), fc.json())
    .map(([length, header]) => Buffer.concat([Buffer.from(new BigUint64Array([length]).buffer), Buffer.from(header)])),
  bytes.map((rest) => Buffer.concat([Buffer.from('GGUF\u0003\0\0\0'), rest])),
);

const files: fc.Arbitrary<Files> = fc.record(
  {
    'README.md': fc.oneof({ weight: 8, arbitrary: card }, bytes),
    'docs/about.md': text,
    LICENSE: fc.oneof(text, bytes),
    Notice: fc.oneof(text, bytes),
    'USE_POLICY.md': text,
    'config.json': modelJson,
    'adapter_config.json': modelJson,
    'adapter_model.safetensors': weights,
    'model.safetensors': weights,
    'model.gguf': weights,
    Modelfile: text.map((rest) => `FROM ${rest}`),
    'mergekit_config.yml': frontMatter.map((yaml) => yaml.replace(/\r\n?/g, '\n')),
    '.llama-license-lint.yaml': configuration,
  },
  { requiredKeys: [] },
);

const options = fc.record(
  {
    name: fc.oneof(words, text),
    relation: fc.constantFrom('original', 'quantized', 'adapter', 'outputs', 'product', 'mention', 'unknown', 'none'),
    bases: fc.array(
      fc.oneof(words, text).filter((id) => /^\S+$/.test(id)),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** Text as positions count it; null for what was not given as text, or does not survive as UTF-8. */
const textsOf = (input: Files) =>
  new Map(Object.entries(input).map(([path, content]) => [path, typeof content === 'string' ? content : null]));

/** More runs than a build has time for are worth their while now and then. */
const RUNS = { numRuns: 150, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false };

describe('whatever a repository holds', () => {
  it('a check ends with a report that keeps to its schema and its sums, the same one each time', async () => {
    await fc.assert(
      fc.asyncProperty(files, options, async (input, asked) => {
        const report = await check(input, asked).catch((error: unknown) => error);
        if (report instanceof UsageError) {
          expect(Object.keys(input)).toContain('.llama-license-lint.yaml');
          expect(report.message).toMatch(/^\.llama-license-lint\.yaml/);
          return;
        }
        if (report instanceof Error) throw report;
        const again = await check(input, asked);
        expect(again).toEqual(report);
        expect(brokenInvariants(again, textsOf(input))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('both formats show it, and the one for a terminal shows nothing that acts', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const input = { ...all, '.llama-license-lint.yaml': '' };
        const report = await check(input);
        const look = { color: false, quiet: false, width: 80 };
        expect(JSON.parse(json(report, look))).toEqual(report);
        expect(pretty(report, look)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      RUNS,
    );
  });

  it('a place ends where its line does, also before a carriage return', async () => {
    const {
      repositories: [entry],
    } = await check({ 'README.md': "---\nbase_model: '\nbread\r\n" });
    expect(entry).toMatchObject({
      notes: expect.arrayContaining([
        expect.objectContaining({ locations: [expect.objectContaining({ line: 3, endColumn: 6 })] }),
      ]) as unknown,
    });
  });
});
