import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { check, UsageError, isUnreadable, type CheckOptions, type RepositoryReport } from '../src/index.ts';
import { checks } from '../src/checks/index.ts';
import { commandLine } from './consumer/command-line.ts';
import { parseReport } from './consumer/report-schema.ts';
import { temporaryFolder, writeFiles } from './sources/temporary-folder.ts';

// A license that the program does not know is brought to life by its rule file and its fingerprint alone.

const FOLDER = join(import.meta.dirname, 'licenses/example-1');
const RULES = join(FOLDER, 'example-1.yaml');
const AGREEMENT = readFileSync(join(FOLDER, 'LICENSE'), 'utf8');
const POLICY = readFileSync(join(FOLDER, 'USE_POLICY.md'), 'utf8');
const LINE =
  'Example 1 is licensed under the Example 1 Community License, Copyright © Example Authors. All Rights Reserved.';
const FRONT = '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: example1\n---\n';
const BODY = '# Cake\n\nPicked from Example\n\n## Wasps\n\nThey like it.\n\nClosed on the Moon.\n';

const COMPLETE = {
  'README.md': `${FRONT}${BODY}`,
  LICENSE: AGREEMENT,
  'USE_POLICY.md': POLICY,
  Notice: `${LINE}\n`,
  'model.safetensors': '',
};
const NAMED = { name: 'baker/Example-Cake' };

async function judged(
  files: Readonly<Record<string, string>>,
  options: CheckOptions = NAMED,
): Promise<RepositoryReport> {
  const {
    repositories: [entry],
  } = await check(files, { rules: [RULES], ...options });
  if (entry === undefined || isUnreadable(entry)) throw new Error('the files could not be read');
  return entry;
}

const duty = ({ obligations }: RepositoryReport, name: string) =>
  obligations.find(({ rule }) => rule === `example-1/${name}`);
const outcomes = ({ obligations }: RepositoryReport) =>
  Object.fromEntries(obligations.map(({ rule, outcome }) => [rule, outcome]));

