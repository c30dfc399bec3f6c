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

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('tests read in Chinese', async ({ page }) => {
    await page.goto('/#/graph/card-fraud');
    const tab = page.getByRole('tab', { name: /^测试/ });
    await expect(tab).toHaveAccessibleName('测试 6 个测试全部通过');
    await tab.click();
    await expect(page.getByRole('region', { name: /^给“.+”的数据$/ })).toBeVisible();
    await expectAccessible(page, '[role=tabpanel]');
  });
});
