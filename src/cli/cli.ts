#!/usr/bin/env node
import module from 'node:module';

// The start of the bin. Node keeps the compiled form of all modules that are loaded after this call.
// Node 20 does not have the function yet, nor do the types of Node 20.
const enableCompileCache: unknown = Reflect.get(module, 'enableCompileCache');
if (typeof enableCompileCache === 'function') enableCompileCache();

await import('./main.ts');
