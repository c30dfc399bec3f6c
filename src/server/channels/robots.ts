import type { Words } from '../../data/text.ts';
import { z } from '../../data/zod.ts';
import { ask, retryAfter } from '../connections/http-client.ts';
import { setting } from '../../kinds/shared/settings.ts';
import type { Answer, SendContext } from './channel.ts';

/** What channels over HTTP share. */

/** Milliseconds that an answer may take. */
const patience = 10_000;

/** A proxy of one’s own in the place of the channel’s address, or a server that tests it. */
export const base = setting(
  z.url({ protocol: /^https?$/ }).optional(),
  { en: 'Another address', zh: '替代地址' },
  { en: 'Stands in for the channel’s own host, where all has to go through a proxy.', zh: '代替渠道自身的主机地址，用于必须经过代理的网络。' },
);

/** The address that the channel’s own page shows, on none but its hosts. */
export const hookOn = (hosts: readonly string[], path: string, help: Words): z.ZodString =>
  setting(
    z.string().refine((text) => URL.canParse(text) && hosts.some((host) => new URL(text).origin === `https://${host}`) && new URL(text).pathname.startsWith(path), {
      message: `an address that begins with ${hosts.map((host) => `https://${host}${path}`).join(' or ')}`,
      params: { zh: `以 ${hosts.map((host) => `https://${host}${path}`).join(' 或 ')} 开头的网址` },
    }),
    { en: 'Webhook address', zh: 'Webhook 地址' },
    help,
  );

export const secretSetting = (help: Words): z.ZodOptional<z.ZodString> => setting(z.string().min(1).optional(), { en: 'Secret', zh: '密钥' }, help);

/** Where it goes: the address itself, or the same path at another. */
export function addressOf(hook: string, base: string | undefined): URL {
  const address = new URL(hook);
  return base === undefined ? address : new URL(`${base.replace(/\/+$/, '')}${address.pathname}${address.search}`);
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The object that it holds, where it holds one. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Milliseconds that it asks to be left alone. */
  readonly after: number | undefined;
}

const longest = 1024 * 1024;

/** Called at this address and nowhere else: it is taken nowhere by what it answers. */
export async function post(address: URL, body: string, headers: Readonly<Record<string, string>>, { now, signal }: SendContext): Promise<Reply> {
  const request = { method: 'POST' as const, headers, body: Buffer.from(body), timeout: patience, signal };
  const answer = await ask({ type: 'http', base: `${address.origin}/` }, address, request, longest);
  const text = Buffer.from(answer.body).toString('utf8');
  return { status: answer.status, headers: answer.headers, text, fields: fieldsIn(text), after: retryAfter(answer.headers.get('retry-after'), now()) };
}

export const postJson = (address: URL, body: unknown, context: SendContext, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  post(address, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers }, context);

function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

const mostQuoted = 200;

/** What the other side said, in its own words. */
export const quoted = (code: unknown, said: unknown): string => `${String(code)}${typeof said === 'string' && said !== '' ? ` ${said.slice(0, mostQuoted)}` : ''}`;

export const never = (en: string, zh: string): Answer => ({ type: 'never', why: { en, zh } });
export const later = (en: string, zh: string, after?: number): Answer => ({ type: 'later', why: { en, zh }, ...(after === undefined ? {} : { after }) });

/** Of an answer that says nothing of itself, its status. */
export function byStatus({ status, text, after }: Reply): Answer {
  const said = quoted(status, text);
  if (status === 429) return later(`It is sent to too often: ${said}`, `发送过于频繁：${said}`, after);
  if (status === 408 || status >= 500) return later(`It has a fault of its own: ${said}`, `对方服务出错：${said}`, after);
  return never(`It does not take this: ${said}`, `对方拒绝接收：${said}`);
}
