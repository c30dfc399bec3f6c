import type { Locator, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, expectAccessible, locales, test } from './page.ts';

/** What a change does to alerts, rules and known rows, on a page of its own. */

const home = fileURLToPath(new URL('../..', import.meta.url));
const graph = join(home, 'rules-examples/card-fraud/card-fraud.rules.json');
const stricter = join(mkdtempSync(join(tmpdir(), 'ruleloom-compare-')), 'stricter.rules.json');

interface Json {
  readonly nodes: readonly { readonly id: string; readonly config: Record<string, unknown> }[];
}

/** The same graph before it was made less strict. */
test.beforeAll(() => {
  const document = JSON.parse(readFileSync(graph, 'utf8')) as Json;
  for (const { id, config } of document.nodes) {
    if (id === 'testing') config['when'] = { logic: { '>=': [{ var: 'small_10m' }, 3] } };
    if (id === 'score') config['bands'] = (config['bands'] as { id: string; from?: number }[]).map((band) => (band.id === 'block' ? { ...band, from: 50 } : band));
  }
  writeFileSync(stricter, JSON.stringify(document));
});

interface Told {
  readonly alerts: { readonly onlyBefore: readonly unknown[]; readonly onlyAfter: readonly unknown[]; readonly same: number; readonly changed: readonly unknown[]; readonly moved: readonly unknown[] };
  readonly labels: readonly { readonly newlyCaught: readonly string[]; readonly newlyLost: readonly string[] }[];
  readonly rules: readonly { readonly hits: { readonly before: number; readonly after: number }; readonly only: { readonly before: number; readonly after: number } }[];
}

/** What the command says of the same two graphs. */
function compared(): Told {
  const args = ['src/cli/bin.mjs', 'compare', stricter, graph, '--json'];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: home, encoding: 'utf8' })) as Told;
  } catch (error) {
    // It ends with 1 where alerts differ.
    return JSON.parse((error as { stdout: string }).stdout) as Told;
  }
}

const study = (page: Page, name = 'Compare'): Locator => page.getByRole('main', { name });

async function openPage(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: /^(?:Compare|对比)$/ }).click();
}

