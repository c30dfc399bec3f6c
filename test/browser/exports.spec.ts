import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** What leaves the page: files, pictures and links; and what does not. */

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export or share' });

async function open(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
}

async function saved(page: Page, format: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), dialog(page).getByRole('button', { name: `Save: ${format}`, exact: true }).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a graph goes out as a graph, as JsonLogic, as a plan and as pictures', async ({ page }) => {
  await open(page);
  await expect(dialog(page)).toContainText('Data files stay here');
  const graph = await saved(page, 'Rule graph');
  expect(graph.name).toBe('card-fraud.rules.json');
  expect(JSON.parse(graph.bytes.toString())).toMatchObject({ format: 'ruleloom/graph', id: 'card-fraud' });
  const logic = await saved(page, 'JsonLogic');
  expect(JSON.parse(logic.bytes.toString())).toHaveProperty('alerts');
  const plan = await saved(page, 'Plan');
  expect(JSON.parse(plan.bytes.toString())).toHaveProperty('steps');
  const svg = await saved(page, 'Picture, SVG');
  expect(svg.bytes.toString()).toMatch(/^<svg .*Card habits/s);
  const png = await saved(page, 'Picture, PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');

  // Nothing has run yet: there are no counts to show.
  const counts = dialog(page).getByRole('checkbox', { name: 'Show the counts of the last run in pictures' });
  await expect(counts).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: /^rows: 1,700 rows/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await saved(page, 'Picture, SVG')).bytes.toString()).not.toContain('>1,641<');
  await counts.check();
  expect((await saved(page, 'Picture, SVG')).bytes.toString()).toContain('>1,641<');
});

test('rows stay here unless they are chosen', async ({ page }) => {
  await open(page);
  await expect(dialog(page)).toContainText(/Left out: [\d,]+ rows of data and \d+ saved tests?/);
  const bare = JSON.parse((await saved(page, 'Rule graph')).bytes.toString()) as { tests?: unknown[] };
  expect(bare.tests ?? []).toHaveLength(0);
  await dialog(page).getByRole('checkbox', { name: 'Include sample rows and saved tests' }).check();
  const whole = JSON.parse((await saved(page, 'Rule graph')).bytes.toString()) as { tests?: unknown[] };
  expect(whole.tests?.length).toBeGreaterThan(0);
});

test('a link holds the graph, and opens as a new one', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await dialog(page).getByRole('button', { name: 'Copy: Link' }).click();
  await expect(dialog(page).getByText('Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('#/open/');
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('[data-canvas]')).toContainText('Card habits');
  await expect(other).toHaveURL(/#\/graph\/card-fraud$/);
  await expect(other.getByText('Saved in this browser, just now')).toBeVisible();
});

test('a link that was cut short says so, and what to do', async ({ page }) => {
  await page.goto('/');
  for (const link of ['7Vpbb9s4Fv4rRNDBtoBj6-JL_LZt', '%E4%BD', '']) {
    await page.evaluate((packed) => location.assign(`#/open/${packed}`), link);
    await expect(page.getByRole('alert')).toContainText(/This link holds no graph.*Have it sent again/);
    await page.getByRole('link', { name: 'To the start page' }).click();
    await expect(page.getByRole('button', { name: 'New empty graph' })).toBeVisible();
  }
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    test(`anyone can use it, light or dark: ${lang}`, async ({ page }) => {
      await page.goto('/#/graph/card-fraud');
      await page.getByRole('button', { name: lang === 'zh' ? '导出' : 'Export', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  });
}
