import { parseDuration } from '../../data/duration.ts';
import type { Field } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { FieldFacts, TableFacts } from './facts.ts';

/** A rule to begin with, found in a person's own data: its blanks, filled in. */
export type StarterRule =
  /** More than so many rows of one key within a time. */
  | { readonly kind: 'often'; readonly key: string; readonly within: string; readonly more: number }
  /** A number of so many times what its key usually has, and of at least so much. */
  | { readonly kind: 'far'; readonly key: string; readonly of: string; readonly times: number; readonly least: number }
  /** More than so many different values of a field for one key within a time. */
  | { readonly kind: 'several'; readonly key: string; readonly of: string; readonly within: string; readonly more: number }
  /** One value of a field, for which the label says yes more often than elsewhere. */
  | { readonly kind: 'group'; readonly of: string; readonly value: string }
  /** From one hour of the day up to another, in UTC or by the clocks of a zone. */
  | { readonly kind: 'hours'; readonly time: string; readonly zone?: string | undefined; readonly from: number; readonly to: number }
  /** A number of at least so much. */
  | { readonly kind: 'high'; readonly of: string; readonly least: number };

export type StarterKind = StarterRule['kind'];

/** The choices that a person has for the blanks of a rule. */
export interface StarterChoices {
  readonly keys: readonly Field[];
  readonly amounts: readonly Field[];
  /** What a key can have several of. */
  readonly varied: readonly Field[];
  /** Fields of few values. */
  readonly grouped: readonly { readonly field: Field; readonly values: readonly string[] }[];
}

const usable = (field: Field): boolean => !hasRole(field, 'label') && !hasRole(field, 'time') && !hasRole(field, 'id');

/** A key is worth counting by where it comes back. */
const comesBack = ({ filled, different }: FieldFacts): boolean => different >= 2 && filled >= different * 1.05;

export function choicesOf(fields: readonly Field[], facts: TableFacts): StarterChoices {
  const known = new Map(facts.fields.map((each) => [each.name, each]));
  const of = (field: Field): FieldFacts | undefined => known.get(field.name);
  const texts = fields.filter((field) => field.type === 'text' && usable(field));
  const meant = texts.filter((field) => hasRole(field, 'key'));
  // Where no name tells a key, what has many values that come back may be one.
  const likely = meant.length > 0 ? meant : texts.filter((field) => (of(field)?.different ?? 0) > 20);
  const numbers = fields.filter((field) => field.type === 'number' && usable(field) && (of(field)?.different ?? 0) > 10);
  return {
    keys: likely.filter((field) => { const its = of(field); return its !== undefined && comesBack(its); }),
    amounts: [...numbers].sort((a, b) => Number(hasRole(b, 'amount')) - Number(hasRole(a, 'amount'))),
    varied: [...likely, ...texts.filter((field) => !likely.includes(field))].filter((field) => (of(field)?.different ?? 0) >= 3),
    grouped: fields
      .filter((field) => field.type === 'text' && usable(field) && !hasRole(field, 'key'))
      .flatMap((field) => {
        const groups = of(field)?.groups;
        return groups === undefined || groups.length < 2 || groups.length * 2 > facts.rows ? [] : [{ field, values: groups.map(({ value }) => value) }];
      }),
  };
}

/** The fields that a rule asks about. */
export function fieldsOf(rule: StarterRule): readonly string[] {
  switch (rule.kind) {
    case 'often':
      return [rule.key];
    case 'far':
    case 'several':
      return [rule.key, rule.of];
    case 'group':
    case 'high':
      return [rule.of];
    case 'hours':
      return [rule.time];
  }
}

/** Whether every blank is filled with something that can run: numbers are finite, lengths of time longer than nothing. */
export function isComplete(rule: StarterRule): boolean {
  const positive = (number: number): boolean => Number.isFinite(number) && number > 0;
  switch (rule.kind) {
    case 'often':
      return rule.more >= 1 && Number.isInteger(rule.more) && positive(parseDuration(rule.within) ?? 0);
    case 'several':
      return rule.more >= 1 && Number.isInteger(rule.more) && positive(parseDuration(rule.within) ?? 0) && rule.key !== rule.of;
    case 'far':
      return Number.isFinite(rule.times) && rule.times > 1 && Number.isFinite(rule.least);
    case 'hours':
      return [rule.from, rule.to].every((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24) && rule.from !== rule.to;
    case 'high':
      return Number.isFinite(rule.least);
    case 'group':
      return true;
  }
}

/** The fewest earlier values that say what is usual for a key: fewer where keys rarely come back. */
export const fewestBefore = 3;
/** How far back what is usual reaches. */
export const usualWithin = '30d';
