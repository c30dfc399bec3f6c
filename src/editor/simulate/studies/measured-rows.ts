import { confusion, measure } from '../../../lab/measure/measure.ts';
import type { Cell } from '../../../lab/measure/model.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { RowsPage, RowsView } from '../../state/contract/rows.ts';
import type { Running } from '../run.ts';
import { aboutIn } from './measure.ts';
import type { MeasureAsked } from './measure.ts';
import { pageOf, pickRows } from './picked-rows.ts';
import type { PickedRows } from './picked-rows.ts';
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

export const measuredRowsStudy = study(async ({ from, to, view, ...asked }: MeasuredRowsAsked, host): Promise<RowsPage> => pageOf(await rowsOfCell(asked, host), from, to, view));

const last = new WeakMap<Running, { readonly key: string; readonly rows: Promise<PickedRows> }>();

/** Those that were asked for last are kept, as they are scrolled through, sorted and filtered. */
export function rowsOfCell(asked: CellAsked, host: StudyHost): Promise<PickedRows> {
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

async function collect({ cell, node, options, about, labels }: CellAsked, host: StudyHost): Promise<PickedRows> {
  const { prepared } = host.run;
  const { ledger } = await ledgerOf(host, labels);
  const measures = measure(ledger, options);
  const { basis } = measures;
  const step = prepared.plan.steps.find((each): each is SourceStep => each.op === 'source' && each.node === node);
  const index = basis.sources.findIndex((at) => ledger.sources[at]?.id === step?.id);
  const bits = confusion(ledger, aboutIn(measures, about), options)[cell][index];
  return pickRows(step, bits, host);
}
