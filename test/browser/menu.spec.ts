import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, test } from './page.ts';

/** What the right button, a finger that stays and the menu key offer, and how gestures are taken back. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const item = (page: Page, name: string | RegExp): Locator => page.getByRole('menuitem', { name });
const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `Undo: ${what}` });
const selected = (page: Page): Locator => page.locator('.react-flow__node.selected');

async function open(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await expect(card(page, 'payments')).toBeVisible();
}

async function middle(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('the menu of a node does what its keys do, and the focus stays on the canvas', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click({ button: 'right' });
  await expect(selected(page)).toHaveAttribute('data-id', 'habits');
  await expect(item(page, /^Connect the node to another/)).toBeVisible();
  await expectAccessible(page, '[role=menu]');
  await item(page, /^Delete what is selected/).click();
  await expect(undo(page, 'Remove “Card habits” and close the line')).toBeEnabled();
  // What was beside it has the focus, also when it comes back.
  await expect(card(page, 'known-devices')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(card(page, 'habits')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'habits')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, /^Open the node/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page, 'habits')).toBeFocused();

  await page.keyboard.press('Control+a');
  await card(page, 'habits').click({ button: 'right' });
  await item(page, 'Align').hover();
  await item(page, /^Align tops/).click();
  await expect(page.getByRole('button', { name: /^Undo: Align tops/ })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+a');
  // A click on one of several leaves only this one.
  await card(page, 'testing').click();
  await expect(selected(page)).toHaveCount(1);
});

test('a note is made where the menu was opened, by its key and from the palette, and written in at once', async ({ page }) => {
  await open(page);
  await page.mouse.click(420, 160, { button: 'right' });
  await item(page, /^Add a note/).click();
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  await page.keyboard.type('Ask the fraud desk');
  await page.keyboard.press('Control+Enter');
  const note = page.locator('.react-flow__node-note', { hasText: 'Ask the fraud desk' });
  const place = await note.boundingBox();
  expect(place !== null && place.x < 420 && place.x + place.width > 420).toBe(true);
  await page.keyboard.press('n');
  await expect(text).toBeFocused();
  await page.keyboard.type('Second');
  await page.mouse.click(330, 120);
  await expect(page.locator('.react-flow__node-note', { hasText: 'Second' })).toBeVisible();
  const notes = await page.locator('.react-flow__node-note').count();
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Note/ }).click();
  await expect(text).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__node-note')).toHaveCount(notes);
  await expect(page.locator('.react-flow__node:focus')).toHaveCount(1);
});

test('Escape lets go of what is dragged, and of an edge that is being drawn', async ({ page }) => {
  await open(page);
  const { x, y } = await middle(card(page, 'testing'));
  await page.mouse.move(x, y - 15);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 90, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.move(x + 80, y + 100, { steps: 2 });
  await page.mouse.up();
  expect((await middle(card(page, 'testing'))).y).toBeCloseTo(y, 0);
  const from = await middle(card(page, 'testing').locator('.react-flow__handle.source[data-handleid="rest"]'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 5 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByRole('combobox', { name: 'Find what comes next' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute('aria-disabled', 'true');
});

test.describe('with a finger, in Chinese', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 }, locale: locales.zh });

  test('one that stays opens the menu, and no panel covers it', async ({ page }) => {
    await open(page);
    const client = await page.context().newCDPSession(page);
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ id: 0, ...(await middle(card(page, 'payments'))) }] });
    await expect(item(page, /^创建所选的副本/)).toBeVisible();
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(page.getByRole('complementary', { name: '所选节点' })).toHaveCount(0);
    await item(page, /^创建所选的副本/).tap();
    await expect(page.getByRole('button', { name: /^撤销：/ })).toBeEnabled();
  });
});