test('a file is compared with the graph: the numbers are those of the command, and each opens what is behind it', async ({ page }) => {
  await openPage(page);
  await expect(study(page)).toContainText('See what a change does before it goes live');
  await expectAccessible(page, 'main[aria-labelledby]');
  await study(page).locator('input[type="file"]').first().setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') });
  await expect(study(page).getByRole('alert')).toBeVisible();
  await study(page).locator('input[type="file"]').first().setInputFiles(stricter);
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('The new version raises 9 alerts instead of 12: none is new, 3 are gone.');
  await expect(study(page).getByRole('alert')).toBeHidden();

  const { alerts, labels, rules } = compared();
  const fates = study(page).getByRole('table', { name: 'What became of the alerts' });
  const cell = (name: string): Locator => fates.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell').first();
  await expect(cell('Only before')).toHaveText(String(alerts.onlyBefore.length));
  await expect(cell('Only after')).toHaveText(String(alerts.onlyAfter.length));
  await expect(cell('Another event')).toHaveText(String(alerts.moved.length));
  await expect(cell('Says something else')).toHaveText(String(alerts.changed.length));
  await expect(cell('The same')).toHaveText(String(alerts.same));
  // What there was, and what was missed, opens as well: from the figures on top, the tables and the days.
  const opens = async (button: string, grid: string, rows: number): Promise<void> => {
    await study(page).getByRole('button', { name: button, exact: true }).click();
    await expect(study(page).getByRole('grid', { name: grid, exact: true })).toHaveAttribute('aria-rowcount', String(rows + 1));
  };
  await opens('Alerts: Before: before: 12 (−3), show them', 'Alerts: Before', 12);
  await opens('Fraud caught: After: 7 of 49, show them', 'Fraud caught: After', 7);
  await opens('Missed: After: 42, show them', 'Missed: After', 42);
  await opens('Likely fraud: Before: 8, show them', 'Likely fraud: Before', 8);
  await opens('Card testing: Hits before: 31, show them', 'Card testing: Hits before', 31);
  await study(page).getByRole('button', { name: '7 Mar: Before: 2, show them' }).focus();
  for (let bar = 0; bar < 5; bar += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(study(page).getByRole('grid', { name: '11 Mar: Before' })).toHaveAttribute('aria-rowcount', '7');
  await page.keyboard.press('Escape');

  const ruleRows = study(page).getByRole('table', { name: 'Rule by rule' }).getByRole('row');
  for (const [at, { hits, only }] of rules.entries()) {
    const cells = await ruleRows.nth(at + 1).getByRole('cell').allInnerTexts();
    expect([cells[0], cells[1], cells[3], cells[4]]).toEqual([hits.before, hits.after, only.before, only.after].map(String));
  }

  await study(page).getByRole('button', { name: `Newly lost: ${labels[0]?.newlyLost.length ?? ''}, show them` }).click();
  const rows = study(page).getByRole('grid', { name: 'Newly lost' });
  await expect(rows).toHaveAttribute('aria-rowcount', String((labels[0]?.newlyLost.length ?? 0) + 1));
  await expect(rows).toContainText(labels[0]?.newlyLost[0] ?? '?');
  await expectAccessible(page, 'main[aria-labelledby]');

  await test.step('a row that is lost is kept as a test, from which one comes back to the same numbers', async () => {
    await rows.locator('[data-cell="0/1"]').hover();
    await rows.getByRole('row').nth(1).getByRole('button', { name: 'Keep as a test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep as a test' });
    await expect(dialog.locator('[aria-busy=false]')).toContainText(/^It gives \d+ rows? and expects /);
    await dialog.getByRole('button', { name: 'Keep as a test' }).click();
    await expect(page.getByRole('tab', { name: /^Tests/ })).toHaveAccessibleName('Tests All 7 tests pass');
    await expect(study(page)).toBeHidden();
    await page.keyboard.press('Alt+c');
    await study(page).getByRole('button', { name: `Newly lost: ${labels[0]?.newlyLost.length ?? ''}, show them` }).click();
  });

  await rows.press('Escape');
  await expect(rows).toBeHidden();
  await study(page).getByRole('textbox', { name: 'Alerts a day that the team can look at' }).fill('1');
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('At 1 alert a day the team would be over its capacity on 3 of 15 days, as before.');
  await study(page).getByRole('button', { name: 'Only before: 3, show them', exact: true }).click();
  const gone = study(page).getByRole('grid', { name: 'Only before' });
  await expect(gone).toHaveAttribute('aria-rowcount', '4');
  await gone.getByRole('button', { name: 'Why?' }).first().click();
  await expect(study(page)).toBeHidden();
  await expect(page.getByRole('toolbar', { name: 'What is explained' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+c');
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('3 are gone');
});

test('on the canvas: what was changed, and how the counts of its nodes moved', async ({ page }) => {
  await openPage(page);
  await study(page).locator('input[type="file"]').first().setInputFiles(stricter);
  await study(page).getByRole('button', { name: 'On the canvas' }).click();
  const card = (node: string): Locator => study(page).locator(`.react-flow__node[data-id="${node}"]`);
  await expect(card('score')).toContainText('32 −14');
  await expect(card('score')).toContainText('28 +14');
  await expect(card('fraud-alert')).toContainText('5 −3');
  await expect(card('unusual')).toContainText('59');
  await expect(study(page).getByRole('complementary', { name: 'What changed' })).toContainText('Hits 31 → 27 (−4)');
  await expect(study(page).getByText('changed', { exact: true })).toHaveCount(2);
  await expectAccessible(page, 'main[aria-labelledby]');
  // What is held against which labels is said as on the page that measures.
  await study(page).getByRole('button', { name: 'Figures' }).click();
  await study(page).getByRole('combobox', { name: 'What counts as caught' }).click();
  await page.getByRole('option', { name: /^a payment whose card had an alert that day/ }).click();
  await expect(study(page).getByRole('table', { name: 'Caught and missed: fraud' }).getByRole('row', { name: /^Caught/ }).getByRole('cell').nth(1)).not.toHaveText('7');
  await study(page).getByRole('combobox', { name: 'Labels', exact: true }).click();
  await page.getByRole('option', { name: /^a second file…/ }).click();
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from('payment_id\np-00000793\np-00000794\n') });
  await page.getByRole('button', { name: 'Use these labels' }).click();
  await expect(study(page).getByText('1,700 payments over 15 days, from 1 March 2026 to 15 March 2026: 2 labelled yes, 1,698 no')).toBeVisible();
});

/** The example with payments that the generator makes, as its graph would be found after an edit. */
async function withMade(page: Page, events: number): Promise<void> {
  const document = JSON.parse(readFileSync(graph, 'utf8')) as Json;
  const nodes = document.nodes.map((node) => (node.id === 'payments' ? { ...node, config: { ...node.config, sample: { type: 'generator', preset: 'payments', stream: 'payments', events, seed: 1 } } } : node));
  await page.addInitScript((text) => localStorage.setItem('ruleloom.unwritten.card-fraud', text), JSON.stringify({ revision: 0, document: { ...document, nodes } }));
}

test('a file that is dropped is compared with; that can be stopped, and begun again', async ({ page }) => {
  await withMade(page, 400_000);
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node[data-id="payments"]')).toContainText('400,000');
  await page.keyboard.press('Alt+c');
  const dropped = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.rules.json', { type: 'application/json' }));
    return data;
  }, readFileSync(stricter, 'utf8'));
  await study(page).getByText('A graph dropped here is compared with this one').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(study(page).getByRole('combobox', { name: 'Compared with' })).toHaveText('dropped.rules.json');
  await study(page).getByRole('button', { name: 'Stop', exact: true }).click({ timeout: 60_000 });
  await expect(study(page).getByText('Stopped. What there was so far says nothing of the whole.')).toBeVisible();
  await study(page).getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('The new version raises', { timeout: 60_000 });
});

