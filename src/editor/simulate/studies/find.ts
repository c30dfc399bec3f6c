import type { Batch, Column } from '../../../data/columns.ts';
import type { FlowField } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import { countOf } from '../../../engine/flow/flow.ts';
import type { Flow } from '../../../engine/flow/flow.ts';
import { keepRows, rowsAt } from '../kept-rows.ts';
import type { PortRef } from '../../state/contract/rows.ts';
import { fullStreams } from './full-stream.ts';
import { study } from './study.ts';

export interface FindAsked {
  /** Ids or keys, as a person has them. */
  readonly values: readonly string[];
}

export interface Found {
  /** In the order of the question. */
  readonly values: readonly FoundValue[];
  /** By source, of those that have some. */
  readonly sources: readonly FoundRows[];
}

export interface FoundValue {
  readonly value: string;
  readonly rows: number;
  /** Alerts that its rows raised, or that were raised for it as their key. */
  readonly alerts: number;
}

export interface FoundRows {
  readonly source: string;
  /** Where they were found: as far along as every row of the source comes. */
  readonly at: PortRef;
  readonly fields: readonly FlowField[];
  /** The fields that had what was looked for. */
  readonly by: readonly string[];
  /** All of them, by their place in the stream. */
  readonly places: Int32Array;
  /** The first of them. */
  readonly batch: Batch;
}

/** So many rows are shown. */
const mostShown = 2000;

/** Rows by a list of ids or keys from elsewhere: in any field that tells one row, card or customer from others. */
export const findStudy = study(async ({ values }: FindAsked, { run, replay }): Promise<Found> => {
  const wanted = new Map(values.map((value, at) => [value, at]));
  const counts = values.map(() => ({ rows: 0, alerts: 0 }));
  const streams = fullStreams(run).map((full) => {
    const fields = run.prepared.fields.get(full.ref) ?? [];
    return { full, fields, keeper: keepRows(fields, mostShown), places: [] as number[], by: new Set<string>(), passed: 0 };
  });
  const none = { rows: 0, alerts: 0 };
  const valuesOfRow = new Map<string, ReadonlySet<number>>();
  const raised: { readonly row: string; readonly key: string | null }[] = [];
  await replay({
    alert: ({ row, key }) => void raised.push({ row, key }),
    watch: (ref) => {
      const own = streams.find(({ full }) => full.ref === ref);
      if (own === undefined) return undefined;
      const asked = own.fields.flatMap((field, at) => (isName(field) ? [at] : []));
      return (flow) => {
        const count = countOf(flow);
        const hits = hitsIn(flow, asked, wanted, own.by);
        if (hits.size > 0) own.keeper.add({ ...flow, rows: Int32Array.from([...hits.keys()], (at) => flow.rows?.[at] ?? at) });
        for (const [at, had] of hits) {
          own.places.push(own.passed + at);
          for (const value of had) (counts[value] ?? none).rows += 1;
          valuesOfRow.set(flow.frame.idOf(flow.rows?.[at] ?? at), had);
        }
        own.passed += count;
      };
    },
  });
  for (const { row, key } of raised) {
    const ofKey = key === null ? undefined : wanted.get(key);
    for (const value of new Set([...(valuesOfRow.get(row) ?? []), ...(ofKey === undefined ? [] : [ofKey])])) (counts[value] ?? none).alerts += 1;
  }
  return {
    values: values.map((value, at) => ({ value, rows: 0, alerts: 0, ...counts[at] })),
    sources: streams
      .filter(({ places }) => places.length > 0)
      .map(({ full: { source, at }, fields, keeper: { rows }, places, by }) => ({ source, at, fields, by: [...by], places: Int32Array.from(places), batch: rowsAt(rows, Int32Array.from({ length: rows.length }, (_, row) => row)) })),
  };
});

/** What is a text and not made of words of a few: an id, a key, a card, a device. */
const isName = (field: FlowField): boolean => (field.type === 'text' || field.type === 'number') && (hasRole(field, 'id') || hasRole(field, 'key') || (field.type === 'text' && field.values === undefined));

/** By place in the flow, which of the values the row has; and the fields that have them. */
function hitsIn(flow: Flow, asked: readonly number[], wanted: ReadonlyMap<string, number>, by: Set<string>): ReadonlyMap<number, ReadonlySet<number>> {
  const hits = new Map<number, Set<number>>();
  const count = countOf(flow);
  for (const field of asked) {
    const column = flow.columns[field]?.get();
    const valueAt = column === undefined ? undefined : lookUp(column, wanted);
    if (valueAt === undefined) continue;
    for (let at = 0; at < count; at += 1) {
      const value = valueAt(flow.rows?.[at] ?? at);
      if (value === undefined) continue;
      hits.set(at, (hits.get(at) ?? new Set()).add(value));
      by.add(flow.fields[field]?.name ?? '');
    }
  }
  return new Map([...hits].sort(([one], [other]) => one - other));
}

/** Undefined where no row has any of them. */
function lookUp(column: Column, wanted: ReadonlyMap<string, number>): ((row: number) => number | undefined) | undefined {
  if (column.type === 'number') return (row) => wanted.get(String(column.values[row]));
  if (column.type !== 'text') return undefined;
  // Once for each text, however many rows have it.
  const codes = new Map<number, number>();
  column.dictionary.forEach((text, at) => {
    const value = wanted.get(text);
    if (value !== undefined) codes.set(at + 1, value);
  });
  return codes.size === 0 ? undefined : (row) => codes.get(column.codes[row] ?? 0);
}
