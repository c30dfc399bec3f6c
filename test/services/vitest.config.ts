import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One file at a time: they stop and start the same servers.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/services/**/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 120_000, hookTimeout: 60_000 },
});
