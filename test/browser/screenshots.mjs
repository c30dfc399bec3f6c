import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';

/** Pictures of the main views for the docs, in both languages and both themes: `npm run screenshots`, or some of them by their names. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.env['SCREENSHOTS'] ?? join(home, 'docs/screenshots');

const payments = join(home, 'rules-examples/card-fraud/data/payments.csv');

const said = {
  en: { run: 'Run', ran: '1,700 events', list: 'List', why: 'Why?', found: 'Rules to begin with, found in your data', save: 'Save as version', compare: 'Compare with now', add: 'Dedupe' },
  zh: { run: '运行', ran: '1,700 条事件', list: '列表', why: '为什么？', found: '在你的数据里找到的起步规则', save: '存为版本', compare: '与现在对比', add: '去重' },
};

/** The example with one limit moved. */
async function lessStrict() {
  const document = JSON.parse(await readFile(join(home, 'rules-examples/card-fraud/card-fraud.rules.json'), 'utf8'));
  for (const { id, config } of document.nodes) if (id === 'testing') config.when = { logic: { '>=': [{ var: 'small_10m' }, 3] } };
  return { name: 'less-strict.rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) };
}

const card = (page, node) => page.locator(`.react-flow__node[data-id="${node}"]`);

async function open(page, address) {
  await page.goto(`${address}#/graph/card-fraud`);
  await page.locator('.react-flow__node').first().waitFor();
}

async function openAndRun(page, address, words) {
  await open(page, address);
  await page.getByRole('button', { name: words.run, exact: true }).click();
  await page.getByText(words.ran, { exact: true }).waitFor();
}

const views = {
  start: async (page, address) => {
    await page.goto(address);
    await page.getByRole('listitem').first().waitFor();
  },
  editor: async (page, address, words) => {
    await openAndRun(page, address, words);
    await card(page, 'habits').click();
    await page.getByRole('complementary').waitFor();
  },
  file: async (page, address, words) => {
    await page.goto(address);
    await page.locator('input[type=file]').first().setInputFiles(payments);
    await page.getByRole('region', { name: words.found }).getByRole('listitem').first().waitFor();
  },
  sheet: async (page, address, words) => {
    await openAndRun(page, address, words);
    await card(page, 'action').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('grid').first().waitFor();
  },
  lists: async (page, address) => {
    // Lists are those of graphs that are kept, and a template is kept when it is changed.
    await open(page, address);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Alt+ArrowRight');
    await page.waitForTimeout(1000);
    await page.goto(`${address}#/lists`);
    await page.getByRole('main').getByRole('listitem').first().click();
  },
  versions: async (page, address, words) => {
    await open(page, address);
    await page.keyboard.press('Control+s');
    const panel = page.getByRole('complementary').last();
    await panel.getByRole('button', { name: words.save }).click();
    await card(page, 'habits').click();
    await page.keyboard.press('Delete');
    await page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${words.add}`) }).first().click();
    await page.getByRole('banner').getByRole('button', { name: /^v1/ }).click();
    await panel.getByRole('button', { name: words.compare }).first().click();
  },
  measure: async (page, address, words) => {
    await openAndRun(page, address, words);
    await page.keyboard.press('Alt+m');
    await page.getByRole('main').getByRole('table').first().waitFor();
  },
  compare: async (page, address, words) => {
    await openAndRun(page, address, words);
    await page.keyboard.press('Alt+c');
    await page.getByRole('main').locator('input[type=file]').first().setInputFiles(await lessStrict());
    await page.getByRole('main').getByRole('table').first().waitFor();
  },
  why: async (page, address, words) => {
    await openAndRun(page, address, words);
    await page.getByRole('button', { name: words.list, exact: true }).click();
    await page.locator('[data-cell="1/1"]').hover();
    await page.getByRole('button', { name: words.why }).first().click();
    await page.getByRole('complementary').last().waitFor();
  },
};

/** Of the first two there is one in each language and theme; of the others one in each language, with both themes among them. */
const isTaken = (name, lang, theme) => name === 'start' || name === 'editor' || (lang === 'en') === (theme === 'light');

const wanted = process.argv.slice(2);

const server = spawn(process.execPath, [join(home, 'src/cli/bin.mjs'), 'start', '--port', '0', '--lang', 'en'], { stdio: ['ignore', 'pipe', 'inherit'] });
const browser = await chromium.launch({ executablePath: findChromium(), args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'] });
try {
  const [line] = await once(createInterface({ input: server.stdout }), 'line');
  const address = /http:\/\/\S+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`The app did not say where it is, but: ${line}`);
  await mkdir(folder, { recursive: true });
  for (const lang of ['en', 'zh']) {
    for (const theme of ['light', 'dark']) {
      for (const [name, show] of Object.entries(views)) {
        if (!isTaken(name, lang, theme) || (wanted.length > 0 && !wanted.includes(name))) continue;
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC', reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.addInitScript(([chosenLang, chosenTheme]) => {
          localStorage.setItem('ruleloom.language', chosenLang);
          localStorage.setItem('ruleloom.theme', chosenTheme);
        }, [lang, theme]);
        await show(page, address, said[lang]);
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
