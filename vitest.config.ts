import { defineConfig } from 'vitest/config';
import { rulesAsModules } from './scripts/rules-as-modules.ts';

export default defineConfig({
  plugins: [rulesAsModules.vite],
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
});
