import { newBytes, written } from '../../data/write/bytes.ts';
import type { Bytes } from '../../data/write/bytes.ts';
import type { Position } from '../runs/entries.ts';
import type { ConnectorContext, Health } from './connector.ts';

/** Rows whose moment is known before they come. */
export interface PacedRows {
  readonly length: number;
  /** On the server's clock; for no row earlier than for one before it. */
  readonly due: (row: number) => number;
  /** With the line feed. */
  readonly put: (bytes: Bytes, row: number) => void;
}

const most = 1000;
/** Rows that come close together go together. */
const grain = 100;

/** Delivers each row at its moment, or right after those before it. `position` is told how many rows there were by then. */
export async function deliverInTime(blocks: AsyncIterable<PacedRows>, from: number, position: (rows: number) => Position, context: ConnectorContext): Promise<void> {
  const { deliver, now, wait, signal, report } = context;
  let rows = from;
  let earliest = -Infinity;
  let told: Health['state'] | undefined;
  const tell = (state: Health['state']): void => {
    if (state !== told) report({ state });
    told = state;
  };

  for await (const { length, due, put } of blocks) {
    for (let at = 0; at < length && !signal.aborted; ) {
      const moment = now();
      let to = at;
      while (to < length && to - at < most && due(to) <= moment) to += 1;
      if (to === at || (moment < earliest && to - at < most)) {
        tell('current');
        await wait(Math.max(due(at), earliest) - moment);
        continue;
      }
      const bytes = newBytes(4096);
      for (let row = at; row < to; row += 1) put(bytes, row);
      if (to - at === most) tell('behind');
      rows += to - at;
      at = to;
      earliest = to < length && due(to) > moment ? moment + grain : -Infinity;
      await deliver({ body: written(bytes).slice(), position: position(rows) });
    }
    if (signal.aborted) return;
  }
}
