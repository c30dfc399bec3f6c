import type { FlowField } from '../../data/field.ts';
import { allOf, call, field as fieldRef, list, number, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import type { Held } from './weigh.ts';

/** What a row may have in one field: plain enough to be looked up in a column, and to be said as a condition. */
export type Trait =
  | { readonly type: 'missing' | 'present' }
  | { readonly type: 'yes' | 'no' }
  /** One of these texts; of a list, that it has this one. */
  | { readonly type: 'texts'; readonly texts: readonly string[] }
  /** From the one on, and below the other. */
  | { readonly type: 'range'; readonly from: number | undefined; readonly below: number | undefined }
  /** Both included: between values of which there are only a few. */
  | { readonly type: 'values'; readonly from: number | undefined; readonly to: number | undefined }
  /** Hours of the day from the one on and before the other, over midnight where that is less; days from Monday, 1, both included. */
  | { readonly type: 'hours' | 'days'; readonly from: number; readonly to: number };

/** A trait of a field, and how often it is there. */
export interface Candidate {
  readonly field: FlowField;
  readonly trait: Trait;
  readonly held: Held;
}

export function conditionOf({ name, type }: FlowField, trait: Trait, zone: string): Expr {
  const value = fieldRef(name);
  switch (trait.type) {
    case 'missing':
      return call('isMissing', value);
    case 'present':
      return call('isPresent', value);
    case 'yes':
      return value;
    case 'no':
      return call('eq', value, { kind: 'constant', type: 'boolean', value: false });
    case 'texts': {
      const [only] = trait.texts;
      if (type === 'list') return call('has', value, text(only ?? ''));
      return only !== undefined && trait.texts.length === 1 ? call('eq', value, text(only)) : call('in', value, list(trait.texts));
    }
    case 'range': {
      const { from, below } = trait;
      return allOf([...(from === undefined ? [] : [call('ge', value, number(from))]), ...(below === undefined ? [] : [call('lt', value, number(below))])]);
    }
    case 'values':
      return within(value, trait.from, trait.to);
    case 'hours':
      return hoursBetween(call('hour', value, text(zone)), trait.from, trait.to);
    case 'days':
      return within(call('weekday', value, text(zone)), trait.from === 1 ? undefined : trait.from, trait.to === 7 ? undefined : trait.to);
  }
}

function within(value: Expr, from: number | undefined, to: number | undefined): Expr {
  if (from !== undefined && from === to) return call('eq', value, number(from));
  if (from !== undefined && to !== undefined) return call('between', value, number(from), number(to));
  return from === undefined ? call('le', value, number(to ?? 0)) : call('ge', value, number(from));
}

function hoursBetween(hour: Expr, from: number, to: number): Expr {
  const starts = call('ge', hour, number(from));
  const ends = call('lt', hour, number(to));
  if (from > to) return to === 0 ? starts : call('or', starts, ends);
  return from === 0 ? ends : to === 24 ? starts : call('and', starts, ends);
}
