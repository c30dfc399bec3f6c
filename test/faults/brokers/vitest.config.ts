import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: { include: ['test/faults/brokers/*.test.ts'], environment: 'node', fileParallelism: false, testTimeout: 300_000, hookTimeout: 120_000 },
});
