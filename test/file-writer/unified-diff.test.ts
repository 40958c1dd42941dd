import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { patchFile } from '../../src/file-writer/unified-diff.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

function applied(path: string, before: Uint8Array | null, after: Uint8Array): Buffer {
  const folder = temporaryFolder(before === null ? {} : { [path]: before });
  writeFileSync(join(folder, 'the.patch'), patchFile([{ path, before, after, edits: [] }]));
  // Outside a repository, so that no setting about line ends is asked.
  execFileSync('git', ['apply', '--whitespace=nowarn', 'the.patch'], {
    cwd: folder,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: join(folder, '..') },
  });
  return readFileSync(join(folder, path));
}

describe('a patch', () => {
  it.each<[string, string, string | null, string]>([
    ['of a new file', 'LICENSE', null, 'a\nb\n'],
    ['of a new file without a line end', 'LICENSE', null, 'a\nb'],
    ['of a file without a line end', 'README.md', 'a', 'a\n\nb'],
    ['of Windows line ends', 'README.md', 'a\r\nb\r\n', 'a\r\nc\r\nb\r\n'],
    ['in a folder of an odd name', 'lägal texts/No"tice', 'a\n', 'a\nb\n'],
    ['of an empty file', 'Notice', '', 'a\n'],
  ])('%s is taken by git', (_, path, before, after) => {
    expect(applied(path, before === null ? null : Buffer.from(before), Buffer.from(after)).toString()).toBe(after);
  });

  it('is taken in every encoding, to the byte', () => {
    const line = fc.constantFrom('a\n', '\n', 'b\r\n', '© é\n', 'c', '\ufeff', '+x\n', '--- y\n', '\\ No newline\n');
    const content = fc.array(line, { maxLength: 12 }).map((lines) => lines.join(''));
    fc.assert(
      fc.property(
        content,
        content,
        fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le'),
        (before, after, encoding) => {
          fc.pre(before !== after);
          expect(applied('f', Buffer.from(before, encoding), Buffer.from(after, encoding))).toEqual(
            Buffer.from(after, encoding),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
