import { isRecord, valueUnder } from '../../data/contract.ts';
import { sha256 } from '../../data/hash.ts';
import { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { addressBelow, ask, unwelcome } from '../connections/http-client.ts';
import type { Answer } from '../connections/http-client.ts';
import { Trouble } from '../connections/trouble.ts';
import type { Position } from '../runs/entries.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { lineOf, rowsUnder } from './row-lines.ts';
import { connectionName, duration, rowsPath, setting } from './setting.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(2000), { en: 'Path', zh: '路径' }, { en: 'What to ask for, below the address of the connection; with a query, if it needs one.', zh: '在连接地址之下请求的路径，可以带查询参数。' }),
    every: duration({ en: 'Every', zh: '间隔' }, { en: 'How often it asks; `10s` where left out.', zh: '多久请求一次，默认 `10s`。' }),
    rows: rowsPath,
    cursor: setting(z.string().min(1).max(200).optional(), { en: 'Cursor', zh: '游标' }, { en: 'What tells new rows from old ones: a field of the rows, whose greatest value is kept, or a place in the answer.', zh: '用来区分新旧行的值：行里的一个字段（保留最大值），或应答中的一个位置。' }),
    cursorIn: setting(z.enum(['rows', 'answer']).optional(), { en: 'Cursor stands in', zh: '游标位于' }, { en: '`rows` where left out.', zh: '默认为 `rows`（行里）。' }),
    parameter: setting(z.string().regex(/^[\w.[\]-]{1,100}$/).optional(), { en: 'Query parameter', zh: '查询参数' }, { en: 'The parameter of the query by which the cursor goes back.', zh: '把游标带回去的查询参数名。' }),
    start: setting(z.string().min(1).max(500).optional(), { en: 'First cursor', zh: '初始游标' }, { en: 'What the parameter is at the very first; not sent where left out.', zh: '第一次请求时该参数的值；不填则第一次不带。' }),
    full: setting(z.int().min(1).max(100_000).optional(), { en: 'Rows of a full page', zh: '每页行数' }, { en: 'An answer of so many rows has more behind it: the next is asked for at once.', zh: '一次应答达到这个行数，说明后面还有，会立即请求下一页。' }),
    timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }),
  })
  .refine(({ cursor, parameter }) => (cursor === undefined) === (parameter === undefined), { message: 'a cursor needs its query parameter, and the other way round', path: ['parameter'] })
  .refine(({ cursor, start, full, cursorIn }) => cursor !== undefined || (start === undefined && full === undefined && cursorIn === undefined), { message: 'this needs a cursor', path: ['cursor'] });
type Settings = z.infer<typeof settings>;

/** Where it stands: what the next question is, and which rows the last answer had, as the next one may have them again. */
const stood = z.object({ cursor: z.string().nullable(), etag: z.string().nullable(), modified: z.string().nullable(), seen: z.array(z.string()) });
type Standing = z.infer<typeof stood>;

/** Of the rows of the last answer so many are remembered. */
const mostSeen = 5000;

export const httpPoll: ConnectorKind<Settings> = {
  type: 'http-poll',
  title: { en: 'HTTP polling', zh: 'HTTP 轮询' },
  summary: {
    en: 'Asks an address again and again, and takes the rows that are new: by a cursor, or by leaving out the rows that the answer before it had.',
    zh: '反复请求一个地址，只取新的行：用游标，或略去上一次应答里已有的行。',
  },
  settings,
  connection: 'http',
  rewinds: {
    en: 'What the other side still has can be had again. What it no longer answers with was missed. No row is taken twice that stood in the answer before, up to 5,000 rows.',
    zh: '只要对方还保留，就能再次取得；对方不再给出的就错过了。上一次应答里已有的行（最多 5,000 行）不会重复收取。',
  },
  example: {
    settings: { connection: 'core-banking', path: '/payments?status=booked', every: '5s', rows: 'data.items', cursor: 'booked_at', parameter: 'since', full: 500 },
    connection: { type: 'http', base: 'https://api.bank.example/v2', headers: { Authorization: 'Bearer ${CORE_BANKING_TOKEN}' } },
  },

  run: async (asked, context) => {
    const { signal, wait, report } = context;
    const every = milliseconds(asked.every ?? '10s');
    let standing = asStanding(context.position) ?? { cursor: asked.start ?? null, etag: null, modified: null, seen: [] };
    while (!signal.aborted) {
      const { more, next } = await poll(asked, standing, context);
      standing = next;
      report({ state: more ? 'behind' : 'current' });
      if (!more) await wait(every);
    }
  },
};

