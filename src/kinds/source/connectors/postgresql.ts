import { z } from '../../../data/zod.ts';
import { connectionName, duration, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z.strictObject({
  connection: connectionName,
  query: setting(z.string().min(1).max(20_000), { en: 'Query', zh: '查询' }, { en: 'A `select` without order or limit. It runs in a transaction that can only read.', zh: '不带排序和行数限制的 `select`，在只读事务中执行。' }, { form: 'lines' }),
  cursor: setting(z.string().min(1).max(200), { en: 'Cursor', zh: '游标列' }, { en: 'The column that only grows: a serial number, a time, a text. Rows without it are not read.', zh: '只增不减的列：序号、时间或文本。该列为空的行不会读取。' }, { form: 'code' }),
  tie: setting(z.string().min(1).max(200).optional(), { en: 'Tie', zh: '次序列' }, { en: 'A column that tells rows of the same cursor apart, and grows among them, such as their id. Without one, the rows of the last value are remembered.', zh: '区分游标值相同的行、并在其中递增的列，例如编号。不填则记住最后一个值的各行。' }, { form: 'code' }),
  from: setting(z.union([z.string().max(200), z.number()]).optional(), { en: 'From', zh: '起点' }, { en: 'Where to begin at the very first start; at the first row where left out.', zh: '首次启动时从游标的哪个值开始；不填则从第一行开始。' }),
  every: duration({ en: 'Every', zh: '间隔' }, { en: 'How long it waits after all was read; `5s` where left out.', zh: '读完之后等待多久再查询，默认 `5s`。' }, '5s'),
  batch: setting(z.int().min(1).max(10_000).optional(), { en: 'Rows at once', zh: '每次行数' }, { en: 'How many rows it asks for at once; 1000 where left out.', zh: '一次查询多少行，默认 1000。' }, { usual: 1000 }),
  lag: duration({ en: 'Lag', zh: '滞后' }, { en: 'Rows are read so long after their value of the cursor was seen first, so that a transaction with a lower one has time to commit; `0s` where left out.', zh: '游标值首次出现后等待多久再读取，以便游标值更小的事务有时间提交；默认 `0s`。' }, '0s'),
  timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }, '30s'),
});

export const postgresql: AboutConnector<z.infer<typeof settings>> = {
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
};
