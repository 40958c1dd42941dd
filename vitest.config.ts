import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

// `npm run patterns` asks for the mode “patterns”.
export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'patterns' ? 'test/patterns/recheck.ts' : 'test/**/*.test.ts'],
    testTimeout: 180_000,
    // More than there are processors: many tests wait for a program or a server.
    maxWorkers: availableParallelism() + 1,
  },
}));
