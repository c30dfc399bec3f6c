/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  // Fonts and pictures stay files: the content policy takes none from inside a stylesheet.
  build: { outDir: 'dist/app', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  test: {
    include: ['src/**/*.test.ts', 'test/conformance/**/*.test.ts', 'test/reference/**/*.test.ts'],
    environment: 'node',
    maxWorkers: '100%',
    testTimeout: 120_000 * Number(process.env['RULELOOM_RUNS'] ?? 1),
  },
});
