import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';
import { manyRows, stepUp } from './step-up.ts';

/** A decision table as a spreadsheet: keys, clipboard, checks, and many rows. */

async function open(page: Page, graph: unknown = stepUp): Promise<void> {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'step-up.rules.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(graph)) });
  const card = page.locator('[data-canvas] [data-id="check"]');
  // In a narrow window the inspector of a card lies over it after one click.
  if ((page.viewportSize()?.width ?? 0) > 1000) await card.dblclick();
  else {
    await card.focus();
    await page.keyboard.press('Enter');
  }
  await expect(grid(page)).toBeVisible();
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: /Rows of the table|决策表各行/ });
const checks = (page: Page): Locator => page.getByRole('complementary', { name: /^(?:Checks|检查)$/ });
const cell = (page: Page, row: number, column: number): Locator => page.locator(`[data-cell="${row - 1}/${column - 1}"]`);
const undoes = (page: Page): Locator => page.getByRole('button', { name: /^Undo/ });

/** Texts of a column, from the first row on. */
const column = async (page: Page, at: number, rows: number): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (let row = 1; row <= rows; row += 1) texts.push((await cell(page, row, at).innerText()).trim());
  return texts;
};

test.describe('keys', () => {
  test('a table opens with Enter on its card, and Escape leads back to it', async ({ page }) => {
    await open(page);
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeHidden();
    const card = page.locator('[data-canvas] [data-id="check"]');
    await card.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Step-up check' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card).toBeFocused();
  });

  test('arrows, Tab and typing go as in a spreadsheet, and each entry is one step to undo', async ({ page }) => {
    await open(page);
    await page.keyboard.type('<= 25');
    await page.keyboard.press('Enter');
    await expect(cell(page, 1, 1)).toHaveText('25 or less');
    await expect(page.getByRole('status', { name: 'The cell in words' })).toContainText('Amount is € 30 to under € 500');
    await page.keyboard.press('Tab');
    await page.keyboard.type('@eu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect(cell(page, 2, 2)).toHaveText(/EU/);
    await page.keyboard.press('Control+z');
    await expect(cell(page, 2, 2)).toHaveText('any');
    await expect(cell(page, 1, 1)).toHaveText('25 or less');
    await page.keyboard.press('Control+z');
    await expect(cell(page, 1, 1)).toHaveText('under 30');
    await page.keyboard.press('Control+Shift+z');
    await expect(cell(page, 1, 1)).toHaveText('25 or less');
  });

  test('F6 leads from part to part', async ({ page }) => {
    await open(page);
    await expect(checks(page)).toContainText('3 found');
    await page.keyboard.press('F6');
    await expect(checks(page).getByRole('button', { name: 'Add rows for them' })).toBeFocused();
    await page.keyboard.press('Shift+F6');
    await page.keyboard.type('< 7');
    await page.keyboard.press('Enter');
    await expect(cell(page, 1, 1)).toHaveText('under 7');
  });

  test('Escape leaves a cell as it was; F2 goes on with what is there', async ({ page }) => {
    await open(page);
    await page.keyboard.type('999');
    await page.keyboard.press('Escape');
    await expect(cell(page, 1, 1)).toHaveText('under 30');
    await page.keyboard.press('F2');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await expect(cell(page, 1, 1)).toHaveText('under 35');
  });

  test('Delete clears, Ctrl+D fills down, Alt and arrows move rows and columns', async ({ page }) => {
    await open(page);
    await cell(page, 2, 6).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    expect(await column(page, 6, 4)).toEqual(['0', '0', '0', '0']);
    await page.keyboard.press('Delete');
    expect(await column(page, 6, 4)).toEqual(['0', '', '', '']);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await column(page, 6, 4)).toEqual(['0', '0', '20', '5']);
    // To the right as well, though the browser has this key for something else.
    const results = await Promise.all([5, 6].map(async (at) => (await column(page, at, 1))[0]));
    await cell(page, 1, 5).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+r');
    expect((await column(page, 6, 1))[0]).not.toBe(results[1]);
    await page.keyboard.press('Control+z');
    expect((await column(page, 6, 1))[0]).toBe(results[1]);
    await cell(page, 1, 7).click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    expect(await column(page, 7, 3)).toEqual(['Card present', 'New card online', 'Small amount']);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('columnheader').nth(6)).toContainText('Reason');
    await expect(undoes(page)).toBeEnabled();
  });

  test('Ctrl and arrows go to the edge of what is filled, Home and End to the ends, and Shift takes what is between', async ({ page }) => {
    await open(page);
    const selected = page.locator('[role="gridcell"][aria-selected="true"]');
    const isAt = async (row: number, at: number): Promise<void> => expect(cell(page, row, at)).toHaveAttribute('aria-selected', 'true');
    // The first two rows say nothing of the country; the next two do.
    await cell(page, 1, 2).click();
    await page.keyboard.press('Control+ArrowDown');
    await isAt(3, 2);
    await page.keyboard.press('Control+ArrowDown');
    await isAt(4, 2);
    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await isAt(3, 7);
    await expect(selected).toHaveCount(6);
    await page.keyboard.press('Control+End');
    await isAt(11, 7);
    await page.keyboard.press('Control+Home');
    await isAt(1, 1);
    await expect(selected).toHaveCount(1);
    await cell(page, 2, 2).click({ modifiers: ['Shift'] });
    await expect(selected).toHaveCount(4);
    await page.keyboard.press('Shift+ArrowDown');
    await expect(selected).toHaveCount(6);
  });

  test('nothing is kept while an input method composes, and a text typed with one is', async ({ page }) => {
    await open(page);
    await cell(page, 1, 7).click();
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: 'xiaoe', selectionStart: 5, selectionEnd: 5 });
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 });
    await expect(undoes(page)).toHaveAttribute('aria-disabled', 'true');
    await client.send('Input.insertText', { text: '小额' });
    await page.keyboard.press('Enter');
    await expect(cell(page, 1, 7)).toHaveText('小额');
  });

  test('rows are added, duplicated and removed; the menu of a cell does the same', async ({ page }) => {
    await open(page);
    await cell(page, 2, 1).click();
    await page.getByRole('button', { name: 'Row', exact: true }).click();
    await expect(cell(page, 3, 1)).toHaveText('any');
    await cell(page, 2, 1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Duplicate the row/ }).click();
    await expect(cell(page, 3, 7)).toHaveText('Card present');
    await cell(page, 4, 1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Delete the row/ }).click();
    await expect(cell(page, 4, 7)).toHaveText('New card online');
    await page.keyboard.press('Control+z');
    await expect(cell(page, 4, 7)).toHaveText('');
  });
});

