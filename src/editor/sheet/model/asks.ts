import type { FlowField } from '../../../data/field.ts';
import { anyCell, missingCell, presentCell } from '../../../kinds/table/cell.ts';
import type { Cell, End, Part } from '../../../kinds/table/cell.ts';

/** A condition as a form: how it asks, and the values it asks for. What a form cannot show is written as text. */

export const asks = ['any', 'between', 'under', 'upTo', 'from', 'over', 'is', 'isNot', 'oneOf', 'noneOf', 'yes', 'no', 'missing', 'present', 'written'] as const;
export type Ask = (typeof asks)[number];

export interface Form {
  readonly ask: Ask;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Texts, and sets as `@id`. */
  readonly values: readonly string[];
  readonly orMissing: boolean;
}

const ordered: readonly Ask[] = ['any', 'between', 'under', 'upTo', 'from', 'over', 'is', 'isNot'];

export function asksFor(field: Pick<FlowField, 'type' | 'optional'>): readonly Ask[] {
  const missing: readonly Ask[] = field.optional ? ['missing', 'present'] : [];
  switch (field.type) {
    case 'boolean':
      return ['any', 'yes', 'no', ...missing];
    case 'text':
    case 'list':
      return ['any', 'oneOf', 'noneOf', ...missing, 'written'];
    case 'number':
    case 'time':
      return [...ordered, ...missing, 'written'];
  }
}

const form = (ask: Ask, rest: Partial<Form> = {}): Form => ({ ask, values: [], orMissing: false, ...rest });

export function formOf(cell: Cell, field: Pick<FlowField, 'type' | 'optional'>): Form {
  const { not, parts } = cell;
  const withMissing = !not && parts.length > 1 && parts.some(({ kind }) => kind === 'missing');
  const rest = withMissing ? parts.filter(({ kind }) => kind !== 'missing') : parts;
  const found = plainForm({ not, parts: rest }, field);
  return found === undefined ? form('written') : { ...found, orMissing: withMissing };
}

function plainForm({ not, parts }: Cell, { type }: Pick<FlowField, 'type'>): Form | undefined {
  const [only] = parts;
  if (only === undefined) return form('any');
  if (parts.length === 1 && only.kind === 'missing') return form(not ? 'present' : 'missing');
  if (type === 'text') return parts.every(isNamed) ? form(not ? 'noneOf' : 'oneOf', { values: parts.map(nameOf) }) : undefined;
  if (parts.length > 1) return undefined;
  if (type === 'boolean') return only.kind === 'value' && !not ? form(only.value === true ? 'yes' : 'no') : undefined;
  if (only.kind === 'value') return typeof only.value === 'number' ? form(not ? 'isNot' : 'is', { low: only.value }) : undefined;
  return only.kind === 'span' && !not ? spanForm(only.from, only.to) : undefined;
}

type Named = Extract<Part, { kind: 'value' | 'set' }>;
const isNamed = (part: Part): part is Named => part.kind === 'set' || (part.kind === 'value' && typeof part.value === 'string');
const nameOf = (part: Named): string => (part.kind === 'set' ? `@${part.id}` : String(part.value));

function spanForm(from: End | undefined, to: End | undefined): Form | undefined {
  if (from !== undefined && to !== undefined) return from.closed && !to.closed ? form('between', { low: from.value, high: to.value }) : undefined;
  if (from !== undefined) return form(from.closed ? 'from' : 'over', { low: from.value });
  return to === undefined ? undefined : form(to.closed ? 'upTo' : 'under', { high: to.value });
}

/** Undefined while a value that it needs is not there. `sets` tells a set from a text that begins like one. */
export function cellOf(filled: Form, sets: ReadonlySet<string>): Cell | undefined {
  const cell = plainCell(filled, sets);
  return cell === undefined || !filled.orMissing || cell.not || cell.parts.length === 0 || filled.ask === 'missing' ? cell : { ...cell, parts: [...cell.parts, { kind: 'missing' }] };
}

function plainCell({ ask, low, high, values }: Form, sets: ReadonlySet<string>): Cell | undefined {
  const span = (from: End | undefined, to: End | undefined): Cell => ({ not: false, parts: [{ kind: 'span', from, to }] });
  const closed = (value: number | undefined): End | undefined => (value === undefined ? undefined : { value, closed: true });
  const open = (value: number | undefined): End | undefined => (value === undefined ? undefined : { value, closed: false });
  switch (ask) {
    case 'any':
      return anyCell;
    case 'missing':
      return missingCell;
    case 'present':
      return presentCell;
    case 'yes':
    case 'no':
      return { not: false, parts: [{ kind: 'value', value: ask === 'yes' }] };
    case 'is':
    case 'isNot':
      return low === undefined ? undefined : { not: ask === 'isNot', parts: [{ kind: 'value', value: low }] };
    case 'between':
      return low === undefined || high === undefined ? undefined : span(closed(low), open(high));
    case 'from':
      return low === undefined ? undefined : span(closed(low), undefined);
    case 'over':
      return low === undefined ? undefined : span(open(low), undefined);
    case 'under':
      return high === undefined ? undefined : span(undefined, open(high));
    case 'upTo':
      return high === undefined ? undefined : span(undefined, closed(high));
    case 'oneOf':
    case 'noneOf': {
      const parts = values.map((value): Part => (value.startsWith('@') && sets.has(value.slice(1)) ? { kind: 'set', id: value.slice(1) } : { kind: 'value', value }));
      return parts.length === 0 ? undefined : { not: ask === 'noneOf', parts };
    }
    case 'written':
      return undefined;
  }
}

/** Another way to ask, with what is known of the values. */
export function askedAs(filled: Form, ask: Ask): Form {
  const { low, high } = filled;
  const needsLow = ask === 'from' || ask === 'over' || ask === 'is' || ask === 'isNot';
  const needsHigh = ask === 'under' || ask === 'upTo';
  return { ...filled, ask, low: needsLow ? (low ?? high) : ask === 'between' ? low : undefined, high: needsHigh ? (high ?? low) : ask === 'between' ? high : undefined };
}

