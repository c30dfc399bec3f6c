import pg from 'pg';
import type { PostgresConnection } from './connection.ts';
import { Trouble, codeOf } from './trouble.ts';

/** A session of a database, in which values come as PostgreSQL writes them: no number has been through a double. */
export type Session = pg.Client;

export interface SessionOptions {
  /** Milliseconds after which the database gives a statement up. */
  readonly timeout: number;
  /** Ends the session, in the middle of a statement too. */
  readonly signal: AbortSignal;
}

const asWritten = { getTypeParser: () => (text: string | Buffer) => text };

export async function openSession({ host, port, database, user, password, tls }: PostgresConnection, { timeout, signal }: SessionOptions): Promise<Session> {
  signal.throwIfAborted();
  const session = new pg.Client({
    host,
    port,
    database,
    user,
    ...(password === undefined ? {} : { password }),
    ssl: tls ?? false,
    application_name: 'ruleloom',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: asWritten,
  });
  // Whoever waits for an answer is told; without a listener, a connection that breaks off in between would end the process.
  session.on('error', () => undefined);
  let end = (): void => undefined;
  // It tells nobody who waits for it to connect that it was ended meanwhile.
  const aborted = new Promise<never>((_, reject) => {
    end = () => {
      reject(new Error('The session was ended'));
      session.end().catch(() => undefined);
    };
  });
  aborted.catch(() => undefined);
  signal.addEventListener('abort', end, { once: true });
  session.on('end', () => signal.removeEventListener('abort', end));
  try {
    await Promise.race([session.connect(), aborted]);
    await session.query(`set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set statement_timeout = ${timeout}`);
    return session;
  } catch (error) {
    session.end().catch(() => undefined);
    throw postgresTrouble(error);
  }
}

/** One statement, whatever stands in its text, with rows as lists of texts. */
export async function ask(session: Session, text: string, values: readonly unknown[] = []): Promise<Answer> {
  const question: pg.QueryArrayConfig<unknown[]> & { queryMode: 'extended' } = { text, values: [...values], rowMode: 'array', queryMode: 'extended' };
  const { rows, fields } = await session.query<(string | null)[]>(question);
  return { rows, columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })) };
}

export interface Answer {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** PostgreSQL's number of its type. */
  readonly type: number;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The words for what people can mend; all else is told as the database tells it. */
export function postgresTrouble(error: unknown): unknown {
  const words = known[codeOf(error) ?? ''];
  return words === undefined ? error : new Trouble(words, { cause: error });
}

const refusedUser = { en: 'The database does not accept this user and password', zh: '数据库拒绝了这个用户名和密码' };
const goesDown = { en: 'The database is shutting down or starting', zh: '数据库正在关闭或启动' };

const known: Readonly<Record<string, Trouble['words']>> = {
  '28P01': refusedUser,
  '28000': refusedUser,
  '3D000': { en: 'There is no database of this name', zh: '没有这个名称的数据库' },
  '42501': { en: 'The database does not allow this user to do that', zh: '数据库不允许这个用户执行该操作' },
  '53300': { en: 'The database has no room for another connection', zh: '数据库的连接数已满' },
  '57014': { en: 'The database took too long to answer: the query may lack an index', zh: '数据库应答超时：查询可能缺少索引' },
  '57P01': goesDown,
  '57P03': goesDown,
};
