import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

const CLI = join(import.meta.dirname, '../../dist/cli.cjs');

describe('the start of the command line', () => {
  it('takes the code cache that the build made: V8 does not refuse it', () => {
    const watch = `
      const vm = require('node:vm');
      const { Script } = vm;
      vm.Script = class extends Script {
        constructor(...given) {
          super(...given);
          console.log('refused:', this.cachedDataRejected);
        }
      };
      process.argv = [process.execPath, '${CLI}', '--version'];
      require('${CLI}');`;
    expect(execFileSync(process.execPath, ['-e', watch], { encoding: 'utf8' })).toMatch(/^refused: false\n\d+\.\d+\.\d+\n$/);
  });
});

/** A device on which there is never any room; Linux has it. */
const FULL = '/dev/full';

describe('a standard output without room', () => {
  it.skipIf(!existsSync(FULL)).each(['pretty', 'json'])(`is told in words, not taken for a report that was given (%s)${existsSync(FULL) ? '' : ' (skipped: there is no /dev/full)'}`, (format) => {
    const full = openSync(FULL, 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'rules', '--format', format], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    expect([status, stderr]).toEqual([2, 'llama-license-lint: nothing can be written to stdout: no space is left\n  make room there, or name a file with --output\n']);
  });
});
