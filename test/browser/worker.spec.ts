import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveFolder } from '../../src/cli/static.ts';
import type { Served } from '../../src/cli/static.ts';
import { examples } from '../support/examples.ts';
import { simulation } from '../support/simulation.ts';
import { expect, test } from './page.ts';

/** The engine in a worker of a page, under the app's content policy: the same bytes as in Node. */

const folder = mkdtempSync(join(tmpdir(), 'ruleloom-worker-'));
let served: Served;

test.beforeAll(async () => {
  const root = fileURLToPath(new URL('worker', import.meta.url));
  await build({ root, configFile: false, logLevel: 'error', build: { outDir: folder, emptyOutDir: true, target: 'es2022' }, worker: { format: 'es' } });
  served = await serveFolder(folder, 0);
});

test.afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

for (const { id, folder: home, text, document } of examples) {
  test(`${id} tells in a worker what it tells in Node`, async ({ page }) => {
    const sources = Object.fromEntries(
      document.nodes.flatMap(({ id: node, config }) => {
        const { sample } = config as { sample?: { type: string; path?: string } };
        return sample?.type === 'file' && sample.path !== undefined ? [[node, readFileSync(join(home, sample.path), 'utf8')]] : [];
      }),
    );
    const task = { graph: text, sources };
    await page.goto(served.address);
    const told = await page.evaluate((given) => window.simulate(given), task);
    expect(told.split('\n').length).toBeGreaterThan(3);
    expect(told).toBe(await simulation(task));
  });
}
