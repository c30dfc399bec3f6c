import { hasBit } from '../../../lab/ledger/bits.ts';
import { confusion, measure } from '../../../lab/measure/measure.ts';
import type { Cell } from '../../../lab/measure/model.ts';
import { createEngine } from '../../../engine/engine.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import { replay } from '../../../lab/replay.ts';
import type { RowsPage, RowsView } from '../../state/contract/rows.ts';
import { keepRows, rowsAt } from '../kept-rows.ts';
import type { KeptRows } from '../kept-rows.ts';
import { planUpTo } from '../plan-streams.ts';
import { positionsOf } from '../rows-view.ts';
import type { Running } from '../run.ts';
import { aboutIn } from './measure.ts';
import type { MeasureAsked } from './measure.ts';
import { ledgerOf } from './run-ledger.ts';
import { study } from './study.ts';
import type { StudyHost } from './study.ts';

/** Rows of one cell of the table of what was caught and what is known: those of one source. */
export interface CellAsked extends MeasureAsked {
  readonly cell: Cell;
  readonly node: string;
}

export interface MeasuredRowsAsked extends CellAsked {
  readonly from: number;
  readonly to: number;
  readonly view?: RowsView | undefined;
}

export interface CellOfRows {
  readonly kept: KeptRows;
  /** By kept row, its place in the stream of the source's events. */
  readonly places: Int32Array;
  /** How many there are, kept or not. */
  readonly all: number;
}

export const measuredRowsStudy = study(async ({ from, to, view, ...asked }: MeasuredRowsAsked, host): Promise<RowsPage> => {
  const { kept, places, all } = await rowsOfCell(asked, host);
  const positions = positionsOf(kept, view) ?? Int32Array.from({ length: kept.length }, (_, at) => at);
  const wanted = positions.slice(from, to);
  return { from, total: positions.length, all, kept: kept.length, fields: kept.fields, batch: rowsAt(kept, wanted), places: wanted.map((at) => places[at] ?? at) };
});

const last = new WeakMap<Running, { readonly key: string; readonly rows: Promise<CellOfRows> }>();

/** Those that were asked for last are kept, as they are scrolled through, sorted and filtered. */
export function rowsOfCell(asked: CellAsked, host: StudyHost): Promise<CellOfRows> {
  const { file, ...join } = asked.labels ?? { file: undefined };
  const key = JSON.stringify([asked.cell, asked.node, asked.options, asked.about, file === undefined ? [] : [file.name, file.size, file.lastModified, join]]);
  const known = last.get(host.run);
  if (known?.key === key) return known.rows.catch(() => collect(asked, host));
  const rows = collect(asked, host);
  last.set(host.run, { key, rows });
  rows.catch(() => {
    if (last.get(host.run)?.rows === rows) last.delete(host.run);
  });
  return rows;
}

/** In bytes, of the values that are kept. */
const mostBytes = 134_217_728;

async function collect({ cell, node, options, about, labels }: CellAsked, host: StudyHost): Promise<CellOfRows> {
  const { prepared } = host.run;
  const { ledger } = await ledgerOf(host, labels);
  const measures = measure(ledger, options);
  const { basis } = measures;
  const step = prepared.plan.steps.find((each) => each.op === 'source' && each.node === node);
  const index = basis.sources.findIndex((at) => ledger.sources[at]?.id === step?.id);
  const bits = confusion(ledger, aboutIn(measures, about), options)[cell][index];
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
