import { z } from '../../../data/zod.ts';
import { amiss, connectionName, duration, rowsPath, setting } from '../../shared/settings.ts';
import type { AboutConnector } from './about.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(2000), { en: 'Path', zh: '路径' }, { en: 'What to ask for, below the address of the connection; with a query, if it needs one.', zh: '在连接地址之下请求的路径，可以带查询参数。' }, { form: 'code' }),
    every: duration({ en: 'Every', zh: '间隔' }, { en: 'How often it asks; `10s` where left out.', zh: '多久请求一次，默认 `10s`。' }, '10s'),
    rows: rowsPath,
    cursor: setting(z.string().min(1).max(200).optional(), { en: 'Cursor', zh: '游标' }, { en: 'What tells new rows from old ones: a field of the rows, whose greatest value is kept, or a place in the answer.', zh: '用来区分新旧行的值：行里的一个字段（保留最大值），或应答中的一个位置。' }),
    cursorIn: setting(z.enum(['rows', 'answer']).optional(), { en: 'Cursor stands in', zh: '游标位于' }, { en: '`rows` where left out.', zh: '默认为 `rows`（行里）。' }, { usual: 'rows', choices: { rows: { en: 'in the rows', zh: '在行里' }, answer: { en: 'in the answer', zh: '在应答里' } } }),
    parameter: setting(z.string().refine((text) => /^[\w.[\]-]{1,100}$/.test(text), { error: 'letters, digits and . _ - [ ]', params: { zh: '字母、数字和 . _ - [ ]' } }).optional(), { en: 'Query parameter', zh: '查询参数' }, { en: 'The parameter of the query by which the cursor goes back.', zh: '把游标带回去的查询参数名。' }),
    start: setting(z.string().min(1).max(500).optional(), { en: 'First cursor', zh: '初始游标' }, { en: 'What the parameter is at the very first; not sent where left out.', zh: '第一次请求时该参数的值；不填则第一次不带。' }),
    full: setting(z.int().min(1).max(100_000).optional(), { en: 'Rows of a full page', zh: '每页行数' }, { en: 'An answer of so many rows has more behind it: the next is asked for at once.', zh: '一次应答达到这个行数，说明后面还有，会立即请求下一页。' }),
    timeout: duration({ en: 'Time-out', zh: '超时' }, { en: 'How long an answer may take; `30s` where left out.', zh: '等待应答的时间，默认 `30s`。' }, '30s'),
  })
  .refine(({ cursor, parameter }) => (cursor === undefined) === (parameter === undefined), amiss('a cursor needs its query parameter, and the other way round', '游标和查询参数要么都填，要么都不填', 'parameter'))
  .refine(({ cursor, start, full, cursorIn }) => cursor !== undefined || (start === undefined && full === undefined && cursorIn === undefined), amiss('a first cursor, its place and full pages need a cursor', '填写了初始游标、游标位置或每页行数时，须指定游标', 'cursor'));

export const httpPoll: AboutConnector<z.infer<typeof settings>> = {
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
};
