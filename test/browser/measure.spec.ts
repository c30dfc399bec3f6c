import type { Locator, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from '../../src/graph/serialise.ts';
import { amountInWords, columnsOf } from '../../src/lab/measure/words.ts';
import type { CatcherMeasured, Measures, PeriodMeasured } from '../../src/lab/measure/model.ts';
import type { Suggestion, Tried } from '../../src/lab/suggest/model.ts';
import { expect, expectAccessible, locales, test } from './page.ts';
import { exampleFile } from './ruleloom.ts';

/** How good the rules of a graph are, on a page of its own. */

const home = fileURLToPath(new URL('../..', import.meta.url));

/** What the command says of the same graph and data. */
function measured(...args: readonly string[]): Measures & { readonly periods: readonly PeriodMeasured[] } {
  const out = execFileSync(process.execPath, ['src/cli/bin.mjs', 'measure', 'rules-examples/card-fraud/card-fraud.rules.json', '--json', ...args], { cwd: home, encoding: 'utf8' });
  return JSON.parse(out) as ReturnType<typeof measured>;
}

/** What the command finds for a threshold. */
function suggestedFor(threshold: string): Suggestion & { readonly best: Tried; readonly words: { readonly en: readonly string[] } } {
  const out = execFileSync(process.execPath, ['src/cli/bin.mjs', 'measure', 'rules-examples/card-fraud/card-fraud.rules.json', '--suggest', threshold, '--json'], { cwd: home, encoding: 'utf8' });
  return JSON.parse(out) as ReturnType<typeof suggestedFor>;
}

async function openPage(page: Page): Promise<Locator> {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tabpanel', { name: 'Results' }).getByRole('button', { name: 'Measure', exact: true }).click();
  const study = page.getByRole('main', { name: 'Measure' });
  await expect(study.getByRole('table', { name: 'Per alert and rule' })).toBeVisible();
  return study;
}

/** Two that were missed, two that are fine, and one that the data has not. */
const cases = '付款编号,结论\np-00000793,欺诈\np-00000794,欺诈\np-00000001,正常\np-00000002,正常\np-x,欺诈\n';

const figure = (page: Page, name: string): Locator => page.getByRole('definition').filter({ has: page.locator(`xpath=preceding-sibling::dt[.="${name}"]`) }).locator('strong');

test('the page says what the command says, for the graph, alerts and rules, and follows the sentence', async ({ page }) => {
  const study = await openPage(page);
  const measures = measured();
  const cells = async (name: string): Promise<readonly string[]> =>
    study.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) }).getByRole('cell').allInnerTexts();
  const named: readonly (readonly [string, Measures['graph']])[] = [
    ['All alerts', measures.graph],
    ...[...measures.alerts, ...measures.rules].map((each: CatcherMeasured) => [typeof each.name === 'string' ? each.name : `${each.name.en ?? ''}${each.output === undefined ? '' : `: ${typeof each.output === 'string' ? each.output : (each.output.en ?? '')}`}`, each] as const),
  ];
  for (const [name, own] of named) expect((await cells(name)).map((text) => text.trim())).toEqual(columnsOf(own, measures.basis, 'en'));
  await expect(figure(page, 'Precision')).toHaveText('100%');
  await expect(study.getByText('of 7 payments: so few, it may be 65% to 100%')).toBeVisible();
  await expectAccessible(page, 'main[aria-labelledby]');

  // Labels of the last days are not trusted yet: those payments are unknown, and so not counted.
  const young = measured('--maturity', '10d');
  expect(columnsOf(young.graph, young.basis, 'en')).not.toEqual(columnsOf(measures.graph, measures.basis, 'en'));
  await study.getByRole('textbox', { name: 'Age from which a label is trusted' }).fill('10');
  await study.getByRole('combobox', { name: 'Age from which a label is trusted: unit' }).click();
  await page.getByRole('option', { name: 'days' }).click();
  await expect.poll(() => cells('All alerts').then((texts) => texts.map((text) => text.trim()))).toEqual(columnsOf(young.graph, young.basis, 'en'));
  await study.getByRole('textbox', { name: 'Age from which a label is trusted' }).fill('0');
  await expect.poll(() => cells('All alerts').then((texts) => texts.map((text) => text.trim()))).toEqual(columnsOf(measures.graph, measures.basis, 'en'));

  const costs = measured('--unit', 'key', '--cost-review', '5', '--cost-missed', '0.5');
  await study.getByRole('combobox', { name: 'What is counted' }).click();
  await page.getByRole('option', { name: 'cards' }).click();
  await study.getByRole('textbox', { name: 'Cost of looking at one alert' }).fill('5');
  await study.getByRole('textbox', { name: 'Percent of a missed amount that is lost' }).fill('50');
  await expect(figure(page, 'Cost')).toHaveText(columnsOf(costs.graph, costs.basis, 'en').at(-1) ?? '');
  await expect(figure(page, 'Recall')).toHaveText(columnsOf(costs.graph, costs.basis, 'en')[3] ?? '');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(study).toBeHidden();
  await page.keyboard.press('Alt+m');
  await expect(figure(page, 'Cost')).toHaveText(columnsOf(costs.graph, costs.basis, 'en').at(-1) ?? '');

  await study.getByRole('combobox', { name: 'Which measure' }).click();
  await page.getByRole('option', { name: 'Cost', exact: true }).click();
  const overTime = study.getByRole('region', { name: 'Over time' }).getByRole('table', { name: 'Cost' });
  for (const [at, period] of costs.periods.entries()) await expect(overTime.getByRole('row').nth(at + 1).getByRole('cell')).toHaveText(amountInWords(period.cost, costs.basis, 'en'));
  await expect(overTime.getByRole('row')).toHaveCount(costs.periods.length + 1);
});

