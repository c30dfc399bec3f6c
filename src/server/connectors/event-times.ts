import type { Field } from '../../data/field.ts';
import { jsonReader } from '../../data/read/json.ts';
import { bodyOf } from './message-lines.ts';

/** The times of events, as the reader of the source will see them; none where the row has none and will be rejected. */
export function eventTimes(lines: readonly Buffer[], { name, from }: Field): readonly (number | undefined)[] {
  const times = Array.from({ length: lines.length }, (): number | undefined => undefined);
  const reader = jsonReader([{ name, type: 'time', ...(from === undefined ? {} : { from }) }], ({ batch, lines: places }) => {
    const [column] = batch.columns;
    if (column?.type !== 'time') return;
    for (let row = 0; row < batch.length; row += 1) {
      const time = column.values[row];
      if (time !== undefined && !Number.isNaN(time)) times[(places?.[row] ?? row + 1) - 1] = time;
    }
  });
  reader.push(bodyOf(lines));
  reader.finish();
  return times;
}
