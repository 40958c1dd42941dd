import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesLicense } from '../../src/provenance/card-bases.ts';
import { matchModel, readModelReference, splitId } from '../../src/models/model-reference.ts';
import { builtinLicenses, mirrors } from '../../src/rulebook-loader/builtin.ts';
import { matchesAny } from '../../src/rulebook/pattern.ts';
import type { LicenseRules } from '../../src/rulebook/rulebook.ts';
import { AGREEMENTS } from '../fixtures/repository.ts';

// Each version has its own strings, and none of them may name another version.

const VERSIONS = ['4', '3.3', '3.2', '3.1', '3', '2'];
const named = (value: string) =>
  builtinLicenses.filter((one) => namesLicense(one, value)).map(({ license }) => license);
const matched = (id: string) => {
  const reference = readModelReference(id);
  return reference === null ? null : matchModel(reference, builtinLicenses, mirrors);
};
const rulesOf = (version: string) => builtinLicenses.find(({ license }) => license === `llama-${version}`)?.rules ?? [];

describe('the rule files of the Llama versions', () => {
  it('come newest first', () => {
    expect(builtinLicenses.map(({ license }) => license)).toEqual(VERSIONS.map((version) => `llama-${version}`));
  });

  it.each([
    ['built-with-llama', ['4', '3.3', '3.2', '3.1', '3']],
    ['name-prefix', ['4', '3.3', '3.2', '3.1', '3']],
    ['improves-other-models', ['3', '2']],
    ['eu-multimodal', ['4', '3.3', '3.2']],
    ['notice-file', VERSIONS],
    ['agreement-copy', VERSIONS],
    ['license-metadata', VERSIONS],
  ])('hold %s for the versions that ask it', (name, versions) => {
    expect(VERSIONS.filter((version) => rulesOf(version).some((rule) => rule.name === name))).toEqual(versions);
  });
});

describe('a card’s license', () => {
  const spelling = fc.record({
    version: fc.constantFrom(...VERSIONS),
    llama: fc.constantFrom('llama', 'Llama', 'LLaMA', 'LLAMA'),
    separator: fc.constantFrom('', '-', '_', ' '),
    dot: fc.constantFrom('.', '_', '-'),
    rest: fc.constantFrom('', '-license', '_community_license', ' Community License', '-community-license-agreement'),
  });

  it('names exactly one version, however it is spelled', () => {
    fc.assert(
      fc.property(spelling, ({ version, llama, separator, dot, rest }) => {
        expect(
          named(`${llama}${separator}${version.replace('.', version.startsWith('3.') ? dot : '.')}${rest}`),
        ).toEqual([`llama-${version}`]);
      }),
    );
  });

  it.each([
    ['llama3', 'llama-3'],
    ['llama3.1', 'llama-3.1'],
    ['llama3_2', 'llama-3.2'],
    ['Meta Llama 3 Community License', 'llama-3'],
    ['meta-llama-3.1', 'llama-3.1'],
  ])('“%s” is that of %s', (value, license) => {
    expect(named(value)).toEqual([license]);
  });

  it.each(['llama', 'llama5', 'llama3.10', 'llama-30b', 'llama33', 'llama20', 'ollama2', 'openllama', 'mit'])(
    '“%s” names none of them',
    (value) => {
      expect(named(value)).toEqual([]);
    },
  );
});

describe('the licensor’s models', () => {
  const ids = builtinLicenses.flatMap(({ license, models }) =>
    models.flatMap((family) => family.ids.map((id) => ({ license, id }))),
  );

  it('are listed once', () => {
    const listed = ids.map(({ id }) => id.toLowerCase());
    expect(listed).toEqual([...new Set(listed)]);
  });

  it.each(ids)('$id is under $license, by its id and by a copy of its name', ({ license, id }) => {
    expect(matched(id)).toMatchObject({ license, form: 'id', original: id });
    expect(matched(`unsloth/${splitId(id).model}-GGUF`)).toMatchObject({ license, form: 'mirror' });
  });

  it.each([
    ['meta-llama/Meta-Llama-Guard-2-8B', 'llama-3'],
    ['meta-llama/Prompt-Guard-86M', 'llama-3.1'],
    ['meta-llama/Llama-Guard-3-8B', 'llama-3.1'],
    ['meta-llama/Llama-Guard-3-1B', 'llama-3.2'],
    ['meta-llama/Llama-Guard-3-11B-Vision', 'llama-3.2'],
    ['meta-llama/Llama-Prompt-Guard-2-86M', 'llama-4'],
    ['meta-llama/LlamaGuard-7b', 'llama-2'],
    ['codellama/CodeLlama-34b-Instruct-hf', 'llama-2'],
    ['baker/Llama-3-Dough-8B', 'llama-3'],
    ['baker/Llama-3.1-Dough-8B', 'llama-3.1'],
    ['baker/llama3.2-dough', 'llama-3.2'],
    ['baker/Llama-3.3-70B-Dough', 'llama-3.3'],
    ['baker/Llama-2-Dough', 'llama-2'],
  ])('%s is under %s', (id, license) => {
    expect(matched(id)?.license).toBe(license);
  });

  it.each([
    'huggyllama/llama-7b',
    'baker/llama-30b',
    'baker/llama-33b-dough',
    'baker/llama-3b',
    'baker/Llama-3.10',
    'baker/tiny-llama-2',
    'baker/prompt-guard-dough',
  ])('%s is none of them', (id) => {
    expect(matched(id)).toBeNull();
  });

  it('that see images are the Vision models of Llama 3.2', () => {
    const seeing = ids
      .filter(({ license, id }) => license !== 'llama-4' && matched(id)?.family.multimodal === true)
      .map(({ id }) => id);
    expect(seeing.length).toBeGreaterThan(0);
    expect(seeing.every((id) => id.includes('Vision'))).toBe(true);
  });
});

