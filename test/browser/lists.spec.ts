import type { Page } from '@playwright/test';
import { expect, expectAccessible, langs, test } from './page.ts';

/** The lists and tables of a graph: made, filled by typing and pasting, used, and put back by undo. */

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Lists and tables' });

async function open(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await page.getByRole('button', { name: 'Lists and tables' }).click();
}

test('a list is made, filled and undone', async ({ page }) => {
  await open(page);
  await dialog(page).getByRole('button', { name: 'Add a list' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name of the list' }).fill('Risky countries');
  await dialog(page).getByRole('textbox', { name: 'Name of the list' }).press('Enter');
  await dialog(page).getByRole('textbox', { name: 'Values' }).fill('XX\nYY\nZZ');
  await expect(dialog(page)).toContainText('3 values');
  await expect(dialog(page)).toContainText('No node uses it yet');
  await dialog(page).getByRole('combobox', { name: 'Type of the values' }).click();
  await page.getByRole('option', { name: 'Numbers' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('“XX” is no number');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: /^Undo: Change the set/ }).click();
  await page.getByRole('button', { name: 'Lists and tables' }).click();
  await dialog(page).getByRole('button', { name: 'Risky countries' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Values' })).toHaveValue('');
});

test('a table takes rows as a sheet has them, and says who uses it', async ({ page }) => {
  await open(page);
  await dialog(page).getByRole('button', { name: /blocked devices/i }).click();
  await expect(dialog(page)).toContainText('Used by “Block list”');
  await expect(dialog(page).getByRole('button', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
  await dialog(page).getByRole('button', { name: 'Add a table' }).click();
  await dialog(page).getByRole('textbox', { name: 'Rows' }).fill('shop\tlimit\nA\t100\nB\t250');
  await expect(dialog(page)).toContainText('2 rows');
  await dialog(page).getByRole('textbox', { name: 'Rows' }).fill('shop\tshop\nA\t100');
  await expect(dialog(page).getByRole('alert')).toContainText('Every column needs a name of its own');
});

for (const lang of langs) {
  test(`anyone can use them: ${lang}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('ruleloom.language', chosen), lang);
    await page.goto('/#/graph/card-fraud');
    await page.getByRole('button', { name: lang === 'zh' ? '名单与参考表' : 'Lists and tables' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });
}