test('each count opens its rows, of the graph or of one rule, and a row leads to its explanation', async ({ page }) => {
  const study = await openPage(page);
  await study.getByRole('button', { name: 'Not caught payments, fraud: yes: 42 payments, show them' }).click();
  const rows = page.getByRole('region', { name: 'Not caught payments, fraud: yes' });
  await expect(rows.getByText('42 rows', { exact: true })).toBeVisible();
  await study.getByRole('button', { name: 'Card testing', exact: true }).click();
  await expect(rows.getByText('22 rows', { exact: true })).toBeVisible();
  // A rule that is opened shows what other values of its threshold would catch.
  const tradeOff = study.getByRole('table', { name: 'Precision against recall' });
  await expect(tradeOff.getByRole('row').filter({ hasText: /^4\s*100%\s*55%$/ })).toHaveCount(1);
  await study.getByRole('button', { name: 'Caught payments, fraud: yes: 27 payments, show them' }).click();
  await expect(page.getByRole('region', { name: 'Caught payments, fraud: yes', exact: true }).getByText('27 rows', { exact: true })).toBeVisible();
  await expectAccessible(page, 'main[aria-labelledby]');
  await page.getByRole('grid').locator('[data-cell="2/1"]').click();
  await page.keyboard.press('w');
  await expect(page.getByRole('complementary', { name: 'Why' })).toBeVisible();
  await expect(study).toBeHidden();
});

test('a threshold gets the value that the command finds, in one step that can be undone; missed rows lead to a rule', async ({ page }) => {
  const study = await openPage(page);
  await study.getByRole('combobox', { name: 'Threshold' }).click();
  await page.keyboard.type('block');
  await expect(page.getByText('No such threshold')).toBeVisible();
  await page.locator('input:focus').fill('risk score ≥ 70');
  await page.getByRole('option', { name: 'Risk score: risk score ≥ 70' }).click();
  await study.getByRole('button', { name: 'Find the value' }).click();
  const found = suggestedFor('score.bands.2.from');
  const better = study.getByRole('region', { name: 'Better thresholds' });
  await expect(better.getByRole('status').first()).toHaveText(found.words.en[0] ?? '');
  await expect(better.getByRole('table', { name: 'Precision against recall' }).getByRole('row')).toHaveCount(found.curve.length + 1);
  await expectAccessible(page, 'main[aria-labelledby]');
  await better.getByRole('button', { name: `Use ${found.best.value}` }).click();
  await expect(better.getByText(`The graph has ${found.best.value} now`)).toBeVisible();
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(better.getByRole('button', { name: `Use ${found.best.value}` })).toBeVisible();

  await study.getByRole('button', { name: 'Not caught payments, fraud: yes: 42 payments, show them' }).click();
  await page.getByRole('button', { name: 'What do these have in common?' }).click();
  const common = page.getByRole('region', { name: 'What do these have in common?' });
  await expect(common.getByText('40 of these 42 payments and 1.3% of the others: 72 times as often')).toBeVisible();
  await common.getByRole('button', { name: 'Make it a rule: exactly 2 countries in 2 hours' }).click();
  await expect(study).toBeHidden();
  await expect(page.locator('.react-flow__node.selected')).toHaveAccessibleName('Condition, Exactly 2 countries in 2 hours');
});

/** The example with payments that the generator makes, and a rule that asks for a field which they have not. */
async function withMade(page: Page, events: number): Promise<void> {
  const { document } = parseDocument(exampleFile('card-fraud'));
  const nodes = document?.nodes.map((node) => {
    if (node.kind === 'source') return { ...node, config: { ...node.config, fields: [...(node.config['fields'] as readonly object[]), { name: 'terminal', type: 'text', label: { en: 'till' } }], sample: { type: 'generator', preset: 'payments', stream: 'payments', events, seed: 1 } } };
    return node.id === 'testing' ? { ...node, config: { ...node.config, when: { logic: { or: [{ '>=': [{ var: 'small_10m' }, 4] }, { '===': [{ var: 'terminal' }, 'x'] }] } } } } : node;
  });
  await page.addInitScript((text) => localStorage.setItem('ruleloom.unwritten.card-fraud', text), JSON.stringify({ revision: 0, example: 'card-fraud', document: { ...document, nodes } }));
}

