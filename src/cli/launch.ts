import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

import { V8_FLAGS } from './v8-flags.ts';

// The start of the bin. Compiling the program takes longer than most checks, so its compiled form is taken from V8's
// code cache: the one that the build left beside it for this very Node, else the one that newer Nodes keep themselves.
// The build makes this file CommonJS: Node 20 needs some milliseconds more to start an ES module.

declare const require: NodeJS.Require;

/** Files of the program that were run from their cache, each once. */
const loaded = new Map<string, { exports: unknown }>();

// Node's own modules come compiled, too, but for the flags that V8 started with: the one that every run needs is loaded now.
Reflect.get(process.getBuiltinModule('node:util'), 'parseArgs');
for (const flag of V8_FLAGS) setFlagsFromString(flag);
load('./program.cjs');

/** What the program requires with: of its own files, which begin with `./`, those that have a cache are run from it. */
function load(path: string): unknown {
  if (!path.startsWith('./')) return require(path);
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const cachedData = codeCache(path);
  if (cachedData === null) return compile(path);
  const module = { exports: {} };
  loaded.set(path, module);
  const filename = join(__dirname, path);
  // V8 refuses a cache that was made under other flags by itself, and compiles. The build leaves no character of two bytes.
  const run: unknown = new Script(readFileSync(filename, 'latin1'), { filename, cachedData }).runInThisContext();
  if (isAction(run)) run(load, __dirname, module);
  return module.exports;
}

function codeCache(path: string): Buffer | null {
  try {
    return readFileSync(join(__dirname, `${path}-${process.version}-${process.platform}-${process.arch}.cache`));
  } catch {
    return null;
  }
}

function compile(path: string): unknown {
  // Not imported above: the module system's own module takes a while to load, and is needed only here.
  const enableCompileCache: unknown = Reflect.get(process.getBuiltinModule('node:module'), 'enableCompileCache');
  if (isAction(enableCompileCache)) enableCompileCache();
  return require(path);
}

function isAction(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function';
}