test.describe('the mouse', () => {
  test('drags over a range, and drags selected rows to another place', async ({ page }) => {
    await open(page);
    await cell(page, 3, 1).hover();
    await page.mouse.down();
    await cell(page, 5, 2).hover();
    await page.mouse.up();
    await expect(grid(page).getByRole('gridcell', { selected: true })).toHaveCount(6);
    await page.locator('[data-gutter="0"]').click();
    await page.locator('[data-gutter="0"]').hover();
    await page.mouse.down();
    const box = await page.locator('[data-gutter="2"]').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 30, { steps: 4 });
    await page.mouse.up();
    expect(await column(page, 7, 3)).toEqual(['Card present', 'New card online', 'Small amount']);
  });

  test('a condition is a form with the sample beside it', async ({ page }) => {
    await open(page);
    await cell(page, 5, 1).dblclick();
    const form = page.getByRole('dialog', { name: 'Amount, 5' });
    await expect(form.getByRole('textbox', { name: 'from' })).toBeFocused();
    await expect(form.getByRole('img')).toBeVisible();
    await expect(form).toContainText(/This cell alone holds for \d+ of 400 payments/);
    await form.getByRole('textbox', { name: 'from' }).fill('600');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
    await expect(cell(page, 5, 1)).toHaveText('600 to under 2,000');
    await cell(page, 5, 1).dblclick();
    await form.getByRole('combobox', { name: 'How it is compared' }).click();
    await page.getByRole('option', { name: 'is at least' }).click();
    await cell(page, 8, 7).click();
    await expect(cell(page, 5, 1)).toHaveText('600 and up');
  });

  test('a column tells what it is, and is another at once', async ({ page }) => {
    await open(page);
    await page.getByRole('columnheader', { name: /Points/ }).hover();
    await page.getByRole('button', { name: 'Settings of the column “Points”' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Name' }).fill('score');
    await form.getByRole('textbox', { name: 'Unit' }).fill('pts');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: /Score/ })).toContainText('pts, number');
    await page.getByRole('button', { name: 'Column', exact: true }).click();
    await page.getByRole('menuitem', { name: /yes or no/ }).click();
    await expect(page.getByRole('columnheader', { name: /Result/ })).toContainText('yes or no');
  });
});

test.describe('other spreadsheets', () => {
  test('what they copied is pasted, and what is copied here is as they have it', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page);
    await page.evaluate(() => navigator.clipboard.writeText('< 10\tFR\r\n10..30\t"CN, US"\r\n'));
    await cell(page, 10, 1).click();
    await page.keyboard.press('Control+v');
    await expect(cell(page, 10, 1)).toHaveText('under 10');
    await expect(cell(page, 11, 1)).toHaveText('10 to under 30');
    await expect(cell(page, 11, 2)).toHaveText(/CN.*US/);
    await page.keyboard.press('Control+c');
    expect((await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\r', '')).toBe('< 10\tFR\n10..30\tin CN, US');
    await page.keyboard.press('Control+x');
    await expect(cell(page, 11, 1)).toHaveText('any');
    await page.keyboard.press('Control+z');
    await expect(cell(page, 11, 1)).toHaveText('10 to under 30');
  });

  test('a CSV file goes out and comes back', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Spreadsheet' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download as CSV' }).click()]);
    expect(download.suggestedFilename()).toBe('Step-up check.csv');
    const csv = 'row,if amount,if channel,then action: text,then points: number\n1,< 100,online,Allow,1\notherwise,,,Block,2\n';
    await page.locator('input[type=file][accept*=csv]').last().setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(cell(page, 1, 1)).toHaveText('under 100');
    await expect(page.getByText('1 row, 2 conditions, 2 results.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('10 rows, 4 conditions, 3 results.')).toBeVisible();
  });
});

