import { fstatSync, writeFileSync } from 'node:fs';

import { UsageError } from '../errors/usage-error.ts';
import { whyNotWritten } from '../errors/system-error.ts';
import type { Output } from './context.ts';

const STDOUT = 1;

/**
 * stdout, written in full. Node's stream does so only for pipes and terminals: when a file or a device is full, it
 * drops the rest without an error.
 */
export function standardOutput(): Output {
  if (isFileOrDevice()) return { write: writeToFile };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that closes the pipe (`| head`) has read all it wants.
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

/** Throws a `UsageError` if the text cannot be written in full. */
function writeToFile(text: string): void {
  try {
    writeFileSync(STDOUT, text);
  } catch (error) {
    throw new UsageError(
      `stdout cannot be written: ${whyNotWritten(error)}`,
      'make room there, or name a file with --output',
    );
  }
}
