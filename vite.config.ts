/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const pure = ['src/{compile,data,graph,kinds,lab,logic,plan}/**/*.test.ts'];

export default defineConfig({
  plugins: [react()],
  worker: { format: 'es' },
  // Fonts and pictures stay files: the content policy takes none from inside a stylesheet.
  build: { outDir: 'dist/app', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  test: {
    environment: 'node',
    projects: [
      // Nothing here keeps anything between calls, so files share a process: half the time went into loading the same modules anew.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['src/**/*.test.ts', 'test/{conformance,reference}/**/*.test.ts'], exclude: pure } },
    ],
    maxWorkers: '100%',
    testTimeout: 120_000 * Number(process.env['RULELOOM_RUNS'] ?? 1),
  },
});
