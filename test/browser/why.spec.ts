import { Buffer } from 'node:buffer';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, runQuickly, test } from './page.ts';

/** Why an alert was raised and why a row raised none, on the canvas and in words. */

async function openAndRun(page: Page): Promise<void> {
  await page.goto('/#/graph/card-fraud');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
}

const card = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"] > [data-told]`);

test('an alert is explained by mouse and by keys: words first, the way it took, the rows it counted, the alerts beside it', async ({ page }) => {
  await openAndRun(page);
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const alerts = page.getByRole('grid', { name: 'Alerts' });
  await alerts.locator('[data-cell="1/1"]').hover();
  await alerts.getByRole('row').nth(2).getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await expect(why.getByRole('heading', { name: 'Card is being tested' })).toBeVisible();
  await expect(why.getByText('At least 4 payments under €5 in 10 minutes (here 4).')).toBeVisible();
  await expect(why.getByText('It would have stayed silent with: fewer than 4 payments under €5 in 10 minutes.')).toBeVisible();
  await expect(why.getByRole('img', { name: '4 counted' })).toBeVisible();
  await expect(why.getByRole('row')).toHaveCount(5);
  await expect(why.getByRole('row').last()).toContainText('€ 0.56');
  await expect(why.getByText('After it, 5 more payments of the same card')).toBeVisible();

  await expect(card(page, 'testing')).toHaveAttribute('data-told', 'led');
  await expect(card(page, 'habits')).toContainText('payments under €5 in 10 minutes4');
  await expect(card(page, 'score')).toHaveAttribute('data-told', 'visited');
  await expect(card(page, 'review-list')).toHaveAttribute('data-told', 'unreached');
  await expect(page.locator('[data-edge="testing.match testing-alert"]')).toHaveAttribute('data-told', 'led');
  await expectAccessible(page, 'main, aside');

  const bar = page.getByRole('toolbar', { name: 'What is explained' });
  await bar.getByRole('button', { name: 'Previous alert' }).click();
  await expect(why.getByRole('heading', { name: 'Likely fraud' })).toBeVisible();
  await expect(why.getByRole('definition').last()).toHaveText('100');
  await expect(bar.getByRole('button', { name: 'Previous alert' })).toHaveAttribute('aria-disabled', 'true');
  await why.getByRole('button', { name: 'Show its row' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Data' }).getByText('5 rows', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(page.locator('[data-told]')).toHaveCount(0);
});

test('a row that raised no alert says what stopped it; what a run no longer has is told', async ({ page }) => {
  await openAndRun(page);
  await page.locator('.react-flow__node[data-id="habits"]').getByRole('button', { name: 'rows: 1,700 rows, show them' }).click();
  const rows = page.getByRole('grid', { name: 'Card habits, rows' });
  await rows.locator('[data-cell="3/1"]').click();
  await page.keyboard.press('w');
  const why = page.getByRole('complementary', { name: 'Why' });
  await expect(why.getByText('It raised no alert.')).toBeVisible();
  await expect(why.getByRole('listitem').filter({ hasText: 'No alert “Card is being tested”: “Card testing” asks for: at least 4 payments under €5 in 10 minutes' })).toBeVisible();
  await expect(card(page, 'testing')).toHaveAttribute('data-told', 'visited');
  await expectAccessible(page, 'main, aside');
});

test('a run is gone through: the next event, the next alert, a moment, and played', async ({ page }) => {
  await openAndRun(page);
  await page.getByRole('button', { name: 'Step through' }).click();
  const bar = page.getByRole('toolbar', { name: 'Going through the run' });
  const count = (id: string, label: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`).getByRole('button', { name: new RegExp(`^${label}: `) });
  await expect(bar.getByRole('status')).toHaveText('1 of 1,700 events');
  await bar.getByRole('button', { name: 'Next event' }).click();
  await expect(bar.getByRole('status')).toHaveText('2 of 1,700 events');
  await expect(count('habits', 'rows')).toHaveText('2');
  await expect(page.locator('.react-flow__node[data-id="habits"] > [data-lit]')).toBeVisible();
  await bar.getByRole('button', { name: 'To the next alert' }).click();
  await expect(count('fraud-alert', 'sent')).toHaveText('1');
  await expect(count('testing-alert', 'sent')).toHaveText('0');
  await expect(page.locator('.react-flow__node[data-id="testing-alert"] > [data-lit]')).toHaveCount(0);
  await expectAccessible(page, 'main');
  const time = bar.getByRole('textbox', { name: /^Time/ });
  await time.fill('2026-03-12 00:00:00');
  await time.press('Enter');
  await expect(time).toHaveValue(/^2026-03-12 0/);
  await bar.getByRole('combobox', { name: 'Speed' }).selectOption('1 event a second');
  await bar.getByRole('button', { name: 'Play' }).click();
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(bar.getByRole('button', { name: 'Play' })).toBeVisible();
  const paused = await bar.getByRole('status').innerText();
  expect(paused).not.toBe('1,700 of 1,700 events');
  await bar.getByRole('button', { name: 'Next event' }).click();
  const placed = (text: string): number => Number((text.split(' of ')[0] ?? '').replace(',', ''));
  await expect(bar.getByRole('status')).toHaveText(`${(placed(paused) + 1).toLocaleString('en')} of 1,700 events`);
  await bar.getByRole('combobox', { name: 'Speed' }).selectOption('250 events a second');
  await bar.getByRole('button', { name: 'Play' }).click();
  await expect(bar.getByRole('status')).toHaveText('1,700 of 1,700 events');
  await expect(count('testing-alert', 'sent')).toHaveText('4');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
});

test('rows are found by a pasted list; what they have in common becomes a rule by one click', async ({ page }) => {
  await openAndRun(page);
  await runQuickly(page);
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Find by a list' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Data' });
  await panel.getByRole('textbox', { name: 'Ids or keys' }).fill('c-447881\nc-313258\nc-000000\np-00000795');
  await panel.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(panel.getByText('3 of 4 found, 3 with alerts')).toBeVisible();
  await expect(panel.getByRole('row', { name: 'c-000000' })).toContainText('not found');
  await expect(panel.getByText('64 rows', { exact: true })).toBeVisible();
  await panel.getByRole('button', { name: 'What do these have in common?' }).click();
  const common = panel.getByRole('region', { name: 'What do these have in common?' });
  await expect(common.getByRole('button', { name: /^Make it a rule: device is/ })).toBeVisible();
  await expectAccessible(page, '[role=tabpanel]');
  await common.getByRole('button', { name: /^Make it a rule: device is/ }).click();
  const made = page.locator('.react-flow__node.selected');
  await expect(made).toContainText('Device is');
  await expect(made.getByRole('button', { name: /^match: 29 rows/ })).toBeVisible();
  await panel.getByRole('grid', { name: 'Rows found' }).locator('[data-cell="0/1"]').click();
  await page.keyboard.press('w');
  await expect(page.getByRole('complementary', { name: 'Why' }).getByRole('heading', { level: 2 })).toContainText('Payment p-');

  await test.step('so are rows that are marked, or left by a filter, of any node', async () => {
    await page.keyboard.press('Escape');
    await page.locator('.react-flow__node[data-id="score"]').getByRole('button', { name: /^block, 70 and up: 32 rows/ }).click();
    const rows = page.getByRole('grid', { name: 'Risk score, block, 70 and up' });
    await rows.locator('[data-cell="2/1"]').click();
    await expect(panel.getByRole('button', { name: 'What do these have in common?' })).toHaveCount(0);
    await page.keyboard.down('Shift');
    for (let row = 0; row < 9; row += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    await panel.getByRole('button', { name: 'What do these have in common?' }).click();
    await expect(common.getByText(/ of these 10 payments and /).first()).toBeVisible();
    await expectAccessible(page, '[role=tabpanel]');
    await common.getByRole('button', { name: 'Close' }).click();
    await expect(common).toBeHidden();
  });
});

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh });

  test('a Chinese explanation reads in Chinese order', async ({ page }) => {
    await openAndRun(page);
    await page.getByRole('button', { name: '列表', exact: true }).click();
    const alerts = page.getByRole('grid', { name: '预警' });
    await alerts.locator('[data-cell="1/1"]').click();
    await page.keyboard.press('w');
    const why = page.getByRole('complementary', { name: '原因' });
    await expect(why.getByText('近 10 分钟 5 欧元以下付款笔数至少为 4（实际为 4）。')).toBeVisible();
    await expect(why.getByText('若近 10 分钟 5 欧元以下付款笔数小于 4，就不会有这条预警。')).toBeVisible();
    await expect(page.getByRole('toolbar', { name: '正在解释' })).toContainText('跟随一笔付款直到它触发的预警');
  });
});

/** A graph with far more alerts than a page is handed at once. */
const busy = {
  format: 'ruleloom/graph', version: 1, id: 'busy', name: 'Busy',
  nodes: [
    {
      id: 'pay', kind: 'source', name: 'Payments', at: [0, 0],
      config: {
        event: { one: 'payment' },
        fields: [
          { name: 'id', from: 'payment_id', type: 'text', roles: ['id'] },
          { name: 'at', from: 'time', type: 'time', roles: ['time'], required: true },
          { name: 'card', type: 'text', roles: ['key'] },
          { name: 'amount', type: 'number', decimals: 2 },
        ],
        sample: { type: 'generator', preset: 'payments', stream: 'payments', events: 24_000, seed: 1 },
      },
    },
    { id: 'some', kind: 'filter', name: 'More than little', at: [300, 0], config: { when: { logic: { '>': [{ var: 'amount' }, 5] } } } },
    { id: 'warn', kind: 'alert', name: 'Not little', at: [600, 0], config: { severity: 'low', key: ['card'], title: 'Look at {card}', message: '', channels: [] } },
  ],
  edges: [{ from: 'pay', to: 'some' }, { from: 'some.match', to: 'warn' }],
};

test('alerts beyond the first ten thousand are listed, sorted, explained and gone through like any other', async ({ page }) => {
  await page.goto('/');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'busy.rules.json', mimeType: '', buffer: Buffer.from(JSON.stringify(busy)) });
  await expect(page.locator('.react-flow__node')).toHaveCount(3);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'List', exact: true }).click();
  const alerts = page.getByRole('grid', { name: 'Alerts' });
  await alerts.locator('[data-cell="1/1"]').click();
  const total = Number(await alerts.getAttribute('aria-rowcount')) - 1;
  expect(total).toBeGreaterThan(11_000);
  await page.keyboard.press('Control+End');
  const last = alerts.getByRole('row').last();
  await expect(last).toContainText('Look at c-');
  const title = (await last.getByRole('button', { name: /^Look at/ }).textContent()) ?? '?';
  await last.hover();
  await last.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await expect(why.getByRole('heading', { name: 'Not little' })).toBeVisible();
  const bar = page.getByRole('toolbar', { name: 'What is explained' });
  await expect(bar.getByRole('button', { name: 'Next alert' })).toHaveAttribute('aria-disabled', 'true');
  const moment = await bar.getByRole('time').textContent();
  await bar.getByRole('button', { name: 'Previous alert' }).click();
  await expect(bar.getByRole('time')).not.toHaveText(moment ?? '');
  await bar.getByRole('button', { name: 'Next alert' }).click();
  await expect(bar.getByRole('time')).toHaveText(moment ?? '');
  await why.getByRole('button', { name: 'Show its row' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Data' }).getByText(`${total.toLocaleString('en')} rows`, { exact: true })).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Data' }).getByRole('row').filter({ hasText: title.replace('Look at ', '') }).first()).toBeVisible();

  await page.getByRole('tab', { name: 'Results' }).click();
  await alerts.getByRole('columnheader', { name: /time/i }).getByRole('button').first().click();
  await alerts.getByRole('columnheader', { name: /time/i }).getByRole('button').first().click();
  await expect(alerts.getByRole('row').nth(1)).toContainText(title);
});
