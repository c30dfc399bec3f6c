import { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import type { Column, Session } from '../connections/postgresql.ts';
import { ask, openSession, postgresTrouble, quoted } from '../connections/postgresql.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { pastPlace, placeSchema, seenCount } from './postgresql-place.ts';
import type { Place } from './postgresql-place.ts';
import { lineWriter } from './postgresql-rows.ts';
import { connectionName, duration, setting } from './setting.ts';

/** Rows of a query, in the order of one of its columns, that only ever grows. */

const settings = z.strictObject({
  connection: connectionName,
  query: setting(z.string().min(1).max(20_000), { en: 'Query', zh: '查询' }, { en: 'A `select` without order or limit. It runs in a transaction that can only read.', zh: '不带排序和行数限制的 `select`，在只读事务中执行。' }),
  cursor: setting(z.string().min(1).max(200), { en: 'Cursor', zh: '游标列' }, { en: 'The column that only grows: a serial number, a time, a text. Rows without it are not read.', zh: '只增不减的列：序号、时间或文本。该列为空的行不会读取。' }),
  tie: setting(z.string().min(1).max(200).optional(), { en: 'Tie', zh: '次序列' }, { en: 'A column that tells rows of the same cursor apart, and grows among them, such as their id. Without one, the rows of the last value are remembered.', zh: '区分游标值相同的行、并在其中递增的列，例如编号。不填则记住最后一个值的各行。' }),
  from: setting(z.union([z.string().max(200), z.number()]).optional(), { en: 'From', zh: '起点' }, { en: 'Where to begin at the very first start; at the first row where left out.', zh: '首次启动时从游标的哪个值开始；不填则从第一行开始。' }),
  every: duration({ en: 'Every', zh: '间隔' }, { en: 'How long it waits after all was read; `5s` where left out.', zh: '读完之后等待多久再查询，默认 `5s`。' }),
  batch: setting(z.int().min(1).max(10_000).optional(), { en: 'Rows at once', zh: '每次行数' }, { en: 'How many rows it asks for at once; 1000 where left out.', zh: '一次查询多少行，默认 1000。' }),
  lag: duration({ en: 'Lag', zh: '滞后' }, { en: 'Rows are read so long after their value of the cursor was seen first, so that a transaction with a lower one has time to commit; `0s` where left out.', zh: '游标值首次出现后等待多久再读取，以便游标值更小的事务有时间提交；默认 `0s`。' }),
  timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }),
});
type Settings = z.infer<typeof settings>;

export const postgresql: ConnectorKind<Settings> = {
  type: 'postgresql',
  title: { en: 'PostgreSQL query', zh: 'PostgreSQL 查询' },
  summary: {
    en: 'Asks a database again and again for the rows of a query that came since, by a column that only grows.',
    zh: '按一个只增不减的列，反复向数据库查询上次之后新增的行。',
  },
  settings,
  connection: 'postgresql',
  rewinds: {
    en: 'All of it can be read again. A row that is committed after one with a higher cursor was read is not seen, unless `lag` waits for it; nor is a row that was changed without a new value of its cursor.',
    zh: '全部可以重新读取。若某行提交时，游标值更大的行已被读取，则该行不会被看到，除非用 `lag` 等待；修改后游标值没有变化的行也不会再读。',
  },
  example: {
    settings: { query: 'select id, paid_at, card, amount from payments', cursor: 'paid_at', tie: 'id', every: '2s', lag: '5s' },
    connection: { type: 'postgresql', host: 'db.internal', port: 5432, database: 'shop', user: 'ruleloom', password: '${SHOP_PASSWORD}' },
  },

  async run(chosen, context) {
    const { connections, signal } = context;
    const connection = connections.named(chosen.connection, 'postgresql');
    try {
      const session = await openSession(connection, { timeout: milliseconds(chosen.timeout ?? '30s'), signal });
      try {
        await readOn(session, chosen, context);
      } finally {
        await session.end();
      }
    } catch (error) {
      if (!signal.aborted) throw postgresTrouble(error);
    }
  },
};

