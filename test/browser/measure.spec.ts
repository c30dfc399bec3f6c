import type { Locator, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { columnsOf } from '../../src/lab/measure/words.ts';
import type { CatcherMeasured, Measures } from '../../src/lab/measure/model.ts';
import type { Suggestion, Tried } from '../../src/lab/suggest/model.ts';
import { expect, expectAccessible, locales, test } from './page.ts';

/** How good the rules of a graph are, on a page of its own. */

const home = fileURLToPath(new URL('../..', import.meta.url));

/** What the command says of the same graph and data. */
function measured(...args: readonly string[]): Measures {
  const out = execFileSync(process.execPath, ['src/cli/bin.mjs', 'measure', 'rules-examples/card-fraud/card-fraud.rules.json', '--json', ...args], { cwd: home, encoding: 'utf8' });
  return JSON.parse(out) as Measures;
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
});

test('each count opens its rows, of the graph or of one rule, and a row leads to its explanation', async ({ page }) => {
  const study = await openPage(page);
  await study.getByRole('button', { name: 'Not caught payments, fraud: yes: 42 payments, show them' }).click();
  const rows = page.getByRole('region', { name: 'Not caught payments, fraud: yes' });
  await expect(rows.getByText('42 rows', { exact: true })).toBeVisible();
  await study.getByRole('button', { name: 'Card testing', exact: true }).click();
  await expect(rows.getByText('22 rows', { exact: true })).toBeVisible();
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
