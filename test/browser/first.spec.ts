import { Buffer } from 'node:buffer';
import type { Locator, Page } from '@playwright/test';
import { workbookOf } from '../../src/data/read/zip-testing.ts';
import { gbk } from '../support/gbk.ts';
import { ordersCsv, ordersXlsx } from '../support/orders.ts';
import { expect, expectAccessible, expectAccessibleInBothThemes, langs, locales, test } from './page.ts';

/** The first two minutes: from a person's own file to alerts on the canvas. */

interface Given {
  readonly name: string;
  readonly content: Buffer | string;
}

const asFile = ({ name, content }: Given): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: '', buffer: Buffer.from(content) });

const give = (page: Page, ...files: readonly Given[]): Promise<void> => page.locator('input[type=file]').first().setInputFiles(files.map(asFile));

/** Drops files onto an element, as a hand does. */
async function drop(onto: Locator, at: { readonly x: number; readonly y: number }, ...files: readonly Given[]): Promise<void> {
  const box = await onto.boundingBox();
  if (box === null) throw new Error('There is nothing to drop onto.');
  const dataTransfer = await onto.page().evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([text], name));
    return transfer;
  }, files.map(({ name, content }) => ({ name, text: content.toString() })));
  const event = { clientX: box.x + at.x, clientY: box.y + at.y, dataTransfer };
  await onto.dispatchEvent('dragover', event);
  await onto.dispatchEvent('drop', event);
}

const fields = (page: Page): Locator => page.getByRole('region', { name: 'Fields as understood' });
const starters = (page: Page): Locator => page.getByRole('region', { name: 'Rules to begin with, found in your data' });
const cardsOf = (page: Page): Locator => page.locator('.react-flow__node[data-id]');
const row = (page: Page, name: string): Locator => fields(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

const said = {
  en: { file: 'orders_march.xlsx', found: 'Rules to begin with, found in your data', tried: 'Tried on all 100,000 rows', key: /^member no is taken as: Subject/, add: 'Add', open: 'Open the graph with 2 rules', more: 'more than', alerts: /[\d,]+ alerts by day/, often: 'Too often' },
  zh: { file: '付款明细_三月.xlsx', found: '在你的数据里找到的起步规则', tried: '已在全部 100,000 行上试过', key: /^会员号认作：对象/, add: '添加', open: '打开规则图，含 2 条规则', more: '超过', alerts: /每天的预警，共 [\d,]+ 条/, often: '过于频繁' },
} as const;

for (const lang of langs) {
  test.describe(() => {
    test.use({ locale: locales[lang] });

    test(`from the empty start page with a workbook of 100,000 rows to alerts on the canvas: ${lang}`, async ({ page }) => {
      test.setTimeout(240_000);
      const slow = { timeout: 120_000 };
      const words = said[lang];
      await page.goto('/');
      await give(page, { name: words.file, content: ordersXlsx(100_000, lang) });
      await expect(page.getByRole('heading', { name: words.file })).toBeVisible(slow);
      await expect(page.getByText(words.tried)).toBeVisible(slow);
      await expect(page.getByRole('button', { name: words.key })).toBeVisible();
      const found = page.getByRole('region', { name: words.found });
      const often = found.getByRole('listitem').first();
      const hits = await often.locator('b').textContent();
      expect(Number(hits?.replaceAll(',', ''))).toBeGreaterThan(0);
      // Another number in the blank: counted again over the whole file.
      await often.getByRole('textbox', { name: words.more }).fill('4');
      await expect(often.locator('b')).not.toHaveText(hits ?? '', slow);
      await expectAccessible(page);
      await found.getByRole('button', { name: words.add, exact: true }).first().click();
      await found.getByRole('button', { name: words.add, exact: true }).first().click();
      await page.getByRole('button', { name: words.open }).click();
      await expect(cardsOf(page).filter({ hasText: words.often })).toBeVisible();
      await expect(cardsOf(page)).toHaveCount(7);
      await expect(page.getByText(words.alerts)).toBeVisible(slow);
      await expect(cardsOf(page).first()).toContainText('100,000');
    });
  });
}

test('each guess is one click from another, and what follows is counted anew', async ({ page }) => {
  await page.goto('/');
  await give(page, { name: 'orders.csv', content: ordersCsv(20_000, 'en') });
  await expect(page.getByText('Tried on all 20,000 rows')).toBeVisible();
  await expect(row(page, 'order no')).toContainText('no repeats');
  await expect(row(page, 'paid at')).toContainText('ordered by it');
  await expect(row(page, 'discount')).toContainText('missing');
  await expect(starters(page).getByRole('listitem').first()).toContainText('member no');

  await page.getByRole('button', { name: 'amount is taken as: Amount' }).click();
  await page.getByRole('menuitem', { name: 'Counted in' }).hover();
  await page.getByRole('menuitemradio', { name: '€ EUR' }).click();
  await expect(page.getByRole('button', { name: 'amount is taken as: Amount, €' })).toBeVisible();

  // Without a time nothing looks back.
  await page.getByRole('button', { name: 'paid at is taken as: Time' }).click();
  await page.getByRole('menuitemradio', { name: 'Text', exact: true }).click();
  await expect(starters(page).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'paid at is taken as: Text' }).click();
  await page.getByRole('menuitemradio', { name: /^Time/ }).click();
  await expect(starters(page).getByRole('listitem').first()).toContainText('in 10 minutes');

  // With the keyboard alone, and undone by the same.
  await starters(page).getByRole('button', { name: 'Add', exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Open the graph with 1 rule' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Open the graph', exact: true })).toBeVisible();
});

