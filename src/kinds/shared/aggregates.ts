import type { Field, FieldType, FlowField } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { expressionSchema } from '../../data/schema.ts';
import { pick, words } from '../../data/text.ts';
import type { Lang, Words } from '../../data/text.ts';
import { eventWords, plural, zh } from '../../data/words.ts';
import { z } from '../../data/zod.ts';
import { aggregateNames } from '../../plan/plan.ts';
import type { Aggregate, AggregateName } from '../../plan/plan.ts';
import type { Reference, Renames, Stream, Surroundings } from '../contract.ts';
import { checkExpression, compileExpression, expressionFields, expressionReferences, renameExpression } from './expressions.ts';
import { checkField, labelOf } from './fields.ts';
import { problem } from './problems.ts';
import type { Path } from './problems.ts';
import { renamedField, renamedOwn } from './renames.ts';
import { fieldName, labelSchema } from './schema.ts';
import { expressionInWords } from './sentences.ts';
import { derivedFrom, findField, gridOf, plainField } from './streams.ts';

/** Aggregates over many rows, as rolling features and window summaries have them. */

export const aggregateSchema = z.looseObject({
  name: fieldName,
  label: labelSchema,
  fn: z.enum(aggregateNames),
  of: fieldName.optional(),
  where: expressionSchema.optional(),
});
export type AggregateConfig = z.infer<typeof aggregateSchema>;

interface Shape {
  /** The types it takes; left out where it takes no field. */
  readonly of?: readonly FieldType[];
  /** Whether the result is what went in: the same type, unit and decimals. */
  readonly gives: 'count' | 'amount' | 'average' | 'same' | 'milliseconds';
}

const anyValue: readonly FieldType[] = ['number', 'text', 'boolean', 'time'];

const shapes: Readonly<Record<AggregateName, Shape>> = {
  count: { gives: 'count' },
  sum: { of: ['number'], gives: 'amount' },
  average: { of: ['number'], gives: 'average' },
  min: { of: ['number', 'time'], gives: 'same' },
  max: { of: ['number', 'time'], gives: 'same' },
  distinct: { of: anyValue, gives: 'count' },
  stddev: { of: ['number'], gives: 'average' },
  first: { of: [...anyValue, 'list'], gives: 'same' },
  last: { of: [...anyValue, 'list'], gives: 'same' },
  sincePrevious: { gives: 'milliseconds' },
};

export const takesField = (fn: AggregateName): boolean => shapes[fn].of !== undefined;

/** The types that it takes; undefined where it takes no field. */
export const typesOf = (fn: AggregateName): readonly FieldType[] | undefined => shapes[fn].of;

/** Over which rows: rolling frames name their length, windows need not. */
export interface Reach {
  /** `in 10 minutes` and `over 10 minutes`; empty for windows. */
  readonly inside: Words;
  readonly over: Words;
  /** True where the row itself takes part, so that there is always at least one. */
  readonly withRow: boolean;
  /** True where a key can be missing, and its row then has no features. */
  readonly keyOptional: boolean;
}

export function aggregateField(config: AggregateConfig, stream: Stream, reach: Reach, around: Surroundings): FlowField {
  const of = takesField(config.fn) ? findField(stream, config.of ?? '') : undefined;
  const reads = expressionFields(config.where).flatMap((name) => findField(stream, name) ?? []);
  const made = resultOf(config.name, shapes[config.fn].gives, of);
  return {
    ...made,
    ...(shapes[config.fn].gives === 'same' && of?.onGrid !== true ? {} : gridOf(made)),
    label: config.label ?? words((lang) => aggregateLabel(config, stream, reach, around, lang)),
    ...derivedFrom([...(of === undefined ? [] : [of]), ...reads]),
    origins: [{ node: around.node, field: config.name }],
    optional: canBeMissing(config, of, reach),
    ...(shapes[config.fn].gives === 'same' && of?.magnitude !== undefined ? { magnitude: of.magnitude } : {}),
  };
}

function canBeMissing({ fn, where }: AggregateConfig, of: FlowField | undefined, reach: Reach): boolean {
  switch (fn) {
    case 'count':
    case 'distinct':
      return false;
    // A sum can leave the range of numbers; one value has no deviation; the first row has none before it.
    case 'sum':
    case 'stddev':
    case 'sincePrevious':
      return true;
    case 'average':
    case 'min':
    case 'max':
    case 'first':
    case 'last':
      return !reach.withRow || reach.keyOptional || where !== undefined || (of?.optional ?? true);
  }
}