describe('the pages of an agreement', () => {
  it.each([
    ['https://ai.meta.com/llama/license/', 'llama-2'],
    ['https://github.com/facebookresearch/llama/blob/main/LICENSE', 'llama-2'],
    ['https://llama.meta.com/llama3/license/', 'llama-3'],
    ['https://github.com/meta-llama/llama3/blob/main/LICENSE', 'llama-3'],
    ['https://github.com/meta-llama/llama-models/blob/main/models/llama3_1/LICENSE', 'llama-3.1'],
    ['https://huggingface.co/meta-llama/Llama-3.2-11B-Vision/blob/main/LICENSE.txt', 'llama-3.2'],
    ['https://www.llama.com/llama3_3/license', 'llama-3.3'],
    ['https://www.llama.com/llama4/license/', 'llama-4'],
  ])('%s is that of %s alone', (url, license) => {
    expect(builtinLicenses.filter((one) => matchesAny(one.hub.links, url)).map((one) => one.license)).toEqual([
      license,
    ]);
  });
});

const skipped = existsSync(AGREEMENTS)
  ? ''
  : ' (skipped: there is no folder with the official texts; the variable LLAMA_AGREEMENTS names it)';

describe.skipIf(skipped !== '')(`the official texts${skipped}`, () => {
  const plain = (text: string) => text.replace(/[*\\]/g, '').replace(/\s+/g, ' ');
  const read = ({ license }: LicenseRules, file: string) =>
    plain(readFileSync(join(AGREEMENTS, license, file), 'utf8'));
  const parameter = (license: LicenseRules, rule: string, name: string) =>
    license.rules.find((one) => one.name === rule)?.check.parameters[name];

  for (const license of builtinLicenses) {
    it(`of ${license.license} hold the strings of its rule file`, () => {
      const agreement = read(license, 'LICENSE').replace(/models-and- libraries/g, 'models-and-libraries');
      expect(agreement).toContain(license.agreement.title);
      expect(agreement).toContain(license.agreement.date);
      expect(agreement).toContain(parameter(license, 'notice-file', 'line'));
      const phrase = parameter(license, 'built-with-llama', 'phrase');
      expect(phrase === undefined ? agreement.includes('display') : agreement.includes(`“${String(phrase)}”`)).toBe(
        phrase !== undefined,
      );
      const word = parameter(license, 'name-prefix', 'word');
      expect(/include “([^”]*)” at the beginning/.exec(agreement)?.[1]).toBe(word);
      expect(agreement.includes('improve any other large language model')).toBe(
        license.rules.some(({ name }) => name === 'improves-other-models'),
      );
    });

    it(`of ${license.license} give only addresses of the use policy that its rule file knows`, () => {
      const fold = (url: string) =>
        url
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/^www\./, '');
      const links = parameter(license, 'use-policy', 'links');
      const known = (Array.isArray(links) ? links : []).map((link) => fold(String(link)));
      const input = [
        ...`${read(license, 'LICENSE')} ${read(license, 'USE_POLICY.md')}`.matchAll(/https?:\/\/[\w./]+\/use-policy/g),
      ].map(([url]) => fold(url));
      expect(input.length).toBeGreaterThan(0);
      expect(input.filter((url) => !known.includes(url))).toEqual([]);
    });

    it(`of ${license.license} speak of the European Union where its rule file does`, () => {
      expect(read(license, 'USE_POLICY.md').includes('European Union')).toBe(
        license.rules.some(({ name }) => name === 'eu-multimodal'),
      );
    });
  }
});
