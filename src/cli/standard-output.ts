import { fstatSync, writeFileSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import type { Output } from './context.ts';

const STDOUT = 1;

/**
 * stdout, which takes every text whole. Node's stream does so for pipes and terminals only: of what a file or a device
 * has no room for, it drops the rest without an error.
 */
export function standardOutput(): Output {
  if (isFileOrDevice()) return { write: writeToFile };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone away (`| head`) has all it wants.
    if (error.code !== 'EPIPE') throw error;
  });
  return process.stdout;
}

function isFileOrDevice(): boolean {
  try {
    const kind = fstatSync(STDOUT);
    return kind.isFile() || (kind.isCharacterDevice() && !process.stdout.isTTY);
  } catch {
    return false;
  }
}

/** Throws a `UsageError` when the text cannot be written whole. */
function writeToFile(text: string): void {
  try {
    writeFileSync(STDOUT, text);
  } catch (error) {
    throw new UsageError(
      `nothing can be written to stdout: ${whyNotWritten(error)}`,
      'make room there, or name a file with --output',
    );
  }
}
