import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readModelfiles } from '../../src/provenance/modelfile.ts';
import { openMemory } from '../../src/sources/memory.ts';

const read = (text: string, path = 'Modelfile', others: Readonly<Record<string, string>> = {}) =>
  readModelfiles(openMemory({ ...others, [path]: text }, null));
async function bases(text: string, others: Readonly<Record<string, string>> = {}) {
  return (await read(text, 'Modelfile', others)).bases.map(
    ({ relation, most, written }) => `${relation ?? '-'} ${most} ${written}`,
  );
}

describe('readModelfiles', () => {
  it.each([
    ['FROM llama4:scout', '- stated ollama:llama4:scout'],
    ['from llama3.3\n', '- stated ollama:llama3.3'],
    ['# a comment\r\n\r\n  From llama-guard3:8b  \r\nPARAMETER temperature 1\r\n', '- stated ollama:llama-guard3:8b'],
    ['FROM registry.ollama.ai/library/llama4:maverick', '- stated ollama:llama4:maverick'],
    ['FROM https://ollama.com/library/llama4', '- stated ollama:llama4'],
    ['FROM someone/their-model:7b', '- stated ollama:someone/their-model:7b'],
    ['FROM "llama4:scout"', '- stated ollama:llama4:scout'],
    [
      'FROM hf.co/unsloth/Llama-4-Scout-17B-16E-Instruct-GGUF:Q4_K_M',
      '- stated hf.co/unsloth/Llama-4-Scout-17B-16E-Instruct-GGUF:Q4_K_M',
    ],
    ['FROM ./Llama-4-Scout.gguf', '- likely ./Llama-4-Scout.gguf'],
    ['FROM /models/Llama-4-Scout', '- likely /models/Llama-4-Scout'],
    ['FROM llama4\nADAPTER hf.co/a/lora', 'adapter stated ollama:llama4'],
    [
      '# To build a new Modelfile based on this, replace FROM with:\n# FROM llama4:scout\n\nFROM /home/user/.ollama/models/blobs/sha256-9d507a36062c2845dd3bb3e93364e9abc1607118acd8650727a700f72fb126e5\n',
      '- likely ollama:llama4:scout',
    ],
  ])('%j', async (text, expected) => {
    expect((await bases(text))[0]).toBe(expected);
  });

  it('gives the adapter as well', async () => {
    expect(await bases('FROM llama4\nADAPTER /elsewhere/lora.gguf\n')).toEqual([
      'adapter stated ollama:llama4',
      'adapter likely /elsewhere/lora.gguf',
    ]);
  });

  it('says where', async () => {
    const { bases: found } = await read('# x\n\nFROM   llama4:scout\n', 'Llama.modelfile');
    expect(found).toEqual([
      {
        by: 'modelfile',
        written: 'ollama:llama4:scout',
        relation: null,
        most: 'stated',
        evidence: { file: 'Llama.modelfile', line: 3, column: 8, says: 'FROM llama4:scout' },
      },
    ]);
  });

  it.each([
    ['a system prompt', 'FROM x.gguf\nSYSTEM """You speak\nFROM llama4\nLICENSE mine\n"""\n'],
    ['a template that closes later', 'TEMPLATE """{{ .System }}\nFROM llama4 """ more\nFROM llama4\n"""\n'],
    ['a quoted text of several lines', 'SYSTEM "first\nFROM llama4\nlast"\n'],
    ['a message', 'MESSAGE user """say\nFROM llama4\n"""\n'],
    ['a text that never ends', 'SYSTEM """\nFROM llama4\n'],
    ['a comment', '# FROM llama4\n'],
    ['prose', 'The model FROM llama4\nFROMAGE llama4\n'],
    ['files of its own', 'FROM ./x.gguf\nFROM .\nFROM ./sub\nADAPTER ./sub/lora.gguf\n'],
    ['nothing', 'FROM\nFROM ""\nADAPTER llama4'],
  ])('reads no instruction in %s', async (_, text) => {
    const found = await read(text, 'Modelfile', { 'x.gguf': '', 'sub/lora.gguf': '' });
    expect(found).toEqual({ bases: [], licenses: [] });
  });

  it('goes on after a text that is closed', async () => {
    expect(await bases('SYSTEM """a"""\nTEMPLATE """b\n"""  \nFROM llama4\n')).toEqual(['- stated ollama:llama4']);
  });

  it('gives the first line of the license', async () => {
    const { licenses } = await read(
      'FROM llama4\nLICENSE """\nLLAMA 4 COMMUNITY LICENSE AGREEMENT\nmore\n"""\nlicense apache-2.0\n',
    );
    expect(licenses.map(({ written, evidence }) => [written, evidence.line])).toEqual([
      ['LLAMA 4 COMMUNITY LICENSE AGREEMENT', 2],
      ['apache-2.0', 6],
    ]);
  });

  it.each(['Modelfile.Q4', 'modelfile', 'scout.Modelfile'])('reads %s', async (path) => {
    expect((await read('FROM llama4', path)).bases).toHaveLength(1);
  });

  it.each(['docs/Modelfile', 'Modelfiles.md', 'MyModelfile'])('does not read %s', async (path) => {
    expect((await read('FROM llama4', path)).bases).toEqual([]);
  });

  it('takes any text', async () => {
    const words = fc.constantFrom(
      'FROM ',
      'ADAPTER ',
      'LICENSE ',
      'SYSTEM ',
      '"""',
      '"',
      '\n',
      '\r',
      'llama4',
      '# FROM x',
      './',
      '/',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))), async (parts) => {
        const lines = parts.join('').split(/\r\n|\r|\n/);
        for (const { evidence, written } of (await read(parts.join(''))).bases) {
          const { line, column } = evidence;
          expect(written.trim()).not.toBe('');
          expect(lines[(line ?? 0) - 1]?.length).toBeGreaterThanOrEqual(column ?? Infinity);
        }
      }),
    );
  });
});
