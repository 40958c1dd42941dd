#!/usr/bin/env node
import module from 'node:module';

/** Available in Node 22.1 and later. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

// Node caches the compiled form of every module that is loaded after this call.
const node: typeof module & CompileCache = module;
node.enableCompileCache?.();

await import('./main.ts');
