import { allOf, call, field, list, number } from '../../../src/logic/expr.ts';
import type { Expr } from '../../../src/logic/expr.ts';
import type { PaymentRow } from './rows.ts';

/** The three workloads as data, from which each contender but the hand-written ones is given its own form of them. */

type Name = keyof PaymentRow;

/** A number lies in [from, below), a text is one of several. */
export type Test =
  | { readonly name: Name; readonly from?: number | undefined; readonly below?: number | undefined }
  | { readonly name: Name; readonly oneOf: readonly string[] };

/** W1: one rule. */
export const five = ['CN', 'HK', 'SG', 'AE', 'TR'];
const rule: Expr = call(
  'and',
  call('gt', field('amount'), number(1000)),
  call('in', field('country'), list(five)),
  call('or', call('lt', field('age'), number(25)), call('ge', field('risk'), number(0.8))),
);

/** W2: the first of 20 rows, 4 conditions each. */
const row = (countries: readonly string[], amount: readonly [number, number?], age: readonly [number, number?], channels: readonly string[]): readonly Test[] => [
  { name: 'country', oneOf: countries },
  { name: 'amount', from: amount[0], below: amount[1] },
  { name: 'age', from: age[0], below: age[1] },
  { name: 'channel', oneOf: channels },
];

export const table: readonly (readonly Test[])[] = [
  row(['CN', 'HK', 'SG'], [3000], [18, 25], ['online']),
  row(['CN', 'HK', 'SG'], [1000, 3000], [18, 25], ['online', 'phone']),
  row(['CN', 'HK', 'SG'], [500], [25, 60], ['online', 'phone']),
  row(['CN'], [0, 500], [25, 60], ['chip', 'contactless']),
  row(['DE', 'AT', 'CH'], [2000], [18, 30], ['online']),
  row(['DE', 'AT', 'CH'], [800, 2000], [18, 30], ['online', 'phone']),
  row(['DE'], [800], [30, 65], ['phone']),
  row(['DE', 'FR', 'IT', 'ES'], [0, 50], [18, 99], ['contactless']),
  row(['FR', 'BE', 'NL'], [1500], [18, 40], ['online', 'phone']),
  row(['FR'], [200, 1500], [40, 75], ['chip']),
  row(['GB', 'US', 'CA', 'AU'], [2500], [18, 99], ['online', 'phone']),
  row(['GB', 'US'], [300, 2500], [18, 35], ['online']),
  row(['GB', 'US'], [300, 2500], [35, 70], ['chip', 'contactless']),
  row(['IT', 'ES', 'PT'], [700], [18, 45], ['online']),
  row(['IT', 'ES', 'PT'], [100, 700], [45, 99], ['chip', 'phone']),
  row(['PL', 'CZ', 'TR'], [400], [18, 99], ['online']),
  row(['SE', 'NO', 'DK', 'FI'], [900], [18, 50], ['online', 'phone', 'chip']),
  row(['IN', 'BR', 'MX', 'ZA'], [250, 5000], [18, 55], ['online', 'phone']),
  row(['JP', 'KR', 'HK', 'SG'], [600], [50, 99], ['chip', 'contactless']),
  row(['AE', 'ZA', 'TR', 'CN'], [5000], [18, 99], ['chip', 'contactless', 'online', 'phone']),
];

const decision: Expr = call('if', ...table.flatMap((tests, index) => [allOf(tests.map(exprOf)), number(index + 1)]));

/** W3: 15 weighted conditions, and whether their sum reaches a threshold. */
export interface Item {
  readonly points: number;
  /** All of them; yes-or-no fields by their name. */
  readonly when: readonly (Test | Name)[];
}

export const threshold = 60;
export const scorecard: readonly Item[] = [
  { points: 30, when: [{ name: 'risk', from: 0.9 }] },
  { points: 15, when: [{ name: 'risk', from: 0.6, below: 0.9 }] },
  { points: 20, when: [{ name: 'amount', from: 2000 }] },
  { points: 10, when: [{ name: 'amount', from: 500, below: 2000 }] },
  { points: 25, when: [{ name: 'velocity', from: 8 }] },
  { points: 10, when: [{ name: 'velocity', from: 4, below: 8 }] },
  { points: 15, when: [{ name: 'country', oneOf: five }] },
  { points: 10, when: [{ name: 'channel', oneOf: ['online', 'phone'] }] },
  { points: 10, when: [{ name: 'hour', below: 5 }] },
  { points: 5, when: [{ name: 'hour', from: 22 }] },
  { points: 15, when: [{ name: 'tenure', below: 90 }] },
  { points: -10, when: [{ name: 'tenure', from: 2000 }] },
  { points: 10, when: [{ name: 'age', below: 21 }] },
  { points: 20, when: [{ name: 'balance', below: 300 }, { name: 'amount', from: 300 }] },
  { points: -15, when: ['verified'] },
];

