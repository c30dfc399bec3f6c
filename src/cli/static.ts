import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { contentPolicy } from '../server/http/content-policy.ts';

/** Serves the files of one folder, and nothing outside of it, to this computer only. */

const host = '127.0.0.1';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface Served {
  readonly address: string;
  close(): Promise<void>;
}

/** Port 0 takes any free one. */
export async function serveFolder(folder: string, port: number): Promise<Served> {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const at = server.address();
  const taken = typeof at === 'object' && at !== null ? at.port : port;
  return {
    address: `http://${host}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Content-Security-Policy', contentPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405);
  }
  if (!isLocal(request.headers.host)) return refuse(response, 421);
  const file = await fileAt(root, request.url ?? '/');
  if (file === undefined) return refuse(response, 404);
  const { size } = await stat(file);
  response.setHeader('Content-Type', types[extname(file).toLowerCase()] ?? 'application/octet-stream');
  response.setHeader('Content-Length', size);
  // Built files carry a hash of their content in their name; the page itself must be asked for again.
  const lasting = file.includes(`${sep}assets${sep}`);
  response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.writeHead(200);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(createReadStream(file), response);
}

/** A page elsewhere that makes its name lead to this computer gets nothing. */
function isLocal(name: string | undefined): boolean {
  return name !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(name);
}

async function fileAt(root: string, url: string): Promise<string | undefined> {
  const path = decoded(url.split(/[?#]/, 1)[0] ?? '/');
  if (path === undefined || /[\0\\]/.test(path) || path.split('/').some((part) => part.startsWith('.'))) return undefined;
  const wanted = join(root, path.endsWith('/') ? `${path}index.html` : path);
  const real = await realpath(wanted).catch(() => undefined);
  if (real === undefined || !real.startsWith(root + sep)) return undefined;
  const info = await stat(real);
  return info.isFile() ? real : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end();
}
