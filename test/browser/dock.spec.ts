import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, test } from './page.ts';
import { exampleFile } from './ruleloom.ts';

/** What a run found, below the canvas: alerts by day, by key, by rule and one by one, and the rows behind them. */

interface Sketch {
  readonly nodes: { readonly id: string; readonly kind: string; config: Record<string, unknown> }[];
}

/** An example as its graph would be found after these changes. */
async function changed(page: Page, id: string, change: (graph: Sketch) => void): Promise<void> {
  const document = structuredClone(exampleFile(id)) as Sketch;
  change(document);
  await page.addInitScript(([key = '', text = '']) => localStorage.setItem(key, text), [`ruleloom.unwritten.${id}`, JSON.stringify({ revision: 0, example: id, document })]);
}

/** `says` is on a card once the graph is as it is to be run. */
async function openAndRun(page: Page, id: string, says = ''): Promise<void> {
  await page.goto(`/#/graph/${id}`);
  await expect(page.locator('.react-flow__node').filter({ hasText: says }).first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
}

const panel = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name });
const figures = (row: Locator): Promise<readonly string[]> => row.getByRole('cell').allTextContents();

test('rules count with an alert or without, are measured against what is known, and the figures of alerts add up', async ({ page }) => {
  await openAndRun(page, 'card-fraud');
  const results = panel(page, 'Results');
  await expect(results.getByRole('heading', { name: '9 alerts by day' })).toBeVisible();
  await expect(results.getByRole('heading', { name: 'Most alerts by card' })).toBeVisible();
  const rules = results.getByRole('table', { name: 'Hits per rule' });
  expect(await figures(rules.getByRole('row', { name: /^Risk score.*block/ }))).toEqual(['32', '100%', '65%', '5', '27']);
  expect(await figures(rules.getByRole('row', { name: /^Risk score.*review/ }))).toEqual(['28', '57%', '33%', '–', '–']);
  expect(await figures(rules.getByRole('row', { name: /^Unusual amount/ }))).toEqual(['59', '25%', '31%', '–', '–']);
  await expect(rules.getByRole('row', { name: /^All rules/ })).toContainText('49%');
  expect(await figures(rules.getByRole('row', { name: /^All rules/ }))).toEqual(['99', '49%', '100%', '9', '50']);
  await expect(results.getByText('against 49 known: fraud')).toBeVisible();
  await expectAccessible(page, '[role=tabpanel]');
  await rules.getByRole('button', { name: 'Risk score, review, 45 to 69: 28 hits, show them' }).click();
  await expect(panel(page, 'Data').getByText('28 rows', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Results' }).click();
  await results.getByRole('button', { name: 'c-447881: 2 alerts, only these' }).click();
  await expect(results.getByText('2 of 9 alerts')).toBeVisible();
});

test('alerts one by one: sorted by severity, filtered, and each leads to its row by mouse and by keys', async ({ page }) => {
  await openAndRun(page, 'card-fraud');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const alerts = page.getByRole('grid', { name: 'Alerts' });
  await expect(alerts).toHaveAttribute('aria-rowcount', '10');
  await expectAccessible(page, '[role=tabpanel]');
  const head = alerts.getByRole('columnheader', { name: 'severity' });
  await head.getByRole('button').first().click();
  const severities = alerts.locator('[data-cell$="/1"][role=gridcell]');
  await expect(severities.first()).toHaveText('High');
  await head.getByRole('button').first().click();
  await expect(severities.first()).toHaveText('Critical');

  const first = alerts.getByRole('row').nth(1);
  const key = await first.getByRole('gridcell').nth(3).textContent();
  await first.getByRole('gridcell').nth(4).getByRole('button').click();
  const rows = page.getByRole('grid', { name: 'Likely fraud, sent' });
  await expect(rows).toBeFocused();
  const active = rows.locator('[role=row]:has([data-active])').filter({ hasNot: page.getByRole('columnheader') });
  await expect(active.getByText(key ?? '', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Results' }).click();
  await alerts.focus();
  for (const press of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(press);
  await expect(page.getByRole('grid', { name: /, sent$/ })).toBeFocused();
});

test('what is behind a broken node says that it did not run, while all before it did', async ({ page }) => {
  await changed(page, 'card-fraud', ({ nodes }) => {
    const testing = nodes.find(({ id }) => id === 'testing');
    if (testing !== undefined) testing.config = { ...testing.config, when: { logic: { '>': [{ var: 'no_such_field' }, 3] } } };
  });
  await openAndRun(page, 'card-fraud', 'There is no field');
  const cards = page.locator('.react-flow__node');
  await expect(cards.filter({ hasText: 'Risk score' }).getByRole('button', { name: 'block, 70 and up: 32 rows, show them' })).toBeVisible();
  await expect(page.locator('[data-id="testing-alert"]')).toContainText('not run');
  await page.getByRole('tab', { name: 'Results' }).click();
  const rules = panel(page, 'Results').getByRole('table', { name: 'Hits per rule' });
  await expect(rules.getByRole('row', { name: /^Risk score.*block/ })).toBeVisible();
  await expect(rules.getByRole('row', { name: /^Card testing/ })).toHaveCount(0);
});

test('late and rejected rows say why they were set aside', async ({ page }) => {
  const rows = [
    { id: '1', at: '2026-03-01T09:10:00Z', amount: 5 },
    { id: '2', at: '2026-03-01T09:00:00Z', amount: 7 },
    { id: '3', amount: 9 },
    { id: '4', at: '2026-03-01T09:11:00Z', amount: 'much' },
  ];
  await changed(page, 'card-fraud', ({ nodes }) => {
    const source = nodes.find(({ kind }) => kind === 'source');
    const fields = [{ name: 'id', type: 'text', roles: ['id'] }, { name: 'at', type: 'time', roles: ['time'], required: true }, { name: 'amount', type: 'number' }];
    if (source !== undefined) source.config = { ...source.config, fields, time: 'at', id: 'id', lateness: '1m', sample: { type: 'rows', rows } };
  });
  await openAndRun(page, 'card-fraud', '4 sample rows');
  const source = page.locator('.react-flow__node').filter({ hasText: 'Card payments' });
  await source.getByRole('button', { name: /^rejected: 2 rows/ }).click();
  const grid = page.getByRole('grid', { name: 'Card payments, rejected' });
  await expect(grid.getByRole('columnheader').first()).toHaveAccessibleName(/reason/);
  await expect(grid.getByRole('row').nth(2).getByRole('gridcell').first()).toContainText('amount');
  await source.getByRole('button', { name: /^late: 1 row/ }).click();
  await expect(page.getByRole('grid', { name: 'Card payments, late' }).getByRole('row').nth(1).getByRole('gridcell').first()).not.toBeEmpty();
  await expect(page.getByText('4 events read, 3 left out')).toBeVisible();
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh, colorScheme: 'dark' });

  test('results of Chinese readers', async ({ page }) => {
    await openAndRun(page, 'card-fraud');
    await expect(page.getByRole('heading', { name: '每天的预警，共 9 条' })).toBeVisible();
    await expect(page.getByRole('heading', { name: '预警最多的卡' })).toBeVisible();
    await page.getByRole('button', { name: '列表', exact: true }).click();
    await expect(page.getByRole('grid', { name: '预警' }).getByRole('gridcell', { name: '严重' }).first()).toBeVisible();
    await expectAccessible(page, '[role=tabpanel]');
  });
});
