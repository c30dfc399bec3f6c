import type { Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** What stands around the canvas: palette, inspector, dock, commands, and graphs kept in the browser. */

const open = async (page: Page, graph = 'consumer-group'): Promise<void> => {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
};

const palette = (page: Page) => page.getByRole('navigation', { name: 'Nodes to add' });
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Selected node' });
const cards = (page: Page) => page.locator('[data-canvas]');
/** A node that was just added has something to say, wherever on the canvas it is. */
const problems = (page: Page) => page.getByRole('tabpanel', { name: /Problems/ });
const saved = (page: Page) => page.getByText('Saved in this browser, just now');

test('an example opens as a graph, and keeps nothing until it is changed', async ({ page }) => {
  await open(page, 'card-fraud');
  await expect(page).toHaveTitle('Card fraud · Ruleloom');
  await expect(cards(page)).toContainText('Card habits');
  await expect(page.getByText('Changes are kept in this browser')).toBeVisible();
  await expect(page.getByText('No problems: every node can run')).toBeVisible();
  await page.getByRole('link', { name: 'Graphs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ruleloom');
});

test('a run is started with the keyboard, and its results come up', async ({ page }) => {
  await open(page, 'card-fraud');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1,700 events', { exact: true })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Results' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { name: '9 alerts by day' })).toBeVisible();
  const score = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Risk score block, 70 and up' }) });
  await expect(score.getByRole('cell')).toHaveText(['32', '100%', '65%', '5', '27']);
  await score.getByRole('button', { name: /27/ }).click();
  await expect(page.getByRole('tab', { name: 'Data' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel')).toContainText('27 rows');
});

test('a node is found, added with Enter, undone and redone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Find a node' })).toBeFocused();
  await page.keyboard.type('pfk');
  await expect(palette(page).getByRole('button', { name: /^Scorecard/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByText('Scorecard', { exact: true })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Problems/ })).not.toHaveText('Problems');
  await page.getByRole('button', { name: 'Undo: Add “Scorecard”' }).click();
  await expect(inspector(page)).toBeHidden();
  await expect(page.getByText('No problems: every node can run')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(cards(page)).toContainText('Scorecard');
});

test('a click in the palette adds a node beside the selected one, led to from it', async ({ page }) => {
  await open(page, 'card-fraud');
  await cards(page).getByText('Card habits', { exact: true }).first().click();
  await expect(inspector(page)).toContainText('18, of which 4 new');
  await palette(page).getByRole('button', { name: /^Filter/ }).click();
  await expect(inspector(page).getByText('Fields in')).toBeVisible();
  await inspector(page).getByRole('button', { name: '6 more' }).first().click();
  await expect(inspector(page)).toContainText('payments in 10 minutes');
});

test('a problem leads to its node', async ({ page }) => {
  await open(page);
  await palette(page).getByRole('button', { name: /^Dedupe/ }).click();
  await inspector(page).getByRole('button', { name: 'Close' }).click();
  await expect(inspector(page)).toBeHidden();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Dedupe' }).first().click();
  await expect(inspector(page).getByText('Only', { exact: false }).or(inspector(page).getByText('Dedupe')).first()).toBeVisible();
});

test('a name is edited where it stands, kept on Enter and dropped on Escape', async ({ page }) => {
  await open(page);
  const name = page.getByRole('textbox', { name: 'Name of the graph' });
  const before = await name.inputValue();
  await name.click();
  await page.keyboard.type('Something else');
  await page.keyboard.press('Escape');
  await expect(name).toHaveValue(before);
  await name.click();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle('Mine · Ruleloom');
  await page.keyboard.press('Control+z');
  await expect(page).toHaveTitle(`${before} · Ruleloom`);
});

