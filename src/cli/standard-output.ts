import { fstatSync, writeSync } from 'node:fs';

import { UsageError } from '../config/usage-error.ts';
import { whyNotWritten } from '../sources/system-error.ts';
import type { Output } from './run.ts';

const STDOUT = 1;
const PAUSE = 2;

/** stdout. Only a terminal needs Node's stream, which takes some 2 ms to start; a file, a pipe or a device is written to as it is. */
export function standardOutput(): Output {
  return isTerminal() ? process.stdout : { write: writeAll };
}

function isTerminal(): boolean {
  try {
    // Of what looks like a terminal, the stream tells whether it is one.
    return fstatSync(STDOUT).isCharacterDevice() && process.stdout.isTTY;
  } catch {
    return false;
  }
}

/** Throws a `UsageError` when nothing can be written. A reader who went away (`| head`) has all they want. */
function writeAll(text: string): void {
  // Mostly the system takes all at once, and the text need not be copied.
  const first = writeSome(text);
  if (first === null || first === Buffer.byteLength(text)) return;
  let rest = Buffer.from(text).subarray(first);
  while (rest.length > 0) {
    const written = writeSome(rest);
    if (written === null) return;
    rest = rest.subarray(written);
  }
}

/** How many bytes the system took, or null when nobody reads any more. */
function writeSome(what: string | Buffer): number | null {
  try {
    return typeof what === 'string' ? writeSync(STDOUT, what) : writeSync(STDOUT, what);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EPIPE') return null;
    if (code !== 'EAGAIN') throw new UsageError(`nothing can be written to stdout: ${whyNotWritten(error)}`, 'make room there, or name a file with --output');
    // A pipe that another program made non-blocking is full: wait until its reader has caught up.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return 0;
  }
}
