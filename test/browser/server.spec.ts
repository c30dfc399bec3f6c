import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './page.ts';
import type { Serving } from './serving.ts';
import { serveFolder } from './serving.ts';

/** The app with a server behind it: its folder, its live runs, and what comes back from them. */

let serving: Serving;

test.beforeAll(async () => {
  serving = await serveFolder();
});
test.afterAll(() => serving.stop());

test('a graph is kept in the folder, deployed from the editor, watched as it runs, and its alerts explained', async ({ page, request }) => {
  test.setTimeout(180_000);
  await page.goto(`${serving.address}/`);
  await page.getByRole('region', { name: 'Start from a template' }).getByRole('link', { name: 'Card fraud' }).click();
  await page.getByRole('textbox', { name: 'Name of the graph' }).fill('Cards, live');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved on the server, just now')).toBeVisible();
  expect(readFileSync(join(serving.folder, 'card-fraud.rules.json'), 'utf8')).toContain('Cards, live');

  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Run it live' });
  await expect(dialog).toContainText('It has not run on this server yet.');
  await dialog.getByRole('radio', { name: 'Made up, to try it' }).click();
  await dialog.getByRole('textbox', { name: 'Events a second' }).fill('200');
  await dialog.getByRole('textbox', { name: /^Note/ }).fill('First try');
  await expectAccessible(page, '[role="dialog"]');
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click();

  await expect(page).toHaveURL(/#\/live\/card-fraud$/);
  await expect(page.getByRole('heading', { name: 'Cards, live' })).toBeVisible();
  await expect(page.getByText('deployment 1: First try')).toBeVisible();

  // Of two rows that break the contract one is mended where it is found, the other needs nothing.
  const row = { payment_id: 'p-1', time: new Date().toISOString(), card: 'c-1', customer: 'u-1', merchant: 'Corner shop', merchant_group: 'groceries', country: 'DE', channel: 'chip', status: 'approved' };
  const sent = await request.post(`${serving.address}/api/ingest/card-fraud/payments`, { data: [{ nothing: true }, { ...row, amount: 'lots' }] });
  expect(await sent.json()).toMatchObject({ accepted: 0, rejected: 2 });
  await page.getByRole('tab', { name: /^Rejected rows/ }).click();
  const rejected = page.getByRole('list', { name: 'Rejected rows' }).getByRole('listitem');
  await expect(rejected).toHaveCount(2);
  await rejected.filter({ hasText: 'lots' }).getByRole('button', { name: 'Mend…' }).click();
  const mending = page.getByRole('dialog', { name: 'Mend a rejected row' });
  const amount = mending.getByRole('textbox', { name: 'amount' });
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, '[role="dialog"]');
  await amount.fill('12.5');
  await mending.getByRole('button', { name: 'Send it anew' }).click();
  await expect(mending).toBeHidden();
  await expect(rejected).toHaveCount(1);
  await rejected.getByRole('button', { name: 'Dismiss' }).click();
  await expect(rejected).toHaveCount(0);

  // The source waits half a minute for what is late.
  await page.getByRole('tab', { name: /^Alerts/ }).click();
  const alerts = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
  await expect(alerts.first()).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('.react-flow__node[data-id="payments"]').getByRole('button', { name: /rows, show them/ }).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('paused', { exact: true })).toBeVisible();
  await alerts.first().getByRole('button', { name: /^Why/ }).click();
  await expect(page).toHaveURL(/#\/graph\/card-fraud$/);
  await expect(page.getByText('Following one payment')).toBeVisible({ timeout: 30_000 });

  await page.goto(`${serving.address}/#/live`);
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Cards, live' });
  await expect(line).toContainText('paused');
  await expectAccessible(page);
});

test('who finds that somebody else changed a graph chooses what is to become of it', async ({ page, request, complaints }) => {
  await page.goto(`${serving.address}/`);
  await page.getByRole('button', { name: 'New empty graph' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the graph' });
  await name.fill('Mine');
  await name.press('Enter');
  await expect(page.getByText('Saved on the server, just now')).toBeVisible();
  const at = `${serving.address}/api/graphs/graph`;
  const before = await request.get(at);
  await request.put(at, { data: { ...(await before.json()), name: 'Theirs' }, headers: { 'if-match': before.headers()['etag'] ?? '' } });

  await name.fill('Mine again');
  await name.press('Enter');
  const told = page.getByRole('alert').filter({ hasText: 'Somebody else changed this graph' });
  await expect(told).toBeVisible();
  await expect(page.getByText('Not saved: changed elsewhere')).toBeVisible();
  await told.getByRole('button', { name: 'See the difference' }).click();
  await expect(told.getByRole('list')).toContainText('Mine again');
  await expectAccessible(page, '[role="alert"]');
  await told.getByRole('button', { name: 'Keep mine as a copy' }).click();
  await expect(page).toHaveURL(/#\/graph\/graph-2$/);
  await expect(told).toBeHidden();
  expect(((await (await request.get(at)).json()) as { name: string }).name).toBe('Theirs');
  // The refusal itself is what is tested.
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !complaint.includes('412')));
});
