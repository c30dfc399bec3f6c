import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from '../../src/server/safety/passwords.ts';
import { expect, expectAccessible, expectAccessibleInBothThemes, locales, test } from './page.ts';
import type { Serving } from './serving.ts';
import { serveFolder } from './serving.ts';

/** The app with a server behind it: its folder, its live runs, and what comes back from them. */

let serving: Serving;

test.beforeAll(async () => {
  serving = await serveFolder({ connections: { bank: { type: 'http', base: 'https://bank.example' } } });
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

  // An output whose other side is not to be had waits, is held back, and let go.
  const output = page.getByRole('complementary', { name: 'Sources' }).getByRole('listitem').filter({ hasText: 'Tell the card system' });
  await expect(output).toContainText('waits to try again');
  await output.getByRole('button', { name: 'Stop sending' }).click();
  await expect(output).toContainText('halted');
  await output.getByRole('button', { name: 'Send again' }).click();
  await expect(output).not.toContainText('halted');

  // Why is told on the spot, by the server.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('paused', { exact: true })).toBeVisible();
  await alerts.first().getByRole('button', { name: /^Why/ }).click();
  const why = page.getByRole('complementary', { name: 'Why' });
  await expect(page.getByText('Following one payment')).toBeVisible({ timeout: 60_000 });
  await expect(why.getByRole('heading', { level: 2 })).toHaveText(/Likely fraud|Card is being tested/);
  await expect(page).toHaveURL(/#\/live\/card-fraud$/);
  await expectAccessible(page, '[data-part="why"]');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();

  // The version before comes back as another deployment.
  const graph = await (await request.get(`${serving.address}/api/runs/card-fraud/graph`)).json();
  await request.post(`${serving.address}/api/runs/card-fraud/deployments`, { data: { document: { ...graph, name: 'Cards, renamed' }, note: 'Second try' } });
  await expect(page.getByRole('heading', { name: 'Cards, renamed' })).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Roll back/ }).click();
  await expect(page.getByText(/^deployment 3/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Cards, live' })).toBeVisible();

  // What came in is there to simulate on, and an alert of it to be kept as a test.
  await alerts.last().getByRole('button', { name: /^Keep/ }).click();
  await expect(page).toHaveURL(/#\/graph\/card-fraud$/);
  const keeping = page.getByRole('dialog', { name: 'Keep as a test' });
  await expect(keeping.getByRole('textbox').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.goto(`${serving.address}/#/live/card-fraud`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Simulate on the last hour/ }).click();
  await expect(page).toHaveURL(/#\/graph\/card-fraud$/);
  await expect(page.getByRole('button', { name: /^The last run/ })).toBeVisible({ timeout: 60_000 });

  await page.goto(`${serving.address}/#/live`);
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Cards, live' });
  await expect(line).toContainText('deployment 3');
  await expectAccessible(page);
});

test('a source says where its events come from live, with what the server has, and an output what else its target takes', async ({ page }) => {
  await page.goto(`${serving.address}/`);
  await page.getByRole('region', { name: 'Start from a template' }).getByRole('link', { name: 'Account takeover' }).click();
  await page.locator('.react-flow__node').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.react-flow__node[data-id="logins"]').click({ position: { x: 40, y: 14 } });
  const panel = page.locator('[data-part="inspector"]');
  const live = panel.locator('section', { has: page.getByRole('heading', { name: 'When it runs live' }) });
  const choose = async (name: string): Promise<void> => {
    await live.getByRole('combobox', { name: 'Connector' }).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await choose('Kafka');
  await expect(live.getByText('This server has no connection of the type kafka.')).toBeVisible();
  await expect(live.getByRole('region', { name: 'What to write into the server’s configuration' })).toContainText('"brokers"');
  await live.getByRole('textbox', { name: 'Topic' }).fill('');
  await expect(live.getByText('“Topic” is missing')).toBeVisible();
  await live.getByRole('textbox', { name: 'Topic' }).fill('logins');
  await expect(live.getByText('“Topic” is missing')).toBeHidden();

  await choose('HTTP polling');
  await expect(live.getByRole('combobox', { name: 'Connection' })).toHaveText('the only one: bank');
  await live.getByRole('textbox', { name: 'Path' }).fill('/logins');
  await live.getByRole('button', { name: 'More settings' }).click();
  await live.getByRole('textbox', { name: 'Cursor', exact: true }).fill('id');
  await expect(live.getByText('“Query parameter” will not do: a cursor needs its query parameter, and the other way round')).toBeVisible();
  await expectAccessible(page, '[data-part="inspector"]');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(live.getByText(/“Query parameter” will not do/)).toBeHidden();

  await choose('Webhook');
  await expect(live.getByRole('region', { name: 'Address', exact: true })).toHaveText(`${serving.address}/api/ingest/account-takeover/logins`);
  await expect(live.getByRole('region', { name: 'A line that sends an event' })).toContainText('curl -X POST');

  // Beside an open panel there is room for part of the canvas only.
  const select = async (id: string): Promise<void> => {
    await panel.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(panel).toBeHidden();
    await page.locator(`.react-flow__node[data-id="${id}"]`).click({ position: { x: 40, y: 14 } });
  };
  await select('hold');
  await expect(live.getByText('This server has no connection of the type kafka.')).toBeVisible();
  await live.getByRole('textbox', { name: 'Key' }).fill('account');
  await select('review');
  await live.getByRole('button', { name: 'For how long: Set a length of time' }).click();
  await expect(live.getByRole('textbox', { name: 'For how long' })).toHaveValue('24');
  await live.getByRole('button', { name: 'Remove For how long' }).click();
  await expect(live.getByRole('textbox', { name: 'For how long' })).toBeHidden();
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

test.describe('with people who log in', () => {
  let guarded: Serving;
  const token = 'a-machine-that-deploys-graphs';
  test.use({ locale: locales.zh });
  test.beforeAll(async () => {
    const password = await hashPassword('correct horse');
    guarded = await serveFolder({ users: [{ name: 'vera', role: 'viewer', password }, { name: 'otto', role: 'operator', password }], tokens: [{ name: 'ci', role: 'operator', token }] });
  });
  test.afterAll(() => guarded.stop());

  test('each sees what their role allows, and the Live page speaks Chinese', async ({ page, request, complaints }) => {
    const document: unknown = JSON.parse(readFileSync(new URL('../../rules-examples/card-fraud/card-fraud.rules.json', import.meta.url), 'utf8'));
    const headers = { authorization: `Bearer ${token}` };
    const deployed = await request.post(`${guarded.address}/api/runs/card-fraud/deployments`, { headers, data: { document, note: '试跑', generator: { rate: 20 } } });
    expect(deployed.status()).toBe(201);

    await page.goto(`${guarded.address}/#/live/card-fraud`);
    const login = page.getByRole('dialog', { name: '登录' });
    const enter = async (name: string, password: string): Promise<void> => {
      await login.getByRole('textbox', { name: '用户名' }).fill(name);
      await login.getByLabel('密码').fill(password);
      await login.getByRole('button', { name: '登录' }).click();
    };
    await enter('vera', 'wrong');
    await expect(login.getByRole('alert')).toBeVisible();
    await expectAccessible(page, '[role="dialog"]');
    await enter('vera', 'correct horse');
    await expect(page.getByRole('heading', { name: '银行卡欺诈' })).toBeVisible();
    await expect(page.getByText('第 1 次部署：试跑')).toBeVisible();
    const sources = page.getByRole('complementary', { name: '数据源' });
    await expect(sources.getByRole('listitem').first()).toContainText('数据生成器');
    // Who may only look finds nothing to press.
    await expect(page.getByRole('button', { name: '暂停' })).toBeHidden();
    await expect(sources.getByRole('button', { name: '紧急停止' })).toHaveCount(0);
    await expectAccessible(page);

    await page.getByRole('button', { name: '退出登录 (vera)' }).click();
    await enter('otto', 'correct horse');
    await page.getByRole('button', { name: '暂停', exact: true }).click();
    await expect(page.getByText('已暂停', { exact: true })).toBeVisible();
    await sources.getByRole('textbox', { name: '事件编号' }).fill('no-such-payment');
    await sources.getByRole('button', { name: '查它的去向' }).click();
    await expect(page.getByText('此运行的日志中没有它，或已不再保留。')).toBeVisible({ timeout: 60_000 });
    // What is refused to those who have not said who they are, and what is not there, is what is tested.
    complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !/\b(?:401|404)\b/.test(complaint)));
  });
});
