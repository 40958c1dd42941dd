import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { isUnreadable, type RepositoryReport } from '../../src/report.ts';
import { commandLine, ROOT } from '../consumer/command-line.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';
import { survives } from './survives.ts';

const BASE = 'meta-llama/Llama-4-Scout-17B-16E';
const CARD = `---\nbase_model: ${BASE}\nlicense: llama4\n---\n\nBuilt with Llama\n`;

async function checked(folder: string, status: number): Promise<RepositoryReport> {
  const {
    repositories: [entry],
  } = await survives([folder], status);
  if (entry === undefined || isUnreadable(entry)) throw new Error('the folder could not be read');
  return entry;
}

const header = (length: bigint, text: string): Uint8Array => {
  const bytes = Buffer.alloc(8 + text.length);
  bytes.writeBigUInt64LE(length);
  bytes.write(text, 8, 'latin1');
  return bytes;
};
const gguf = (version: number, tensors: bigint, keys: bigint, rest = ''): Uint8Array => {
  const bytes = Buffer.alloc(24 + rest.length);
  bytes.write('GGUF', 0, 'latin1');
  bytes.writeUInt32LE(version, 4);
  bytes.writeBigUInt64LE(tensors, 8);
  bytes.writeBigUInt64LE(keys, 16);
  bytes.write(rest, 24, 'latin1');
  return bytes;
};

describe('a model file', () => {
  const nested = (open: string, close: string): string => `${open.repeat(50_000)}1${close.repeat(50_000)}`;

  it.each<[string, string, string | Uint8Array]>([
    ['is an array', 'config.json', '[1, 2]'],
    ['is a number', 'config.json', '4'],
    ['is no JSON', 'config.json', '{"model_type": "llama4",'],
    ['is empty', 'config.json', ''],
    ['is huge', 'config.json', `{"x":"${'y'.repeat(3_000_000)}"}`],
    ['nests lists', 'config.json', nested('[', ']')],
    ['nests objects', 'config.json', nested('{"text_config":', '}')],
    [
      'names a prototype',
      'config.json',
      '{"__proto__":{"model_type":"llama4"},"architectures":{"length":9},"quantization_config":null}',
    ],
    ['is an array', 'adapter_config.json', '[]'],
    ['nests objects', 'adapter_config.json', nested('{"a":', '}')],
    ['names no text', 'adapter_config.json', '{"base_model_name_or_path":{"a":[1]}}'],
    ['names a long text', 'adapter_config.json', `{"base_model_name_or_path":"${'Llama-4-'.repeat(100_000)}"}`],
    ['is of bytes', 'adapter_config.json', new Uint8Array(5_000)],
    ['is empty', 'model.safetensors', ''],
    ['lies about its header', 'model.safetensors', header(2n ** 63n, '{}')],
    ['has a header of 32 MB that is not there', 'model.safetensors', header(32n * 1024n * 1024n, '{')],
    ['nests its header', 'model.safetensors', header(100_000n, nested('[', ']'))],
    ['has a header that is a number', 'model.safetensors', header(2n, '42')],
    ['promises keys', 'model.gguf', gguf(3, 2n ** 64n - 1n, 2n ** 64n - 1n)],
    ['promises a key of endless length', 'model.gguf', gguf(3, 1n, 1n, '\xff'.repeat(8))],
    ['has an unknown version', 'model.gguf', gguf(4_000_000_000, 1n, 1n)],
    ['is cut', 'model.gguf', 'GGU'],
    ['nests its tensors', 'model.safetensors.index.json', nested('{"weight_map":', '}')],
    ['is no YAML', 'mergekit_config.yml', `models: ${'['.repeat(50_000)}`],
    ['is one line', 'Modelfile', `FROM ${'x'.repeat(1_000_000)}`],
  ])('that %s (%s) is survived, and the card is judged', async (_, path, content) => {
    expect((await checked(temporaryFolder({ 'README.md': CARD, [path]: content }), 1)).lineage.licenses).toEqual([
      'llama-4',
    ]);
  });
});

