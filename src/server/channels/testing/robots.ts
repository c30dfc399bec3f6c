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