async function readOn(session: Session, chosen: Settings, { source, position, deliver, report, wait, now, signal }: ConnectorContext): Promise<void> {
  const question = await questionOf(session, chosen);
  const write = lineWriter(question.columns, source.fields);
  const [every, lag] = [milliseconds(chosen.every ?? '5s'), milliseconds(chosen.lag ?? '0s')];
  const settled = settledBound(lag, now);
  const before = placeSchema.safeParse(position).data;
  let place = before?.column === chosen.cursor ? before : undefined;

  while (!signal.aborted) {
    const most = (chosen.batch ?? 1000) + seenCount(place);
    const rows = await inOneView(session, async () => {
      if (lag === 0) return question.after(session, place, undefined, most);
      const bound = settled(await question.last(session));
      return bound === undefined ? [] : question.after(session, place, bound, most);
    });
    const { fresh, place: next } = pastPlace(rows, place, { column: chosen.cursor, tie: chosen.tie !== undefined });
    if (fresh.length > 0 && next !== undefined) {
      await deliver({ body: Buffer.from(fresh.map((row) => write(row.slice(question.keys))).join('\n')), position: next });
      place = next;
    }
    const isBehind = rows.length === most;
    report({ state: isBehind ? 'behind' : 'current' });
    if (!isBehind) await wait(every);
  }
}

/** What a query shows at one moment, and nothing that it could change. */
async function inOneView<T>(session: Session, look: () => Promise<T>): Promise<T> {
  await ask(session, 'begin transaction isolation level repeatable read, read only');
  const seen = await look();
  await ask(session, 'commit');
  return seen;
}

interface Question {
  readonly columns: readonly Column[];
  /** How many texts stand before the columns of a row: those of its cursor and its tie. */
  readonly keys: number;
  readonly after: (session: Session, place: Place | undefined, bound: string | undefined, most: number) => Promise<readonly (readonly (string | null)[])[]>;
  readonly last: (session: Session) => Promise<string | undefined>;
}

async function questionOf(session: Session, { query, cursor, tie, from }: Settings): Promise<Question> {
  // On lines of its own, so that a comment at its end ends.
  const rows = `from (\n${query.replace(/;\s*$/, '')}\n) as rows`;
  const { columns } = await inOneView(session, () => ask(session, `select * ${rows} limit 0`));
  const typeOf = async (name: string): Promise<string> => {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) throw noColumn(name, columns);
    const answer = await ask(session, 'select format_type($1::oid, null)', [column.type]);
    const type = answer.rows[0]?.[0] ?? 'text';
    // It would be one of a single letter.
    return type === 'character' ? 'text' : type;
  };
  const key = `rows.${quoted(cursor)}`;
  const type = await typeOf(cursor);
  const second = tie === undefined ? undefined : { key: `rows.${quoted(tie)}`, type: await typeOf(tie) };
  const keys = [key, ...(second === undefined ? [] : [second.key])];

  return {
    columns,
    keys: keys.length,
    after: async (on, place, bound, most) => {
      const values: unknown[] = [];
      const value = (each: unknown, as: string): string => `$${values.push(String(each))}::text::${as}`;
      const conditions = keys.map((each) => `${each} is not null`);
      if (place === undefined) {
        if (from !== undefined) conditions.push(`${key} >= ${value(from, type)}`);
      } else if (second === undefined) {
        conditions.push(`${key} >= ${value(place.cursor, type)}`);
      } else {
        conditions.push(`(${key}, ${second.key}) > (${value(place.cursor, type)}, ${value('tie' in place ? place.tie : '', second.type)})`);
      }
      if (bound !== undefined) conditions.push(`${key} <= ${value(bound, type)}`);
      const text = `select ${keys.map((each) => `${each}::text`).join(', ')}, rows.* ${rows} where ${conditions.join(' and ')} order by ${keys.join(', ')} limit ${most}`;
      return (await ask(on, text, values)).rows;
    },
    last: async (on) => (await ask(on, `select ${key}::text ${rows} where ${key} is not null order by ${key} desc limit 1`)).rows[0]?.[0] ?? undefined,
  };
}

/** The greatest cursor that was there so long ago that whoever had a lower one has committed. */
function settledBound(lag: number, now: () => number): (last: string | undefined) => string | undefined {
  let seen: { readonly at: number; readonly last: string }[] = [];
  return (last) => {
    if (last !== undefined) seen.push({ at: now(), last });
    const settled = seen.filter(({ at }) => at <= now() - lag);
    if (settled.length > 1) seen = seen.slice(settled.length - 1);
    return settled.at(-1)?.last;
  };
}

const noColumn = (name: string, columns: readonly Column[]): Trouble =>
  new Trouble({
    en: `The query has no column “${name}”. It has ${columns.map((each) => each.name).join(', ')}.`,
    zh: `查询结果中没有“${name}”列，现有的列为：${columns.map((each) => each.name).join('、')}。`,
  });
