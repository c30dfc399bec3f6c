import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { compile } from '../../src/compile/compile.ts';
import { inLanguage } from '../../src/data/text.ts';
import type { RuleDocument } from '../../src/graph/document.ts';
import { parseDocument } from '../../src/graph/serialise.ts';
import { expect, expectAccessible, locales, test } from './page.ts';
import { exampleFile } from './ruleloom.ts';

/** A graph runs in a worker of the page, and the rows behind each count can be looked at. */

const home = fileURLToPath(new URL('../..', import.meta.url));

interface Counts {
  readonly rows: Readonly<Record<string, number>>;
  readonly alerts: { readonly total: number };
}

/** What the command line counts, and the alerts it tells of. */
function simulated(id: string): { readonly counts: Counts; readonly alerts: readonly { readonly title: string }[] } {
  const done = spawnSync(process.execPath, [join(home, 'src/cli/bin.mjs'), 'simulate', join(home, `rules-examples/${id}/${id}.rules.json`), '--stats'], { encoding: 'utf8' });
  const alerts = done.stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly title: string });
  return { counts: JSON.parse(done.stderr.trim().split('\n').at(-1) ?? '') as Counts, alerts };
}

function documentOf(id: string): RuleDocument {
  const { document } = parseDocument(exampleFile(id));
  if (document === undefined) throw new Error(`${id} is no graph`);
  return document;
}

const cardOf = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const countsOf = (page: Page, node: string): Locator => cardOf(page, node).getByRole('button', { name: / rows?, show them|查看.*行|行/ });

async function openAndRun(page: Page, id: string): Promise<void> {
  await page.goto(`/#/graph/${id}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
}

interface Traced {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest task of the page's main thread, in milliseconds of its own work: that other programs kept the processor
 * from it is not counted.
 */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('there is no browser around the page');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly Traced[] };
    const threadOf = ({ pid, tid }: Traced): string => `${pid}/${tid}`;
    const main = new Set(traceEvents.flatMap((event) => (event.name === 'thread_name' && event.args?.name === 'CrRendererMain' ? [threadOf(event)] : [])));
    const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(threadOf(event)));
    expect(tasks.length).toBeGreaterThan(10);
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  };
}

/** The example with a million payments that the generator makes, as its graph would be found after an edit. */
async function withAMillion(page: Page, id: string): Promise<void> {
  const document = documentOf(id);
  const sample = { type: 'generator', preset: 'payments', stream: 'payments', events: 1_000_000, seed: 1 };
  const nodes = document.nodes.map((node) => (node.kind === 'source' ? { ...node, config: { ...node.config, sample } } : node));
  await page.addInitScript(([key = '', text = '']) => localStorage.setItem(key, text), [`ruleloom.unwritten.${id}`, JSON.stringify({ revision: 0, example: id, document: { ...document, nodes } })]);
}

test('a run counts what the command line counts, under the content policy', async ({ page }) => {
  const { counts, alerts } = simulated('card-fraud');
  await openAndRun(page, 'card-fraud');
  await expect(countsOf(page, 'payments').first()).toHaveText('1,700');
  const { analysis, streams } = compile(documentOf('card-fraud'));
  for (const [id, { ports }] of analysis.nodes) {
    for (const port of ports.outputs) {
      const count = counts.rows[streams.get(id)?.[port.id] ?? `${id}.${port.id}`] ?? 0;
      if (count === 0 && port.role === 'side') continue;
      const name = `${inLanguage(port.label, 'en')}: ${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}, show them`;
      await expect(cardOf(page, id).getByRole('button', { name, exact: true })).toHaveCount(1);
    }
  }
  expect(alerts).toHaveLength(counts.alerts.total);
  await expect(page.getByText(`${counts.alerts.total} alerts by day`)).toBeVisible();
});

test('a click on a count opens its rows, which can be sorted, filtered, copied and saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAndRun(page, 'card-fraud');
  await cardOf(page, 'score').getByRole('button', { name: 'review, 45 to 69: 28 rows, show them' }).click();
  const grid = page.getByRole('grid', { name: 'Risk score, review, 45 to 69' });
  await expect(grid).toHaveAttribute('aria-rowcount', '29');
  await expect(page.getByRole('tabpanel', { name: 'Data' }).getByText('28 rows', { exact: true })).toBeVisible();
  const amounts = async (): Promise<readonly number[]> => (await grid.locator('[data-cell$="/4"][role=gridcell]').allTextContents()).map((text) => Number(text.replaceAll(',', '')));

  const amount = grid.getByRole('columnheader', { name: 'number: amount, €', exact: true });
  await amount.getByRole('button', { name: 'amount, €' }).click();
  await expect(amount).toHaveAttribute('aria-sort', 'ascending');
  await expect(async () => {
    const sorted = await amounts();
    expect(sorted.length).toBeGreaterThan(3);
    expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
  }).toPass();

  // By keys: the filter of the column one is in, then down two cells and across one.
  await grid.press('Alt+ArrowDown');
  await page.getByLabel('from', { exact: true }).fill('300');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^\d+ of 28 rows$/)).toBeVisible();
  await expect(async () => expect(Math.min(...(await amounts()))).toBeGreaterThanOrEqual(300)).toPass();
  await expect(grid).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('4 cells copied')).toBeAttached();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
  expect(copied.map(([amount]) => Number(amount))).toEqual((await amounts()).slice(0, 2));

  await expectAccessible(page, '[role=tabpanel]');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'customer' }).click();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('columnheader', { name: 'text: customer' })).toHaveCount(0);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('card-fraud-score-review.csv');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\n');
  expect(lines[0]).toMatch(/^payment_id,time,card,amount,/);
  expect(lines).toHaveLength(1 + Number((await page.getByText(/^\d+ of 28 rows$/).textContent())?.split(' ')[0]));
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('rows of Chinese readers have Chinese heads', async ({ page }) => {
    await openAndRun(page, 'card-fraud');
    await countsOf(page, 'payments').first().click();
    await expect(page.getByRole('columnheader', { name: '金额，€' })).toBeVisible();
    await expect(page.getByRole('button', { name: '下载 CSV' })).toBeVisible();
  });
});

test('a million events can be stopped, and the rows that were counted until then are there', async ({ page }) => {
  await withAMillion(page, 'card-fraud');
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  const longest = await watchTasks(page);
  await page.keyboard.press('Control+Enter');
  const count = countsOf(page, 'payments').first();
  await expect(async () => expect(Number((await count.textContent())?.replaceAll(',', ''))).toBeGreaterThan(20_000)).toPass({ timeout: 45_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await expect(page.getByText('stopped', { exact: true })).toBeVisible();
  expect(await longest()).toBeLessThan(100);
  const counted = (await count.textContent()) ?? '';
  expect(Number(counted.replaceAll(',', ''))).toBeLessThan(1_000_000);
  await count.click();
  const grid = page.getByRole('grid');
  await expect(page.getByRole('tabpanel', { name: 'Data' }).getByText(`${counted} rows`, { exact: true })).toBeVisible();
  await grid.press('Control+End');
  await expect(grid.getByRole('row').last().getByRole('gridcell').first()).toHaveText(/^p-/);
  await expect(grid.getByRole('row').last()).toHaveAttribute('aria-rowindex', String(Number(counted.replaceAll(',', '')) + 1));
});
