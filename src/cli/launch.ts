import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

// The start of the bin. Compiling the program takes longer than most checks, so its compiled form is taken from V8's
// code cache: the one that the build left beside it for this very Node, else the one that newer Nodes keep themselves.
// The build makes this file CommonJS: Node 20 needs some milliseconds more to start an ES module.

const program = join(__dirname, 'program.cjs');

const load = nodeModule.createRequire(__filename);
const cachedData = codeCache();
if (cachedData === null) startCompiling();
else startFromCache(cachedData);

function codeCache(): Buffer | null {
  try {
    return readFileSync(join(__dirname, `program-${process.version}-${process.platform}-${process.arch}.cache`));
  } catch {
    return null;
  }
}

function startFromCache(cache: Buffer): void {
  // V8 refuses a cache that was made under other flags by itself, and compiles.
  const wrapped = `(function(require,__dirname){${readFileSync(program, 'latin1')}\n})`;
  const start: unknown = new Script(wrapped, { filename: program, cachedData: cache }).runInThisContext();
  if (isAction(start)) start(load, __dirname);
}

function startCompiling(): void {
  const enableCompileCache: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (isAction(enableCompileCache)) enableCompileCache();
  load(program);
}

function isAction(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function';
}