const asStanding = (position: Position | undefined): Standing | undefined => {
  const parsed = stood.safeParse(position);
  return parsed.success ? parsed.data : undefined;
};

async function poll(asked: Settings, standing: Standing, context: ConnectorContext): Promise<{ readonly more: boolean; readonly next: Standing }> {
  const { connections, signal, now, deliver } = context;
  const connection = connections.named(asked.connection, 'http');
  const address = addressBelow(connection, asked.path);
  if (asked.parameter !== undefined && standing.cursor !== null) address.searchParams.set(asked.parameter, standing.cursor);
  const answer = await ask(connection, address, { headers: questionsOf(standing), timeout: milliseconds(asked.timeout ?? '30s'), signal });
  if (answer.status === 304) return { more: false, next: standing };
  if (answer.status !== 200) throw unwelcome(answer.status, answer.headers, now());

  const value = jsonOf(answer);
  const rows = rowsUnder(value, asked.rows ?? '');
  if (rows === undefined) {
    const path = asked.rows ?? '';
    throw new Trouble({ en: `The answer has nothing at “${path}”`, zh: `应答里“${path}”处没有内容` });
  }
  const lines = rows.map(lineOf);
  const names = lines.map(nameOfLine);
  const before = new Set(standing.seen);
  const fresh = lines.filter((_, at) => !before.has(names[at] ?? ''));
  const cursor = nextCursor(asked, value, rows, standing.cursor);
  const moved = cursor !== standing.cursor;
  const next: Standing = {
    cursor,
    // They are about the question that was asked; where the cursor has moved, the next one is another.
    etag: moved ? null : answer.headers.get('etag'),
    modified: moved ? null : answer.headers.get('last-modified'),
    seen: names.length === 0 ? standing.seen : names.slice(-mostSeen),
  };
  if (fresh.length > 0 || moved) await deliver({ body: Buffer.from(fresh.join('\n')), position: next });
  return { more: moved && asked.full !== undefined && rows.length >= asked.full, next };
}

const questionsOf = ({ etag, modified }: Standing): Record<string, string> => ({
  accept: 'application/json',
  ...(etag === null ? {} : { 'if-none-match': etag }),
  ...(modified === null ? {} : { 'if-modified-since': modified }),
});

function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    throw new Trouble({ en: 'The answer is not JSON', zh: '应答不是 JSON' });
  }
}

const nameOfLine = (line: string): string => Buffer.from(sha256(Buffer.from(line)).subarray(0, 9)).toString('base64url');

/** What the answer does not say stays as it was. */
function nextCursor({ cursor, cursorIn }: Settings, value: unknown, rows: readonly unknown[], before: string | null): string | null {
  if (cursor === undefined) return null;
  if (cursorIn === 'answer') return fieldOf(value, cursor) ?? before;
  return rows.reduce<string | null>((greatest, row) => {
    const own = fieldOf(row, cursor);
    return own === undefined || (greatest !== null && !isGreater(own, greatest)) ? greatest : own;
  }, before);
}

function fieldOf(value: unknown, path: string): string | undefined {
  const found = isRecord(value) ? valueUnder(value, path) : undefined;
  return typeof found === 'string' && found !== '' ? found : typeof found === 'number' ? String(found) : undefined;
}

const number = /^-?\d+(?:\.\d+)?$/;

/** Numbers by their size, whole ones of any length; all else as text, in which times of one form stand in order. */
function isGreater(a: string, b: string): boolean {
  if (!number.test(a) || !number.test(b)) return a > b;
  const [left, right] = [Number(a), Number(b)];
  return left === right && !a.includes('.') && !b.includes('.') ? BigInt(a) > BigInt(b) : left > right;
}
