import { execFileSync } from 'node:child_process';
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