test('every command is found by its name', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+k');
  const find = page.getByRole('combobox', { name: 'Find a command' });
  await expect(find).toBeFocused();
  await page.keyboard.type('dark');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Run on the sample');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('panels stand as they were left', async ({ page }) => {
  await open(page);
  const handle = page.getByRole('separator', { name: 'Height of the panel' });
  const box = await handle.boundingBox();
  await page.mouse.move(700, (box?.y ?? 0) + 4);
  await page.mouse.down();
  await page.mouse.move(700, (box?.y ?? 0) - 96, { steps: 4 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', '328');
  await handle.press('ArrowDown');
  await expect(handle).toHaveAttribute('aria-valuenow', '304');
  await page.keyboard.press('Control+b');
  await expect(palette(page).getByRole('button', { name: 'Open the palette' })).toBeVisible();
  await page.reload();
  await expect(handle).toHaveAttribute('aria-valuenow', '304');
  await palette(page).getByRole('button', { name: /^Lookup/ }).hover();
  await expect(page.getByText('Add fields from a table or list')).toBeVisible();
});

test('what was drawn is there again after a reload', async ({ page }) => {
  await open(page);
  await palette(page).getByRole('button', { name: /^Filter/ }).click();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(problems(page)).toContainText('Filter');
  await expect(saved(page)).toBeVisible();
});

test('nothing is lost when the page is left before it was saved', async ({ page }) => {
  await open(page);
  await palette(page).getByRole('button', { name: /^Filter/ }).click();
  await page.reload();
  await expect(problems(page)).toContainText('Filter');
});

test('a graph is edited in one tab at a time', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  const notice = (tab: Page) => tab.getByText('This graph is being edited in another tab');
  await expect(notice(other)).toBeVisible();
  await palette(page).getByRole('button', { name: /^Filter/ }).click();
  await expect(saved(page)).toBeVisible();
  // The other tab shows what is done here.
  await expect(problems(other)).toContainText('Filter');
  await palette(other).getByRole('button', { name: /^Compute/ }).click();
  await expect(problems(other)).not.toContainText('Compute');

  await other.getByRole('button', { name: 'Edit it here' }).click();
  await expect(notice(other)).toBeHidden();
  await expect(notice(page)).toBeVisible();
  await palette(other).getByRole('button', { name: /^Compute/ }).click();
  await expect(problems(page)).toContainText('Compute');
  await other.close();
  await expect(notice(page)).toBeHidden();
  await palette(page).getByRole('button', { name: /^Dedupe/ }).click();
  await expect(saved(page)).toBeVisible();
});

test('an address that leads nowhere says so, and where to go', async ({ page }) => {
  for (const [address, said] of [['/graph/no-such-graph', 'There is no such graph in this browser'], ['/graf/card-fraud', 'Nothing is at this address'], ['%E4%BD', 'There is no such example']] as const) {
    await page.goto(`/#${address}`);
    await expect(page.getByRole('main')).toContainText(said);
  }
  await page.goto('/#/graph/%E4%BD');
  await expectAccessibleInBothThemes(page);
  await page.getByRole('link', { name: 'To the start page' }).click();
  await expect(page.getByRole('button', { name: 'New empty graph' })).toBeVisible();
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    test(`anyone can use it, light or dark: ${lang}`, async ({ page }) => {
      test.slow();
      await page.goto('/#/graph/card-fraud');
      await page.getByRole('button', { name: lang === 'zh' ? '运行' : 'Run', exact: true }).click();
      await expect(page.getByText(lang === 'zh' ? '1,700 条事件' : '1,700 events', { exact: true })).toBeVisible();
      await page.locator('[data-canvas]').getByText(lang === 'zh' ? '用卡情况' : 'Card habits', { exact: true }).first().click();
      await expect(page.getByRole('complementary')).toBeVisible();
      await expectAccessibleInBothThemes(page);
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeFocused();
      await expectAccessibleInBothThemes(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('nodes are found by the initials of their names', async ({ page }) => {
    await page.goto('/#/graph/consumer-group');
    await page.getByRole('button', { name: '运行', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('xhsx');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '撤销：添加“先后顺序”' })).toBeEnabled();
  });
});

test('a narrow window has room for the canvas', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  await palette(page).getByRole('button', { name: /^Filter/ }).click();
  await expect(inspector(page)).toBeVisible();
  const box = await inspector(page).boundingBox();
  expect(box?.width).toBeGreaterThan(250);
  await inspector(page).getByRole('button', { name: 'Close' }).click();
  await expect(inspector(page)).toBeHidden();
});
