import type { FlowField } from '../data/field.ts';
import { asOptional, hasRole } from '../data/field.ts';
import { magnitudeOfUnion } from '../logic/magnitude.ts';

/** Fields of several streams, aligned by name. */
export function alignFields(streams: readonly { readonly fields: readonly FlowField[] }[]): readonly FlowField[] {
  const byName = new Map<string, FlowField[]>();
  for (const { fields } of streams) {
    for (const field of fields) {
      const same = byName.get(field.name);
      if (same === undefined) byName.set(field.name, [field]);
      else same.push(field);
    }
  }
  return [...byName.values()].map((same) => {
    const field = { ...same.reduce(combined), origins: unique(same.flatMap((each) => each.origins)) };
    return same.length < streams.length ? asOptional(field) : field;
  });
}

/** What both promise. Where their types differ there is a problem, and the first one's type stands. */
function combined(a: FlowField, b: FlowField): FlowField {
  const { unit, currency, decimals, values, min, max, required, roles, onGrid, ...rest } = a;
  const shared = roles?.filter((role) => hasRole(b, role) || role === 'sensitive') ?? [];
  const sensitive = hasRole(b, 'sensitive') && !shared.includes('sensitive') ? (['sensitive'] as const) : [];
  const known = [...shared, ...sensitive];
  const digits = decimals === undefined || b.decimals === undefined ? undefined : Math.max(decimals, b.decimals);
  const least = min === undefined || b.min === undefined ? undefined : Math.min(min, b.min);
  const most = max === undefined || b.max === undefined ? undefined : Math.max(max, b.max);
  const magnitude = magnitudeOfUnion([a, b]);
  const options = values === undefined || b.values === undefined ? undefined : [...new Set([...values, ...b.values])];
  return {
    ...rest,
    ...(magnitude === undefined ? {} : { magnitude }),
    ...(rest.label === undefined && b.label !== undefined ? { label: b.label } : {}),
    ...(rest.measure === undefined && b.measure !== undefined ? { measure: b.measure } : {}),
    ...(unit !== undefined && unit === b.unit ? { unit } : {}),
    ...(currency !== undefined && currency === b.currency ? { currency } : {}),
    ...(digits === undefined ? {} : { decimals: digits }),
    ...(digits !== undefined && onGrid === true && b.onGrid === true ? { onGrid } : {}),
    ...(options === undefined ? {} : { values: options }),
    ...(least === undefined ? {} : { min: least }),
    ...(most === undefined ? {} : { max: most }),
    ...(required === true && b.required === true ? { required } : {}),
    ...(known.length === 0 ? {} : { roles: known }),
    origins: a.origins,
    optional: a.optional || b.optional,
    tainted: a.tainted || b.tainted,
  };
}

function unique(origins: FlowField['origins']): FlowField['origins'] {
  const seen = new Map(origins.map((origin) => [`${origin.node} ${origin.field}`, origin]));
  return [...seen.values()];
}
