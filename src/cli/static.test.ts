import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from './static.ts';
import type { Served } from './static.ts';

let outside: string;
let served: Served;

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'ruleloom-static-'));
  const folder = join(outside, 'app');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>x</title>');
  await writeFile(join(folder, '.hidden'), 'secret');
  await writeFile(join(folder, 'assets/app.js'), 'export {};');
  await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  served = await serveFolder(folder, 0);
});

afterAll(async () => {
  await served.close();
  await rm(outside, { recursive: true });
});

/** As it goes over the wire: unlike fetch, paths are not tidied up first. */
function ask(path: string, options: { method?: string; host?: string } = {}): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { hostname, port } = new URL(served.address);
  return new Promise((resolve, reject) => {
    const headers = options.host === undefined ? {} : { host: options.host };
    const sent = request({ hostname, port, path, method: options.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject).end();
  });
}

describe('the static server', () => {
  test('serves the page under a strict policy', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('<!doctype html>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
    expect(headers['cache-control']).toBe('no-cache');
  });

  test('scripts have their type and may be kept', async () => {
    const { headers } = await ask('/assets/app.js?v=1');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(headers['cache-control']).toContain('immutable');
  });

  test.each([
    '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/..%5csecret.txt', '/link.txt',
    '/.hidden', '/assets', '/assets/', '/nothing', '/%00', '/%', '//secret.txt', '/app/../../secret.txt',
  ])('gives nothing for %s', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).toBe('');
  });

  test('only reads', async () => {
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  test('a name that is not of this computer gets nothing', async () => {
    expect((await ask('/', { host: 'elsewhere.example' })).status).toBe(421);
    expect((await ask('/', { host: 'localhost:4173' })).status).toBe(200);
  });
});
