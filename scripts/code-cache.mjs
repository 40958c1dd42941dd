// Runs the built program on small repositories as people have them, and writes what V8 compiled on the way beside it. In
// a process of its own, because a cache holds only for the flags of V8 that it was made with. Usage: node code-cache.mjs dist program seldom…
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';

const ADAPTER_CARD = `---
license: apache-2.0
base_model:
  - meta-llama/Llama-4-Scout-17B-16E-Instruct
tags: [text-generation, "lora"]
---

# A model

This is a **finetune** of [the base](https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct).

We used Llama 4 Maverick to generate the training data. Este modelo es una versión afinada de [Scout](https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct).

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

const FINETUNE_CARD = `---
license: llama4
base_model: meta-llama/Llama-4-Scout-17B-16E-Instruct
language:
- en
---
# Sample 17B

Sample is a fine-tuned version of \`meta-llama/Llama-4-Scout-17B-16E-Instruct\`, trained on our data.

Base model: Llama 4 Scout
`;

const NOTICE = 'Llama 4 is licensed under the Llama 4 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.\n';
const TENSORS = '{"__metadata__":{"format":"pt"},"model.embed_tokens.weight":{"dtype":"BF16","shape":[1,1],"data_offsets":[0,2]}}';

/** No agreement, but a text that has to be compared with all of them. */
const LICENSE = '# 1. License\n\nThe materials of this agreement are “as is” under the policy (see section 2.a of the agreement).\n\n'.repeat(60);

/** A safetensors file: the length of its header, the header, the weights. */
function safetensors(header) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(2)]);
}

const dist = resolve(process.argv[2]);
const program = join(dist, 'program.cjs');
const require = createRequire(program);
const scripts = new Map(process.argv.slice(3).map((name) => {
  const path = `./${name}.cjs`;
  const filename = join(dist, path);
  return [path, new Script(readFileSync(filename, 'latin1'), { filename })];
}));
const folder = mkdtempSync(join(tmpdir(), 'llama-license-lint-'));

function repository(name, files) {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const adapter = repository('adapter', {
  'README.md': ADAPTER_CARD,
  'config.json': '{"model_type":"llama4","architectures":["Llama4ForConditionalGeneration"]}',
  Notice: NOTICE,
  '.llama-license-lint.yaml': 'name: Llama-Sample\n',
});
const finetune = repository('finetune', { 'README.md': FINETUNE_CARD, LICENSE, 'model.safetensors': safetensors(TENSORS) });
const runs = [['check', adapter], ['check', finetune, '--name', 'acme/sample-17b', '--format', 'json', '--output', join(folder, 'report.json'), '--quiet'], ['fix', finetune, '--dry-run', '--offline']];

/** What the program requires with, as at its own start. */
function load(path) {
  const module = { exports: {} };
  const script = scripts.get(path);
  if (script === undefined) return require(path);
  script.runInThisContext()(load, dist, module);
  return module.exports;
}

let complaints = '';
process.exit = () => undefined;
process.stdout.write = () => true;
process.stderr.write = (text) => {
  complaints += text;
  return true;
};

process.on('beforeExit', () => {
  const args = runs.shift();
  if (args === undefined) return;
  // Without anything to wait for, Node would leave after the first run.
  setImmediate(() => undefined);
  process.argv = [process.execPath, program, ...args];
  load('./program.cjs');
});
process.on('exit', (status) => {
  rmSync(folder, { recursive: true });
  if (status > 1 || complaints !== '') throw new Error(`the program ended with ${status}: ${complaints}`);
  for (const [path, script] of scripts) writeFileSync(join(dist, `${path}-${process.version}-${process.platform}-${process.arch}.cache`), script.createCachedData());
  process.exitCode = 0;
});
