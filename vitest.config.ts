import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

/** Which tests a mode runs. `npm test` asks for none and leaves the long ones out. */
const INCLUDED: Readonly<Record<string, string>> = {
  long: 'test/**/*.long.test.ts',
  all: 'test/**/*.test.ts',
  patterns: 'test/patterns/recheck.ts',
};

export default defineConfig(({ mode }) => ({
  test: {
    include: [INCLUDED[mode] ?? 'test/**/!(*.long).test.ts'],
    // The modules are loaded once for all files of a worker: no test changes them.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // More than there are processors: many tests wait for a program or a server.
    maxWorkers: availableParallelism() + 1,
  },
}));
