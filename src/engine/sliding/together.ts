import type { Field } from '../../data/field.ts';
import type { Aggregate } from '../../plan/plan.ts';
import type { Feature } from './features.ts';
import type { Asked } from './group.ts';

/** Features that are kept together, by one of them that tells how, and what is asked of them. */
export interface Together {
  feature: Feature;
  readonly asked: Asked[];
}

/** Each is asked for under its number. */
export function togetherIn(features: readonly Feature[], fields: readonly Field[]): readonly Together[] {
  const numbers = new Set(fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  const summed = new Set(features.filter(isSummed).map(nameOf));
  const groups = new Map<string, Together>();
  features.forEach((feature, column) => {
    const counted = presence(feature, numbers);
    const name = counted === undefined || !summed.has(nameOf(counted)) ? nameOf(feature) : nameOf(counted);
    const group = groups.get(name) ?? { feature, asked: [] };
    groups.set(name, group);
    if (isSummed(feature) && !isSummed(group.feature)) group.feature = feature;
    const { fn, frame, into } = feature;
    group.asked.push({ column, fn, before: frame === 'before', type: into.type });
  });
  return [...groups.values()];
}

const isSummed = ({ fn }: Feature): boolean => fn === 'sum' || fn === 'average' || fn === 'stddev';

function nameOf(feature: Feature): string {
  const { fn, of, where, window } = feature;
  return JSON.stringify([isSummed(feature) ? 'sum' : fn, of, where, window]);
}

/** Whoever counts the rows that have a number asks what its sum knows, too. */
function presence(feature: Feature, numbers: ReadonlySet<string>): Feature | undefined {
  const { fn, where } = feature;
  if (fn !== 'count' || where?.kind !== 'call' || where.fn !== 'isPresent') return undefined;
  const [field] = where.args;
  if (field?.kind !== 'field' || !numbers.has(field.name)) return undefined;
  return { ...feature, fn: 'sum', of: field.name, where: undefined };
}

/** Whether rows leave its state one by one, so that the log must hold them. */
export const looksBack = (fn: Aggregate['fn']): boolean => fn !== 'last' && fn !== 'sincePrevious';
