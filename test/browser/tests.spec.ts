import { ruleloomOn } from './ruleloom.ts';
import { expect, expectAccessible, locales, test } from './page.ts';

/** Saved tests: listed and run by themselves, changed in place, kept from alerts and rows, and the same for the command line. */

test('tests run by themselves, after each edit again; a test is renamed, changed, copied and deleted', async ({ page }) => {
  await page.goto('/#/graph/card-fraud');
  const tab = page.getByRole('tab', { name: /^Tests/ });
  await expect(tab).toHaveAccessibleName('Tests All 6 tests pass');
  await tab.click();
  const panel = page.getByRole('tabpanel', { name: /^Tests/ });
  const list = panel.getByRole('navigation', { name: 'Tests' });
  await list.getByRole('button', { name: /^Passes: A blocked device alone is reviewed/ }).click();
  const detail = panel.getByRole('article');
  await expect(detail.getByRole('region', { name: 'Given to Card payments' })).toContainText('2 rows');
  await expectAccessible(page, '[role=tabpanel]');

  await detail.getByRole('textbox', { name: 'Key of alert 1' }).fill('c-1');
  await page.keyboard.press('Enter');
  await expect(tab).toHaveAccessibleName('Tests 1 of 6 tests fails');
  await expect(detail.getByText('The alert “Likely fraud” came for “c-2”, not for “c-1”')).toBeVisible();
  await expectAccessible(page, '[role=tabpanel]');
  // The alert that differs, and all that leads to it, say so; so does a group of them that is one card.
  const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
  await expect(card('fraud-alert').getByRole('button', { name: '1 of 4 tests fails' })).toBeVisible();
  await expect(card('score').getByRole('button', { name: 'An alert of 1 failing test comes this way' })).toBeVisible();
  await expect(card('payments').getByRole('button', { name: 'An alert of 1 failing test comes this way' })).toBeVisible();
  await expect(card('testing').getByRole('button', { name: 'An alert of 1 failing test comes this way' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Collapse the group “Checks on every payment” to one card' }).click();
  await expect(card('group:checks').getByRole('button', { name: 'An alert of 1 failing test comes this way' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card('score')).toBeVisible();
  await detail.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await expect(why.getByRole('region', { name: 'This test fails' })).toContainText('came for “c-2”, not for “c-1”');
  await expect(why.getByRole('heading', { name: 'Likely fraud' })).toBeVisible();
  await expect(page.locator('.react-flow__node[data-id="fraud-alert"] > [data-told="led"]')).toBeVisible();
  await expectAccessible(page, 'aside');
  await page.keyboard.press('Escape');
  await detail.getByRole('button', { name: 'Expect what it raises now' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 6 tests pass');

  const name = detail.getByRole('textbox', { name: 'Name of the test' });
  await name.fill('A blocked device');
  await name.press('Enter');
  await expect(list.getByRole('button', { name: 'Passes: A blocked device', exact: true })).toBeVisible();
  await detail.getByRole('button', { name: 'Duplicate' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 7 tests pass');
  await detail.getByRole('combobox', { name: 'Expected' }).click();
  await page.getByRole('option', { name: /^none of these alerts/ }).click();
  await expect(tab).toHaveAccessibleName('Tests 1 of 7 tests fails');
  await detail.getByRole('button', { name: 'Delete the test' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 6 tests pass');
  await page.keyboard.press('Control+z');
  await expect(tab).toHaveAccessibleName('Tests 1 of 7 tests fails');
});

test('an alert, an explained one and a row are kept as tests; the command line says the same of them', async ({ page }) => {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const tab = page.getByRole('tab', { name: /^Tests/ });
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const alerts = page.getByRole('grid', { name: 'Alerts' });
  await alerts.locator('[data-cell="1/1"]').hover();
  await alerts.getByRole('row').nth(2).getByRole('button', { name: 'Keep as a test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep as a test' });
  await expect(dialog.getByText(/^It gives 4 rows and expects at least “Card is being tested” for c-447881/)).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('checkbox', { name: 'Put made-up values in place of sensitive ones: customer' }).click();
  await expect(dialog.locator('[aria-busy=false]')).toContainText('It gives 4 rows and expects at least “Card is being tested” for c-447881');
  await dialog.getByRole('textbox', { name: 'Name of the test' }).fill('A tested card');
  await dialog.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 7 tests pass');
  const panel = page.getByRole('tabpanel', { name: /^Tests/ });
  const given = panel.getByRole('article', { name: 'A tested card' }).getByRole('region', { name: 'Given to Card payments' });
  await expect(given).toContainText('4 rows');
  const values = await given.locator('input').evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')));
  expect(values).toContain('customer-1');

  await page.locator('.react-flow__node[data-id="habits"]').getByRole('button', { name: 'rows: 1,700 rows, show them' }).click();
  await page.getByRole('grid', { name: 'Card habits, rows' }).locator('[data-cell="3/1"]').click();
  await page.keyboard.press('w');
  await page.getByRole('complementary', { name: 'Why' }).getByRole('button', { name: 'Keep as a test' }).click();
  await expect(dialog.getByText(/expects no alert/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 8 tests pass');

  // From the rows behind a measure one comes back to the graph, and to the test.
  await page.keyboard.press('Alt+m');
  await page.getByRole('button', { name: /^Not caught payments, fraud: yes: / }).click();
  const missed = page.getByRole('region', { name: 'Not caught payments, fraud: yes' });
  await missed.locator('[data-cell="0/1"]').hover();
  await missed.getByRole('row').nth(1).getByRole('button', { name: 'Keep as a test' }).click();
  // Its own alert was held back: it takes the payment that raised the one before.
  await expect(dialog.getByText('It gives 2 rows and expects exactly “Likely fraud” for c-447881')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(tab).toHaveAccessibleName('Tests All 9 tests pass');

  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('checkbox', { name: 'Include sample rows and saved tests' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Rule graph' }).getByRole('button', { name: 'Save' }).click();
  const path = await (await download).path();
  expect(ruleloomOn(path, 'test', '--json')).toMatchObject({ tests: 9, failed: 0 });
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('tests read in Chinese', async ({ page }) => {
    await page.goto('/#/graph/card-fraud');
    const tab = page.getByRole('tab', { name: /^测试/ });
    await expect(tab).toHaveAccessibleName('测试 6 个测试全部通过');
    await tab.click();
    await expect(page.getByRole('region', { name: /^给“.+”的数据$/ })).toBeVisible();
    await expectAccessible(page, '[role=tabpanel]');
    const panel = page.getByRole('tabpanel', { name: /^测试/ });
    await panel.getByRole('button', { name: /^通过: 黑名单设备/ }).click();
    await panel.getByRole('textbox', { name: '预警 1 的键' }).fill('c-1');
    await page.keyboard.press('Enter');
    await expect(tab).toHaveAccessibleName('测试 6 个测试中 1 个未通过');
    await panel.getByRole('button', { name: '为什么？' }).click();
    await expect(page.getByRole('complementary', { name: '原因' }).getByRole('region', { name: '测试未通过' })).toContainText('应针对“c-1”发出，实际却针对“c-2”发出');
  });

  test('a row that came too late is kept as a test of what it would have raised in time', async ({ page }) => {
    await page.goto('/#/graph/risk-warning');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^迟到：18/ }).click();
    const rows = page.getByRole('grid', { name: /迟到$/ });
    await rows.locator('[data-cell="0/1"]').hover();
    await rows.getByRole('row').nth(1).getByRole('button', { name: '存为测试' }).click();
    const dialog = page.getByRole('dialog', { name: '存为测试' });
    await expect(dialog.getByText('测试中的数据不算迟到')).toBeVisible();
    await expect(dialog.getByRole('status')).toContainText(/^包含 \d+ 行数据，预期/);
    await dialog.getByRole('button', { name: '存为测试' }).click();
    await expect(page.getByRole('tab', { name: /^测试/ })).toHaveAccessibleName(/个测试全部通过$/);
  });
});
