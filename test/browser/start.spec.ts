import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { exampleIds } from './ruleloom.ts';
import { expect, expectAccessible, langs, test, themes } from './page.ts';

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

test('every example is a template', async ({ page }) => {
  await page.goto('/');
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

test('a graph is copied, deleted, and put back', async ({ page }) => {
  await begin(page, 'Card fraud');
  await page.getByRole('button', { name: 'More for “Card fraud”' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(recent(page).getByRole('link')).toHaveCount(2);
  await page.getByRole('button', { name: 'More for “Card fraud 2”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(recent(page).getByRole('link')).toHaveCount(1);
  await recent(page).getByRole('button', { name: 'Undo' }).click();
  await expect(recent(page).getByRole('link', { name: 'Card fraud 2' })).toBeVisible();
});

test('a graph is opened from a file, and what is none says why', async ({ page }) => {
  await page.goto('/');
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'data.rules.json', mimeType: 'application/json', buffer: Buffer.from('{ "format": "something else" }') });
  await expect(page.getByRole('alert')).toBeVisible();
  await input.setInputFiles({ name: 'mine.rules.json', mimeType: 'application/json', buffer: Buffer.from(readFileSync(cardFraud, 'utf8').replaceAll('Card fraud', 'From a file')) });
  await expect(page).toHaveTitle('From a file · Ruleloom');
});

for (const lang of langs) {
  for (const theme of themes) {
    for (const [width, height] of [[1440, 900], [390, 844]] as const) {
      test(`anyone can use it: ${lang}, ${theme}, ${width} wide`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.addInitScript(([chosenLang, chosenTheme]) => {
          localStorage.setItem('ruleloom.language', chosenLang);
          localStorage.setItem('ruleloom.theme', chosenTheme);
        }, [lang, theme] as const);
        await page.goto('/');
        await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      });
    }
  }
}
