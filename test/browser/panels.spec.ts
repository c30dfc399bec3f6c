import { expect, expectAccessible, langs, locales, test } from './page.ts';
import { choose, inspector, node, open, openFile, says, select, type, undo } from './panel-page.ts';
import { pairs } from './pairs.ts';

/** A panel for every kind of node: filled in with a real mouse and real keys, and undone in one step. */

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
