import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';

/** Pictures of the main views for the docs, in both languages and both themes: `npm run screenshots`. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(home, 'docs/screenshots');

const said = {
  en: { run: 'Run', ran: '1,700 events', node: 'Card habits' },
  zh: { run: '运行', ran: '1,700 条事件', node: '用卡情况' },
};

const views = {
  start: async (page, address) => {
    await page.goto(address);
    await page.getByRole('listitem').first().waitFor();
  },
  editor: async (page, address, words) => {
    await page.goto(`${address}#/graph/card-fraud`);
    await page.getByRole('button', { name: words.run, exact: true }).click();
    await page.getByText(words.ran, { exact: true }).waitFor();
    await page.locator('[data-canvas]').getByText(words.node, { exact: true }).first().click();
    await page.getByRole('complementary').waitFor();
  },
};

const server = spawn(process.execPath, [join(home, 'src/cli/bin.mjs'), 'start', '--port', '0', '--lang', 'en'], { stdio: ['ignore', 'pipe', 'inherit'] });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'] });
try {
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  const address = /http:\/\/\S+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`The app did not say where it is, but: ${line}`);
  await mkdir(folder, { recursive: true });
  for (const lang of ['en', 'zh']) {
    for (const theme of ['light', 'dark']) {
      for (const [name, open] of Object.entries(views)) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC', reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.addInitScript(([chosenLang, chosenTheme]) => {
          localStorage.setItem('ruleloom.language', chosenLang);
          localStorage.setItem('ruleloom.theme', chosenTheme);
        }, [lang, theme]);
        await open(page, address, said[lang]);
        await page.evaluate(() => document.fonts.ready);
        // Rows and charts come a moment after what they are about.
        await page.waitForTimeout(1200);
        await page.screenshot({ path: join(folder, `${name}-${lang}-${theme}.png`) });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  server.kill();
}
