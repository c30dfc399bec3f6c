import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { serving } from '../../http-testing.ts';
import type { Serving } from '../../http-testing.ts';

/** Local servers that check what they are sent as the real ones do, and answer in their words. */

export interface Robot {
  readonly url: string;
  /** What was taken, in order. */
  readonly taken: readonly Taken[];
  readonly refused: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Taken {
  readonly at: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Said {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body: unknown;
}

export interface RobotRequest {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly now: number;
}

/** What it refuses it answers; all else it takes. */
export async function robot(refusal: (request: RobotRequest) => Said | undefined, ok: Said, now: () => number): Promise<Robot> {
  const [taken, refused]: [Taken[], string[]] = [[], []];
  const server: Serving = await serving((request, response) => {
    const text = server.requests.at(-1)?.body ?? '';
    const asked = { url: new URL(request.url ?? '/', 'http://robot'), headers: request.headers, text, now: now() };
    const no = request.method === 'POST' ? refusal(asked) : { status: 405, body: 'POST' };
    if (no === undefined) taken.push({ at: asked.now, headers: request.headers, body: objectIn(text) });
    else refused.push(JSON.stringify(no.body));
    const { status = 200, headers = {}, body } = no ?? ok;
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return { url: server.url, taken, refused, close: server.close };
}

export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Whether this one is too many: so many in a period, wherever it begins. */
export function rate(most: number, per: number): (now: number) => boolean {
  let seen: number[] = [];
  return (now) => {
    seen = [...seen.filter((at) => at > now - per), now];
    return seen.length > most;
  };
}

const minute = 60_000;
const isJson = ({ headers }: RobotRequest): boolean => (headers['content-type'] ?? '').startsWith('application/json');
const textIn = (value: unknown, ...path: readonly string[]): string => {
  let found = value;
  for (const name of path) found = typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof found === 'string' ? found : '';
};

export const dingtalkToken = 'b0a1';
export const dingtalkSecret = 'SECthis is secret';
export const dingtalkHook = `https://oapi.dingtalk.com/robot/send?access_token=${dingtalkToken}`;

export function dingtalkServer(now: () => number): Promise<Robot> {
  const tooMany = rate(20, minute);
  let silentUntil = 0;
  const say = (errcode: number, errmsg: string): Said => ({ body: { errcode, errmsg } });
  return robot(
    (request) => {
      const { url, text } = request;
      if (url.pathname !== '/robot/send' || url.searchParams.get('access_token') !== dingtalkToken) return say(300005, 'token is not exist');
      const timestamp = url.searchParams.get('timestamp') ?? '';
      const expected = createHmac('sha256', dingtalkSecret).update(`${timestamp}\n${dingtalkSecret}`).digest('base64');
      if (url.searchParams.get('sign') !== expected) return say(310000, 'sign not match');
      if (Math.abs(Number(timestamp) - request.now) > 60 * minute) return say(310000, 'invalid timestamp');
      if (!isJson(request)) return say(43004, 'content-type must be application/json');
      const content = textIn(objectIn(text), 'markdown', 'text');
      if (content === '') return say(400105, 'unsupported msgtype');
      if (Buffer.byteLength(text) > 20_000) return say(460101, 'message too long, exceed 20000 bytes');
      if (request.now < silentUntil || tooMany(request.now)) {
        silentUntil = Math.max(silentUntil, request.now + 10 * minute);
        return say(130101, 'send too fast, exceed 20 times per minute');
      }
      return undefined;
    },
    { body: { errcode: 0, errmsg: 'ok' } },
    now,
  );
}

export const wecomKey = '693a-91f6';
export const wecomHook = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${wecomKey}`;

export function wecomServer(now: () => number): Promise<Robot> {
  const tooMany = rate(20, minute);
  const say = (errcode: number, errmsg: string): Said => ({ body: { errcode, errmsg } });
  return robot(
    (request) => {
      const { url, text } = request;
      if (url.pathname !== '/cgi-bin/webhook/send' || url.searchParams.get('key') !== wecomKey) return say(93000, 'invalid webhook url, hint: [1642384567], from ip: 127.0.0.1');
      if (!isJson(request) || textIn(objectIn(text), 'msgtype') !== 'markdown') return say(40008, 'invalid message type');
      const content = textIn(objectIn(text), 'markdown', 'content');
      if (content === '') return say(44004, 'content empty');
      if (Buffer.byteLength(content) > 4096) return say(40058, 'markdown.content exceed max length 4096. invalid Request Parameter');
      return tooMany(request.now) ? say(45009, 'api freq out of limit') : undefined;
    },
    { body: { errcode: 0, errmsg: 'ok' } },
    now,
  );
}

export const feishuSecret = 'demo';
export const feishuHook = 'https://open.feishu.cn/open-apis/bot/v2/hook/9c5d';

export function feishuServer(now: () => number): Promise<Robot> {
  const [inSecond, inMinute] = [rate(5, 1000), rate(100, minute)];
  const say = (code: number, msg: string): Said => ({ body: { code, data: {}, msg } });
  return robot(
    (request) => {
      const { url, text } = request;
      const body = objectIn(text);
      if (url.pathname !== '/open-apis/bot/v2/hook/9c5d') return say(19001, 'param invalid: incoming webhook access token invalid');
      const timestamp = textIn(body, 'timestamp');
      const expected = createHmac('sha256', `${timestamp}\n${feishuSecret}`).digest('base64');
      if (body['sign'] !== expected || Math.abs(Number(timestamp) * 1000 - request.now) > 60 * minute) return say(19021, 'sign match fail or timestamp is not within one hour from current time');
      if (!isJson(request) || body['msg_type'] !== 'interactive' || textIn(body, 'card', 'header', 'title', 'content') === '') return say(9499, 'Bad Request');
      if (Buffer.byteLength(text) > 20_480) return say(9499, 'request body too large');
      return inSecond(request.now) || inMinute(request.now) ? say(11232, 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]') : undefined;
    },
    { body: { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' } },
    now,
  );
}

export const slackHook = 'https://hooks.slack.com/services/T0/B0/X0';

export function slackServer(now: () => number): Promise<Robot> {
  const tooMany = rate(3, 1000);
  return robot(
    (request) => {
      const { url, text } = request;
      const body = objectIn(text);
      if (url.pathname === '/services/T0/B0/archived') return { status: 410, body: 'channel_is_archived' };
      if (url.pathname !== '/services/T0/B0/X0') return { status: 404, body: 'no_service' };
      if (!isJson(request) || typeof body['text'] !== 'string') return { status: 400, body: 'invalid_payload' };
      const blocks = Array.isArray(body['blocks']) ? (body['blocks'] as unknown[]) : [];
      const long = blocks.some((block) => textIn(block, 'type') === 'header' ? textIn(block, 'text', 'text').length > 150 : textIn(block, 'text', 'text').length > 3000);
      if (blocks.length > 50 || long) return { status: 400, body: 'invalid_blocks' };
      return tooMany(request.now) ? { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited' } : undefined;
    },
    { body: 'ok' },
    now,
  );
}
