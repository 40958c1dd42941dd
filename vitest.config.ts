import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

import { rulesAsModules } from './scripts/rules-as-modules.ts';

export default defineConfig({
  plugins: [rulesAsModules.vite],
  // More than there are processors: many tests wait for a program or a server.
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, maxWorkers: availableParallelism() + 1 },
});