test('a search tells how far it is and can be stopped; a field that tells nothing leads to its rule', async ({ page }) => {
  await withMade(page, 60_000);
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toContainText('60,000');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+m');
  const study = page.getByRole('main', { name: 'Measure' });
  await expect(study.getByRole('table', { name: 'Per alert and rule' })).toBeVisible({ timeout: 60_000 });
  const better = study.getByRole('region', { name: 'Better thresholds' });
  await better.getByRole('button', { name: 'Find the value' }).click();
  const bar = better.getByRole('progressbar', { name: 'Trying values…' });
  await expect(async () => expect(Number(await bar.getAttribute('value'))).toBeGreaterThan(0)).toPass();
  await better.getByRole('button', { name: 'Stop' }).click();
  await expect(bar).toBeHidden();
  await expect(better.getByRole('button', { name: 'Find the value' })).toBeVisible();
  await expectAccessible(page, 'main[aria-labelledby]');
  await study.getByRole('button', { name: '“Card testing” looks at “till”, which is missing in every row' }).click();
  await expect(study).toBeHidden();
  await expect(page.locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'testing');
});

test('labels of a second file hold for a key and a while', async ({ page }) => {
  const study = await openPage(page);
  const file = join(mkdtempSync(join(tmpdir(), 'ruleloom-measure-')), 'cards.csv');
  writeFileSync(file, 'card,since,until\nc-447881,2026-03-07T22:17:00Z,2026-03-08T00:00:00Z\nc-352853,2026-03-11T00:00:00Z,2026-03-11T09:58:30Z\n');
  await study.getByRole('combobox', { name: 'Labels', exact: true }).click();
  await page.getByRole('option', { name: /^a second file…/ }).click();
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Labels in cards.csv' });
  await expect(dialog.getByRole('combobox', { name: 'From when on' })).toHaveText('since');
  await expect(dialog.getByRole('combobox', { name: 'Until when' })).toHaveText('until');
  await dialog.getByRole('button', { name: 'Use these labels' }).click();
  const { basis, graph } = measured('--label', file, '--on', 'card', '--from', 'since', '--to', 'until');
  expect(basis.yes).toBeGreaterThan(0);
  await expect(study.getByText(`${basis.yes} labelled yes, ${basis.no.toLocaleString('en')} no`)).toBeVisible();
  await expect(figure(page, 'Precision')).toHaveText(columnsOf(graph, basis, 'en')[2] ?? '');
  await expect(figure(page, 'Missed')).toHaveText(columnsOf(graph, basis, 'en')[7] ?? '');
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('a Chinese page reads in Chinese order, week by week', async ({ page }) => {
    await page.goto('/#/graph/card-fraud');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await page.keyboard.press('Alt+m');
    const study = page.getByRole('main', { name: '衡量效果' });
    await study.getByRole('button', { name: '运行', exact: true }).click();
    await expect(study.getByText('1,700 笔付款，2026 年 3 月 1 日至 2026 年 3 月 15 日，共 15 天：标签为是 49 条，为否 1,651 条')).toBeVisible();
    await study.getByRole('combobox', { name: '按天或按周' }).click();
    await page.getByRole('option', { name: '按周' }).click();
    await expect(study.getByRole('table', { name: '精确率与召回率' }).getByRole('row')).toHaveCount(4);
    await study.getByRole('combobox', { name: '标签', exact: true }).click();
    await page.getByRole('option', { name: '另一个文件…' }).click();
    const dialog = page.getByRole('dialog', { name: '用另一个文件作标签' });
    await dialog.locator('input[type=file]').setInputFiles({ name: '案件.csv', mimeType: 'text/csv', buffer: Buffer.from(cases) });
    const labels = page.getByRole('dialog', { name: '案件.csv 里的标签' });
    await expect(labels.getByText('前 5 个值中有 4 个能在数据里找到')).toBeVisible();
    await expect(labels.getByRole('combobox', { name: '表示“是”的值' })).toHaveText('欺诈');
    await expectAccessible(page, '[role=dialog]');
    await labels.getByRole('button', { name: '使用这些标签' }).click();
    await expect(study.getByText('案件.csv 有 5 个标签：4 个对应上数据，1 个没有')).toBeVisible();
    await expect(study.getByRole('button', { name: '未命中的付款，标签：是：2 笔付款，查看' })).toBeVisible();
    await study.getByRole('combobox', { name: '标签', exact: true }).click();
    await page.getByRole('option', { name: /^数据里|^数据中/ }).click();
    await expect(study.getByRole('button', { name: '未命中的付款，欺诈：是：42 笔付款，查看' })).toBeVisible();
    await expectAccessible(page, 'main[aria-labelledby]');
  });
});
