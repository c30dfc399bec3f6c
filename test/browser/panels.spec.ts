import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, langs, locales, test } from './page.ts';
import { pairs } from './pairs.ts';

/** A panel for every kind of node: filled in with a real mouse and real keys, and undone in one step. */

const inspector = (page: Page): Locator => page.getByRole('complementary', { name: /Selected node|所选节点/ });
const node = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
/** What a card says is what its name says to those who can't see it, however small it is drawn. */
const says = async (page: Page, id: string, words: RegExp): Promise<void> =>
  // A number and its unit do not part at the end of a line.
  expect(node(page, id)).toHaveAttribute('aria-label', new RegExp(words.source.replaceAll(' ', String.raw`\s`)));

async function open(page: Page, graph: string): Promise<void> {
  await page.goto(`/#/graph/${graph}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await fit(page);
}

/** A graph that no example has. */
async function openFile(page: Page, graph: { readonly id: string }): Promise<void> {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles({ name: `${graph.id}.rules.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(graph)) });
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await fit(page);
}

/** What is out of sight is not drawn. */
const fit = (page: Page): Promise<void> => page.getByRole('button', { name: /^(?:Fit the whole graph|显示整个图)/ }).click();

async function select(page: Page, id: string): Promise<void> {
  await node(page, id).click();
  await expect(inspector(page).getByRole('heading', { level: 2 })).toBeVisible();
  await fit(page);
}

async function choose(page: Page, blank: string | RegExp, option: string | RegExp): Promise<void> {
  await inspector(page).getByRole('combobox', { name: blank }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

async function type(page: Page, blank: string | RegExp, text: string): Promise<void> {
  const box = inspector(page).getByRole('textbox', { name: blank }).first();
  await box.click();
  await box.fill('');
  await box.pressSequentially(text);
  await box.press('Enter');
}

/** What a spreadsheet copied, at what has the focus. */
const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', copied);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** One step takes back what was changed, and there was no other. */
async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(?:Undo|撤销)[:：]/ }).click();
  await expect(page.getByRole('button', { name: /^(?:Undo|撤销)$/ })).toHaveAttribute('aria-disabled', 'true');
}

test('rolling features look back for longer, all of them in one step, and the drawing shows it', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'habits');
  await expect(inspector(page)).toContainText('For each');
  await expect(inspector(page).getByRole('img', { name: /12 payments in the last 10 minutes/ })).toBeVisible();
  await type(page, 'How far back', '20');
  await says(page, 'habits', /What each card did in its last 20 minutes, hour and 2 hours/);
  await expect(inspector(page).getByRole('img', { name: /in the last 20 minutes/ })).toBeVisible();
  // Features look back over three periods; each has its own drawing of the same row.
  await inspector(page).getByRole('group', { name: 'How far back' }).getByRole('button', { name: '2 hours' }).click();
  await expect(inspector(page).getByRole('img', { name: /in the last 2 hours/ })).toBeVisible();
  await inspector(page).getByRole('button', { name: 'The next row' }).click();
  await expect(inspector(page).getByRole('heading', { name: /^For the payment of/ })).toBeVisible();
  await undo(page);
  await says(page, 'habits', /last 10 minutes, hour/);
});

test('a feature is added, told what it is of, named for formulas and removed', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'habits');
  await inspector(page).getByRole('button', { name: 'Add a field', exact: true }).click();
  await choose(page, /^What of the rows/, /^sum/);
  // The first one was changed to a sum, and amounts are what is added up.
  await expect(inspector(page).getByRole('combobox', { name: 'Of which field: amount' })).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Details of “payments in 10 minutes”' }).last().click();
  await type(page, 'In formulas', 'how_many');
  await expect(inspector(page).getByRole('listitem').filter({ hasText: 'payments in 10 minutes' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo: Rename the field “payments_10m_2” to “how_many”' })).toBeVisible();
});

test('a condition finds other rows, and the count on its port says so', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'testing');
  await expect(inspector(page).getByText('Rows before and after')).toBeVisible();
  const limit = inspector(page).getByRole('textbox').filter({ hasNot: page.getByText('Reason') }).nth(1);
  await limit.fill('10');
  await says(page, 'testing', /At least 10 payments under €5 in 10 minutes/);
  await undo(page);
  await says(page, 'testing', /At least 4 payments under €5 in 10 minutes/);
});

