import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, test } from './page.ts';

/** Finding one's way in a graph, and putting it in order. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `Undo: ${what}` });
const selected = (page: Page): Locator => page.locator('.react-flow__node.selected');

async function open(page: Page, graph = 'card-fraud'): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

async function boxOf(locator: Locator): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return box;
}

test('a node is found by its name, and Enter goes there', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Find a node or a field in this graph' })).toBeFocused();
  await page.keyboard.type('card hab');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(card(page, 'habits')).toBeFocused();
  await expect(selected(page)).toHaveAttribute('data-id', 'habits');
});

test('a field is found where it is made and where it is used', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+f');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('amount');
  await expect(page.getByRole('option', { name: /makes “.*amount.*”/ }).first()).toBeVisible();
  await expect(page.getByRole('option', { name: /uses “.*amount.*”/ }).first()).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.type('zzz');
  await expect(page.getByRole('status').filter({ hasText: 'No node and no field of that name' })).toBeVisible();
});

test('tidying up is one step, lays nothing on anything, and is undone', async ({ page }) => {
  await open(page);
  await page.locator('[data-canvas]').focus();
  // Into a heap first.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+a');
  await expect(undo(page, 'Align left')).toBeEnabled();
  await page.keyboard.press('Shift+t');
  await expect(undo(page, 'Tidy up')).toBeEnabled({ timeout: 60_000 });
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(700);
  const boxes = await Promise.all((await page.locator('.react-flow__node').all()).map(boxOf));
  for (const one of boxes) {
    for (const other of boxes) {
      if (one === other) continue;
      const apart = one.x + one.width <= other.x + 1 || other.x + other.width <= one.x + 1 || one.y + one.height <= other.y + 1 || other.y + other.height <= one.y + 1;
      expect(apart).toBe(true);
    }
  }
  await page.keyboard.press('Control+z');
  await expect(undo(page, 'Align left')).toBeEnabled();
});

test('what is selected is put in line', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await card(page, 'testing').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Alt+s');
  await expect(undo(page, 'Align bottoms')).toBeEnabled();
  await expect.poll(async () => {
    const [one, other] = [await boxOf(card(page, 'habits')), await boxOf(card(page, 'testing'))];
    return Math.abs(one.y + one.height - other.y - other.height);
  }).toBeLessThan(1.5);
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('find, align and tidy up', async ({ page }) => {
    await open(page);
    await page.keyboard.press('Control+f');
    await expect(page.locator('input:focus')).toBeVisible();
    await page.keyboard.type('金额');
    await expect(page.getByRole('option', { name: /用到“.*金额.*”/ }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.locator('input:focus')).toBeVisible();
    await page.keyboard.type('整理布局');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '撤销：整理布局' })).toBeEnabled({ timeout: 60_000 });
  });
});