test.describe('checks', () => {
  test('a gap is counted, and filled with one click', async ({ page }) => {
    await open(page);
    await expect(checks(page).getByRole('heading', { name: /4 gaps: 32 payments match no row/ })).toBeVisible();
    await expect(grid(page).getByText('Nothing covers payments where')).toBeVisible();
    await checks(page).getByRole('button', { name: 'Add rows for them' }).click();
    await expect(grid(page).getByText('Nothing covers payments where')).toBeHidden();
    await expect(checks(page)).not.toContainText('gap');
    await expect(checks(page).getByText('overlap and disagree')).toHaveCount(1);
  });

  test('rows that overlap are put in order, or meant', async ({ page }) => {
    await open(page);
    await expect(checks(page).getByRole('heading', { name: 'Rows 5 and 6 overlap and disagree' })).toBeVisible();
    await checks(page).getByRole('button', { name: 'Put row 6 first' }).click();
    await expect(cell(page, 5, 7)).toHaveText('Large, chip and PIN');
    await expect(checks(page).getByText('overlap and disagree')).toHaveCount(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await checks(page).getByRole('button', { name: 'It is meant' }).click();
    await expect(checks(page).getByText('overlap and disagree')).toHaveCount(0);
    await expect(cell(page, 5, 7)).toHaveText('Large for this card');
  });

  test('each row says how often it was hit, and the table what it decided', async ({ page }) => {
    await open(page);
    const last = (row: number): Locator => grid(page).getByRole('row').filter({ has: page.locator(`[data-gutter="${row - 1}"]`) }).getByRole('gridcell').last();
    await expect(last(1)).toHaveText('58');
    await expect(last(10)).toHaveText('never');
    await expect(checks(page)).toContainText('Row 10 never matched');
    await expect(checks(page)).toContainText('Ask for a code35.3%141');
    await cell(page, 1, 1).click();
    await page.keyboard.type('< 1');
    await page.keyboard.press('Enter');
    await expect(last(1)).toHaveText('never');
    await last(2).getByRole('button', { name: /^See the/ }).click();
    await expect(grid(page)).toBeHidden();
    await expect(page.getByRole('tabpanel', { name: 'Data' })).toContainText('row of step-up check is 2');
  });

  test('a cell that cannot be read says why in its place, and is led to', async ({ page }) => {
    await open(page);
    await cell(page, 3, 1).click();
    await page.keyboard.type('much');
    await expect(page.getByText('Amount is a number, but “much” is not').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(cell(page, 3, 1)).toContainText('much');
    await checks(page).getByRole('button', { name: 'Go there' }).click();
    await expect(page.getByRole('status', { name: 'The cell in words' })).toContainText('Amount, 3');
    await page.keyboard.press('Control+z');
    await expect(checks(page).getByText('overlap and disagree')).toBeVisible();
  });

  test('one event is tried under the columns', async ({ page }) => {
    await open(page);
    const attempt = page.getByRole('region', { name: 'Try one payment' });
    await expect(attempt.getByRole('button', { name: 'or pick one from the sample' })).toBeVisible();
    await attempt.getByRole('textbox', { name: 'Amount' }).fill('1800');
    await attempt.getByRole('textbox', { name: 'Country' }).fill('DE');
    await attempt.getByRole('textbox', { name: 'Card age' }).fill('400d');
    await expect(attempt).toContainText('Ask for a code');
    await expect(attempt).toContainText('row 5, then 6');
    await attempt.getByRole('textbox', { name: 'Amount' }).fill('20');
    await expect(attempt).toContainText('Small amount');
  });
});

test('2,000 rows are worked on like ten', async ({ page }) => {
  await open(page, manyRows(2000));
  await page.keyboard.press('Control+ArrowDown');
  await expect(cell(page, 2000, 1)).toHaveAttribute('data-active', 'true');
  await page.keyboard.type('>= 5000');
  await page.keyboard.press('Enter');
  await expect(cell(page, 2000, 1)).toHaveText('5,000 and up');
  await page.keyboard.press('Control+Home');
  await expect(cell(page, 1, 1)).toHaveText('0 to under 5');
  await expect(checks(page)).not.toContainText('looking…', { timeout: 40_000 });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+End');
  await expect(cell(page, 2000, 1)).toHaveText('4,995 to under 5,000');
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    test(`anyone can use it, light or dark, wide or narrow: ${lang}`, async ({ page }) => {
      test.slow();
      await open(page);
      await expect(checks(page)).toContainText(lang === 'zh' ? '发现' : 'found');
      for (const [width, height] of [[1440, 900], [390, 844]] as const) {
        await page.setViewportSize({ width, height });
        await expectAccessibleInBothThemes(page);
        await cell(page, 5, 1).dblclick();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessibleInBothThemes(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });
  });
}
