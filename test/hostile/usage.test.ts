import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { temporaryFolder } from '../sources/temporary-folder.ts';
import { refuses, survives } from './survives.ts';

const CARD = '---\nbase_model: meta-llama/Llama-4-Scout-17B-16E\nlicense: llama4\n---\n';
const ESC = '\u001b';

describe('a target', () => {
  it.each([
    ['that is not there', 'no/such/folder'],
    ['that is empty', ''],
    ['that would act on a terminal', `${ESC}]0;x\u0007\n::error::x`],
    ['of a million letters', 'x/'.repeat(50_000)],
  ])('%s ends with 3', async (_, target) => {
    const { repositories, summary } = await survives([target], 3);
    expect(repositories).toMatchObject([
      { target, source: 'local', error: { code: expect.stringMatching(/^(?:not-found|invalid)$/) as string } },
    ]);
    expect(summary).toMatchObject({ repositories: 1, unreadable: 1, errors: 0 });
  });

  it.each(['README.md', 'x.gguf'])('that is a file stands for its folder (%s)', async (file) => {
    const folder = temporaryFolder({ 'README.md': CARD, 'x.gguf': 'GGUF' });
    const { repositories } = await survives([join(folder, file)], 1);
    expect(repositories).toMatchObject([{ lineage: { licenses: ['llama-4'] } }]);
  });

  it('that cannot be read goes before what is unmet in another, and a wrong flag before both', async () => {
    const folder = temporaryFolder({ 'README.md': CARD });
    expect((await survives([folder, 'no/such/folder'], 3)).summary).toMatchObject({ repositories: 2, unreadable: 1 });
    await refuses([folder, 'no/such/folder', '--relation', 'merge']);
    writeFileSync(join(folder, '.llama-license-lint.yaml'), 'nmae: x\n');
    expect(await refuses(['no/such/folder', folder])).toContain('name');
  });
});

describe('a command line', () => {
  it.each([
    ['an unknown flag', ['--strct'], '--strict'],
    ['an unknown command', ['chekc'], 'check'],
    ['an unknown format', ['--format', 'jsn'], 'json'],
    ['an unknown relation', ['--relation', 'finetuned'], 'finetune'],
    ['an unknown level', ['--fail-on', 'info'], 'never'],
    ['a flag without its value', ['--name'], '--name'],
    ['a flag of another command', ['rules', '--strict'], 'check'],
    ['a flag twice', ['--name', 'a', '--name', 'b'], 'twice'],
    ['a flag that acts on a terminal', [`--${ESC}[31m`], '\\x1b'],
    ['an unknown rule', ['explain', 'notice-fiel'], 'notice-file'],
    ['a rule file that is not there', ['--rules', 'no/such.yaml'], 'no/such.yaml'],
    ['a rule file that is a folder', ['--rules', '.'], 'cannot be read'],
    ['a configuration that is not there', ['--config', 'no/such.yaml'], 'no/such.yaml'],
    ['a configuration that is a folder', ['--config', '.'], 'cannot be read'],
  ])('with %s ends with 2 and says what to write', async (_, args, says) => {
    expect(await refuses(args, { cwd: temporaryFolder() })).toContain(says);
  });
});

describe('a configuration', () => {
  it.each([
    ['an unknown key', 'nmae: x', '1:1', 'name'],
    ['an unknown rule', 'rules: { notice-flie: off }', '1:10', 'notice-file'],
    ['an unknown severity', 'rules: { notice-file: warn }', '1:23', 'warning'],
    ['an unknown relation', 'relation: fine-tune', '1:11', 'finetune'],
    ['a base that is no text', 'bases: [{ a: b }]', '1:9', 'text'],
    ['a waiver of an unknown rule', 'waivers:\n  - { rule: naem-prefix, reason: r }', '2:13', 'name-prefix'],
    ['a waiver without a rule', 'waivers:\n  - reason: r', '2:5', 'rule'],
    ['a day that is none', 'waivers: [{ rule: name-prefix, reason: r, until: 2026-02-30 }]', '1:50', 'day'],
    ['an attestation by nobody', 'attestations: { commercial-threshold: { date: 2026-01-01 } }', '1:39', 'by'],
    ['an unknown attestation', 'attestations: { comercial-threshold: x }', '1:17', 'commercial-threshold'],
    ['an agreement outside', 'agreement: ../../etc/passwd', '1:12', 'out of the repository'],
    ['an absolute agreement', 'agreement: /etc/passwd', '1:12', 'inside'],
    ['a list', '- name: x', '1:1', 'keys'],
    ['a key twice', 'name: a\nname: b', '2:1', 'repeated'],
    ['an alias', 'name: &a x\nbases: [*a]', '2:9', 'alias'],
    ['a tag', 'name: !!js/function x', '1:21', 'tag'],
    ['two documents', 'name: a\n---\nname: b', '2:1', 'document'],
    ['a quotation mark that is never closed', 'name: "x', '2:1', 'YAML'],
    ['brackets without end', '['.repeat(50_000), '1:', 'deep'],
    ['keys without end', Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), '', 'deep'],
    ['more than anyone writes', `# ${'x'.repeat(400_000)}`, '1:', 'larger'],
    ['an escape', 'name: x\n"\\e[31m\\u202e": 1', '2:1', '[31m'],
  ])('with %s ends with 2 and says where', async (_, source, place, says) => {
    const folder = temporaryFolder({ 'README.md': CARD, '.llama-license-lint.yaml': `${source}\n` });
    const complaint = await refuses([folder]);
    expect(complaint).toContain(`.llama-license-lint.yaml:${place}`);
    expect(complaint).toContain(says);
  });

  it('with two mistakes says each on a line of its own', async () => {
    const folder = temporaryFolder({ '.llama-license-lint.yaml': 'nmae: x\nrelation: fine-tune\n' });
    expect(
      (await refuses([folder])).split('\n').filter((line) => line.includes('.llama-license-lint.yaml:')),
    ).toHaveLength(2);
  });

  it.each([
    ['of 3 MB', `# ${'x'.repeat(3_000_000)}`],
    ['of bytes', new Uint8Array(2_000)],
  ])('%s ends with 2', async (_, source) => {
    expect(await refuses([temporaryFolder({ '.llama-license-lint.yaml': source })])).toContain('cannot be read');
  });
});
