import { isRecord } from '../../data/contract.ts';
import { nameInData } from '../../data/field.ts';
import type { Json } from '../../data/json.ts';
import { parseTime, printTime } from '../../data/time.ts';
import { putText } from '../../data/write/bytes.ts';
import { z } from '../../data/zod.ts';
import { replay as about } from '../../kinds/source/connectors/replay.ts';
import type { SourceStep } from '../../plan/plan.ts';
import type { ConnectorContext, ConnectorKind } from './connector.ts';
import { deliverInTime } from './paced.ts';
import type { PacedRows } from './paced.ts';
import { recordedFile, recordedSample } from './recorded.ts';
import type { RecordedRow } from './recorded.ts';

type Settings = z.infer<typeof about.settings>;

/** Rows that were stored, when the first one came, and its time; and of which file. */
const stood = z.object({ rows: z.int().min(0), began: z.number(), first: z.number().nullable(), path: z.string().nullable().optional() });

/** Rows without a time come one a second. */
const second = 1000;

/** A file, or the source's sample, played once more. */
export const replay: ConnectorKind<Settings> = {
  ...about,

  run: async (asked, context) => {
    const before = stood.safeParse(context.position);
    // Another file is played from its beginning.
    const { path = null } = asked;
    const standing = before.success && (before.data.path === undefined || before.data.path === path) ? before.data : { rows: 0, began: context.now(), first: null };
    const pace = { rows: standing.rows, began: standing.began, first: standing.first, path };
    await deliverInTime(blocks(asked, pace, context), standing.rows, (rows) => ({ ...pace, rows }), context);
  },
};

type Pace = Pick<z.infer<typeof stood>, 'rows' | 'began' | 'first'>;

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
