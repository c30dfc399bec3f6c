import type { FlowField } from '../../../data/field.ts';
import { hasRole } from '../../../data/field.ts';
import { eventWords } from '../../../data/words.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { typesOf } from '../../../kinds/shared/aggregates.ts';
import type { AggregateConfig } from '../../../kinds/shared/aggregates.ts';
import { freeName } from '../../../kinds/shared/fields.ts';
import { without } from '../panel.ts';

/** The aggregate with something changed. Another function keeps its field where that fits, and else gets a likely one. */
export function withAggregate<Of extends AggregateConfig>(
  value: Of,
  change: Partial<AggregateConfig>,
  stream?: Stream,
): Of {
  const next = { ...value, ...change };
  if (change.fn === undefined) return without(next);
  const types = typesOf(change.fn);
  if (types === undefined) return without({ ...next, of: undefined });
  const fits = (field: FlowField): boolean => types.includes(field.type) && !field.tainted;
  const kept = stream?.fields.find((field) => field.name === value.of);
  const of = kept !== undefined && fits(kept) ? kept : likelyField(stream?.fields.filter(fits) ?? []);
  return without({ ...next, of: of?.name ?? value.of ?? '' });
}

/** Amounts are asked about most, times and ids least. */
function likelyField(fields: readonly FlowField[]): FlowField | undefined {
  return (
    fields.find((field) => hasRole(field, 'amount')) ??
    fields.find((field) => !hasRole(field, 'time') && !hasRole(field, 'id')) ??
    fields[0]
  );
}

/** The next field to add: the count of rows under a name that is free. */
export function nextAggregate(stream: Stream, taken: readonly string[], suffix = ''): AggregateConfig {
  const { many } = eventWords(stream.event, 'en');
  const plain = many
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return { name: freeName(`${plain === '' ? 'rows' : plain}${suffix}`, new Set(taken)), fn: 'count' };
}