const score: Expr = call(
  'ge',
  call('add', ...scorecard.map(({ points, when }) => call('if', allOf(when.map((each) => (typeof each === 'string' ? field(each) : exprOf(each)))), number(points), number(0)))),
  number(threshold),
);

export const expressions = { W1: { expr: rule, type: 'condition' }, W2: { expr: decision, type: 'number' }, W3: { expr: score, type: 'condition' } } as const;
export type Workload = keyof typeof expressions;

function exprOf(test: Test): Expr {
  if ('oneOf' in test) return call('in', field(test.name), list(test.oneOf));
  const { name, from, below } = test;
  return allOf([
    ...(from === undefined ? [] : [call('ge', field(name), number(from))]),
    ...(below === undefined ? [] : [call('lt', field(name), number(below))]),
  ]);
}

/** As JsonLogic: without guards for missing values, as there are none in these rows. */
const logicOf = (test: Test | Name): object => {
  if (typeof test === 'string') return { var: test };
  if ('oneOf' in test) return { in: [{ var: test.name }, test.oneOf] };
  const parts = [
    ...(test.from === undefined ? [] : [{ '>=': [{ var: test.name }, test.from] }]),
    ...(test.below === undefined ? [] : [{ '<': [{ var: test.name }, test.below] }]),
  ];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { and: parts };
};

export const logics: Readonly<Record<Workload, object>> = {
  W1: { and: [{ '>': [{ var: 'amount' }, 1000] }, { in: [{ var: 'country' }, five] }, { or: [{ '<': [{ var: 'age' }, 25] }, { '>=': [{ var: 'risk' }, 0.8] }] }] },
  W2: { if: table.flatMap((tests, index) => [{ and: tests.map(logicOf) }, index + 1]) },
  W3: { '>=': [{ '+': scorecard.map(({ points, when }) => ({ if: [{ and: when.map(logicOf) }, points, 0] })) }, threshold] },
};

const sqlOf = (test: Test | Name): string => {
  if (typeof test === 'string') return test;
  if ('oneOf' in test) return `${test.name} IN (${test.oneOf.map((text) => `'${text}'`).join(', ')})`;
  return [...(test.from === undefined ? [] : [`${test.name} >= ${test.from}`]), ...(test.below === undefined ? [] : [`${test.name} < ${test.below}`])].join(' AND ');
};

export const sqls: Readonly<Record<Workload, string>> = {
  W1: `amount > 1000 AND country IN (${five.map((text) => `'${text}'`).join(', ')}) AND (age < 25 OR risk >= 0.8)`,
  W2: `CASE ${table.map((tests, index) => `WHEN ${tests.map(sqlOf).join(' AND ')} THEN ${index + 1}`).join(' ')} END`,
  W3: `${scorecard.map(({ points, when }) => `CASE WHEN ${when.map(sqlOf).join(' AND ')} THEN ${points} ELSE 0 END`).join(' + ')} >= ${threshold}`,
};

const zenOf = (test: Test | Name): string => {
  if (typeof test === 'string') return test;
  if ('oneOf' in test) return `${test.name} in [${test.oneOf.map((text) => `'${text}'`).join(', ')}]`;
  return sqlOf(test).replaceAll('AND', 'and');
};

const zenCell = (test: Test): string =>
  'oneOf' in test ? test.oneOf.map((text) => `'${text}'`).join(', ') : [...(test.from === undefined ? [] : [`>= ${test.from}`]), ...(test.below === undefined ? [] : [`< ${test.below}`])].join(' and ');

const zenExpression = (value: string): { readonly type: string; readonly content: Readonly<Record<string, unknown>> } => ({
  type: 'expressionNode',
  content: { expressions: [{ id: 'answer', key: 'answer', value }] },
});

export const zens: Readonly<Record<Workload, { readonly type: string; readonly content: Readonly<Record<string, unknown>> }>> = {
  W1: zenExpression(`amount > 1000 and country in [${five.map((text) => `'${text}'`).join(', ')}] and (age < 25 or risk >= 0.8)`),
  W2: {
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'first',
      inputs: ['country', 'amount', 'age', 'channel'].map((name) => ({ id: name, name, field: name })),
      outputs: [{ id: 'answer', name: 'answer', field: 'answer' }],
      rules: table.map((tests, index) => ({ _id: `r${index}`, ...Object.fromEntries(tests.map((test) => [test.name, zenCell(test)])), answer: String(index + 1) })),
    },
  },
  W3: zenExpression(`${scorecard.map(({ points, when }) => `(${when.map(zenOf).join(' and ')} ? ${points} : 0)`).join(' + ')} >= ${threshold}`),
};