describe('a folder', () => {
  it('of 30,000 files is checked', async () => {
    const folder = temporaryFolder({ 'README.md': CARD });
    for (let at = 0; at < 30_000; at += 1) writeFileSync(join(folder, `${at}.md`), '');
    expect((await checked(folder, 1)).lineage.relation).toBe('finetune');
  });

  it('of empty files asks nothing', async () => {
    const names = [
      'README.md',
      'LICENSE',
      'Notice',
      'USE_POLICY.md',
      'config.json',
      'adapter_config.json',
      'model.safetensors',
      'model.gguf',
      '.llama-license-lint.yaml',
      'Modelfile',
      'mergekit_config.yml',
    ];
    expect(
      (await checked(temporaryFolder(Object.fromEntries(names.map((name) => [name, '']))), 0)).obligations,
    ).toEqual([]);
  });

  it('with folders that are called like files is checked', async () => {
    const folder = temporaryFolder({ 'adapter_config.json': JSON.stringify({ base_model_name_or_path: BASE }) });
    for (const name of [
      'README.md',
      'LICENSE',
      'Notice',
      'config.json',
      '.llama-license-lint.yaml',
      'model.safetensors',
    ])
      mkdirSync(join(folder, name));
    expect((await checked(folder, 1)).lineage.relation).toBe('adapter');
  });

  it('with links to files of the machine shows nothing of them', async () => {
    const folder = temporaryFolder({ 'README.md': CARD });
    symlinkSync('/etc/passwd', join(folder, 'LICENSE'));
    symlinkSync('/dev/zero', join(folder, 'Notice'));
    symlinkSync('/dev/zero', join(folder, 'config.json'));
    symlinkSync('/etc/passwd', join(folder, '.llama-license-lint.yaml'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('.', join(folder, 'around'));
    const entry = await checked(folder, 1);
    expect(JSON.stringify(entry)).not.toContain('root:');
    expect(entry.notes.filter(({ code }) => code === 'omitted').length).toBeGreaterThanOrEqual(5);
    expect(entry.obligations.find(({ rule }) => rule === 'llama-4/notice-file')?.outcome).toBe('unmet');
  });

  it.skipIf(process.platform === 'win32')('with a pipe and a socket waits for neither', async () => {
    const folder = temporaryFolder({ 'README.md': CARD });
    execFileSync(
      'mkfifo',
      ['Notice', 'config.json', '.llama-license-lint.yaml'].map((name) => join(folder, name)),
    );
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => void server.listen(join(folder, 'LICENSE'), resolve));
    expect((await checked(folder, 1)).lineage.licenses).toEqual(['llama-4']);
    await survives([join(folder, 'Notice')], 3);
  });

  it.skipIf(process.platform === 'win32')('with names that act on a terminal shows them as text', async () => {
    const names = [
      'a\n::error::b.safetensors',
      '\u001b[31mc.safetensors',
      '\u202egnp.md',
      'd\u0007\r##[error]e.md',
      'f\n  ::add-mask::g',
    ];
    const folder = temporaryFolder({ 'README.md': CARD, ...Object.fromEntries(names.map((name) => [name, 'llama'])) });
    expect((await checked(folder, 1)).lineage.evidence.map(({ file }) => file)).toContain(names[1]);
  });

  it('that may not be written to, and a user without a home, are fine', async () => {
    const folder = temporaryFolder({ 'README.md': CARD });
    chmodSync(folder, 0o555);
    const { status, stderr } = await commandLine(['.'], { cwd: folder, env: { HOME: '', PATH: '' } });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('that may not be read ends with 3', async ({ skip }) => {
    const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    if ((await commandLine(['--version'], { cwd: '/', ...nobody })).status !== 0)
      skip('another user cannot reach the program here');
    const folder = temporaryFolder({ 'README.md': CARD });
    chmodSync(folder, 0);
    const { repositories } = await survives([folder], 3, { cwd: ROOT, ...nobody });
    expect(repositories).toMatchObject([{ error: { code: 'forbidden' } }]);
  });
});
