import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { exampleIds } from './ruleloom.ts';
import { expect, expectAccessible, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** The start page: templates, the graphs of this browser, and graphs from files. */

const templates = (page: Page) => page.getByRole('region', { name: 'Start from a template' });
const recent = (page: Page) => page.getByRole('region', { name: 'Recent graphs' });
const cardFraud = new URL('../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url);

/** Opens a template and changes it, so that it is kept. */
async function begin(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await templates(page).getByRole('link', { name }).click();
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Filter/ }).click();
  await expect(page.getByText('Saved in this browser, just now')).toBeVisible();
  await page.getByRole('link', { name: 'Graphs' }).click();
}

/** The whole of it. That nothing breaks it, each test sees: a breach is a complaint of the page. */
const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self' https: wss: http://localhost:* ws://localhost:*", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');

test('every example is a template, on a page under the strict content policy', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`);
  // Served from anywhere else, it brings the policy along.
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', policy);
  await expect(templates(page).getByRole('listitem')).toHaveCount(exampleIds.length);
  await expect(recent(page)).toBeHidden();
  await templates(page).getByRole('link', { name: 'Card fraud' }).click();
  await expect(page).toHaveURL(/#\/graph\/card-fraud$/);
  await expect(page.getByRole('textbox', { name: 'Name of the graph' })).toHaveValue('Card fraud');
  await page.goBack();
  await templates(page).getByRole('link', { name: 'Read them as sentences' }).click();
  await page.getByRole('link', { name: 'Open in the editor' }).click();
  await expect(page).toHaveURL(/#\/graph\/consumer-group$/);
});

test('a graph that was changed is there again, and its template is as it came', async ({ page }) => {
  await begin(page, 'Card fraud');
  await expect(recent(page).getByRole('link', { name: 'Card fraud' })).toContainText('just now');
  await templates(page).getByRole('link', { name: 'Card fraud' }).click();
  await expect(page).toHaveURL(/#\/graph\/card-fraud-2$/);
  await expect(page.locator('[data-canvas]')).toContainText('Card habits');
  await expect(page.locator('[data-canvas]')).not.toContainText('Filter');
});

test('a graph is renamed where it stands, copied, deleted, and put back', async ({ page }) => {
  await begin(page, 'Card fraud');
  await recent(page).getByRole('link', { name: 'Card fraud' }).focus();
  await page.keyboard.press('F2');
  const naming = recent(page).getByRole('textbox', { name: 'Name of the graph' });
  await expect(naming).toBeFocused();
  await naming.fill('Mine');
  await naming.press('Escape');
  await page.getByRole('button', { name: 'More for “Card fraud”' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(naming).toBeFocused();
  await naming.fill('My cards');
  await naming.press('Enter');
  await expect(recent(page).getByRole('link', { name: 'My cards' })).toBeFocused();
  await page.reload();
  await page.getByRole('button', { name: 'More for “My cards”' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(naming).toBeFocused();
  await naming.fill('Card fraud');
  await naming.press('Enter');
  await page.getByRole('button', { name: 'More for “Card fraud”' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(recent(page).getByRole('link')).toHaveCount(2);
  await page.getByRole('button', { name: 'More for “Card fraud 2”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(recent(page).getByRole('link')).toHaveCount(1);
  await recent(page).getByRole('button', { name: 'Undo' }).click();
  await expect(recent(page).getByRole('link', { name: 'Card fraud 2' })).toBeVisible();
});

/** What the clipboard brings, on the page itself. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('graphs, rules and data come as files or pasted, and what each became is said', async ({ page }) => {
  await page.goto('/');
  const input = page.locator('input[type=file]');
  const graph = (name: string) => ({ name: `${name}.rules.json`, mimeType: 'application/json', buffer: Buffer.from(readFileSync(cardFraud, 'utf8').replaceAll('Card fraud', name)) });
  await input.setInputFiles({ name: 'data.rules.json', mimeType: 'application/json', buffer: Buffer.from('{ "format": "something else" }') });
  await expect(page.getByRole('alert')).toContainText('data.rules.json could not be opened');
  await input.setInputFiles([graph('First one'), graph('Second one')]);
  await expect(page.getByText('2 graphs were added')).toBeVisible();
  await expect(recent(page).getByRole('link', { name: 'First one' })).toBeVisible();
  await input.setInputFiles(graph('From a file'));
  await expect(page).toHaveTitle('From a file · Ruleloom');

  await page.goto('/');
  await input.setInputFiles({ name: 'limit.json', mimeType: 'application/json', buffer: Buffer.from('{ ">": [{ "var": "amount" }, 500] }') });
  await expect(page).toHaveTitle('limit · Ruleloom');
  await expect(page.locator('[data-canvas]')).toContainText('A JsonLogic expression');
  await expect(page.getByText('“limit.json” is JsonLogic: it became a condition.')).toBeVisible();

  // A rule and the data that it is about become one graph.
  await page.goto('/');
  await input.setInputFiles([
    { name: 'limit.json', mimeType: 'application/json', buffer: Buffer.from('{ ">": [{ "var": "amount" }, 50] }') },
    { name: 'spent.csv', mimeType: 'text/csv', buffer: Buffer.from('card,amount\nC-1,12.50\nC-2,80\nC-1,99\n') },
  ]);
  await expect(page.getByText('limit.json is a rule: it goes into the graph together with the data')).toBeVisible();
  await page.getByRole('button', { name: 'Begin without a rule' }).click();
  await expect(page.locator('[data-canvas]')).toContainText('Amount is more than 50match2');

  await page.goto('/');
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await paste(page, 'hello');
  await expect(page.getByRole('alert')).toContainText('What was pasted is no table, rule or graph');
  await paste(page, '"row {""hit"":""first""}",if amount,then action: text\n1,< 500,Allow\notherwise,,Block');
  await expect(page).toHaveTitle('Pasted · Ruleloom');
  await expect(page.getByText('is a decision table: it became a node of that kind')).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await paste(page, 'card\tamount\nC-1\t12.50\nC-2\t80\n');
  await expect(page.getByRole('heading', { name: 'Pasted.tsv' })).toBeVisible();
  await expect(page.getByText('2 rows, 2 fields')).toBeVisible();
});

test('a full storage says so, loses nothing, and is written to as soon as there is room', async ({ page, context }) => {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('[data-canvas]')).toContainText('Card habits');
  const browser = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const name = page.getByRole('textbox', { name: 'Name of the graph' });
  await name.fill('Too much');
  await name.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'this browser has no more room' })).toBeVisible();
  // Who goes to the start page finds it there all the same, and may keep it as a file.
  await page.getByRole('link', { name: 'Graphs' }).click();
  const left = recent(page).getByRole('listitem').filter({ hasText: 'Too much' });
  await expect(left).toContainText('Not saved: no room in this browser');
  await left.getByRole('button', { name: 'More for “Too much”' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save it as a file' }).click();
  expect((await download).suggestedFilename()).toBe('card-fraud.rules.json');
  await expectAccessible(page);
  await left.getByRole('link').click();
  await expect(name).toHaveValue('Too much');
  // Left like this it is found again, as it was.
  await page.reload();
  await expect(name).toHaveValue('Too much');
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await name.fill('Room again');
  await name.press('Enter');
  await expect(page.getByText('Saved in this browser, just now')).toBeVisible();
  // What the page that is left has no time to write is on the start page all the same.
  await name.fill('In a hurry');
  await name.press('Enter');
  // Another document of the same process: one that leaves its process has half a second to write, which a busy machine may not give.
  await page.goto('/?again');
  await expect(recent(page).getByRole('link', { name: 'In a hurry' })).toBeVisible();
});

test('a tab that crashes loses nothing that was saved, and another one edits on at once', async ({ page, context }) => {
  await begin(page, 'Card fraud');
  await recent(page).getByRole('link', { name: 'Card fraud' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the graph' });
  await name.fill('Before the crash');
  await name.press('Enter');
  await expect(page.getByText('Saved in this browser, just now')).toBeVisible();
  const address = page.url();
  const crashed = page.waitForEvent('crash');
  const browser = await context.newCDPSession(page);
  // It never answers: it is gone.
  void browser.send('Page.crash').catch(() => undefined);
  await crashed;
  const other = await context.newPage();
  await other.goto(address);
  const there = other.getByRole('textbox', { name: 'Name of the graph' });
  await expect(there).toHaveValue('Before the crash');
  await there.fill('After it');
  await there.press('Enter');
  await expect(other.getByText('Saved in this browser, just now')).toBeVisible();
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    test(`anyone can use it, light or dark, wide or narrow: ${lang}`, async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
      for (const [width, height] of [[1440, 900], [390, 844]] as const) {
        await page.setViewportSize({ width, height });
        await expectAccessibleInBothThemes(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      }
    });
  });
}
