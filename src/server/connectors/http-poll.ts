import { isRecord, valueUnder } from '../../data/contract.ts';
import { sha256 } from '../../data/hash.ts';
import { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { httpPoll as about } from '../../kinds/source/connectors/http-poll.ts';
import { addressBelow, ask, unwelcome } from '../connections/http-client.ts';
import type { Answer } from '../connections/http-client.ts';
import { Trouble } from '../connections/trouble.ts';
import type { Position } from '../runs/entries.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { lineOf, rowsUnder } from './row-lines.ts';

type Settings = z.infer<typeof about.settings>;

/** Where it stands: what the next question is, and which rows the last answer had, as the next one may have them again. */
const stood = z.object({ cursor: z.string().nullable(), etag: z.string().nullable(), modified: z.string().nullable(), seen: z.array(z.string()) });
type Standing = z.infer<typeof stood>;

/** Of the rows of the last answer so many are remembered. */
const mostSeen = 5000;

export const httpPoll: ConnectorKind<Settings> = {
  ...about,

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
