import type { Page } from '@playwright/test';
import { expect, expectAccessible, langs, test } from './page.ts';

/** The lists and tables of a graph, and of all graphs: made, filled by typing, pasting and files, used, and put back. */

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Lists and tables' });

async function open(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await page.getByRole('button', { name: 'Lists and tables' }).click();
}

test('a list is made, filled and undone', async ({ page }) => {
  await open(page);
  await dialog(page).getByRole('button', { name: 'Add a list' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name of the list' }).fill('Risky countries');
  await dialog(page).getByRole('textbox', { name: 'Name of the list' }).press('Enter');
  await dialog(page).getByRole('button', { name: 'Text', exact: true }).click();
  await dialog(page).getByRole('textbox', { name: 'Values' }).fill('XX\nYY\nZZ');
  await expect(dialog(page)).toContainText('3 values');
  await expect(dialog(page)).toContainText('No node uses it yet');
  await dialog(page).getByRole('button', { name: 'Sheet', exact: true }).click();
  await dialog(page).getByRole('combobox', { name: 'Type of the values' }).click();
  await page.getByRole('option', { name: 'number' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('“XX” is no number');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: /^Undo: Change the set/ }).click();
  await page.getByRole('button', { name: 'Lists and tables' }).click();
  await dialog(page).getByRole('button', { name: 'Risky countries' }).click();
  await expect(dialog(page)).toContainText('0 values');
});

test('a table takes rows as a sheet has them, and says who uses it', async ({ page }) => {
  await open(page);
  await dialog(page).getByRole('button', { name: /blocked devices/i }).click();
  await expect(dialog(page)).toContainText('Used by “Block list”');
  await expect(dialog(page).getByRole('button', { name: 'Delete', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await dialog(page).getByRole('button', { name: 'Add a table' }).click();
  await dialog(page).getByRole('button', { name: 'Text', exact: true }).click();
  await dialog(page).getByRole('textbox', { name: 'Rows' }).fill('shop\tlimit\nA\t100\nB\t250');
  await expect(dialog(page)).toContainText('2 rows');
  await dialog(page).getByRole('textbox', { name: 'Rows' }).fill('shop\tshop\nA\t100');
  await expect(dialog(page).getByRole('alert')).toContainText('Every column needs a name of its own');
});

/** A copy of a template, kept under its own name. */
async function keep(page: Page, template: string, node: RegExp): Promise<void> {
  await page.goto('/');
  await page.getByRole('region', { name: 'Start from a template' }).getByRole('link', { name: template }).click();
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: node }).click();
  await expect(page.getByText('Saved in this browser, just now')).toBeVisible();
}

test('one list of two graphs is changed in both, taken back in both, and leads to the node that uses it', async ({ page }) => {
  await keep(page, 'Card fraud', /^Filter/);
  await keep(page, 'Card fraud', /^Filter/);
  await keep(page, 'Account takeover', /^Filter/);
  await page.getByRole('link', { name: 'Graphs' }).click();
  await page.getByRole('link', { name: 'Lists and tables' }).click();
  const lists = page.getByRole('navigation', { name: 'Lists and tables' });
  const main = page.getByRole('main');
  await lists.getByRole('button', { name: 'blocked devices 4 rows · 2 graphs' }).click();
  const cell = (name: string) => main.getByRole('textbox', { name });
  await cell('device, new row').fill('d-new');
  await cell('device, new row').press('Enter');
  await expect(main).toContainText('5 rows');
  await expect(lists).toContainText('5 rows · 2 graphs');
  // Pasted as a spreadsheet gives it.
  await cell('device, new row').evaluate((input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'd-1\tfirst\nd-2\tsecond\n');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(main).toContainText('7 rows');
  await main.getByRole('button', { name: /^Undo: / }).click();
  await expect(lists).toContainText('5 rows · 2 graphs');
  // Only one of them from here on: it is a list of its own then, told apart by its graph.
  await main.getByRole('checkbox').nth(1).uncheck();
  await cell('device, row 1').fill('d-other');
  await cell('device, row 1').press('Enter');
  await expect(lists.getByRole('button', { name: /blocked devices 5 rows · Card fraud/ })).toHaveCount(2);
  await expect(main).toContainText('one of this name with other content, 5 rows');
  await main.getByRole('button', { name: 'Give it the content of this one' }).click();
  await expect(lists).toContainText('5 rows · 2 graphs');
  await main.getByRole('button', { name: 'Copy to another graph' }).click();
  await page.getByRole('menuitem', { name: 'Account takeover' }).click();
  await expect(lists).toContainText('5 rows · 3 graphs');
  await main.getByRole('link', { name: 'Block list' }).first().click();
  await expect(page.getByRole('complementary').getByRole('textbox', { name: 'Name of the node' })).toHaveValue('Block list');
  await page.getByRole('button', { name: 'Lists and tables' }).click();
  await dialog(page).getByRole('button', { name: 'blocked devices' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'device, row 1' })).toHaveValue('d-other');
});

test('the same list in two tabs: what the other one wrote is noticed, and not written over', async ({ page, context }) => {
  await keep(page, 'Card fraud', /^Filter/);
  await page.getByRole('link', { name: 'Graphs' }).click();
  const [one, two] = [page, await context.newPage()];
  for (const tab of [one, two]) {
    await tab.goto('/#/lists');
    await tab.getByRole('navigation', { name: 'Lists and tables' }).getByRole('button', { name: /blocked devices 4 rows/ }).click();
  }
  const add = async (tab: Page, device: string): Promise<void> => {
    const cell = tab.getByRole('main').getByRole('textbox', { name: 'device, new row' });
    await cell.fill(device);
    await cell.press('Enter');
  };
  await add(one, 'd-one');
  await expect(one.getByRole('main')).toContainText('5 rows');
  await add(two, 'd-two');
  await expect(two.getByRole('alert')).toContainText('It was changed in another tab');
  await expect(two.getByRole('main').getByRole('textbox', { name: 'device, row 5' })).toHaveValue('d-one');
  await add(two, 'd-two');
  await expect(two.getByRole('main')).toContainText('6 rows');
  await expect(two.getByRole('main').getByRole('textbox', { name: 'device, row 5' })).toHaveValue('d-one');
});

test('a file becomes a list or a table: its columns chosen, their types as understood', async ({ page }) => {
  await keep(page, 'Account takeover', /^Filter/);
  await page.goto('/#/lists');
  const main = page.getByRole('main');
  await page.getByRole('button', { name: 'New table' }).click();
  await page.getByRole('menuitem', { name: 'Account takeover' }).click();
  await expect(main.getByRole('textbox', { name: 'Name of the list' })).toHaveValue('New table');
  const file = { name: 'shops.csv', mimeType: 'text/csv', buffer: Buffer.from('shop_no,city,limit\n00017,Porto,120\n00018,Lisbon,80.5\n') };
  await main.locator('input[type=file]').setInputFiles(file);
  const given = page.getByRole('dialog', { name: 'From shops.csv' });
  await expect(given).toContainText('2 rows');
  await given.getByRole('checkbox', { name: 'city' }).uncheck();
  await given.getByRole('button', { name: 'Take these' }).click();
  await expect(main.getByRole('textbox', { name: 'shop no, row 1' })).toHaveValue('00017');
  await expect(main.getByRole('textbox', { name: 'limit, row 2' })).toHaveValue('80.5');
  await page.getByRole('button', { name: 'New list' }).click();
  await page.getByRole('menuitem', { name: 'Account takeover' }).click();
  await expect(main.getByRole('textbox', { name: 'Name of the list' })).toHaveValue('New list');
  await main.locator('input[type=file]').setInputFiles(file);
  await given.getByRole('radio', { name: 'city' }).check();
  await given.getByRole('button', { name: 'Take these' }).click();
  await expect(main.getByRole('textbox', { name: 'value, row 2' })).toHaveValue('Lisbon');
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Lists and tables' })).toContainText('2 values · Account takeover');
});

for (const lang of langs) {
  test(`anyone can use them: ${lang}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('ruleloom.language', chosen), lang);
    await page.goto('/#/graph/card-fraud');
    await page.getByRole('button', { name: lang === 'zh' ? '名单与参考表' : 'Lists and tables' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: lang === 'zh' ? '添加名单' : 'Add a list' }).click();
    await expect(page.getByRole('textbox', { name: lang === 'zh' ? '名单名称' : 'Name of the list' })).toHaveValue(lang === 'zh' ? '新名单' : 'New list');
    await page.getByRole('link', { name: lang === 'zh' ? '所有规则图的名单' : 'Lists of all graphs' }).click();
    await expect(page.getByRole('main').getByRole('table')).toBeVisible();
    await expectAccessible(page);
  });
}
