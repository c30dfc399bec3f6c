import type { Field, Row } from '../../data/field.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { SourceConfig } from '../../kinds/source/config.ts';
import { gatherFacts } from './facts.ts';
import type { TableFacts } from './facts.ts';
import type { Table } from './tried.ts';

/** A table in memory as starter rules look at it, for tests. */
export function tableOf(fields: readonly Field[], rows: readonly Row[]): Table & { readonly facts: TableFacts } {
  const config: SourceConfig = {
    event: { one: 'payment' },
    fields: fields.map(({ roles, values, ...field }) => ({ ...field, ...(roles === undefined ? {} : { roles: [...roles] }), ...(values === undefined ? {} : { values: [...values] }) })),
    sample: { type: 'rows', rows: [] },
  };
  const gatherer = gatherFacts(fields);
  gatherer.take(readingOf(rows, fields));
  return {
    config,
    facts: gatherer.facts(),
    open: async function* read() {
      yield await Promise.resolve(readingOf(rows, fields));
      return [];
    },
  };
}
