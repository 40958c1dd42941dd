import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import { decodeText } from '../snapshot/decode-text.ts';
import { TEXT_LIMIT } from '../snapshot/snapshot.ts';
import { withoutCredentials } from '../sources/http/credentials.ts';

const STANDARD_INPUT = 0;

/** The targets of a list, in order, each once. */
export interface TargetList {
  readonly targets: readonly string[];
  /** How many lines repeat a target. */
  readonly repeated: number;
  /** A hash of the targets, so that the same list in another file is the same audit. */
  readonly digest: string;
}

/** Reads a list of targets from a file or (`-`) the standard input. Throws a `UsageError` if it cannot be read. */
export function readTargetList(file: string): TargetList {
  return targetList(textOf(file));
}

/** One target per line. A `#` at the start of a line or after a space begins a comment; blank lines are ignored. */
export function targetList(text: string): TargetList {
  const named = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/(?:^|\s)#[^]*/, '').trim())
    .filter((line) => line !== '');
  // The journal stores the targets.
  const targets = [...new Set(named.map(withoutCredentials))];
  return {
    targets,
    repeated: named.length - targets.length,
    digest: createHash('sha256').update(targets.join('\n')).digest('hex'),
  };
}

function textOf(file: string): string {
  if (file === '-') return decoded('the standard input', bytesOf(STANDARD_INPUT));
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined)
    throw new UsageError(
      `there is no file ${file}`,
      `for an organization on the Hub, write hf:${file}; for one on GitHub, github:${file}`,
    );
  if (found.isDirectory())
    throw new UsageError(
      `${file} is a folder, and an audit covers many`,
      `for one: llama-license-lint check ${file}; for many, write their names to a text file`,
    );
  return decoded(file, found.size > TEXT_LIMIT ? null : bytesOf(file));
}

function bytesOf(file: string | number): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function decoded(file: string, bytes: Uint8Array | null): string {
  const text = bytes === null ? null : decodeText(bytes).text;
  if (text === null)
    throw new UsageError(
      `${file} cannot be read as a list of targets`,
      `name a text file of at most ${TEXT_LIMIT / 2 ** 20} MiB with a target on each line`,
    );
  return text;
}
