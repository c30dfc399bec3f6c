import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, locales, test } from './page.ts';

/** Events come in one after another, and what the rules make of them is seen as it happens. */

const home = fileURLToPath(new URL('../..', import.meta.url));

const cardOf = (page: Page, node: string): Locator => page.locator(`.react-flow__node[data-id="${node}"]`);
const lines = (page: Page): Locator => page.getByRole('region', { name: 'How it stands' }).getByRole('listitem');

async function open(page: Page, example: string, tab = 'Live'): Promise<void> {
  await page.goto(`/#/graph/${example}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** A number that stands in some text. */
async function numberIn(place: Locator): Promise<number> {
  const [digits] = /[\d,]+/.exec((await place.textContent()) ?? '') ?? [];
  return Number(digits?.replaceAll(',', ''));
}

test('made-up events flow through the graph; it can be paused, looked into, stepped and left, and nothing of the graph is changed', async ({ page }) => {
  await open(page, 'card-fraud');
  await page.getByRole('radio', { name: 'Made-up events' }).click();
  await fill(page, 'Speed', '10000');
  await expectAccessible(page, 'section[aria-label^="Problems"]');
  await page.getByRole('button', { name: 'Start', exact: true }).click();

  const feed = page.getByRole('region', { name: 'Alerts' });
  await expect(feed.getByRole('listitem').first()).toBeVisible({ timeout: 60_000 });
  await expect(cardOf(page, 'payments').getByRole('button', { name: /rows, show them/ }).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /^In the last two minutes [\d,]+ events and [\d,]+ alerts?$/ })).toBeVisible();
  await expect(lines(page).filter({ hasText: /^Released until .* behind the clock$/ })).toBeVisible();

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const counted = page.getByRole('toolbar', { name: 'Live preview' }).locator('strong');
  // Until it is told that it stands still, more come in.
  const next = page.getByRole('button', { name: 'Next event' });
  await expect(next).toBeVisible();
  const before = await numberIn(counted);
  await next.click();
  await expect(counted).toHaveText(`${(before + 1).toLocaleString('en')} events`);
  await expectAccessible(page, 'section[aria-label^="Problems"]');

  await test.step('the rows behind a count, of the events that are kept', async () => {
    const count = cardOf(page, 'payments').getByRole('button', { name: /rows, show them/ }).first();
    await count.click();
    await expect(page.getByRole('grid')).toBeVisible();
    await expect(page.getByRole('row').nth(1)).toBeVisible();
  });

  await test.step('a row of them is kept as a test, which one step takes back', async () => {
    const rows = page.getByRole('grid');
    await rows.locator('[data-cell="0/1"]').hover();
    await rows.getByRole('row').nth(1).getByRole('button', { name: 'Keep as a test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep as a test' });
    await expect(dialog.locator('[aria-busy=false]')).toContainText(/^It gives \d+ rows? and expects /);
    await dialog.getByRole('button', { name: 'Keep as a test' }).click();
    await expect(page.getByRole('tab', { name: /^Tests/ })).toHaveAccessibleName('Tests All 7 tests pass');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(page.getByRole('tab', { name: /^Tests/ })).toHaveAccessibleName('Tests All 6 tests pass');
  });

  await test.step('why an alert was raised', async () => {
    await page.getByRole('tab', { name: 'Live', exact: true }).click();
    await feed.getByRole('button', { name: /^Why/ }).first().click();
    await expect(page.getByRole('toolbar', { name: /alert|explain/i }).or(page.getByText(/^Following one payment/).first()).first()).toBeVisible();
    await expect(page.locator('[data-edge][data-told="led"]').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await page.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(async () => numberIn(counted)).toBeGreaterThan(before + 20);
  await page.getByRole('toolbar', { name: 'Live preview' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  await expect(cardOf(page, 'payments').getByRole('button', { name: /rows, show them/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
});

test('events are sent late, broken, in bursts and not at all, and what the rules make of it is said', async ({ page }) => {
  await open(page, 'account-takeover');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(lines(page).filter({ hasText: /^Released until/ })).toBeVisible();
  const way = (name: RegExp): Locator => page.getByRole('group', { name }).getByRole('button', { name: /^(On|Send):/ });
  const shares = page.getByRole('textbox', { name: 'Share' });
  await shares.nth(0).fill('60');
  await shares.nth(1).fill('30');
  await fill(page, 'How late', '45');
  await way(/late$/).click();
  await expect(way(/late$/)).toHaveAttribute('aria-pressed', 'true');
  await way(/^Break/).click();
  await expect(lines(page).filter({ hasText: /^\d+\slate$/ })).toBeVisible({ timeout: 30_000 });
  await expect(lines(page).filter({ hasText: /^\d+\srejected, the last one as / })).toBeVisible({ timeout: 30_000 });
  await way(/^Break/).click();
  await way(/late$/).click();

  await page.getByRole('group', { name: /^Silence/ }).getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'Logins' }).click();
  await way(/^Silence/).click();
  await expect(lines(page).filter({ hasText: /^Logins has been silent for .* and is no longer waited for$/ })).toBeVisible();
  await expect(lines(page).filter({ hasText: /^Logins stays silent for another/ })).toBeVisible();

  await page.getByRole('group', { name: /^Send … events like/ }).getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'Transfers' }).click();
  const counted = page.getByRole('toolbar', { name: 'Live preview' }).locator('strong');
  const before = await numberIn(counted);
  await way(/^Send … events like/).click();
  await expect.poll(async () => numberIn(counted)).toBeGreaterThan(before + 999);

  await test.step('a graph that is changed meanwhile goes on as it was, until it is begun anew', async () => {
    await cardOf(page, 'logins').click();
    await page.keyboard.press('Control+d');
    await expect(page.getByText('The graph was changed since. What is at work is how it was.')).toBeVisible();
    await page.getByRole('button', { name: 'Restart with the changes' }).click();
    await expect(page.getByText('The graph was changed since.')).toBeHidden();
    await expect(lines(page).filter({ hasText: /^Released until/ })).toBeVisible();
  });
});

interface EventServer {
  readonly port: number;
  readonly server: Server;
  /** Streams of events, and WebSockets, that listen. */
  readonly open: Set<ServerResponse>;
  readonly sockets: Set<Duplex>;
}

/** A server whose events a test writes, and may break off. */
async function eventServer(): Promise<EventServer> {
  const open = new Set<ServerResponse>();
  const sockets = new Set<Duplex>();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' });
    response.write(': welcome\n\n');
    open.add(response);
    response.on('close', () => open.delete(response));
  });
  server.on('upgrade', (request, socket) => {
    const accepted = createHash('sha1').update(`${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accepted}\r\n\r\n`);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server has a port');
  return { port: address.port, server, open, sockets };
}

/** A text as a server sends it over a WebSocket, in one frame. */
function framed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(4);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(126, 1);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

test.describe('in Chinese', () => {
  test.use({ locale: locales.zh, colorScheme: 'dark' });

  test('messages of a server are taken as they come, in Chinese as well; broken ones are rejected and a lost line is mended', async ({ page }) => {
    const { port, server, open: connected, sockets } = await eventServer();
    const [head = '', ...rows] = readFileSync(join(home, 'rules-examples/card-fraud/data/payments.csv'), 'utf8').trim().split(/\r?\n/);
    const names = head.split(',');
    const events = rows.slice(0, 40).map((row) => Object.fromEntries(row.split(',').flatMap((cell, at) => (cell === '' ? [] : [[names[at] ?? '', /^-?[\d.]+$/.test(cell) ? Number(cell) : cell === 'true' || cell === 'false' ? cell === 'true' : cell]]))));
    const send = (message: string): void => {
      for (const response of connected) response.write(`data: ${message}\n\n`);
    };
    const standing = page.getByRole('region', { name: '当前状态' });
    const counted = page.getByRole('toolbar', { name: '实时预览' }).locator('strong');
    try {
      await open(page, 'card-fraud', '实时');
      await page.getByRole('radio', { name: '网络地址' }).click();
      const box = page.getByRole('textbox', { name: /^地址：/ });
      await box.fill('http://example.org/');
      await expect(box).toHaveAttribute('aria-invalid', 'true');
      await box.fill(`http://localhost:${port}/payments`);
      await page.getByRole('button', { name: '开始', exact: true }).click();
      await expect(standing.getByText(/已连接$/)).toBeVisible();
      send(JSON.stringify(events[0]));
      send(JSON.stringify(events.slice(1, 30)));
      await expect(counted).toHaveText('30 条事件');
      send('{"payment_id": ');
      await expect(standing.getByText(/^1\s条拒收，最近一条：这里不是 JSON$/)).toBeVisible();
      await expectAccessible(page, 'section[aria-label^="问题"]');
      for (const response of connected) response.end();
      await expect(standing.getByText(/的连接断开，\d\s秒后第\s1\s次重连$/)).toBeVisible();
      await expect(standing.getByText(/已连接$/)).toBeVisible();
      send(JSON.stringify(events.slice(30, 40)));
      await expect(counted).toHaveText('41 条事件');

      await page.getByRole('toolbar', { name: '实时预览' }).getByRole('button', { name: '停止' }).click();
      await box.fill(`ws://localhost:${port}/payments`);
      await page.getByRole('button', { name: '开始', exact: true }).click();
      await expect(standing.getByText(/已连接$/)).toBeVisible();
      for (const socket of sockets) socket.write(framed(JSON.stringify(events.slice(0, 12))));
      await expect(counted).toHaveText('12 条事件');
    } finally {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    }
  });
});
