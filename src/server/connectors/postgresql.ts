import type { z } from '../../data/zod.ts';
import { milliseconds } from '../../kinds/shared/schema.ts';
import { postgresql as about } from '../../kinds/source/connectors/postgresql.ts';
import type { Column, Session } from '../connections/postgresql.ts';
import { ask, openSession, postgresTrouble, quoted } from '../connections/postgresql.ts';
import { Trouble } from '../connections/trouble.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { pastPlace, placeSchema, seenCount } from './postgresql-place.ts';
import type { Place } from './postgresql-place.ts';
import { lineWriter } from './postgresql-rows.ts';

/** Rows of a query, in the order of one of its columns, that only ever grows. */

type Settings = z.infer<typeof about.settings>;

export const postgresql: ConnectorKind<Settings> = {
  ...about,

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
