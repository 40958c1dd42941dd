import { fstatSync, writeSync } from 'node:fs';

import type { Output } from './run.ts';

const STDOUT = 1;
const PAUSE = 2;

/** stdout. Only a terminal needs Node's stream, which takes some 2 ms to start; a file or a pipe is written to as it is. */
export function standardOutput(): Output {
  return isTerminal() ? process.stdout : { write: writeAll };
}

function isTerminal(): boolean {
  try {
    return fstatSync(STDOUT).isCharacterDevice();
  } catch {
    return false;
  }
}

/** Throws what the system throws, save that a reader who went away (`| head`) has all they want. */
function writeAll(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      // A pipe that another program made non-blocking is full: wait until its reader has caught up.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