test('a Chinese file in GBK is read as it was meant, and an ambiguous date asks', async ({ page }) => {
  await page.goto('/');
  const lines = Array.from({ length: 200 }, (_, at) => `0${(at % 9) + 1}/0${(at % 5) + 1}/2026 10:${String(at % 60).padStart(2, '0')},客户${at % 40},${at}.5,上海`);
  await give(page, { name: '交易.csv', content: gbk(`交易时间,客户,金额,城市\n${lines.join('\n')}\n`) });
  await expect(page.getByText('Tried on all 200 rows')).toBeVisible();
  await expect(row(page, '城市')).toContainText('上海');
  const question = page.getByRole('group', { name: /Which day is/ });
  await expect(row(page, '交易时间')).toContainText('2026-01-01');
  await expect(page.getByRole('region', { name: 'First rows' }).getByText('2026-02-02 10:01').or(page.getByText('2026-02-02 10:01')).first()).toBeVisible();
  await question.getByRole('button', { name: 'The month comes first' }).click();
  await expect(question.getByRole('button', { name: 'The month comes first' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Tried on all 200 rows')).toBeVisible();
});

test('several files of one shape become one source; a workbook of several sheets asks which', async ({ page }) => {
  await page.goto('/');
  const [head = '', ...lines] = ordersCsv(600, 'en').trim().split('\n');
  const part = (from: number, to: number): string => [head, ...lines.slice(from, to)].join('\n');
  await give(page, { name: 'orders-2.csv', content: part(300, 600) }, { name: 'orders-1.csv', content: part(0, 300) }, { name: 'other.csv', content: 'a,b\n1,2\n' });
  await expect(page.getByRole('heading', { name: 'orders (2).csv' })).toBeVisible();
  await expect(page.getByText('2 files of one shape, put together as one source; other.csv has other columns and was left out')).toBeVisible();
  await expect(page.getByText(/^600 rows, 9 fields/)).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();

  const rows = (name: string): string => `<row r="1"><c t="inlineStr"><is><t>${name}</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row>${Array.from({ length: 20 }, (_, at) => `<row r="${at + 2}"><c t="inlineStr"><is><t>x${at}</t></is></c><c><v>${at}</v></c></row>`).join('')}`;
  await give(page, { name: 'book.xlsx', content: Buffer.from(workbookOf([{ name: 'First', rows: rows('alpha') }, { name: 'Second', rows: rows('beta') }])) });
  await expect(row(page, 'alpha')).toBeVisible();
  await page.getByRole('combobox', { name: 'Sheet' }).click();
  await page.getByRole('option', { name: 'Second' }).click();
  await expect(row(page, 'beta')).toBeVisible();
  await expect(row(page, 'alpha')).toBeHidden();
});

test('a broken file says what is wrong and what to do, and the next one is read', async ({ page }) => {
  await page.goto('/');
  for (const [name, content, why] of [
    ['report.pdf', '%PDF-1.7 nothing', /PDF/],
    ['broken.xlsx', 'PK\u0003\u0004 nothing', /damaged or cut off/],
    ['empty.csv', '', /no columns|empty/i],
  ] as const) {
    await give(page, { name, content });
    await expect(page.getByRole('alert')).toContainText(why);
    await expect(page.getByRole('alert')).toContainText('Your file is as it was');
    await page.getByRole('button', { name: 'Choose another file' }).click();
  }
  await drop(page.getByRole('main'), { x: 700, y: 500 }, { name: 'orders.csv', content: ordersCsv(500, 'en') });
  await expect(page.getByText('Tried on all 500 rows')).toBeVisible();
});

test('the file is there after a reload; one that is missing asks for itself by name', async ({ page }) => {
  await page.goto('/');
  const file = { name: 'orders.csv', content: ordersCsv(2000, 'en') };
  await give(page, file);
  await expect(page.getByText('Tried on all 2,000 rows')).toBeVisible();
  await page.getByRole('button', { name: 'Open the graph' }).click();
  await expect(cardsOf(page).first()).toContainText('2,000');
  await page.reload();
  await expect(cardsOf(page)).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(cardsOf(page).first()).toContainText('2,000');
  await expect(page.getByText('is not in this browser')).toBeHidden();

  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('files', { recursive: true }));
  await page.reload();
  const banner = page.getByRole('status').filter({ hasText: '“orders.csv” is not in this browser' });
  await expect(banner).toBeVisible();
  // So do its card and its panel.
  const card = cardsOf(page).first();
  await expect(card).toContainText(/“orders.csv” is not\s*here:\s*drop it\s*here/);
  await card.click();
  await expect(page.getByRole('complementary', { name: 'Selected node' }).getByRole('button', { name: 'choose “orders.csv”' })).toBeVisible();
  await expectAccessible(page);
  await drop(card, { x: 60, y: 20 }, file);
  await expect(card).not.toContainText('is not');
  await expect(banner).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect(cardsOf(page).first()).toContainText('2,000');
});

test('a file dropped on an open canvas becomes a source there, in one step', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New empty graph' }).click();
  const canvas = page.locator('[data-canvas]');
  await expect(canvas).toBeVisible();
  await drop(canvas, { x: 300, y: 200 }, { name: 'orders.csv', content: ordersCsv(20_000, 'en') });
  const dialog = page.getByRole('dialog', { name: 'Add your data' });
  await expect(dialog.getByText('Tried on all 20,000 rows')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add', exact: true }).first().click();
  await dialog.getByRole('button', { name: 'Add to the graph with 1 rule' }).click();
  await expect(dialog).toBeHidden();
  await expect(cardsOf(page)).toHaveCount(4);
  await expect(cardsOf(page).first()).toContainText('20,000');
  await page.keyboard.press('Control+z');
  await expect(cardsOf(page)).toHaveCount(0);

  // A graph is no data: it opens beside this one.
  const graph = { format: 'ruleloom/graph', version: 1, id: 'other', name: 'The other graph', nodes: [], edges: [] };
  await drop(canvas, { x: 300, y: 200 }, { name: 'other.rules.json', content: JSON.stringify(graph) });
  await expect(page).toHaveTitle('The other graph · Ruleloom');
});

test('a template reads one’s own data: fields are matched, what is lacking is said, and one step takes it back', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Use “Card fraud” with my data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use your data' });
  await dialog.locator('input[type=file]').setInputFiles(asFile({ name: 'orders.csv', content: ordersCsv(3000, 'en') }));
  await expect(dialog.getByRole('combobox', { name: 'Column for “customer”' })).toHaveText('member no');
  await expect(dialog.getByRole('combobox', { name: 'Column for “time”' })).toHaveText('paid at');
  await expect(dialog.getByText('can’t run without what is not there')).toContainText('Card habits');
  await dialog.getByRole('combobox', { name: 'Column for “card”' }).click();
  await page.getByRole('option', { name: 'member no' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Column for “customer”' })).toHaveText('not there');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Use this data' }).click();
  await expect(dialog).toBeHidden();
  await expect(cardsOf(page).filter({ hasText: /Every order in\s*orders.csv/ })).toBeVisible();
  await expect(cardsOf(page).filter({ hasText: /Every order in\s*orders.csv/ })).toContainText('3,000');
  await page.keyboard.press('Control+z');
  await expect(cardsOf(page).filter({ hasText: /Every payment in\s*payments.csv/ })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Problems/ })).toHaveText('Problems');
});

