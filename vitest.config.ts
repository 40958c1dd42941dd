import { defineConfig } from 'vitest/config';
import { rulesAsModules } from './scripts/rules-as-modules.ts';

export default defineConfig({
  plugins: [rulesAsModules.vite],
  // By itself it leaves one processor idle, and many tests wait for a program or a server.
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, maxWorkers: '100%' },
});
