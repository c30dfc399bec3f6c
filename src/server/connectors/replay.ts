import { isRecord } from '../../data/contract.ts';
import { nameInData } from '../../data/field.ts';
import type { Json } from '../../data/json.ts';
import { readOptionsSchema } from '../../data/read/options.ts';
import { parseTime, printTime } from '../../data/time.ts';
import { putText } from '../../data/write/bytes.ts';
import { z } from '../../data/zod.ts';
import { sampleFormats } from '../../kinds/source/config.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { deliverInTime } from './paced.ts';
import type { PacedRows } from './paced.ts';
import { recordedFile, recordedSample } from './recorded.ts';
import type { RecordedRow } from './recorded.ts';
import { connectionName, setting } from './setting.ts';

const settings = z
  .strictObject({
    connection: connectionName,
    path: setting(z.string().min(1).max(1000).optional(), { en: 'File', zh: '文件' }, { en: 'Below the folder of the connection; where left out, the source’s own sample, which needs no connection.', zh: '连接文件夹之下的文件；不填则用数据源自己的样本，也就不需要连接。' }),
    format: setting(z.enum(sampleFormats).optional(), { en: 'Format', zh: '格式' }, { en: 'Found by looking at the file where left out.', zh: '不填则根据文件内容判断。' }),
    options: setting(readOptionsSchema.optional(), { en: 'How it is written', zh: '读取方式' }, { en: 'How the file is read, where looking at it does not tell: see data.md.', zh: '无法从内容判断时如何读取文件，见 data.md。' }),
    pace: setting(z.enum(['own', 'fast']).optional(), { en: 'Pace', zh: '节奏' }, { en: '`own`: as the times of the rows say; `fast`: as fast as the rules can take them. `own` where left out.', zh: '`own`：按行自己的时间；`fast`：尽可能快。默认 `own`。' }),
    speed: setting(z.number().gt(0).max(100_000).optional(), { en: 'Speed', zh: '倍速' }, { en: 'So many times as fast as the times say; 1 where left out.', zh: '按行时间的多少倍播放，默认 1。' }),
    times: setting(z.enum(['kept', 'now']).optional(), { en: 'Times', zh: '时间' }, { en: '`kept`: rows keep their times; `now`: the first is of now, and the others follow at their pace. `kept` where left out.', zh: '`kept`：保留原来的时间；`now`：第一行改为现在，其余按节奏顺延。默认 `kept`。' }),
  })
  .refine(({ pace, speed, times }) => pace !== 'fast' || (speed === undefined && times !== 'now'), { message: 'as fast as can be has no speed, and keeps the times', path: ['pace'] });
type Settings = z.infer<typeof settings>;

/** Rows that were stored, when the first one came, and its time. */
const stood = z.object({ rows: z.int().min(0), began: z.number(), first: z.number().nullable() });

/** Rows without a time come one a second. */
const second = 1000;

/** A file, or the source's sample, played once more. */
export const replay: ConnectorKind<Settings> = {
  type: 'replay',
  title: { en: 'Replay', zh: '回放' },
  summary: {
    en: 'Plays a file, or the sample of the source, once from its beginning to its end: at the pace of its own times or faster.',
    zh: '把一个文件或数据源的样本从头到尾播放一遍：按行自己的时间节奏，或更快。',
  },
  settings,
  connection: 'files',
  rewinds: { en: 'Everything can be had again, as long as the file stays as it is.', zh: '只要文件不变，全部可以重来。' },
  example: {
    settings: { connection: 'archive', path: 'payments-2026-03.csv', speed: 60, times: 'now' },
    connection: { type: 'files', folder: '/srv/ruleloom/archive' },
  },

  run: async (asked, context) => {
    const before = stood.safeParse(context.position);
    const standing = before.success ? before.data : { rows: 0, began: context.now(), first: null };
    const pace = { ...standing };
    await deliverInTime(blocks(asked, pace, context), standing.rows, (rows) => ({ ...pace, rows }), context);
  },
};

type Pace = z.infer<typeof stood>;

async function* blocks(asked: Settings, pace: Pace, context: ConnectorContext): AsyncGenerator<PacedRows> {
  const { source, signal, connections } = context;
  const { path, options, format, speed = 1 } = asked;
  const parts = path === undefined ? recordedSample(context) : recordedFile({ folder: connections.named(asked.connection, 'files').folder, path, options: { ...options, ...(format === undefined ? {} : { format }) } }, source);
  let [passed, latest] = [0, -Infinity];
  for await (const rows of parts) {
    if (signal.aborted) return;
    const arrivals = rows.map(({ time }, at) => {
      if (source.time === undefined) return pace.began + ((passed + at) * second) / speed;
      pace.first ??= time ?? null;
      latest = Math.max(latest, time ?? -Infinity);
      return pace.first === null ? pace.began : pace.began + (latest - pace.first) / speed;
    });
    const from = Math.max(0, pace.rows - passed);
    passed += rows.length;
    if (from >= rows.length) continue;
    yield {
      length: rows.length - from,
      due: (row) => (asked.pace === 'fast' ? -Infinity : (arrivals[from + row] ?? 0)),
      put: (bytes, row) => {
        const recorded = rows[from + row];
        if (recorded !== undefined) putText(bytes, `${printed(asked.times === 'now' ? movedToNow(recorded, source, pace, speed) : recorded)}\n`);
      },
    };
  }
}

const printed = ({ row }: RecordedRow): string => (typeof row === 'string' ? row : JSON.stringify(row));

/** The event happens when it comes, were it not late; its other times keep their distance to it. */
function movedToNow(recorded: RecordedRow, { fields }: SourceStep, { began, first }: Pace, speed: number): RecordedRow {
  const { time, row } = recorded;
  if (time === undefined || first === null || !isRecord(row)) return recorded;
  const by = Math.floor(began + (time - first) / speed) - time;
  const moved: Record<string, Json> = { ...row };
  for (const field of fields) {
    const name = nameInData(field);
    const value = moved[name];
    const moment = field.type === 'time' && typeof value === 'string' ? parseTime(value) : undefined;
    if (moment !== undefined) moved[name] = printTime(moment + by);
  }
  return { time: time + by, row: moved };
}
