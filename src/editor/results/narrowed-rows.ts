import type { Compilation } from '../../compile/compile.ts';
import type { Value } from '../../data/field.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { streamOfPort } from '../rows/stream-of-port.ts';
import type { Narrowing } from '../simulate/studies/narrow.ts';
import type { PortRef, RowsFilter } from '../state/contract/rows.ts';

/** What the rows of a port have to pass so that they are those that are looked at. */
export function filtersFor(compilation: Compilation, at: PortRef, { key, span }: Narrowing, keyValues: readonly Value[]): readonly RowsFilter[] {
  const stream = streamOfPort(compilation, at);
  const rows = rowsOfSteps(compilation.plan.steps);
  const time = (rows.get(stream) ?? rows.get(stream.slice(0, stream.lastIndexOf('.'))))?.time;
  return [
    ...(key?.of ?? []).flatMap((field, index): readonly RowsFilter[] => {
      const value = keyValues[index];
      if (typeof value === 'string') return [{ field, equals: value }];
      if (typeof value === 'number') return [{ field, from: value, to: value }];
      return typeof value === 'boolean' ? [{ field, is: value }] : [];
    }),
    // The end is no part of the span, and what a filter says is.
    ...(span === undefined || time === undefined ? [] : [{ field: time, from: span[0], to: span[1] - 1 }]),
  ];
}
