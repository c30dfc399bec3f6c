import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** Versions: made, looked at, compared, returned to; and the list of steps. */

const panel = (page: Page) => page.getByRole('complementary', { name: 'Versions and steps' });
const button = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^(No version yet|v\d)/ });
const palette = (page: Page) => page.getByRole('navigation', { name: 'Nodes to add' });
const graphName = (page: Page) => page.getByRole('textbox', { name: 'Name of the graph' });

async function open(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
}

async function save(page: Page, name: string, note: string): Promise<void> {
  await page.keyboard.press('Control+s');
  await panel(page).getByRole('textbox', { name: 'Name of the version' }).fill(name);
  await panel(page).getByRole('textbox', { name: 'Note' }).fill(note);
  await panel(page).getByRole('button', { name: /^Save as version/ }).click();
}

async function rename(page: Page, name: string): Promise<void> {
  await graphName(page).fill(name);
  await graphName(page).press('Enter');
}

test('versions are numbered, tell what changed since, and are there after a reload', async ({ page }) => {
  await open(page);
  await expect(button(page)).toHaveText('No version yet');
  await save(page, 'As agreed', 'First rules of the fraud desk');
  await expect(button(page)).toHaveText('v1');
  await expect(panel(page)).toContainText('Nothing has changed since version 1');
  await rename(page, 'Card fraud, spring');
  await expect(button(page)).toHaveText('v1·1 change');
  await palette(page).getByRole('button', { name: /^Dedupe/ }).click();
  await button(page).click();
  await expect(panel(page)).toContainText('Renamed the graph to “Card fraud, spring”');
  await expect(panel(page)).toContainText('Added “Dedupe”');
  await save(page, '', '');
  await expect(button(page)).toHaveText('v2');
  await page.reload();
  await expect(button(page)).toHaveText('v2');
  await button(page).click();
  await expect(panel(page).getByRole('heading', { level: 4 })).toHaveText(['Version 2', 'v1 As agreed']);
  await expect(panel(page)).toContainText('First rules of the fraud desk');
});

test('a version is looked at without a change, and returned to in one step', async ({ page }) => {
  await open(page);
  await save(page, 'Before', '');
  await rename(page, 'After');
  await palette(page).getByRole('button', { name: /^Dedupe/ }).click();
  await button(page).click();
  await panel(page).getByRole('button', { name: 'Look at it: v1 Before' }).click();
  await expect(page.getByRole('button', { name: 'Back to editing' })).toBeVisible();
  await expect(page.getByRole('group', { name: /^Dedupe/ })).toBeHidden();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Back to editing' })).toBeHidden();
  await expect(graphName(page)).toHaveValue('After');
  await panel(page).getByRole('button', { name: 'Look at it: v1 Before' }).click();
  await page.getByRole('button', { name: 'Return to version 1' }).click();
  await expect(graphName(page)).toHaveValue('Card fraud');
  await expect(button(page)).toHaveText('v1');
  await page.getByRole('button', { name: 'Undo: Return to version 1' }).click();
  await expect(graphName(page)).toHaveValue('After');
});

test('two versions are compared on the canvas and in words', async ({ page }) => {
  await open(page);
  await save(page, '', '');
  await palette(page).getByRole('button', { name: /^Dedupe/ }).click();
  await page.locator('[data-canvas]').getByText('Card habits', { exact: true }).first().click();
  await page.keyboard.press('Delete');
  await page.locator('.react-flow__node-note').first().click();
  await page.keyboard.press('Delete');
  await button(page).click();
  await panel(page).getByRole('button', { name: 'Compare with now: Version 1' }).click();
  const canvas = page.getByRole('main').filter({ has: page.getByText('added', { exact: true }) });
  await expect(canvas.getByText('added', { exact: true })).toBeVisible();
  await expect(canvas.getByRole('group', { name: 'Card habits', exact: true })).toContainText('removed');
  await expect(canvas.getByRole('group', { name: /^“Fraud” is what we learn/ })).toContainText('removed');
  const words = page.getByRole('complementary', { name: 'What changed' });
  await expect(words).toContainText('Added “Dedupe”');
  await expect(words).toContainText('Removed “Card habits”');
  await page.getByRole('combobox', { name: 'What is shown' }).click();
  await page.getByRole('option', { name: 'Version 1' }).click();
  await expect(words).toContainText('Both are the same');
});

test('every step is listed, and a click goes back to it', async ({ page }) => {
  await open(page);
  await rename(page, 'One');
  await rename(page, 'Two');
  await button(page).click();
  await panel(page).getByRole('tab', { name: 'Steps' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(3);
  await panel(page).getByRole('button', { name: /Rename the graph to “One”/ }).click();
  await expect(graphName(page)).toHaveValue('One');
  await panel(page).getByRole('button', { name: /As it was opened/ }).click();
  await expect(graphName(page)).toHaveValue('Card fraud');
  await panel(page).getByRole('button', { name: /Rename the graph to “Two” undone/ }).click();
  await expect(graphName(page)).toHaveValue('Two');
});

test('a graph that was removed comes back with its versions', async ({ page }) => {
  await open(page);
  await save(page, 'Kept', '');
  await expect(button(page)).toHaveText('v1');
  await page.getByRole('link', { name: 'Graphs' }).click();
  await page.getByRole('button', { name: 'More for “Card fraud”' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('region', { name: 'Recent graphs' }).getByRole('link', { name: 'Card fraud' }).click();
  await expect(button(page)).toHaveText('v1');
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    test(`anyone can use them, light or dark: ${lang}`, async ({ page }) => {
      await page.goto('/#/graph/card-fraud');
      await page.getByRole('button', { name: lang === 'zh' ? '运行' : 'Run', exact: true }).waitFor();
      await page.keyboard.press('Control+s');
      await page.getByRole('button', { name: lang === 'zh' ? '存为版本 1' : 'Save as version 1' }).click();
      await page.locator('[data-canvas]').getByText(lang === 'zh' ? '用卡情况' : 'Card habits', { exact: true }).first().click();
      await page.keyboard.press('Delete');
      await page.getByRole('button', { name: /^v1/ }).click();
      await expect(page.getByRole('button', { name: /^v1/ })).not.toHaveText('v1');
      await expectAccessibleInBothThemes(page);
      await page.getByRole('button', { name: lang === 'zh' ? /^与现在对比/ : /^Compare with now/ }).click();
      await expect(page.getByText(lang === 'zh' ? '已删除' : 'removed', { exact: true })).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  });
}