describe('an unknown license becomes known by its rule file', () => {
  it('which asks for duties of a dozen kinds', () => {
    const kinds = [...readFileSync(RULES, 'utf8').matchAll(/^ {4}check: (\S+)$/gm)].map((match) => match[1] ?? '');
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(12);
    expect(checks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  });

  it('and without it asks nothing', async () => {
    expect(await judged(COMPLETE, { ...NAMED, rules: [] })).toMatchObject({
      lineage: { licenses: [], relation: 'none' },
      obligations: [],
    });
  });

  it('which finds its models, and no duty of another license', async () => {
    const entry = await judged(COMPLETE);
    expect(entry.lineage).toMatchObject({
      licenses: ['example-1'],
      relation: 'finetune',
      certainty: 'stated',
      bases: ['example-authors/Orchard-1-Apple'],
    });
    expect(outcomes(entry)).toEqual({
      'example-1/page-in-basket': 'met',
      'example-1/picked-from-example': 'met',
      'example-1/name-of-a-tree': 'met',
      'example-1/slip': 'met',
      'example-1/house-rules': 'met',
      'example-1/no-other-trees': 'met',
      'example-1/large-harvest': 'not-checked',
      'example-1/sign-over-the-gate': 'met',
      'example-1/court': 'not-checked',
      'example-1/label': 'met',
      'example-1/parent-tree': 'met',
      'example-1/known-danger': 'met',
      'example-1/closed-on-the-moon': 'met',
    });
  });

  it('whose own wording says what is missing and how to mend it', async () => {
    const entry = await judged(
      {
        'README.md':
          '---\nbase_model: example-authors/Orchard-1-Apple\nlicense: mit\n---\n\nAn official Example Authors release\n',
      },
      { name: 'Cake' },
    );
    expect(duty(entry, 'page-in-basket')).toMatchObject({
      outcome: 'unmet',
      severity: 'error',
      message: 'The page of Example 1 Community License is not in the basket',
      remedy: 'Put it in.',
      fixable: true,
    });
    expect(duty(entry, 'picked-from-example')).toMatchObject({
      outcome: 'unmet',
      remedy: 'Write “Picked from Example”.',
    });
    expect(duty(entry, 'name-of-a-tree')).toMatchObject({
      outcome: 'unmet',
      remedy: 'Call it “Example-Cake”.',
      fixable: false,
    });
    expect(duty(entry, 'slip')).toMatchObject({ outcome: 'unmet', remedy: `Write: ${LINE}` });
    expect(duty(entry, 'house-rules')).toMatchObject({
      outcome: 'unmet',
      severity: 'warning',
      message: 'Nobody learns the House Rules',
    });
    expect(duty(entry, 'sign-over-the-gate')).toMatchObject({
      outcome: 'unmet',
      message: 'README.md says “official Example Authors release”',
    });
    expect(duty(entry, 'label')).toMatchObject({
      outcome: 'unmet',
      message: 'The label says “mit”',
      locations: [{ file: 'README.md', line: 3, column: 10 }],
    });
    expect(duty(entry, 'known-danger')).toMatchObject({ outcome: 'unmet', remedy: 'Warn of wasps and ladders.' });
    expect(duty(entry, 'closed-on-the-moon')).toMatchObject({ outcome: 'unmet', severity: 'info' });
  });

  it('whose agreement is recognized clause by clause', async () => {
    const altered = AGREEMENT.replace('in any season, without paying', 'in any dry season, without paying');
    expect(altered).not.toBe(AGREEMENT);
    expect(duty(await judged({ ...COMPLETE, LICENSE: altered }), 'page-in-basket')).toMatchObject({
      outcome: 'unmet',
      message: expect.stringMatching(/clause 1\.a adds “.*dry.*” \(line 11\)/) as string,
      locations: [{ file: 'LICENSE', line: 11 }],
    });
    expect(
      duty(await judged({ ...COMPLETE, LICENSE: 'See https://www.example.org/orchard/license\n' }), 'page-in-basket')
        ?.outcome,
    ).toBe('unmet');
    expect(
      duty(await judged({ ...COMPLETE, LICENSE: AGREEMENT.replaceAll(' ', '\n') }), 'page-in-basket')?.outcome,
    ).toBe('met');
  });

  it('whose phrase is its own', async () => {
    const saying = async (text: string) =>
      duty(await judged({ 'README.md': `${FRONT}\n${text}\n` }), 'picked-from-example')?.outcome;
    expect(await saying('**Picked** from [Example](https://www.example.org)')).toBe('met');
    expect(await saying('Built with Llama')).toBe('unmet');
    expect(await saying('<!-- Picked from Example -->')).toBe('unmet');
    expect(await saying('You must write “Picked from Example” first.')).toBe('unmet');
    expect(await saying('picked from example')).toBe('unclear');
  });

  it('whose phrase may stand in another document', async () => {
    const files = { 'README.md': FRONT, 'docs/about.md': '# About\n\nPicked from Example\n' };
    expect(duty(await judged(files), 'picked-from-example')?.outcome).toBe('met');
  });

  it('whose notice line is its own', async () => {
    const saying = async (text: string) => duty(await judged({ 'README.md': FRONT, Notice: text }), 'slip');
    expect(await saying(`> ${LINE.replace('the Example', 'the\n> Example')}`)).toMatchObject({ outcome: 'met' });
    expect(await saying(LINE.replace('©', '(c)'))).toMatchObject({ outcome: 'unclear' });
    expect(
      await saying(
        'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
      ),
    ).toMatchObject({ outcome: 'unmet' });
  });

  it('whose notice line is known again when it is altered', async () => {
    const entry = await judged({ 'README.md': FRONT, Notice: LINE.replace('Copyright ©', 'Copyright by') });
    expect(duty(entry, 'slip')?.message).toMatch(/^Notice says Example 1 is licensed/);
  });

  it.each([
    ['finetune', { 'page-in-basket': 'error', 'name-of-a-tree': 'error', slip: 'error' }, {}],
    ['quantized', { 'name-of-a-tree': 'info' }, {}],
    ['original', {}, { 'name-of-a-tree': 'not-applicable' }],
    ['adapter', { 'picked-from-example': 'warning' }, { slip: 'unclear' }],
    ['outputs', { 'house-rules': 'warning' }, { 'page-in-basket': 'not-applicable', 'known-danger': 'not-applicable' }],
    ['unknown', {}, { 'page-in-basket': 'not-applicable', 'house-rules': 'not-applicable' }],
  ] as const)('whose matrix says what binds a %s', async (relation, unmet, others) => {
    const entry = await judged(
      { 'README.md': '---\nbase_model: example-authors/Orchard-1-Apple\n---\n' },
      { name: 'Cake', relation },
    );
    for (const [name, severity] of Object.entries(unmet))
      expect(duty(entry, name), name).toMatchObject({ outcome: 'unmet', severity });
    for (const [name, outcome] of Object.entries(others))
      expect(duty(entry, name), name).toMatchObject({ outcome, message: expect.stringMatching(/\S/) as string });
  });

  it('whose models are told by their configuration and their licensor by its account', async () => {
    const config = JSON.stringify({ model_type: 'orchard', hidden_size: 4321 });
    expect((await judged({ 'config.json': config, 'model.safetensors': '' })).lineage).toMatchObject({
      licenses: ['example-1'],
      certainty: 'likely',
    });
    const own = await judged({ 'README.md': FRONT }, { name: 'example-authors/Orchard-1-Apple' });
    expect(own.summary).toMatchObject({ met: 0, unmet: 0, unclear: 0, notApplicable: 13 });
    expect(duty(own, 'slip')?.message).toContain('Example Authors');
    expect(duty(await judged({ 'README.md': FRONT.replace('Apple', 'Pear') }), 'closed-on-the-moon')).toMatchObject({
      outcome: 'not-applicable',
      message: 'Orchard 1 Pear grows on the Moon as well',
    });
  });
});

describe('beside the licenses that are built in', () => {
  const both = {
    ...COMPLETE,
    'README.md': COMPLETE['README.md'].replace('base_model: ', 'base_model:\n- meta-llama/Llama-4-Scout-17B-16E\n- '),
  };

  it('a repository under both owes both', async () => {
    const entry = await judged(both);
    expect(entry.lineage).toMatchObject({ licenses: ['example-1', 'llama-4'], relation: 'merge' });
    expect(duty(entry, 'page-in-basket')?.outcome).toBe('met');
    expect(outcomes(entry)).toMatchObject({
      'example-1/slip': 'met',
      'llama-4/notice-file': 'unmet',
      'llama-4/agreement-copy': 'unmet',
      'llama-4/name-prefix': 'unmet',
    });
    expect(new Set(entry.obligations.map(({ rule }) => rule)).size).toBe(entry.obligations.length);
  });

  it('the configuration speaks of a rule by its id', async () => {
    const configuration =
      'rules: { example-1/house-rules: off }\nwaivers: [{ rule: example-1/slip, reason: eaten }]\nattestations: { commercial-threshold: { by: Cook, date: 2026-01-02 } }\n';
    const entry = await judged({ 'README.md': FRONT, '.llama-license-lint.yaml': configuration });
    expect(duty(entry, 'house-rules')?.outcome).toBe('not-applicable');
    expect(duty(entry, 'slip')).toMatchObject({ outcome: 'unmet', waived: { reason: 'eaten', until: null } });
    expect(duty(entry, 'large-harvest')).toMatchObject({
      outcome: 'met',
      message: 'Cook counted the apples on 2026-01-02',
    });
  });
});

describe('--rules', () => {
  it('is the same on the command line', async () => {
    const folder = temporaryFolder({ ...COMPLETE, LICENSE: '' });
    const { status, stdout } = await commandLine(['--rules', RULES, '--name', NAMED.name, '--format', 'json', folder]);
    expect(status).toBe(1);
    expect(parseReport(stdout)).toEqual(await check(folder, { rules: [RULES], ...NAMED }));
    const pretty = await commandLine(['--rules', RULES, '--name', NAMED.name, folder]);
    expect(pretty.stdout).toContain('example-1/page-in-basket  The page of Example 1 Community License');
  });

  it('knows no copy where the fingerprint does not lie beside the rule file', async () => {
    const folder = temporaryFolder({ 'rules.yaml': readFileSync(RULES, 'utf8') });
    await expect(check(COMPLETE, { rules: [join(folder, 'rules.yaml')] })).rejects.toThrow(UsageError);
  });

  it.each([
    [
      'a key that it does not know',
      'severity: error',
      'severty: error',
      ':5 unknown key “severty” (nearest: severity)',
    ],
    [
      'a kind of check that there is not',
      'check: agreement-copied',
      'check: agreement-copid',
      ':12 “check” must be one of',
    ],
    ['a word that is no binding', 'original: error', 'original: eror', ':24 “original” must be one of'],
    [
      'a placeholder that the check does not fill',
      "'{file} is the page'",
      "'{fiel} is the page'",
      ':24 unknown placeholder “{fiel}” (nearest: file)',
    ],
    ['a glob that is none', "'example[-_ ]1',", "'example[-_ 1',", ':21 an entry of “names” must be a glob'],
  ])('with %s ends with 2 and says where', async (_, right, wrong, says) => {
    const source = readFileSync(RULES, 'utf8');
    expect(source).toContain(right);
    const file = join(temporaryFolder({ 'rules.yaml': source.replace(right, wrong) }), 'rules.yaml');
    const { status, stdout, stderr } = await commandLine(['--rules', file, '.'], { cwd: temporaryFolder() });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`${file}:${source.slice(0, source.indexOf(right)).split('\n').length}${says}`);
  });

  it('with a fingerprint that is none ends with 2', async () => {
    const folder = temporaryFolder({ 'rules.yaml': readFileSync(RULES, 'utf8') });
    mkdirSync(join(folder, 'agreements'));
    writeFileSync(join(folder, 'agreements/example-1.json'), '{"license":"example-1"}');
    writeFiles(folder, COMPLETE);
    const { status, stderr } = await commandLine(['--rules', join(folder, 'rules.yaml'), folder]);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('agreements/example-1.json is not a fingerprint') as string,
    });
  });
});
