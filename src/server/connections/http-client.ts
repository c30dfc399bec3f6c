import type { Words } from '../../data/text.ts';
import type { HttpConnection } from './connection.ts';
import { Trouble, troubleInWords } from './trouble.ts';

/** The one way to call others over HTTP: below the address of a connection that the configuration names, and nowhere else. */

export interface Request {
  readonly method?: 'GET' | 'POST' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | undefined;
  /** Milliseconds until it has to have answered. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Bytes of an answer; more are not read. */
export const longestAnswer = 32 * 1024 * 1024;
const mostRedirects = 5;

/** The whole answer, whatever its status. */
export async function ask(connection: HttpConnection, address: URL, request: Request, longest = longestAnswer): Promise<Answer> {
  const late = AbortSignal.timeout(request.timeout);
  const signal = AbortSignal.any([request.signal, late]);
  return orInWords(late, async () => {
    const response = await send(connection, address, request, signal);
    return { status: response.status, headers: response.headers, body: await bytesOf(response, longest) };
  });
}

/** An answer whose body has no end. Only its head has to come in time. */
export async function listen(connection: HttpConnection, address: URL, request: Request): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), request.timeout);
  try {
    return await orInWords(late.signal, () => send(connection, address, request, AbortSignal.any([request.signal, late.signal])));
  } finally {
    clearTimeout(timer);
  }
}

/** Where a path leads, below the address of the connection. */
export function addressBelow(connection: HttpConnection, path: string): URL {
  const address = parsedAddress(`${connection.base.replace(/\/+$/, '')}/${path.replace(/^\//, '')}`);
  if (address === null || !liesBelow(connection, address)) {
    throw new Trouble({ en: `“${path}” does not lie below the address of its connection`, zh: `“${path}”不在所属连接的地址之下` });
  }
  return address;
}

export function liesBelow({ base }: HttpConnection, address: URL): boolean {
  const root = parsedAddress(base);
  if (root === null || root.origin !== address.origin) return false;
  const folder = root.pathname.endsWith('/') ? root.pathname : `${root.pathname}/`;
  return `${address.pathname}/`.startsWith(folder);
}

async function send(connection: HttpConnection, from: URL, { method = 'GET', headers, body }: Request, signal: AbortSignal): Promise<Response> {
  let address = from;
  for (let redirects = 0; ; redirects += 1) {
    const { url, authorization } = withoutCredentials(address, connection);
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': 'ruleloom', ...authorization, ...connection.headers, ...headers },
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
      redirect: 'manual',
      signal,
    });
    const place = isRedirect(response.status) ? response.headers.get('location') : null;
    if (place === null) return response;
    await response.body?.cancel();
    const next = parsedAddress(place, address);
    if (method !== 'GET' || next === null || !liesBelow(connection, next) || redirects === mostRedirects) {
      throw new Trouble({ en: `It sends us elsewhere (${response.status}), where no connection leads`, zh: `对方要求转到别处（${response.status}），那里不在任何连接之内` });
    }
    address = next;
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

export const parsedAddress = (text: string, base?: URL): URL | null => (URL.canParse(text, base?.href) ? new URL(text, base) : null);

/** Names and passwords in an address are sent as a header: `fetch` takes no others. */
function withoutCredentials(address: URL, { base }: HttpConnection): { url: URL; authorization: Record<string, string> } {
  const { username, password } = new URL(base);
  const url = new URL(address);
  url.username = url.password = '';
  if (username === '' && password === '') return { url, authorization: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url, authorization: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

async function bytesOf(response: Response, longest: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.length;
    if (length > longest) {
      const megabytes = Math.floor(longest / 1_048_576);
      throw new Trouble({ en: `It answers with more than ${megabytes} MB`, zh: `对方的应答超过 ${megabytes} MB` });
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

async function orInWords<T>(late: AbortSignal, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Trouble) throw error;
    if (late.aborted) throw new Trouble({ en: 'It takes too long to answer', zh: '等待应答超时' }, { cause: error });
    throw new Trouble(troubleInWords(error), { cause: error });
  }
}

/** What an answer other than the one hoped for means. */
export function unwelcome(status: number, headers: Headers, now: number): Trouble {
  return new Trouble(statusInWords(status), { after: retryAfter(headers.get('retry-after'), now) });
}

function statusInWords(status: number): Words {
  if (status === 401 || status === 403) return { en: `It refuses us (${status}): look at the secret of the connection`, zh: `对方拒绝访问（${status}）：请检查连接的密钥` };
  if (status === 404) return { en: 'There is nothing at this address (404)', zh: '这个地址上没有内容（404）' };
  if (status === 429) return { en: 'It is asked too often (429)', zh: '请求过于频繁（429）' };
  if (status >= 500) return { en: `It has a fault of its own (${status})`, zh: `对方服务器出错（${status}）` };
  return { en: `It answers ${status}`, zh: `对方应答 ${status}` };
}

/** Milliseconds from now: seconds, or a date. */
export function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}
