import { both, countBits, noBits } from '../../../lab/ledger/bits.ts';
import type { Bits } from '../../../lab/ledger/bits.ts';
import type { SourceStep } from '../../../plan/plan.ts';
import type { PortRef, RowsPage, RowsView } from '../../state/contract/rows.ts';
import type { Running } from '../run.ts';
import type { Narrowing } from './narrow.ts';
import { pageOf, pickRows } from './picked-rows.ts';
import type { PickedRows } from './picked-rows.ts';
import { pickedOf } from './rules.ts';
import { ledgerOf } from './run-ledger.ts';
import { study } from './study.ts';

/** Events of a source that each of some outputs of rules took. */
export interface TakenRowsAsked extends Narrowing {
  readonly rules: readonly PortRef[];
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly view?: RowsView | undefined;
}

/** Those that were asked for last are kept, as they are scrolled through, sorted and filtered. */
const kept = new WeakMap<Running, { readonly key: string; readonly rows: PickedRows }>();

export const takenRowsStudy = study(async ({ from, to, view, ...asked }: TakenRowsAsked, host): Promise<RowsPage> => {
  const key = JSON.stringify(asked);
  const known = kept.get(host.run);
  if (known?.key === key) return pageOf(known.rows, from, to, view);
  const { plan } = host.run.prepared;
  const { ledger } = await ledgerOf(host, undefined);
  const step = plan.steps.find((each): each is SourceStep => each.op === 'source' && each.node === asked.source);
  const at = ledger.sources.findIndex(({ id }) => id === step?.id);
  const bits = asked.rules.reduce<Bits>((sum, { node, port }) => both(sum, ledger.rules.find((rule) => rule.node === node && rule.port === port)?.caught[at] ?? noBits(0)), pickedOf(ledger, asked, plan.lang)[at] ?? noBits(0));
  const rows = countBits(bits) === 0 ? await pickRows(undefined, undefined, host) : await pickRows(step, bits, host);
  kept.set(host.run, { key, rows });
  return pageOf(rows, from, to, view);
});
