import { closeSync, openSync } from 'node:fs';

import { readContents, lineAt, type Contents } from '../../src/audit/journal-reading.ts';
import type { Header } from '../../src/audit/journal-line.ts';
import type { Readable } from '../../src/audit/audit-report.ts';

/** The header of an audit of `hf:acme`, of which a test states only what it is about. */
export function header(input: Partial<Header> = {}): Header {
  return {
    journal: 1,
    tool: { name: 'llama-license-lint', version: '0.1.0' },
    asked: { name: 'hf:acme', key: 'hf:acme' },
    judgement: { rules: [], trustConfig: false, offline: false, follow: null },
    shard: null,
    ...input,
  };
}

/** What a journal holds by now. */
export function contentsOf(path: string): Contents {
  const file = openSync(path, 'r');
  try {
    const contents = readContents(file, path);
    if (contents === null) throw new Error(`${path} is empty`);
    return contents;
  } finally {
    closeSync(file);
  }
}

/** A journal to make a report from. */
export function readableAt(path: string): Readable {
  const contents = contentsOf(path);
  return {
    path,
    contents,
    read(span) {
      const file = openSync(path, 'r');
      try {
        return lineAt(file, span);
      } finally {
        closeSync(file);
      }
    },
  };
}
