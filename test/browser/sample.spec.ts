import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, locales, test } from './page.ts';
import { exampleFile } from './ruleloom.ts';

/** What panels know of the sample without a run, of the graph as it is drawn now. */

const home = fileURLToPath(new URL('../..', import.meta.url));

interface Sketch {
  readonly nodes: { readonly id: string; readonly kind: string; config: Record<string, unknown> }[];
}

/** An example as its graph would be found after its source was given another sample. */
async function withSample(page: Page, id: string, sample: object): Promise<void> {
  const document = structuredClone(exampleFile(id)) as Sketch;
  for (const node of document.nodes) if (node.kind === 'source') node.config = { ...node.config, sample };
  await page.addInitScript(([key = '', text = '']) => localStorage.setItem(key, text), [`ruleloom.unwritten.${id}`, JSON.stringify({ revision: 0, example: id, document })]);
}

async function select(page: Page, node: string): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await page.locator(`.react-flow__node[data-id="${node}"]`).click({ position: { x: 60, y: 8 } });
}

const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Selected node' });
const matching = (page: Page): Locator => inspector(page).getByText(/rows in the sample match/);
const matchCount = (page: Page): Locator => page.locator('.react-flow__node[data-id="testing"]').getByRole('button', { name: /^match: / });

test('how many rows match is known before a run, follows what is typed, and is what a run counts', async ({ page }) => {
  await select(page, 'testing');
  await expect(matching(page)).toHaveText('27 of 1,700 rows in the sample match, 1.6%');
  const value = inspector(page).getByRole('textbox', { name: 'Value' });
  await value.click();
  await expect(page.getByRole('img', { name: /^Values in the sample: from 0 to 12/ })).toBeVisible();
  await value.fill('8');
  await expect(matching(page)).not.toHaveText(/^27 /);
  const [count = ''] = ((await matching(page).textContent()) ?? '').split(' ');
  await page.keyboard.press('Control+Enter');
  await expect(matchCount(page)).toHaveText(count);
});

test('the same rows before and after a node: the first, and such that hit', async ({ page }) => {
  await select(page, 'testing');
  const rows = inspector(page).getByRole('region', { name: 'Rows before and after' }).getByRole('row');
  await expect(rows).toHaveCount(21);
  await expect(rows.nth(1)).toContainText('p-00000001');
  await expect(rows.filter({ has: page.getByRole('cell', { name: 'match', exact: true }) })).toHaveCount(10);
  // What leaves no longer hits: the rows are looked for anew.
  await inspector(page).getByRole('textbox', { name: 'Value' }).fill('12');
  await expect(rows.filter({ has: page.getByRole('cell', { name: 'match', exact: true }) })).toHaveCount(1);
});

test('of a file that is not here, panels say which, and go on once it was given', async ({ page }) => {
  await withSample(page, 'card-fraud', { type: 'file', path: 'data/mine.csv' });
  await select(page, 'testing');
  await expect(inspector(page).getByText('The file “data/mine.csv” is not here.')).toBeVisible();
  await expect(matching(page)).toBeHidden();
  await page.getByRole('status').filter({ hasText: 'data/mine.csv' }).locator('input[type=file]').setInputFiles(join(home, 'rules-examples/card-fraud/data/payments.csv'));
  await expect(matching(page)).toHaveText(/^27 of 1,700 /);
  await expect(inspector(page).getByText(/is not here/)).toBeHidden();
});

test('a million rows: numbers follow what is typed, a run goes first, and both count the same', async ({ page }) => {
  test.setTimeout(180_000);
  await withSample(page, 'card-fraud', { type: 'generator', preset: 'payments', stream: 'payments', events: 1_000_000, seed: 1 });
  await select(page, 'testing');
  await expect(matching(page)).toHaveText(/ of 1,000,000 rows in the sample match/, { timeout: 120_000 });
  const value = inspector(page).getByRole('textbox', { name: 'Value' });
  const before = (await matching(page).textContent()) ?? '';
  await value.fill('6');
  await expect(matching(page)).not.toHaveText(before);
  await value.fill('5');
  await expect(matching(page)).toHaveText(/^8,333 of /);
  await page.keyboard.press('Control+Enter');
  await expect(matchCount(page)).toHaveText('8,333', { timeout: 120_000 });
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('Chinese readers see it in their words', async ({ page }) => {
    await select(page, 'testing');
    const panel = page.getByRole('complementary');
    await expect(panel.getByText(/1,700 行.*27|27.*1,700 行/).first()).toBeVisible();
  });
});