test('another graph of this browser is compared with; it is remembered, and so is what the team has time for', async ({ page }) => {
  await page.goto('/#/graph/account-takeover');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of the graph' }).fill('Takeovers');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await openPage(page);
  const chosen = study(page).getByRole('combobox', { name: 'Compared with' });
  await chosen.click();
  await page.getByRole('option', { name: /^Takeovers/ }).click();
  await expect(study(page).getByRole('heading', { name: 'What could not be compared' })).toBeVisible();
  await study(page).getByRole('textbox', { name: 'Alerts a day that the team can look at' }).fill('3');
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('At 3 alerts a day');
  await page.reload();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Alt+c');
  await expect(chosen).toHaveText(/^Takeovers/);
  await expect(study(page).getByRole('region', { name: 'What it comes to' })).toContainText('At 3 alerts a day', { timeout: 60_000 });
});

test('it is put on paper: one file in the language chosen, called by its graphs', async ({ page }) => {
  await openPage(page);
  await study(page).locator('input[type="file"]').first().setInputFiles(stricter);
  await study(page).getByRole('button', { name: 'Report', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Report to print or send on' });
  await dialog.getByRole('radio', { name: '中文' }).check();
  await expectAccessible(page, '[role="dialog"]');
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save' }).click()]);
  expect(file.suggestedFilename()).toMatch(/对比 stricter\.rules\.json\.html$/);
  const html = readFileSync(await file.path(), 'utf8');
  expect(html).toContain('<html lang="zh');
  expect(html).toContain('新版本发出 9 条预警，之前为 12 条');
  expect(html).not.toContain('<script');
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh, colorScheme: 'dark' });

  test('a version is compared with what was drawn since, from the list of versions', async ({ page }) => {
    await page.goto('/#/graph/card-fraud');
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await page.keyboard.press('Control+s');
    const panel = page.getByRole('complementary', { name: '版本与操作步骤' });
    await panel.getByRole('button', { name: /^存为版本/ }).click();
    await panel.getByRole('button', { name: '对比结果: 版本 1' }).click();
    const compare = study(page, '对比');
    await expect(compare.getByRole('region', { name: '结论' })).toContainText('两个版本发出的 9 条预警完全相同。');
    await expectAccessible(page, 'main[aria-labelledby]');
    await page.keyboard.press('Escape');
    await expect(compare).toBeHidden();

    await page.getByRole('button', { name: /^显示整个图/ }).click();
    await page.locator('.react-flow__node[data-id="score"]').click();
    const points = page.getByRole('complementary', { name: '所选节点' }).getByRole('textbox', { name: '起始分', exact: true });
    await points.fill('5');
    await points.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+s');
    // Each change says what it does, and what they come to leads to the whole of it.
    await expect(panel).toContainText('拦截，70 分起 32 → 40（+8）');
    await expectAccessible(page, 'aside');
    await panel.getByRole('button', { name: '对比结果', exact: true }).click();
    await expect(compare.getByRole('region', { name: '结论' })).toContainText('新版本发出 10 条预警，之前为 9 条：新增 1 条，消失 0 条。');
    await page.keyboard.press('Escape');
    await expect(compare).toBeHidden();
  });
});
