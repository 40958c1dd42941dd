import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readTargetList, targetList } from '../../src/audit/target-list.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

describe('a list of targets', () => {
  it('has one on each line, and room for notes', () => {
    const { targets } = targetList(
      '# what we ship\n\n  hf:acme/a  \r\ngithub:acme/b@main # until May\r\n\t# ./never\n./models/c#1\rhf:acme/d@refs/pr/1',
    );
    expect(targets).toEqual(['hf:acme/a', 'github:acme/b@main', './models/c#1', 'hf:acme/d@refs/pr/1']);
  });

  it('names each once, in the order in which they first come', () => {
    expect(targetList('b\na\nb\n b # again\n')).toMatchObject({ targets: ['b', 'a'], repeated: 2 });
  });

  it('is the same when only its notes change, and another with other targets or another order', () => {
    const digest = (text: string) => targetList(text).digest;
    expect(digest('a\nb\n')).toBe(digest('# mine\na # first\r\n\r\nb'));
    expect(new Set(['a\nb', 'b\na', 'a', 'a\nb\nc', ''].map(digest)).size).toBe(5);
  });

  it('may be in any text, and in nothing else', () => {
    const folder = temporaryFolder();
    const [utf16, binary] = [join(folder, 'utf16.txt'), join(folder, 'binary')];
    writeFileSync(utf16, Buffer.from('\ufeffhf:acme/a\r\n', 'utf16le'));
    writeFileSync(binary, Buffer.from([0x47, 0, 1, 2]));
    mkdirSync(join(folder, 'model'));
    expect(readTargetList(utf16).targets).toEqual(['hf:acme/a']);
    expect(() => readTargetList(binary)).toThrow('cannot be read as a list of targets');
    expect(() => readTargetList(join(folder, 'model'))).toThrow('is a folder, and an audit covers many');
    expect(() => readTargetList('acme')).toThrow('there is no file acme');
  });
});
