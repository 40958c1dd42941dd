import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: [INCLUDED[mode] ?? 'test/**/!(*.long).test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // More than there are processors: many tests wait for a program or a server.
    maxWorkers: availableParallelism() + 1,
  },
}));