test('a scorecard shows points as bars and bands on a scale, moved with the arrow keys', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'score');
  const start = inspector(page).getByRole('slider', { name: 'Where “block” begins' });
  await start.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(start).toHaveAttribute('aria-valuenow', '72');
  await expect(page.getByText('block, 72 and up').first()).toBeVisible();
  await undo(page);
  await expect(start).toHaveAttribute('aria-valuenow', '70');
  // With the pointer as well: each drag is one step.
  await start.scrollIntoViewIfNeeded();
  const track = await start.boundingBox();
  if (track === null) throw new Error('The band has no place.');
  await page.mouse.move(track.x + track.width / 2, track.y + track.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x - 20, track.y + 4, { steps: 4 });
  await page.mouse.up();
  await expect(start).not.toHaveAttribute('aria-valuenow', '70');
  await undo(page);
  await expect(start).toHaveAttribute('aria-valuenow', '70');
  // What gives points is put in order by its grip.
  const grip = inspector(page).getByRole('button', { name: /^Move “blocked device/ });
  await grip.scrollIntoViewIfNeeded();
  const [from, to] = [await grip.boundingBox(), await inspector(page).getByRole('button', { name: /^Move “.*3 of \d/ }).boundingBox()];
  if (from === null || to === null) throw new Error('The items have no place.');
  await page.mouse.move(from.x + 6, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 6, to.y + 40, { steps: 6 });
  await page.mouse.up();
  await expect(inspector(page).getByRole('button', { name: /^Move “blocked device.*, 3 of/ })).toBeVisible();
  await undo(page);
  // Each says what it finds in the sample, and each band what falls into it.
  await expect(inspector(page).getByText('9 rows', { exact: true })).toBeVisible();
  await expect(inspector(page).getByText('32 rows 1.9%', { exact: true })).toBeVisible();
  await expect(inspector(page).getByRole('img', { name: 'How scores lie in the sample' })).toBeVisible();
  await type(page, /^Points for blocked device/, '5');
  await expect(inspector(page).getByRole('textbox', { name: /^Points for blocked device/ })).toHaveValue('5');
  await undo(page);
});

test('a node is renamed, copied, read as JSON and deleted from the menu of its panel', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'unusual');
  const menu = inspector(page).getByRole('button', { name: 'More for this node' });
  const pick = async (name: string | RegExp): Promise<void> => {
    await menu.click();
    await page.getByRole('menuitem', { name }).click();
  };
  await pick(/JSON/);
  await expect(page.getByRole('dialog', { name: 'Unusual amount' })).toContainText('"threshold": 4');
  await page.keyboard.press('Escape');
  await pick('Rename');
  await page.locator('input:focus').fill('Far too much');
  await page.keyboard.press('Enter');
  await expect(node(page, 'unusual')).toHaveAttribute('aria-label', /Far too much/);
  // The keys go on in the drawing.
  await pick('Duplicate');
  await expect(page.locator('.react-flow__node').filter({ hasText: 'Far too much' })).toHaveCount(2);
  await expect(page.locator('.react-flow__node:focus')).toContainText('Far too much 2');
  await pick('Delete');
  await expect(page.locator('.react-flow__node').filter({ hasText: 'Far too much' })).toHaveCount(1);
  await expect(page.locator('.react-flow__node:focus')).toBeVisible();
});

test('an anomaly is farther off, and its two ways out are counted', async ({ page }) => {
  await open(page, 'card-fraud');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1,700 events', { exact: true })).toBeVisible();
  await select(page, 'unusual');
  await expect(inspector(page).getByText('59 rows')).toBeVisible();
  await type(page, 'How far', '6');
  await says(page, 'unusual', /Amount more than 6 times each card’s 30-day average/);
  await choose(page, 'On which side', 'below');
  await says(page, 'unusual', /Amount less than 1\/6 of/);
});

