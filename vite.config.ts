import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist/app', emptyOutDir: true, target: 'es2022' },
  test: { include: ['src/**/*.test.ts', 'test/conformance/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
