import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './page.ts';

/** What a run found, as it follows from edits. */

const panel = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name });
const row = (page: Page, name: RegExp): Locator => panel(page, 'Results').getByRole('table', { name: 'Hits per rule' }).getByRole('row', { name });
const amount = (page: Page): Locator => page.getByRole('group', { name: 'When the rule matches', exact: true }).getByRole('textbox', { name: 'Value' });

test('after an edit what a run found follows by itself; told not to, it says so and one key brings it up to date', async ({ page }) => {
  await page.goto('/#/graph/credit-decision');
  await page.locator('.react-flow__node[data-id="large"]').click();
  await page.keyboard.press('Control+Enter');
  await expect(panel(page, 'Results')).toBeVisible();
  const hits = row(page, /^A large sum/).getByRole('cell').first();
  const before = await hits.textContent();
  await amount(page).fill('5000');
  await expect(hits).not.toHaveText(before ?? '');
  const now = await hits.textContent();
  await expect(page.getByText('Edited since the run')).toHaveCount(0);

  await page.getByRole('button', { name: /^The last run/ }).click();
  const choice = page.getByRole('menuitemcheckbox', { name: /^Run again by itself after edits/ });
  await expect(choice).toBeChecked();
  await expectAccessible(page, '[role=menu]');
  await choice.click();
  await page.keyboard.press('Escape');
  await amount(page).fill('15000');
  const stale = page.getByRole('button', { name: /^Edited since the run/ });
  await expect(stale).toBeVisible();
  await expect(hits).toHaveText(now ?? '');
  await page.keyboard.press('Control+Enter');
  await expect(hits).toHaveText(before ?? '');
  await expect(stale).toHaveCount(0);
  await page.reload();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^The last run/ }).click();
  await expect(page.getByRole('menuitemcheckbox')).not.toBeChecked();
});