test('a first template shows three things, once', async ({ page }) => {
  await page.goto('/');
  const open = (): Promise<void> => page.getByRole('region', { name: 'Start from a template' }).getByRole('link', { name: 'Device monitor' }).click();
  await open();
  await expect(page.getByText('Each card says what it does')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByText('Run it on the data')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Every count opens its rows')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('3 of 3')).toBeHidden();
  await page.getByRole('link', { name: 'Graphs' }).click();
  await open();
  await expect(cardsOf(page).first()).toBeVisible();
  await page.waitForTimeout(600);
  await expect(page.getByText('Each card says what it does')).toBeHidden();
});

test('templates are found by subject', async ({ page }) => {
  await page.goto('/');
  const templates = page.getByRole('region', { name: 'Start from a template' });
  await templates.getByRole('button', { name: 'Credit', exact: true }).click();
  await expect(templates.getByRole('listitem')).toHaveCount(1);
  await expect(templates.getByRole('link', { name: /Credit decision/ })).toBeVisible();
  await templates.getByRole('button', { name: 'All', exact: true }).click();
  await expect(templates.getByRole('listitem')).toHaveCount(8);
});

for (const lang of langs) {
  test.describe(lang, () => {
    test.use({ locale: locales[lang], viewport: { width: 390, height: 844 } });

    test(`anyone can use the strip on a telephone, light or dark: ${lang}`, async ({ page }) => {
      await page.goto('/');
      await give(page, { name: 'orders.csv', content: ordersCsv(20_000, lang) });
      await expect(page.getByRole('button', { name: said[lang].add, exact: true }).first()).toBeVisible();
      await expectAccessibleInBothThemes(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    });
  });
}
