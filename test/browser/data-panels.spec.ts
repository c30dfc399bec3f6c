import { expect, test } from './page.ts';
import { choose, inspector, open, openFile, paste, says, select, type, undo } from './panel-page.ts';
import { pairs } from './pairs.ts';

/** The panels of sources, and of what reads, pairs and sums up their rows: filled in with a real mouse and real keys. */

test('a lookup says whether a value was found, and adds a list of its own', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'known-devices');
  await expect(inspector(page).getByRole('checkbox', { name: 'Say in each row whether it was found' })).toBeChecked();
  await choose(page, 'Which table', 'New list');
  await type(page, 'Name of the list', 'stolen cards');
  const values = inspector(page).getByRole('combobox', { name: 'Its values' });
  await values.click();
  await values.pressSequentially('c-313258,');
  await expect(inspector(page).getByText('c-313258').first()).toBeVisible();
  await says(page, 'known-devices', /“stolen cards”/);
});

test('a source calls its rows by another name, and a field gets a label and a role', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'payments');
  await type(page, 'What one row is called', 'purchase');
  await says(page, 'payments', /Every purchase in payments.csv/);
  await undo(page);
  await type(page, 'Label of “merchant”', 'shop');
  await undo(page);
  await inspector(page).getByRole('button', { name: 'Details of “merchant”', exact: true }).click();
  await inspector(page).getByRole('checkbox', { name: /^key/ }).check();
  await expect(inspector(page).getByText('Chinese measure word')).toBeVisible();
  await undo(page);
  // Beside a limit stands how the values lie.
  await inspector(page).getByRole('button', { name: 'Details of “amount”', exact: true }).click();
  await inspector(page).getByRole('textbox', { name: 'Largest value' }).click();
  await expect(page.getByRole('img', { name: /^Values in the sample: from/ })).toBeVisible();
});

test('an empty source makes sample data for itself', async ({ page }) => {
  await open(page, 'card-fraud');
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Source/ }).click();
  await inspector(page).getByRole('button', { name: 'Make sample data' }).click();
  await expect(inspector(page)).toContainText('made-up events');
  await choose(page, 'What data', /Card payments|Payments/i);
  await expect(inspector(page).getByText('Sample rows')).toBeVisible();
});

test('the rows of a source are pasted where they stand, and a cell says what is wrong with it', async ({ page }) => {
  await open(page, 'card-fraud');
  await page.getByRole('navigation', { name: 'Nodes to add' }).getByRole('button', { name: /^Source/ }).click();
  for (let count = 0; count < 3; count += 1) await inspector(page).getByRole('button', { name: 'Add a field', exact: true }).click();
  await choose(page, /^Type: text/, 'number');
  await inspector(page).getByRole('combobox', { name: /^Type: text/ }).last().click();
  await page.getByRole('option', { name: 'yes or no' }).click();
  const rows = inspector(page).getByRole('table', { name: 'Sample' });
  await rows.getByRole('textbox').first().click();
  // The line that names the fields is no row, and they need not stand in their order.
  await paste(page, 'field_2\tfield\tField 3\nparis\t12\tyes\nrome\tmany\t否\noslo\t7\tfalse\n');
  await expect(rows.getByRole('textbox', { name: /field 3/ }).first()).toHaveValue('yes');
  await expect(rows.getByRole('textbox', { name: /field 3/ }).nth(1)).toHaveValue('no');
  await expect(inspector(page)).toContainText('3 rows that stand in the graph itself');
  const wrong = rows.getByRole('textbox').nth(3);
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toHaveAttribute('title', /is not a number: “many”/);
  await wrong.fill('8');
  await wrong.press('Enter');
  await expect(rows.locator('[aria-invalid]')).toHaveCount(0);
  await expect(inspector(page).getByRole('table').last()).toContainText('oslo');
  await rows.getByRole('textbox').first().press('Control+Delete');
  await expect(inspector(page)).toContainText('2 rows that stand in the graph itself');
  await page.getByRole('button', { name: /^Undo:/ }).click();
  await expect(inspector(page)).toContainText('3 rows that stand in the graph itself');
});

