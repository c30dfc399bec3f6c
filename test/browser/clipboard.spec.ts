import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, locales, test } from './page.ts';

/** Parts of graphs on the clipboard, and lines that close and open around nodes. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const edge = (page: Page, from: string, to: string): Locator => page.locator(`[data-edge="${from} ${to}"]`);
const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `Undo: ${what}` });
const selected = (page: Page): Locator => page.locator('.react-flow__node.selected');

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function open(page: Page, graph = 'card-fraud'): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

/** As another program would. */
async function putOnClipboard(page: Page, text: string): Promise<void> {
  await page.evaluate(async (written) => navigator.clipboard.writeText(written), text);
}

test('nodes are copied from one tab to another, with the edges between them', async ({ page, context }) => {
  await open(page);
  await card(page, 'habits').click();
  await card(page, 'testing').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+c');
  const other = await context.newPage();
  await open(other, 'consumer-group');
  await other.locator('[data-canvas]').focus();
  await other.keyboard.press('Control+v');
  await expect(selected(other)).toHaveCount(2);
  await expect(card(other, 'testing')).toBeInViewport();
  await expect(edge(other, 'habits', 'testing')).toBeAttached();
  await expect(undo(other, 'Paste 2 nodes')).toBeEnabled();
  // What the nodes speak of is not in this graph, and it says so.
  await expect(card(other, 'habits')).toHaveAccessibleName(/Connect|no field|not known|nothing/i);
  await other.keyboard.press('Control+z');
  await expect(card(other, 'habits')).toHaveCount(0);
});

test('what is pasted where it was copied stands beside it, under a name of its own, and again beside that', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(card(page, 'habits-2')).toContainText('Card habits 2');
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+d');
  await expect(card(page, 'habits-4')).toBeFocused();
  // None of them covers another, or anything that was there.
  await page.getByRole('button', { name: /^Fit the whole graph/ }).click();
  const boxes = await page.locator('.react-flow__node').evaluateAll((cards) => cards.map((each) => each.getBoundingClientRect()).map(({ left, top, right, bottom }) => ({ left, top, right, bottom })));
  expect(boxes.filter((box, at) => boxes.some((other, nth) => nth > at && box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top))).toEqual([]);
});

test('what is cut is gone, its line closes, and it can be pasted', async ({ page }) => {
  await open(page);
  await card(page, 'known-devices').click();
  await page.keyboard.press('Control+x');
  await expect(card(page, 'known-devices')).toHaveCount(0);
  await expect(edge(page, 'payments', 'habits')).toBeAttached();
  await expect(page.getByRole('button', { name: /^Undo: Remove “.+” and close the line$/ })).toBeEnabled();
  await page.keyboard.press('Control+v');
  await expect(card(page, 'known-devices')).toBeVisible();
});

test('what is copied is text of a known form, and the whole text of a graph can be pasted', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(async () => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({ format: 'ruleloom/clipboard', version: 1, nodes: [{ id: 'habits' }] });
  await putOnClipboard(page, await readFile(new URL('../../rules-examples/consumer-group/consumer-group.rules.json', import.meta.url), 'utf8'));
  const before = await page.locator('[data-edge]').count();
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('button', { name: /^Undo: Paste \d+ nodes/ })).toBeEnabled();
  expect(await page.locator('[data-edge]').count()).toBeGreaterThan(before);
  await putOnClipboard(page, 'a shopping list');
  await page.keyboard.press('Control+v');
  await expect(page.getByText('What was copied is no part of a graph')).toBeVisible();
});

test('text fields keep copy and paste to themselves', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  const name = page.getByRole('textbox', { name: 'Name of the node' });
  await name.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(async () => navigator.clipboard.readText())).toBe('Card habits');
});

test('the command palette copies and pastes, too', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  for (const command of ['copy', 'paste']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(command);
    await page.keyboard.press('Enter');
  }
  await expect(card(page, 'habits-2')).toBeVisible();
});

test('a node that leads nowhere is put between two others by dropping it on their edge', async ({ page }) => {
  await open(page);
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Filter/ }).click();
  const from = await card(page, 'filter').boundingBox();
  const line = await edge(page, 'payments', 'known-devices').boundingBox();
  if (from === null || line === null) throw new Error('It is not on the page.');
  await page.mouse.move(from.x + 40, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(line.x + line.width / 2 - 12, line.y + line.height / 2 - 8, { steps: 6 });
  await page.mouse.move(line.x + line.width / 2, line.y + line.height / 2, { steps: 3 });
  await expect(edge(page, 'payments', 'known-devices')).toHaveAttribute('data-target');
  await page.mouse.up();
  await expect(edge(page, 'payments', 'filter')).toBeAttached();
  await expect(edge(page, 'payments', 'known-devices')).toHaveCount(0);
  await undo(page, 'Insert “Filter”').click();
  await expect(edge(page, 'payments', 'known-devices')).toBeAttached();
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('what was cut says so', async ({ page }) => {
    await open(page);
    await card(page, 'known-devices').click();
    await page.keyboard.press('Control+x');
    await expect(page.getByRole('button', { name: /^撤销：删除“.+”并接上断开的连线/ })).toBeEnabled();
    await page.keyboard.press('Control+v');
    await expect(page.getByRole('button', { name: /^撤销：粘贴“/ })).toBeEnabled();
  });
});

test('rules written elsewhere become nodes: JsonLogic a condition, CSV a decision table', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await putOnClipboard(page, '{">": [{"var": "amount"}, 500]}');
  await page.keyboard.press('Control+v');
  await expect(selected(page)).toContainText(/amount is more than/i);
  await page.keyboard.press('Control+z');
  await card(page, 'habits').click();
  await putOnClipboard(page, 'if amount,then action: text\n> 500,review\n-,pass\n');
  await page.keyboard.press('Control+v');
  await expect(selected(page)).toContainText('Decision table');
  await putOnClipboard(page, 'if amount,then action\n> 500,review\n');
  await page.keyboard.press('Control+v');
  await expect(page.getByText(/Line 1 of the decision table/)).toBeVisible();
});
