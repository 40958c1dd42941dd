#!/usr/bin/env node
import module from 'node:module';

/** Node has it from version 22.1 on. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

// The start of the bin: Node caches the compiled form of every module that is loaded after this call.
const node: typeof module & CompileCache = module;
node.enableCompileCache?.();

await import('./main.ts');