test('a table of several columns is made, typed and looked up in', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'known-devices');
  await choose(page, 'Which table', /^New table/);
  const rows = inspector(page).getByRole('table', { name: /^Rows/ });
  await rows.getByRole('cell').first().getByRole('textbox').click();
  await paste(page, 'd-bubmdnzs\t71\nd-4gpuxerf\t72\n');
  await choose(page, /^Type of .*value/, 'number');
  await inspector(page).getByRole('button', { name: 'Add a column' }).last().click();
  await expect(rows.getByRole('columnheader', { name: 'column 3' })).toBeVisible();
  // What the table adds to a row is a number, found for the rows that have the key.
  const seen = inspector(page).getByRole('region', { name: 'Rows before and after' });
  await expect(seen.getByRole('cell', { name: '71', exact: true })).toBeVisible();
});

test('windows, sequences, repetitions and branches change as their sentences do', async ({ page }) => {
  await open(page, 'abandoned-cart');
  await select(page, 'cart');
  await type(page, 'How long it is quiet', '45');
  await says(page, 'cart', /ends after 45 minutes of quiet/);
  await expect(inspector(page).getByRole('heading', { name: /^The summary from/ })).toBeVisible();
  await undo(page);

  await select(page, 'left');
  await choose(page, 'Then, or not', /^then/);
  await says(page, 'left', /then purchase within 1 hour/);
  await undo(page);
  // What comes in by the second input is seen as well.
  const before = inspector(page).getByRole('region', { name: 'Rows before' });
  await expect(before.getByRole('columnheader', { name: 'purchase id' })).toHaveCount(0);
  await choose(page, 'Entering by', 'purchase');
  await expect(before.getByRole('columnheader', { name: 'purchase id' })).toBeVisible();

  await select(page, 'weekly');
  await type(page, 'How long repeats are left out', '14');
  await says(page, 'weekly', /in 14 days/);
  await undo(page);

  await select(page, 'way');
  await inspector(page).getByRole('button', { name: /^Move “recommend”, 1 of 3/ }).focus();
  await page.keyboard.press('ArrowDown');
  await says(page, 'way', /discount, recommend, advert/);
  await undo(page);
});

test('rows are paired by another field, over a longer time, and with what follows them', async ({ page }) => {
  await openFile(page, pairs);
  await select(page, 'pair');
  await expect(inspector(page).getByRole('region', { name: 'Rows after' })).toContainText('u4');
  await type(page, 'How long before', '2');
  await says(page, 'pair', /2 minutes/);
  await expect(inspector(page).getByText('Rows after').locator('..')).toContainText('0 rows');
  await undo(page);
  await inspector(page).getByRole('button', { name: 'Compare another field' }).click();
  await expect(inspector(page).getByRole('combobox', { name: /device/ })).toHaveCount(2);
  await undo(page);
  await inspector(page).getByRole('checkbox').check();
  await says(page, 'pair', /keeps it alone/);
  await undo(page);
});

test('a computed field is added by formula, and one is dropped', async ({ page }) => {
  await open(page, 'credit-decision');
  await select(page, 'instalment');
  await inspector(page).getByRole('button', { name: 'Add a change' }).click();
  await page.getByRole('menuitem', { name: /^Drop a field/ }).click();
  await says(page, 'instalment', /drops/);
  await undo(page);
  await inspector(page).getByRole('button', { name: 'Details of “instalment”' }).click();
  await type(page, 'Decimals', '0');
  await undo(page);
});

test('streams are merged with or without saying where rows came from, and a filter keeps others', async ({ page }) => {
  await open(page, 'consumer-group');
  await select(page, 'group');
  await inspector(page).getByRole('checkbox', { name: 'Say in each row where it came from' }).uncheck();
  await expect(inspector(page).getByText('source', { exact: true })).toHaveCount(0);
  await undo(page);
});
