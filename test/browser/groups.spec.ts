import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, test } from './page.ts';

/** Groups as one card, and notes as large as they are drawn. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const group = (page: Page): Locator => page.locator('.react-flow__node[data-id^="group:"]');
const undo = (page: Page, what: string | RegExp): Locator => page.getByRole('button', { name: typeof what === 'string' ? `Undo: ${what}` : what });

async function open(page: Page, graph = 'card-fraud'): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

async function boxOf(locator: Locator): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the page.');
  return box;
}

async function drag(page: Page, from: { readonly x: number; readonly y: number }, right: number, down: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + right / 2, from.y + down / 2, { steps: 4 });
  await page.mouse.move(from.x + right, from.y + down, { steps: 4 });
  await page.mouse.up();
}

test('a group becomes one card with its counts, and opens again by a double click', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Collapse the group “Checks on every payment” to one card' }).click();
  await expect(group(page)).toHaveAccessibleName(/^Checks on every payment, 3 nodes: Card testing/);
  await expect(card(page, 'testing')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(group(page).getByRole('button', { name: 'Card testing: match: 27 rows, show them' })).toBeVisible();
  await expectAccessible(page, '[data-canvas]');
  await group(page).dblclick();
  await expect(card(page, 'testing')).toBeVisible();
  await expect(undo(page, 'Expand “Checks on every payment”')).toBeEnabled();
});

test('a collapsed group is moved with all that is in it, found, opened by Enter, and deleted as a whole', async ({ page }) => {
  await open(page);
  const before = await boxOf(card(page, 'testing'));
  await card(page, 'testing').click();
  await page.keyboard.press('Alt+g');
  const at = await boxOf(group(page));
  await drag(page, { x: at.x + 60, y: at.y + 10 }, 0, -60);
  await expect(undo(page, 'Move 3 nodes')).toBeEnabled();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('risk score');
  await page.keyboard.press('Enter');
  await expect(group(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await boxOf(card(page, 'testing'))).y - before.y).toBeLessThan(-30);
  await page.keyboard.press('Alt+g');
  await group(page).click();
  await page.keyboard.press('Delete');
  await expect(group(page)).toHaveCount(0);
  await expect(undo(page, /^Undo: Remove 3 nodes/)).toBeEnabled();
});

test('an edge let go on a collapsed group asks which node in it is meant', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Collapse the group “Checks on every payment” to one card' }).click();
  const from = await boxOf(page.locator('.react-flow__handle.source[data-nodeid="known-devices"]'));
  const to = await boxOf(group(page));
  const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await drag(page, start, to.x + to.width / 2 - start.x, to.y + to.height / 2 - start.y);
  const picker = page.getByRole('dialog', { name: 'Find what comes next' });
  await expect(picker.getByRole('option')).toHaveCount(3);
  await picker.getByRole('option', { name: /Unusual amount/ }).click();
  await expect(undo(page, /^Undo: Connect/)).toBeEnabled();
});

test('an edge is drawn out of a collapsed group, and its plus offers what comes next', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Collapse the group “Checks on every payment” to one card' }).click();
  const from = await boxOf(group(page).locator('.react-flow__handle[aria-label="Output: Card testing: match"]'));
  const to = await boxOf(card(page, 'review-list'));
  const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await drag(page, start, to.x + to.width / 2 - start.x, to.y + to.height / 2 - start.y);
  await expect(undo(page, /^Undo: Connect “Card testing” .*“Review list”/)).toBeEnabled();
  await group(page).hover();
  await group(page).getByRole('button', { name: 'Add or connect after “Card testing: match”' }).click();
  await page.getByRole('dialog', { name: 'Find what comes next' }).getByRole('option', { name: /^Filter/ }).click();
  await expect(page.locator('.react-flow__node.selected')).toContainText('Filter');
});

test('a note is selected, made larger and written on by keys alone', async ({ page }) => {
  await open(page);
  const note = page.locator('.react-flow__node-note', { hasText: 'Thieves try a card' });
  await note.focus();
  await page.keyboard.press('Space');
  await expect(note).toHaveClass(/selected/);
  const before = await boxOf(note);
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+Shift+ArrowRight');
  await expect.poll(async () => (await boxOf(note)).width - before.width).toBeGreaterThan(30);
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  await text.fill('Something else');
  await page.keyboard.press('Control+Enter');
  const written = page.locator('.react-flow__node-note', { hasText: 'Something else' });
  await expect(written).toBeFocused();
  await page.keyboard.press('Enter');
  await text.fill('Not this');
  await page.keyboard.press('Escape');
  await expect(written).toBeFocused();
  await page.keyboard.press('Control+z');
  await undo(page, 'Resize a note').click();
  await expect.poll(async () => (await boxOf(note)).width).toBeCloseTo(before.width, 0);
});

test('a selected note is made larger by its corner, in one step', async ({ page }) => {
  await open(page);
  const note = page.locator('.react-flow__node-note', { hasText: 'Thieves try a card' });
  await note.click();
  const before = await boxOf(note);
  await drag(page, { x: before.x + before.width, y: before.y + before.height }, 60, 40);
  await expect.poll(async () => (await boxOf(note)).width - before.width).toBeGreaterThan(40);
  await expect.poll(async () => (await boxOf(note)).height - before.height).toBeGreaterThan(25);
  await undo(page, 'Resize a note').click();
  await expect.poll(async () => (await boxOf(note)).width).toBeCloseTo(before.width, 0);
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('a collapsed group says what is in it', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: /^将分组“.+”折叠为一张卡片$/ }).last().click();
    await expect(group(page)).toHaveAccessibleName(/\d ?个节点：/);
  });
});
