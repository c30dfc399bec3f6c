import type { Field, Value } from '../../data/field.ts';
import { printTime } from '../../data/time.ts';
import type { z } from '../../data/zod.ts';
import { table as about } from '../../kinds/output/targets/table.ts';
import type { SentShape } from '../../lab/sent-rows.ts';
import type { Session } from '../connections/postgresql.ts';
import { ask, openSession, postgresTrouble, quoted } from '../connections/postgresql.ts';
import { Trouble, codeOf } from '../connections/trouble.ts';
import { Refused, nameOfRow } from './output.ts';
import type { OutputKind, SentRow } from './output.ts';

type Settings = z.infer<typeof about.settings>;

/** Each row into a table of PostgreSQL. */
export const table: OutputKind<Settings> = {
  ...about,
  group: 1000,

  open: async ({ connection, table: name, create }, context) => {
    const columns = columnsOf(context.shape);
    const place = name.split('.').map(quoted).join('.');
    const session = await openSession(context.connections.named(connection, 'postgresql'), { timeout: 30_000, signal: context.signal });
    try {
      if (create === true) await session.query(`create table if not exists ${place} (${columns.map(({ name: own, type }) => `${quoted(own)} ${type}`).join(', ')})`);
      await expectColumns(session, name, place, columns);
    } catch (error) {
      await session.end();
      throw postgresTrouble(error);
    }
    const names = columns.map((each) => quoted(each.name)).join(', ');
    const insert = `insert into ${place} (${names}) select ${names} from jsonb_populate_recordset(null::${place}, $1::jsonb) on conflict (${quoted(idColumn)}) do nothing`;
    return {
      send: async (rows) => {
        const records = rows.map((row) => Object.fromEntries(columns.map((each) => [each.name, each.of(row, nameOfRow(context, row))])));
        try {
          await ask(session, insert, [JSON.stringify(records)]);
        } catch (error) {
          throw insertTrouble(error);
        }
      },
      close: () => session.end(),
    };
  },
};

const idColumn = 'ruleloom_id';

interface TableColumn {
  readonly name: string;
  /** What it is where the table is made here. */
  readonly type: string;
  readonly of: (row: SentRow, name: string) => Value;
}

/** The fields, then the outcome and its values, as in files. */
function columnsOf({ fields, values }: SentShape): readonly TableColumn[] {
  const taken = new Set([idColumn]);
  const free = (name: string): string => {
    let own = name;
    while (taken.has(own)) own += '_';
    taken.add(own);
    return own;
  };
  const column = (name: string, field: Field, of: (row: SentRow) => Value): TableColumn => ({ name: free(name), type: typeIn(field), of: (row) => written(of(row), field) });
  const outcome = values === undefined ? [] : [column('outcome', { name: 'outcome', type: 'text' }, (row) => row.outcome?.type ?? null)];
  return [
    { name: idColumn, type: 'text primary key', of: (_, name) => name },
    ...fields.map((field) => column(field.name, field, ({ row }) => row[field.name] ?? null)),
    ...outcome,
    ...(values ?? []).map((field) => column(`outcome.${field.name}`, field, (row) => row.outcome?.values[field.name] ?? null)),
  ];
}

function typeIn({ type, decimals }: Field): string {
  const types = { number: decimals === undefined ? 'double precision' : 'numeric', text: 'text', boolean: 'boolean', time: 'timestamptz', list: 'text[]' };
  return types[type];
}

const written = (value: Value, { type }: Field): Value => (type === 'time' && typeof value === 'number' ? printTime(value) : value);

async function expectColumns(session: Session, name: string, place: string, columns: readonly TableColumn[]): Promise<void> {
  const text = 'select attname from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped';
  const there = new Set((await ask(session, text, [place])).rows.map(([column]) => column));
  if (there.size === 0) {
    throw new Trouble({ en: `There is no table ${name}. With \`create\` it is made.`, zh: `没有表 ${name}。设置 \`create\` 可自动创建。` });
  }
  const missing = columns.filter((each) => !there.has(each.name)).map((each) => each.name);
  if (missing.length === 0) return;
  throw new Trouble({
    en: `The table ${name} lacks the columns ${missing.join(', ')}. Add them, or choose which fields the node sends.`,
    zh: `表 ${name} 缺少列：${missing.join('、')}。请添加这些列，或在节点里选择要发送的字段。`,
  });
}

/** By the class of PostgreSQL’s codes: values that do not fit, and rules of the table that a row breaks. */
const isAboutTheRow = (code: string | undefined): boolean => code !== undefined && /^2[23]/.test(code);

function insertTrouble(error: unknown): unknown {
  const code = codeOf(error);
  if (code === '42P10') {
    return new Trouble({ en: `The table needs a unique index on ${idColumn}`, zh: `表的 ${idColumn} 列需要唯一索引` }, { cause: error });
  }
  if (!isAboutTheRow(code) || !(error instanceof Error)) return postgresTrouble(error);
  return new Refused({ en: `The database does not take this row: ${error.message}`, zh: `数据库不接受这一行：${error.message}` }, { cause: error });
}
