import type { NodeAnalysis } from '../../../compile/analyse.ts';
import type { FlowField, Value } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import { reasonsName } from '../../../plan/plan.ts';
import { localTime } from '../../state/zone.ts';
import type { RowsAround } from '../../state/contract/sample.ts';

/** A column of rows before and after a node. */
export interface AroundColumn {
  readonly field: FlowField;
  readonly side: 'before' | 'after';
  /** Its place among the columns of its side. */
  readonly at: number;
  readonly is: 'same' | 'new' | 'gone';
  /** Where the same field stands before the node. */
  readonly beforeAt?: number | undefined;
}

interface AroundColumns {
  readonly together: readonly AroundColumn[];
  readonly before: readonly AroundColumn[];
  readonly after: readonly AroundColumn[];
}

/** What a reader looks for stands first: when, whose, how much, what the node reads and makes; then all else. */
export function columnsAround(
  { before, after }: Pick<RowsAround, 'before' | 'after'>,
  { node, read }: Pick<NodeAnalysis, 'node' | 'read'>,
): AroundColumns {
  const used = new Set(
    read?.kind.references(read.config).flatMap((reference) => (reference.to === 'field' ? [reference.name] : [])) ?? [],
  );
  const entered = new Map(before.fields.map((field, at) => [field.name, at]));
  const isNew = (field: FlowField): boolean => before.fields.length > 0 && !entered.has(field.name);
  const rank = ({ field, is }: AroundColumn): number => {
    if (field.name === reasonsName) return is === 'new' ? 3 : 6;
    if (hasRole(field, 'time')) return 0;
    if (is === 'new') return 3;
    if (hasRole(field, 'key') && (used.size === 0 || used.has(field.name))) return 1;
    if (hasRole(field, 'amount')) return 2;
    return used.has(field.name) ? 4 : 5;
  };
  const ordered = (columns: readonly AroundColumn[]): readonly AroundColumn[] =>
    columns.toSorted((one, other) => rank(one) - rank(other));
  const left = after.fields.map((field, at): AroundColumn => ({
    field,
    side: 'after',
    at,
    is: isNew(field) && ownOf(field, node.id) ? 'new' : 'same',
    beforeAt: entered.get(field.name),
  }));
  const names = new Set(after.fields.map(({ name }) => name));
  const arrived = before.fields.map((field, at): AroundColumn => ({ field, side: 'before', at, is: 'same' }));
  const gone = arrived
    .filter(({ field }) => !names.has(field.name))
    .map((column): AroundColumn => ({ ...column, is: 'gone' }));
  return {
    together: ordered([...left, ...gone]),
    before: ordered(arrived),
    after: ordered(left.map(({ field, side, at, is }) => ({ field, side, at, is }))),
  };
}

const ownOf = ({ origins }: FlowField, node: string): boolean => origins.some((origin) => origin.node === node);

/** A time without its year, as rows of a sample are near each other. */
export const shortTime = (value: Value, zone: string): string => (typeof value === 'number' ? localTime(value, zone).slice(5, 19) : '');
