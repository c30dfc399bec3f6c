import { createEngine } from '../../../engine/engine.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import { hasBit } from '../../../lab/ledger/bits.ts';
import type { Bits } from '../../../lab/ledger/bits.ts';
import { replay } from '../../../lab/replay.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { RowsPage, RowsView } from '../../state/contract/rows.ts';
import { keepRows, rowsAt } from '../kept-rows.ts';
import type { KeptRows } from '../kept-rows.ts';
import { planUpTo } from '../plan-streams.ts';
import { positionsOf } from '../rows-view.ts';
import type { StudyHost } from './study.ts';

/** Some of the accepted events of a source. */
export interface PickedRows {
  readonly kept: KeptRows;
  /** By kept row, its place in the stream of the source's events. */
  readonly places: Int32Array;
  /** How many there are, kept or not. */
  readonly all: number;
}

/** In bytes, of the values that are kept. */
const mostBytes = 134_217_728;

/** Those events of a source whose bits are set, as they are read once more. */
export async function pickRows(step: SourceStep | undefined, bits: Bits | undefined, host: StudyHost): Promise<PickedRows> {
  const { prepared } = host.run;
  const stream = `${step?.id ?? ''}.events`;
  const fields = prepared.fields.get(stream) ?? [];
  const most = Math.floor(mostBytes / (8 * Math.max(1, fields.length)));
  const keeper = keepRows(fields, most);
  const places: number[] = [];
  let [row, all] = [0, 0];
  if (step !== undefined && bits !== undefined) {
    const plan = planUpTo(prepared.plan, [stream]);
    const engine = createEngine(plan, {
      tables: prepared.tables,
      listener: {
        watch: (ref) =>
          ref !== stream
            ? undefined
            : (flow) => {
                const count = countOf(flow);
                const picked: number[] = [];
                for (let at = 0; at < count; at += 1, row += 1) {
                  if (!hasBit(bits, row)) continue;
                  picked.push(flow.rows?.[at] ?? at);
                  if (places.length < most) places.push(row);
                }
                all += picked.length;
                if (picked.length > 0 && !keeper.isFull()) keeper.add({ ...flow, rows: Int32Array.from(picked) });
              },
      },
    });
    await replay(plan, engine, host.inputs([step.id]), { signal: host.signal });
    host.signal.throwIfAborted();
  }
  return { kept: keeper.rows, places: Int32Array.from(places), all };
}

/** Rows `from` up to `to` of a view of them. */
export function pageOf({ kept, places, all }: PickedRows, from: number, to: number, view: RowsView | undefined): RowsPage {
  const positions = positionsOf(kept, view) ?? Int32Array.from({ length: kept.length }, (_, at) => at);
  const wanted = positions.slice(from, to);
  return { from, total: positions.length, all, kept: kept.length, fields: kept.fields, batch: rowsAt(kept, wanted), places: wanted.map((at) => places[at] ?? at) };
}