test('an alert completes fields after a brace, and reads as it would for a real row', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'fraud-alert');
  await choose(page, 'Severity', 'High');
  await says(page, 'fraud-alert', /High, once per card and day/);
  await undo(page);
  const title = inspector(page).getByRole('textbox', { name: 'Title', exact: true });
  await title.click();
  await title.fill('Look at {mer');
  await expect(inspector(page).getByRole('option', { name: /merchant$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('Look at {merchant}');
  await expect(inspector(page).getByRole('heading', { level: 4, name: /^Look at \S/ })).toBeVisible();
  await choose(page, 'How often', 'for every payment');
  await says(page, 'fraud-alert', /Critical, for every payment/);
});

test('a decision table says what it decides, and opens as a sheet', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'action');
  await expect(inspector(page)).toContainText('6 rows');
  await choose(page, 'Which row decides', /^all that match/);
  await undo(page);
  await inspector(page).getByRole('button', { name: 'Open as a sheet' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('an output sends rows elsewhere, and its fields are put in order with the arrow keys', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'review-list');
  await inspector(page).getByRole('button', { name: /^Move “time”, 1 of 7/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(inspector(page).getByRole('button', { name: /^Move “time”, 2 of 7/ })).toBeFocused();
  await undo(page);
  await choose(page, 'Where to', 'to the topic');
  await says(page, 'review-list', /to the topic payments to review/);
});

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

test('typing is undone with Escape while it lasts, and nothing is kept that is no number', async ({ page }) => {
  await open(page, 'card-fraud');
  await select(page, 'habits');
  const box = inspector(page).getByRole('textbox', { name: 'How far back' }).first();
  await box.click();
  await box.pressSequentially('25');
  await says(page, 'habits', /last 25 minutes/);
  await page.keyboard.press('Escape');
  await says(page, 'habits', /last 10 minutes/);
  await box.fill('soon');
  await expect(box).toHaveAttribute('aria-invalid', 'true');
  await box.blur();
  await expect(box).toHaveValue('10');

  // Of a menu, letters go into the search from the first one on, and choose nothing by themselves.
  const whose = inspector(page).getByRole('combobox', { name: /^Whose/ }).first();
  await whose.focus();
  await page.keyboard.type('mer');
  await expect(page.locator('input:focus')).toHaveValue('mer');
  await expect(whose).toHaveText('card');
  await page.keyboard.press('Enter');
  await expect(whose).toHaveText('merchant');
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('the sentence stands in Chinese order', async ({ page }) => {
    await open(page, 'card-fraud');
    await select(page, 'habits');
    await expect(inspector(page)).toContainText(/对每张\s*卡.*回看最近.*分钟.*含本笔.*并加上：/);
    const box = inspector(page).getByRole('textbox', { name: '回看多久' }).first();
    await box.click();
    await box.fill('３０');
    await says(page, 'habits', /每张卡最近 30 分钟、1 小时和 2 小时的付款/);
    await undo(page);
    // A template tells its alerts in the reader's language, unless she chooses another.
    await select(page, 'fraud-alert');
    const alert = inspector(page).getByRole('heading', { level: 4 });
    await expect(alert).toHaveText(/疑似盗刷/);
    await choose(page, '预警语言', 'English');
    await expect(alert).toHaveText(/Likely fraud/);
    await undo(page);
  });
});

const panels = {
  'card-fraud': ['payments', 'known-devices', 'habits', 'testing', 'unusual', 'score', 'action', 'fraud-alert', 'review-list'],
  'abandoned-cart': ['left', 'cart', 'worth', 'weekly', 'way', 'recommend'],
  'credit-decision': ['instalment'],
  pairs: ['pair', 'both'],
} as const;

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang] });

    for (const [graph, nodes] of Object.entries(panels)) {
      test(`anyone can use each panel: ${graph}, ${lang}`, async ({ page }) => {
        test.slow();
        await (graph === pairs.id ? openFile(page, pairs) : open(page, graph));
        for (const id of nodes) {
          await select(page, id);
          await expect(inspector(page).locator('section').nth(1)).toBeVisible();
          await inspector(page).evaluate((panel) => {
            for (const more of panel.querySelectorAll<HTMLElement>('li > button[aria-expanded=false], section > div > button[aria-expanded=false]')) more.click();
          });
          await expectAccessible(page, 'aside');
        }
      });
    }
  });
}
