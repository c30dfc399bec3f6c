import { columnOf } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import type { Reading, RejectedRow } from '../../data/read/reading.ts';
import { inLanguage, pick } from '../../data/text.ts';
import { latestTime } from '../../data/time.ts';
import { printTimeIn } from '../../data/zones.ts';
import type { SourceStep, Telling } from '../../plan/plan.ts';
import { reasonsName } from '../../plan/plan.ts';
import type { Rows } from '../../plan/rows.ts';
import { lazy } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import { taken } from '../flow/gather.ts';
import { idOfValues } from '../flow/ids.ts';
import { beginningWith } from '../flow/reasons.ts';
import type { Judged } from './lateness.ts';

/** Rows that were set aside: they have no place in time, and keep the order they were read in. */

export interface AsideContext {
  readonly step: SourceStep;
  readonly maker: number;
  readonly telling: Telling;
  readonly rows: Rows;
}

/** How many rows of the source were read before each of these rows of the batch. */
export function placesOf(rows: Int32Array, { rejected }: Reading, read: number): Float64Array {
  let before = 0;
  return Float64Array.from(rows, (row) => {
    while (before < rejected.length && (rejected[before]?.at ?? Infinity) <= row) before += 1;
    return read + row + before;
  });
}

export function lateFlow(
  { batch, lines }: Reading,
  { late, passed }: Judged,
  places: Float64Array,
  context: AsideContext,
): Flow {
  const reason = (): Column =>
    columnOf(
      'text',
      Array.from(passed, (time) => tooLate(time, context.telling)),
    );
  const line = (): Column =>
    columnOf(
      'number',
      Array.from(late, (row) => lines?.[row] ?? null),
    );
  return flowOf(
    'late',
    places,
    [...batch.columns.map((column) => lazy(() => taken(column, late))), lazy(reason), lazy(line)],
    context,
  );
}

function tooLate(passed: number, { lang, zone }: Telling): string {
  if (passed > latestTime) return pick(lang, 'too late: the source had already ended', '来得太晚：数据源已经结束');
  const until = printTimeIn(passed, zone);
  return pick(lang, `too late: ${until} had already passed`, `来得太晚：已经处理到 ${until}`);
}

export function rejectedFlow(rejected: readonly RejectedRow[], read: number, context: AsideContext): Flow {
  const { step, telling: { lang } } = context;
  const said = (row: RejectedRow): string =>
    row.faults.map(({ message }) => inLanguage(message, lang)).join(pick(lang, '; ', '；'));
  const columns = step.fields.map(({ name, type }) =>
    lazy(() =>
      columnOf(
        type,
        rejected.map(({ row }) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)),
      ),
    ),
  );
  const reason = (): Column => columnOf('text', rejected.map(said));
  const line = (): Column => columnOf('number', rejected.map((row) => row.line ?? null));
  const places = Float64Array.from(rejected, ({ at }, index) => read + at + index);
  return flowOf('rejected', places, [...columns, lazy(reason), lazy(line)], context);
}

function flowOf(
  port: 'late' | 'rejected',
  places: Float64Array,
  columns: readonly LazyColumn[],
  { step, maker, rows: { fields } }: AsideContext,
): Flow {
  const { length } = places;
  return {
    frame: {
      length,
      times: new Float64Array(length).fill(NaN),
      makers: maker,
      places,
      idOf: (row) => idOfValues([`${step.node}.${port}`, places[row] ?? 0]),
    },
    rows: undefined,
    fields,
    columns,
    reasons: reasonsIn(fields, columns, length),
  };
}

/** Of rows that are new: a list that they bring along is what they begin with. */
export function reasonsIn(fields: Rows['fields'], columns: readonly LazyColumn[], length: number): Flow['reasons'] {
  const at = fields.findIndex(({ name, type }) => name === reasonsName && type === 'list');
  return at < 0 ? undefined : beginningWith(columns[at], length);
}
