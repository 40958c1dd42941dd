import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { fingerprint } from '../../src/agreement/fingerprint.ts';
import { parseFingerprint } from '../../src/agreement/parse-fingerprint.ts';
import { recognizeAgreements } from '../../src/agreement/recognize.ts';
import { EXAMPLE_1, haveAgreements, INVENTED, SHIPPED, VERSIONS, whyNoAgreements } from './texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const LICENSE = join(ROOT, 'test/licenses/example-1');
const scratch = mkdtempSync(join(tmpdir(), 'fingerprint-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

function script(...input: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/fingerprint.ts', ...input], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

const ownLicense = [
  '--license',
  'example-1',
  '--text',
  join(LICENSE, 'LICENSE'),
  '--policy',
  join(LICENSE, 'USE_POLICY.md'),
];

describe('a fingerprint', () => {
  const agreement = fingerprint(EXAMPLE_1.agreement, { part: 'agreement', name: 'Example 1' });

  it('has the clauses of the text, each word in one of them', () => {
    expect(agreement.clauses.map(({ clause }) => clause)).toEqual([
      'preamble',
      '1',
      '1.a',
      '1.b',
      '1.b.i',
      '1.b.ii',
      '1.b.iii',
      '1.b.iv',
      '2',
      '3',
      '4',
      '4.a',
      '4.b',
      '4.c',
      '5',
    ]);
    expect(agreement.clauses.map(({ start }) => start)).toEqual([
      0,
      ...agreement.clauses.slice(0, -1).map(({ end }) => end),
    ]);
    expect(agreement.clauses.at(-1)?.end).toBe(agreement.words);
  });

  it('has the clauses of a policy, whose numbers say their depth by their indentation', () => {
    const policy = fingerprint(EXAMPLE_1.policy, { part: 'policy', name: 'Example 1' });
    expect(policy.clauses.map(({ clause }) => clause)).toEqual([
      'preamble',
      '1',
      '1.1',
      '1.2',
      '1.3',
      '2',
      '2.1',
      '2.2',
      '3',
      'closing',
    ]);
  });

  it('knows the words that only this version has', () => {
    expect(agreement.anchors.map(({ kind }) => kind)).toEqual([
      'title',
      'date',
      'notice',
      'mention',
      'mention',
      'mention',
    ]);
  });

  it('holds no word of the text', () => {
    const said =
      JSON.stringify(agreement)
        .replace(/"(?:shingles|hash)":"[^"]*"/g, '')
        .match(/[a-z]{4,}/gi) ?? [];
    expect(new Set(said)).toEqual(
      new Set([
        'part',
        'agreement',
        'words',
        'clauses',
        'clause',
        'preamble',
        'start',
        'anchors',
        'kind',
        'title',
        'date',
        'notice',
        'mention',
      ]),
    );
  });
});

describe('the fingerprint script', () => {
  const out = join(scratch, 'example-1.json');

  it('makes one of any license, the same bytes each time', () => {
    expect(script(...ownLicense, '--out', out).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(join(LICENSE, 'fingerprint.json'), 'utf8'));
    const made = parseFingerprint(readFileSync(out, 'utf8'));
    expect(made).toEqual(INVENTED[0]);
    expect(recognizeAgreements('LICENSE', EXAMPLE_1.agreement, made ? [made] : [])).toMatchObject([
      { license: 'example-1', copy: true },
    ]);
  });

  it('with --check says whether a file is as it should be, and leaves it', () => {
    const stale = join(scratch, 'stale.json');
    writeFileSync(stale, '{}');
    expect(script(...ownLicense, '--out', join(LICENSE, 'fingerprint.json'), '--check').status).toBe(0);
    const checked = script(...ownLicense, '--out', stale, '--check');
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain('stale.json is out of date');
    expect(readFileSync(stale, 'utf8')).toBe('{}');
  });

  it.skipIf(!haveAgreements)(`finds the shipped ones up to date${whyNoAgreements}`, () => {
    expect(script('--check')).toMatchObject({ status: 0 });
  });
});

describe('a fingerprint file', () => {
  it('ships for every version, with an agreement and a policy', () => {
    expect(SHIPPED.map(({ license }) => license)).toEqual(VERSIONS);
    expect(
      SHIPPED.every(
        ({ texts }) => texts.some(({ part }) => part === 'agreement') && texts.some(({ part }) => part === 'policy'),
      ),
    ).toBe(true);
  });

  const good = readFileSync(join(LICENSE, 'fingerprint.json'), 'utf8');
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another shingle length', good.replace('"shingle": 4', '"shingle": 5')],
    ['an unknown part', good.replace('"part": "policy"', '"part": "constructor"')],
    ['a word count that is not that of its shingles', good.replace(/"words": \d+/, '"words": 12')],
    ['a clause beyond the end', good.replace(/"end": \d+ \}/, '"end": 99999 }')],
    ['an unknown anchor', good.replace('"kind": "title"', '"kind": "toString"')],
  ])('that is %s is none', (_, source) => {
    expect(source).not.toBe(good);
    expect(parseFingerprint(source)).toBeNull();
  });
});
