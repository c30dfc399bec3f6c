import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './page.ts';
import type { Serving } from './serving.ts';
import { serveFolder } from './serving.ts';

/** Lists that the server keeps: what is in them, how it got there, and graphs that ask them. */

let serving: Serving;

test.beforeAll(async () => {
  serving = await serveFolder();
});
test.afterAll(() => serving.stop());

test('a list on the server is made, filled, imported into, changed with a reason, and tells what became of it', async ({ page }) => {
  await page.goto(`${serving.address}/#/lists`);
  await page.getByRole('button', { name: 'New list on the server' }).click();
  const making = page.getByRole('dialog', { name: 'New list on the server' });
  await making.getByRole('textbox', { name: 'Name of the list' }).fill('blocked cards');
  await making.getByRole('button', { name: 'Add a column' }).click();
  await making.getByRole('textbox', { name: 'Name of the column “column 2”' }).fill('reason');
  await expectAccessible(page, '[role="dialog"]');
  await making.getByRole('button', { name: 'Make it' }).click();
  await expect(page.getByRole('heading', { name: 'blocked cards' })).toBeVisible();
  await expect(page.getByText('Nothing is in it yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const adding = page.getByRole('dialog', { name: 'Add to the list' });
  await adding.getByRole('textbox', { name: 'card' }).fill('c-1');
  await adding.getByRole('textbox', { name: 'reason' }).fill('stolen');
  await adding.getByRole('textbox', { name: 'Until' }).fill('tomorrow');
  await expect(adding.getByText('Such as 2026-12-31 18:00')).toBeVisible();
  await adding.getByRole('textbox', { name: 'Until' }).fill('2199-01-01 00:00');
  await adding.getByRole('textbox', { name: 'Why' }).fill('The customer called');
  await expectAccessible(page, '[role="dialog"]');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table', { name: 'Entries of blocked cards' });
  await expect(table.getByRole('row').filter({ hasText: 'c-1' })).toContainText('The customer called');

  // What an import changes is said before it is done.
  await page.getByRole('button', { name: 'Import…' }).click();
  const importing = page.getByRole('dialog', { name: 'Import into the list' });
  await importing.getByRole('textbox', { name: 'Rows to import' }).fill('card\treason\nc-2\tlost\nc-3\tlost\n\tnobody\n');
  await expect(importing.getByRole('status')).toContainText('2 added, 1 left out');
  await expect(importing.getByRole('status')).toContainText('Line 4: card is missing');
  await importing.getByRole('radio', { name: 'Replace what is there' }).click();
  await expect(importing.getByRole('status')).toContainText('2 added, 1 deleted, 1 left out');
  await importing.getByRole('radio', { name: 'Add to what is there' }).click();
  await expectAccessible(page, '[role="dialog"]');
  await expect(importing.getByRole('status')).toContainText('2 added, 1 left out');
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('3 rows').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find in it' }).fill('LOST');
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.getByRole('searchbox', { name: 'Find in it' }).fill('');

  await table.getByRole('button', { name: 'Change c-2' }).click();
  await page.getByRole('dialog', { name: 'Change an entry' }).getByRole('textbox', { name: 'reason' }).fill('found again');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('row').filter({ hasText: 'found again' })).toBeVisible();
  await table.getByRole('button', { name: 'Delete c-3' }).click();
  await page.getByRole('dialog', { name: 'Delete c-3' }).getByRole('textbox', { name: 'Why' }).fill('a mistake');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(history.first()).toContainText('c-3 was deleted');
  await expect(history.first()).toContainText('a mistake');
  await expectAccessible(page, '[role="dialog"]');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('button', { name: '添加', exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '有效至' })).toBeVisible();
});

test('a graph asks a list of the server, and its simulation sees what is in it', async ({ page, request }) => {
  const row = (card: string) => ({ id: `p-${card}`, at: '2026-03-01T10:00:00Z', card });
  await request.post(`${serving.address}/api/lists`, { data: { name: 'vips', columns: [{ name: 'card', type: 'text' }], key: ['card'] } });
  await request.post(`${serving.address}/api/lists/vips/entries`, { data: { row: { card: 'c-7' } } });
  const graph = {
    format: 'ruleloom/graph', version: 1, id: 'asks', name: 'Asks', groups: [], notes: [], sets: [], tables: [], tests: [],
    nodes: [
      {
        id: 'payments', kind: 'source', name: 'Payments', at: [0, 0],
        config: { event: { one: 'payment' }, fields: [{ name: 'id', type: 'text', roles: ['id'] }, { name: 'at', type: 'time', roles: ['time'] }, { name: 'card', type: 'text', roles: ['key'] }], time: 'at', id: 'id', lateness: '0s', sample: { type: 'rows', rows: [row('c-7'), row('c-8')] } },
      },
      { id: 'look', kind: 'lookup', name: 'Look up', at: [220, 0], config: { on: [], add: [] } },
    ],
    edges: [{ from: 'payments', to: 'look' }],
  };
  const saved = await request.put(`${serving.address}/api/graphs/asks`, { data: graph, headers: { 'if-none-match': '*' } });
  expect(saved.ok()).toBe(true);
  await page.goto(`${serving.address}/#/graph/asks`);
  await page.locator('.react-flow__node[data-id="look"]').click({ position: { x: 40, y: 14 } });
  await page.getByRole('button', { name: 'vips' }).click();
  await expect(page.getByRole('combobox', { name: 'Which table' })).toContainText('vips');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row').filter({ hasText: 'c-7' }).getByText('yes').first()).toBeVisible();
});
