import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/faults/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 60 * 60_000, hookTimeout: 120_000 },
});
