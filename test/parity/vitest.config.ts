import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['test/parity/**/*.test.ts'], environment: 'node', testTimeout: 300_000, hookTimeout: 120_000 },
});
