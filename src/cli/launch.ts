import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

import { V8_FLAGS } from './v8-flags.ts';

// The start of the bin. Compiling the program takes longer than most checks, so its compiled form is taken from V8's
// code cache: the one that the build left beside it for this very Node, else the one that newer Nodes keep themselves.
// The build makes this file CommonJS: Node 20 needs some milliseconds more to start an ES module.

declare const require: NodeJS.Require;

const program = join(__dirname, 'program.cjs');

// Node's own modules come compiled, too, but for the flags that V8 started with: the one that every run needs is loaded now.
Reflect.get(process.getBuiltinModule('node:util'), 'parseArgs');
for (const flag of V8_FLAGS) setFlagsFromString(flag);
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
  // V8 refuses a cache that was made under other flags by itself, and compiles. The build leaves no character of two bytes.
  const start: unknown = new Script(readFileSync(program, 'latin1'), { filename: program, cachedData: cache }).runInThisContext();
  if (isAction(start)) start(require, __dirname);
}

function startCompiling(): void {
  // Not imported above: the module system's own module takes a while to load, and is needed only here.
  const enableCompileCache: unknown = Reflect.get(process.getBuiltinModule('node:module'), 'enableCompileCache');
  if (isAction(enableCompileCache)) enableCompileCache();
  require(program);
}

function isAction(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function';
}