function resultOf(name: string, gives: Shape['gives'], of: FlowField | undefined): Field {
  const measured = {
    ...(of?.unit === undefined ? {} : { unit: of.unit }),
    ...(of?.currency === undefined ? {} : { currency: of.currency }),
  };
  const decimals = of?.decimals === undefined ? {} : { decimals: of.decimals };
  switch (gives) {
    case 'count':
      return { name, type: 'number', decimals: 0, min: 0 };
    case 'milliseconds':
      return { name, type: 'number', decimals: 0, unit: 'ms', min: 0 };
    case 'amount':
      return { name, type: 'number', ...measured, ...decimals, ...((of?.min ?? -1) >= 0 ? { min: 0 } : {}) };
    case 'average':
      return { name, type: 'number', ...measured };
    case 'same':
      return {
        name,
        type: of?.type ?? 'number',
        ...measured,
        ...decimals,
        ...(of?.min === undefined ? {} : { min: of.min }),
        ...(of?.max === undefined ? {} : { max: of.max }),
        ...(of?.values === undefined ? {} : { values: of.values }),
        ...(of?.measure === undefined ? {} : { measure: of.measure }),
      };
  }
}

/** The label of a field that nobody gave one: `payments in 10 minutes`, `近10分钟付款笔数`. */
function aggregateLabel(config: AggregateConfig, stream: Stream, reach: Reach, around: Surroundings, lang: Lang): string {
  const label = unconditional(config, stream, reach, lang);
  if (config.where === undefined) return label;
  const condition = expressionInWords(config.where, stream, around, lang, 60);
  return pick(lang, `${label} where ${condition}`, zh`${label}（${condition}）`);
}

function unconditional(config: AggregateConfig, stream: Stream, reach: Reach, lang: Lang): string {
  const event = eventWords(stream.event, lang);
  const of = labelOf(config.of ?? '', stream, lang);
  const inside = reach.inside[lang];
  const over = reach.over[lang];
  const said = (en: string, chinese: string): string => pick(lang, en.trim(), chinese);
  switch (config.fn) {
    case 'count':
      return said(`${event.many} ${inside}`, zh`${inside}${event.one}${event.measure}数`);
    case 'sum':
      return said(inside === '' ? `total ${of}` : `${of} ${inside}`, inside === '' ? zh`${of}合计` : zh`${inside}${of}`);
    case 'average':
      return said(`average ${of} ${over}`, zh`${inside}平均${of}`);
    case 'min':
      return said(`lowest ${of} ${inside}`, zh`${inside}最低${of}`);
    case 'max':
      return said(`highest ${of} ${inside}`, zh`${inside}最高${of}`);
    case 'distinct':
      return said(`${plural(of)} ${inside}`, zh`${inside}${of}数`);
    case 'stddev':
      return said(`spread of ${of} ${over}`, zh`${inside}${of}标准差`);
    case 'first':
      return said(`first ${of} ${inside}`, zh`${inside}首个${of}`);
    case 'last':
      return said(`last ${of} ${inside}`, zh`${inside}最后${of}`);
    case 'sincePrevious':
      return said(`time since the last ${event.one}`, zh`距上一${event.measure}${event.one}的时间`);
  }
}

export function checkAggregate(config: AggregateConfig, stream: Stream, around: Surroundings, at: Path, forRule: boolean): readonly Problem[] {
  const types = shapes[config.fn].of;
  const wrongField =
    types === undefined ? unusedField(config, around, at) : checkField(config.of ?? '', stream, around, [...at, 'of'], { types, forRule });
  const wrongCondition =
    config.where === undefined ? [] : checkExpression(config.where, stream, around, 'boolean', [...at, 'where'], { forRule });
  return [...wrongField, ...wrongCondition];
}

function unusedField({ of, fn }: AggregateConfig, around: Surroundings, at: Path): readonly Problem[] {
  if (of === undefined) return [];
  const [en, chinese] = fn === 'count' ? ['Counting rows', '计数'] : ['The time since the last row', '距上一行的时间'];
  return [
    problem(around, {
      code: 'unused-setting',
      severity: 'warning',
      en: `${en} takes no field, so “${of}” is not used`,
      zh: `${chinese}不需要字段，所以没有用到“${of}”`,
      at: [...at, 'of'],
    }),
  ];
}

export function planAggregate(config: AggregateConfig, made: FlowField, stream: Stream, around: Surroundings): Aggregate {
  return {
    into: plainField(made),
    fn: config.fn,
    ...(takesField(config.fn) && config.of !== undefined ? { of: config.of } : {}),
    ...(config.where === undefined ? {} : { where: compileExpression(config.where, stream, around) }),
  };
}

export function aggregateReferences(config: AggregateConfig, input: string, at: Path): readonly Reference[] {
  const of: readonly Reference[] = config.of === undefined ? [] : [{ to: 'field', name: config.of, input, at: [...at, 'of'] }];
  return [...of, ...expressionReferences(config.where, input, [...at, 'where'])];
}

export function renameAggregate<C extends AggregateConfig>(config: C, renames: Renames, input = 'in'): C {
  return {
    ...config,
    name: renamedOwn(config.name, renames),
    ...(config.of === undefined ? {} : { of: renamedField(config.of, renames, input) }),
    ...(config.where === undefined ? {} : { where: renameExpression(config.where, renames, input) }),
  };
}
