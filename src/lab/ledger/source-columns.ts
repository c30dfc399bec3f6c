import type { FlowField } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import { valueAt } from '../../data/columns.ts';
import type { Flow } from '../../engine/flow/flow.ts';
import type { KeySpace } from '../../engine/state/keys.ts';
import { growingBytes, growingCodes, growingNumbers } from './grown.ts';
import { labelReader } from './label-reader.ts';
import { label } from './ledger.ts';
import type { LedgerSource, OtherLabels } from './ledger.ts';

/** What the ledger keeps of the rows of one source. */
export interface SourceColumns {
  readonly take: (flow: Flow) => void;
  readonly rows: () => number;
  readonly all: () => Pick<LedgerSource, 'rows' | 'times' | 'labels' | 'amounts' | 'amount' | 'keys' | 'ids'>;
}

/** A list of fields with the numbers of its keys. */
export interface KeyList {
  readonly names: readonly string[];
  readonly space: KeySpace;
}

export function sourceColumns(
  fields: readonly FlowField[],
  id: string | undefined,
  lists: readonly KeyList[],
  other: OtherLabels | undefined,
): SourceColumns {
  const times = growingNumbers();
  const reader = labelReader(fields, other);
  const labels = growingBytes();
  const amountAt = fields.findIndex((field) => field.type === 'number' && hasRole(field, 'amount'));
  const amounts = growingNumbers();
  const idAt = fields.findIndex(({ name }) => name === id);
  const ids = new Map<number, string>();
  const keys = lists.map(({ names, space }) => {
    const places = names.map((name) => fields.findIndex((field) => field.name === name));
    return places.includes(-1) ? undefined : { places, space, codes: growingCodes() };
  });

  function noteIds(flow: Flow, said: Uint8Array, first: number): void {
    const column = idAt < 0 ? undefined : flow.columns[idAt]?.get();
    if (column === undefined) return;
    for (let row = 0; row < said.length; row += 1) if (said[row] === label.yes) ids.set(first + row, String(valueAt(column, row) ?? ''));
  }

  return {
    rows: times.size,
    // Sources give out whole frames.
    take: (flow) => {
      const first = times.size();
      const { length } = flow.frame;
      times.more(length).set(flow.frame.times);
      if (reader !== undefined) {
        const said = labels.more(length);
        reader.read((at) => flow.columns[at]?.get(), flow.frame.times, said);
        noteIds(flow, said, first);
      }
      const amount = flow.columns[amountAt]?.get();
      if (amount?.type === 'number') amounts.more(length).set(amount.values);
      for (const list of keys) {
        if (list === undefined) continue;
        const columns = list.places.flatMap((at) => flow.columns[at]?.get() ?? []);
        list.codes.more(length).set(list.space.idsOf(columns, undefined, length));
      }
    },
    all: () => ({
      rows: times.size(),
      times: times.all().slice(),
      labels: reader === undefined ? undefined : labels.all().slice(),
      amounts: amountAt < 0 ? undefined : amounts.all().slice(),
      amount: fields[amountAt],
      keys: keys.map((list) => list?.codes.all().slice()),
      ids,
    }),
  };
}
