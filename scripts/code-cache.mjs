// Runs the built program once on a small repository, and writes what V8 compiled on the way beside it. In a process of
// its own, because a cache holds only for the flags of V8 that it was made with. Usage: node code-cache.mjs dist
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';

const CARD = `---
license: apache-2.0
base_model:
  - meta-llama/Llama-4-Scout-17B-16E-Instruct
tags: [text-generation, "lora"]
---

# A model

This is a **finetune** of [the base](https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct).

<p align="center"><img src="a.png" alt="a &amp; b"></p>

- one
  - two, with \`code\`

| a | b |
|---|---|
| 1 | 2 |

> quoted

\`\`\`python
print(1)
\`\`\`

## Limitations
`;

const dist = resolve(process.argv[2]);
const program = join(dist, 'program.cjs');
const repository = mkdtempSync(join(tmpdir(), 'llama-license-lint-'));
writeFileSync(join(repository, 'README.md'), CARD);
writeFileSync(join(repository, 'config.json'), '{"model_type":"llama4","architectures":["Llama4ForConditionalGeneration"]}');
writeFileSync(join(repository, 'Notice'), 'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n');
writeFileSync(join(repository, '.llama-license-lint.yaml'), 'name: Llama-Sample\n');

// Wrapped as src/cli/launch.ts wraps it: the cache is of this very text.
const script = new Script(`(function(require,__dirname){${readFileSync(program, 'latin1')}\n})`, { filename: program });
process.on('exit', (status) => {
  rmSync(repository, { recursive: true });
  if (status > 1) throw new Error(`the program ended with ${status}: ${complaints}`);
  writeFileSync(join(dist, `program-${process.version}-${process.platform}-${process.arch}.cache`), script.createCachedData());
  process.exitCode = 0;
});

let complaints = '';
process.stdout.write = () => true;
process.stderr.write = (text) => {
  complaints += text;
  return true;
};
process.argv = [process.execPath, program, 'check', repository];
script.runInThisContext()(createRequire(program), dist);
