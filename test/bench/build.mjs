import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the sections, which are TypeScript, as the command itself is bundled. */

const here = fileURLToPath(new URL('.', import.meta.url));
const home = fileURLToPath(new URL('../..', import.meta.url));

export const sections = ['expressions', 'reading', 'graphs', 'growth'];

export async function buildSections() {
  const entries = sections.filter((name) => existsSync(`${here}${name}/main.ts`)).map((name) => [name, `${here}${name}/main.ts`]);
  await bundle(Object.fromEntries(entries), `${here}dist`);
}

export async function bundle(input, outDir) {
  await build({
    configFile: false,
    root: home,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { input, external: [/^@duckdb\//, /^@gorules\//, 'json-logic-engine'] },
    },
    ssr: { noExternal: true, target: 'node' },
  });
}
