import { expect, expectAccessible, locales, test } from './page.ts';

/** What no row came to: of the sample and of the saved tests, on the canvas, in a list, and in the sheet of a table. */

test('the canvas shows what neither the sample nor a saved test reaches; each leads there', async ({ page }) => {
  await page.goto('/#/graph/credit-decision');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Alt+r');
  const bar = page.getByRole('toolbar', { name: 'What no row reaches' });
  await expect(bar.getByText('Run the graph to see what its rows reach')).toBeVisible();
  await bar.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(bar.getByRole('status')).toHaveText('Every rule, table row, outcome of a condition and output was reached');
  await expectAccessible(page, '[role=toolbar]');

  await bar.getByRole('button', { name: 'Saved tests' }).click();
  await expect(bar.getByRole('status')).toHaveText('6 of 16 rules, 8 of 11 table rows and 4 of 13 outputs were never reached');
  const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  // Counts are those of the tests, and what is never reached says so in words.
  await expect(card('applications').getByRole('button', { name: 'events: 12 rows, show them' })).toBeVisible();
  await expect(card('score').getByRole('button', { name: 'weak: no row left here' })).toHaveText('never');
  await expect(card('declined').getByRole('button', { name: 'Say no, and why: No row came to “Say no, and why”' })).toHaveText('never reached');
  await expect(page.getByRole('button', { name: /^Edge from By decision \(rest\) to Say no, and why, never passed$/ })).toBeAttached();
  await expectAccessible(page, '[data-canvas]');

  await card('score').getByRole('button', { name: /^Application score: No row left/ }).click();
  const list = page.getByRole('dialog', { name: 'What was never reached' });
  await expect(list.getByRole('listitem')).toHaveCount(11);
  await expectAccessible(page, '[role=dialog]');
  await list.getByRole('button', { name: 'No row came to “Say no, and why”' }).click();
  await expect(list).toBeHidden();
  await expect(card('declined')).toBeFocused();
  await expect(bar.getByText('10 / 11')).toBeVisible();
  await bar.getByRole('button', { name: 'The next one' }).click();
  await expect(card('large')).toBeFocused();

  await bar.getByRole('button', { name: /were never reached$/ }).click();
  await list.getByRole('button', { name: 'Rows 2 to 9 of “Decision” were never hit' }).click();
  const sheet = page.getByRole('main', { name: 'Decision' });
  await expect(sheet.getByText('Saved tests')).toBeVisible();
  await expect(sheet.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '2', exact: true }) }).getByText('never')).toBeVisible();
  await expect(sheet.locator('[data-cell="1/0"]')).toHaveAttribute('data-active');
  await page.keyboard.press('Escape');
  await expect(bar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(card('large').getByRole('button', { name: 'rest: 63 rows, show them' })).toBeVisible();
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh, viewport: { width: 390, height: 844 } });

  test('on a narrow screen the bar says it in Chinese', async ({ page }) => {
    await page.goto('/#/graph/abandoned-cart');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Alt+r');
    const bar = page.getByRole('toolbar', { name: '没有数据到达的部分' });
    await expect(bar.getByRole('status')).toHaveText('8 行决策表中有 2 行、17 个输出中有 1 个从未到达');
    await bar.getByRole('button', { name: /从未到达$/ }).click();
    await expect(page.getByRole('dialog', { name: '从未到达的部分' }).getByRole('listitem')).toHaveText(['“给什么”的第 7、8 行从未命中', /^没有数据从“.+”的“其余”离开$/]);
    await expectAccessible(page, '[role=dialog]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
  });
});
