import type { Locator, Page } from '@playwright/test';
import { expect, locales, test } from './page.ts';

/** A graph made and changed with nothing but keys. */

const card = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const edge = (page: Page, from: string, to: string): Locator => page.locator(`[data-edge="${from} ${to}"]`);
const undo = (page: Page, what: string): Locator => page.getByRole('button', { name: `Undo: ${what}` });

async function open(page: Page, graph = 'card-fraud'): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

test('C connects the node to another by its name, from the output that is chosen', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+f');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('card testing');
  await page.keyboard.press('Enter');
  await expect(card(page, 'testing')).toBeFocused();
  await page.keyboard.press('c');
  // Of its outputs the one that leads nowhere yet.
  await expect(page.getByRole('radio', { name: 'rest' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'match' })).toBeChecked();
  await page.keyboard.type('review');
  await page.keyboard.press('Enter');
  await expect(edge(page, 'testing', 'review-list').or(edge(page, 'testing.match', 'review-list'))).toBeAttached();
  await expect(card(page, 'testing')).toBeFocused();
});

test('a new node is added after another, and has the focus', async ({ page }) => {
  await open(page);
  await card(page, 'payments').focus();
  await page.keyboard.press('Enter');
  await card(page, 'payments').focus();
  await page.keyboard.press('c');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('dedupe');
  await page.keyboard.press('Enter');
  await expect(card(page, 'dedupe')).toBeFocused();
  await expect(undo(page, 'Add “Dedupe”')).toBeEnabled();
  await page.keyboard.press('Shift+C');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('card habits');
  await page.keyboard.press('Enter');
  await expect(edge(page, 'habits', 'dedupe')).toBeAttached();
});

test('a graph is built with keys alone, from the empty start page to its alerts', async ({ page }) => {
  const focused = page.locator(':focus');
  const typing = page.locator('input:focus');
  /** Goes on with Tab until the focus is there. */
  const to = async (name: string): Promise<void> => {
    const there = focused.and(page.getByRole('button', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true })));
    for (let step = 0; step < 70 && !(await there.isVisible()); step += 1) await page.keyboard.press('Tab');
    await expect(there).toBeFocused();
  };
  const addAfter = async (words: string, node: string): Promise<void> => {
    await page.keyboard.press('c');
    await expect(typing).toBeVisible();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(card(page, node)).toBeFocused();
  };
  const payments = Array.from({ length: 60 }, (_, at) => `2026-03-01T10:${String(at).padStart(2, '0')}:00Z,C${at % 3},${at % 2 === 0 ? 20 : 900}`);

  await page.goto('/');
  await to('New empty graph');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the graph' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(typing).toBeVisible();
  await page.keyboard.type('source');
  await page.keyboard.press('Enter');
  await expect(card(page, 'source')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'What one row is called' })).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await to('Use your data');
  await page.keyboard.press('Enter');
  await to('Choose a file');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'payments.csv', mimeType: 'text/csv', buffer: Buffer.from(['time,card,amount', ...payments].join('\n')) });
  await expect(page.getByRole('button', { name: 'Use this data' })).toBeEnabled();
  await to('Use this data');
  await page.keyboard.press('Enter');
  await expect(card(page, 'source')).toBeFocused();

  await addAfter('rolling', 'rolling-features');
  await addAfter('condition', 'condition');
  await page.keyboard.press('Enter');
  await to('Condition');
  await page.keyboard.press('Enter');
  await expect(typing).toBeVisible();
  await page.keyboard.type('amount in');
  await page.keyboard.press('Enter');
  const value = page.getByRole('textbox', { name: 'Value' });
  await expect(value).toBeFocused();
  await page.keyboard.type('1500');
  // What hangs from the blank, how the sample's values lie, is not on the way to what follows.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Compare with something else: Value' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card(page, 'condition')).toBeFocused();
  await expect(card(page, 'condition')).toHaveAccessibleName('Condition, Amount in 10 minutes is more than 1,500');

  await addAfter('alert', 'alert');
  await page.keyboard.press('Control+Enter');
  // By hand: every sixth minute a card pays 900. Before its second one there are 3, 2 and 3 payments; each card has one alert an hour.
  await expect(page.getByRole('heading', { name: '3 alerts by 5 minutes' })).toBeVisible();
  await expect(card(page, 'condition')).toContainText(/match\s*52\s*rest\s*8/);
  await expect(card(page, 'alert')).toContainText(/sent\s*3\s*held back\s*49/);
});

test('the sheet of shortcuts has the keys of the canvas', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  for (const line of ['Go from node to node', 'Move what is selected', 'Connect the node to another', 'Tidy up', 'Copy']) {
    await expect(sheet.getByText(line, { exact: true })).toBeVisible();
  }
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('the sheet of shortcuts has the keys of the canvas', async ({ page }) => {
    await open(page);
    await page.keyboard.press('?');
    for (const line of ['在节点间移动', '移动所选内容', '从该节点连出', '整理布局']) await expect(page.getByRole('dialog').getByText(line, { exact: true })).toBeVisible();
  });
});

test('Enter leads into the settings of a node and Escape back; C connects out of a collapsed group', async ({ page }) => {
  await open(page);
  await card(page, 'habits').click();
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Selected node' });
  await expect(inspector.locator(':focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page, 'habits')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(card(page, 'habits')).not.toBeFocused();
  await card(page, 'habits').click();
  await page.keyboard.press('Alt+g');
  const group = page.locator('.react-flow__node[data-id^="group:"]');
  await expect(group).toBeFocused();
  await page.keyboard.press('c');
  await expect(page.locator('input:focus')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Card habits: rows' })).toBeChecked();
  await page.keyboard.type('review');
  await page.keyboard.press('Enter');
  await expect(undo(page, 'Connect “Card habits” to “Review list”')).toBeEnabled();
  await expect(group).toBeFocused();
});
