import { describe, expect, test } from 'vitest';
import { call, field, missing, number, numbers, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { toStored } from '../../logic/stored.ts';
import { around, flowField, payments, wiring } from '../testing.ts';
import type { ComputeConfig } from './config.ts';
import { compute } from './kind.ts';

const here = around({ in: payments });
type Changes = ComputeConfig['changes'];
const set = (name: string, to: Expr, more: object = {}): Changes[number] => ({ set: { name, ...more }, to: toStored(to) });
const fieldsAfter = (...changes: Changes) => compute.flow({ changes }, here)['rows']?.fields ?? [];
const made = (name: string, ...changes: Changes) => fieldsAfter(...changes).find((each) => each.name === name);
const codes = (...changes: Changes) => compute.check({ changes }, here).map(({ code, severity, at }) => `${severity} ${code} ${at?.join('.')}`);

const plus = call('add', field('amount'), number(1));

describe('a computed field', () => {
  test.each<[Expr, object]>([
    [plus, { type: 'number', currency: 'EUR', decimals: 2 }],
    [call('multiply', number(3), field('amount')), { type: 'number', currency: 'EUR' }],
    [call('divide', field('amount'), field('amount')), { type: 'number' }],
    [call('divide', field('amount'), number(2)), { type: 'number', currency: 'EUR' }],
    [call('round', field('amount'), number(1)), { type: 'number', currency: 'EUR', decimals: 1 }],
    [call('subtract', field('paid_at'), field('paid_at')), { type: 'number', unit: 'ms', decimals: 0 }],
    [call('difference', field('paid_at'), field('paid_at'), text('hours')), { type: 'number', unit: 'h' }],
    [call('length', field('country')), { type: 'number', decimals: 0 }],
    [call('if', field('trusted'), field('amount'), number(0)), { type: 'number', currency: 'EUR', decimals: 2 }],
    [call('gt', field('amount'), number(5)), { type: 'boolean', optional: false }],
    [call('upper', field('country')), { type: 'text', optional: true }],
  ])('%j', (expr, expected) => {
    const { name: __, origins, label: ___, ...meaning } = made('x', set('x', expr)) ?? { name: '', origins: [] };
    expect(meaning).toMatchObject(expected);
    for (const key of ['currency', 'unit', 'decimals'] as const) expect(Object.hasOwn(meaning, key)).toBe(Object.hasOwn(expected, key));
    expect(origins).toEqual([{ node: 'here', field: 'x' }]);
  });

  test('says what its author says of it', () => {
    expect(made('x', set('x', plus, { label: 'fee', currency: 'USD', roles: ['amount', 'time'] }))).toMatchObject({ label: 'fee', currency: 'USD', roles: ['amount'] });
  });

  test('is sensitive and a label’s where what it is made of is', () => {
    expect(made('x', set('x', call('lower', field('phone'))))?.roles).toEqual(['sensitive']);
    expect(made('y', set('x', field('is_fraud')), set('y', call('not', field('x'))))?.tainted).toBe(true);
  });

  test('that takes the place of another keeps its place and label', () => {
    expect(made('amount', set('amount', plus))).toMatchObject({ origins: [{ node: 'here', field: 'amount' }], label: { en: 'amount', zh: '金额' } });
    expect(fieldsAfter(set('amount', plus)).map((each) => each.name)).toEqual(payments.fields.map((each) => each.name));
  });

  test('of foreign JsonLogic has the type it is given', () => {
    const raw: Changes[number] = { set: { name: 'x', type: 'number' }, to: { raw: { reduce: [{ var: 'tags' }, 1, 0] } } };
    expect(made('x', raw)).toMatchObject({ type: 'number', optional: true });
    expect(codes(raw)).toEqual([]);
  });
});

describe('other changes', () => {
  test('rename, and the time goes along', () => {
    const rows = compute.flow({ changes: [{ rename: 'paid_at', to: 'at' }] }, here)['rows'];
    expect(rows?.time).toBe('at');
    expect(rows?.fields[1]).toMatchObject({ name: 'at', roles: ['time'], origins: [{ node: 'here', field: 'at' }] });
  });

  test('drop', () => {
    expect(fieldsAfter({ drop: 'phone' }).map((each) => each.name)).not.toContain('phone');
    expect(codes({ drop: 'paid_at' })).toEqual(['warning time-dropped changes.0.drop']);
  });

  test('clean', () => {
    expect(made('country', { clean: 'country', trim: true, default: '' })).toMatchObject({ type: 'text', optional: false });
    expect(made('country', { clean: 'country', cast: 'number' })).toMatchObject({ type: 'number', optional: true });
    expect(made('amount', { clean: 'amount', cast: 'text' })).not.toHaveProperty('currency');
    const { steps } = compute.steps({ changes: [{ clean: 'country', trim: true, case: 'upper', default: 'DE' }] }, here, wiring);
    expect(steps[0]).toMatchObject({ op: 'project', changes: [{ set: { name: 'country' }, to: call('coalesce', call('upper', call('trim', field('country'))), text('DE')) }] });
  });
});

describe('compute', () => {
  test('compiles its changes in order', () => {
    const { steps } = compute.steps({ changes: [set('x', plus), { rename: 'x', to: 'y' }, { drop: 'phone' }] }, here, wiring);
    expect(steps).toMatchObject([
      { op: 'project', id: 'here', changes: [{ set: { name: 'x', type: 'number' }, to: plus }, { rename: 'x', field: { name: 'y', type: 'number' } }, { drop: 'phone' }] },
    ]);
  });

  test('finds what is wrong', () => {
    expect(codes()).toEqual(['warning nothing-changed changes']);
    expect(codes(set('', plus))).toEqual(['error bad-field-name changes.0.set.name']);
    expect(codes(set('amount.net', plus))).toEqual(['error name-clash changes.0.set.name']);
    expect(codes(set('paid_at', plus))).toEqual(['error time-changed changes.0.set.name']);
    expect(codes(set('x', call('add', field('country'), number(1))))).toEqual(['error wrong-type changes.0.to']);
    expect(codes(set('x', plus, { type: 'text' }))).toEqual(['error wrong-type changes.0.set.type']);
    expect(codes(set('x', numbers([1, 2])))).toEqual(['error wrong-type changes.0.to']);
    expect(codes(set('x', missing))).toEqual(['error no-type changes.0.set.type']);
    expect(codes(set('x', missing, { type: 'time' }))).toEqual([]);
    expect(codes({ drop: 'phone' }, set('x', field('phone')))).toEqual(['error unknown-field changes.1.to']);
    expect(codes({ rename: 'phone', to: 'card' })).toEqual(['error name-taken changes.0.to']);
    expect(codes({ clean: 'phone' })).toEqual(['warning nothing-changed changes.0']);
    expect(codes({ clean: 'amount', trim: true })).toEqual(['error wrong-type changes.0.clean']);
    expect(codes({ clean: 'tags', cast: 'text' })).toEqual(['error wrong-type changes.0.clean']);
    expect(codes({ clean: 'amount', default: 'none' })).toEqual(['error wrong-type changes.0.default']);
    expect(codes({ clean: 'paid_at', default: '2026-01-01' })).toEqual(['error time-changed changes.0.clean']);
  });

  test('says what it does', () => {
    const settings = { changes: [set('net', plus, { label: { en: 'net amount', zh: '净额' } }), set('amount', plus), { clean: 'country', trim: true }, { drop: 'phone' }] satisfies Changes };
    expect(compute.describe(settings, here, 'en')).toBe('Adds net amount, changes amount, cleans country and drops phone');
    expect(compute.describe(settings, here, 'zh')).toBe('新增净额，改写金额，清洗国家，去掉手机号');
  });
});

describe('new names', () => {
  const names = (config: ComputeConfig) => (compute.flow(config, here)['rows']?.fields ?? []).map((each) => each.name);

  test('of what arrives are followed until it has another name or is gone', () => {
    const settings: ComputeConfig = { changes: [set('x', field('amount')), { rename: 'amount', to: 'sum' }, set('amount', field('sum')), set('z', field('amount'))] };
    expect(compute.references(settings)).toEqual([
      { to: 'field', name: 'amount', input: 'in', at: ['changes', 0, 'to'] },
      { to: 'field', name: 'amount', input: 'in', at: ['changes', 1, 'rename'] },
    ]);
    const next = compute.rewrite(settings, { fields: { in: new Map([['amount', 'value']]) } });
    expect(next.changes).toEqual([set('x', field('value')), { rename: 'value', to: 'sum' }, set('amount', field('sum')), set('z', field('amount'))]);
  });

  test('of what is replaced are taken over by what replaces it', () => {
    const settings: ComputeConfig = { changes: [set('amount', plus), set('z', field('amount'))] };
    const next = compute.rewrite(settings, { fields: { in: new Map([['amount', 'value']]) } });
    expect(next.changes).toEqual([set('value', call('add', field('value'), number(1))), set('z', field('value'))]);
  });

  test('of its own fields are followed by later changes', () => {
    const settings: ComputeConfig = { changes: [set('x', plus), set('y', field('x')), { rename: 'y', to: 'z' }] };
    const next = compute.rewrite(settings, { own: new Map([['x', 'fee'], ['z', 'tip']]) });
    expect(next.changes).toEqual([set('fee', plus), set('y', field('fee')), { rename: 'y', to: 'tip' }]);
    expect(names(next).slice(-2)).toEqual(['fee', 'tip']);
  });

  test('of what is only cleaned take a change of their own', () => {
    const next = compute.rewrite({ changes: [{ clean: 'phone', trim: true }] }, { own: new Map([['phone', 'mobile']]) });
    expect(next.changes).toEqual([{ clean: 'phone', trim: true }, { rename: 'phone', to: 'mobile' }]);
  });
});

describe('decimals', () => {
  const grid = (to: Expr, more: object = {}) => made('x', set('x', to, more))?.onGrid;

  test.each<[Expr, object, true | undefined]>([
    [field('amount'), {}, true],
    [field('amount'), { decimals: 3 }, true],
    [field('amount'), { decimals: 1 }, undefined],
    [call('round', field('amount'), number(1)), {}, true],
    [call('add', field('amount'), field('amount')), {}, undefined],
    [call('add', call('floor', field('amount')), number(1)), {}, true],
    [call('add', call('floor', field('amount')), number(0.5)), {}, undefined],
    [call('max', field('amount'), number(0.5)), {}, true],
    [call('multiply', call('floor', field('amount')), number(3)), { decimals: 0 }, true],
    [call('multiply', field('amount'), number(3)), { decimals: 0 }, undefined],
  ])('of %j %j', (to, more, expected) => {
    expect(grid(to, more)).toBe(expected);
  });

  test('stay as they are under another name, and where a default has no more of them', () => {
    expect(made('sum', { rename: 'amount', to: 'sum' })?.onGrid).toBe(true);
    expect(made('amount', { clean: 'amount', default: 0.25 })?.onGrid).toBe(true);
    expect(made('amount', { clean: 'amount', default: 0.125 })?.onGrid).toBeUndefined();
    expect(made('amount', { clean: 'amount', cast: 'text' })).not.toHaveProperty('onGrid');
  });
});

test('a default widens what a field may hold', () => {
  expect(made('amount', { clean: 'amount', default: -1 })).toMatchObject({ min: -1, optional: false });
  const channel = { ...payments, fields: [...payments.fields, flowField({ name: 'channel', type: 'text', values: ['web'] })] };
  const after = (change: Changes[number]) => compute.flow({ changes: [change] }, around({ in: channel }))['rows']?.fields.at(-1)?.values;
  expect(after({ clean: 'channel', default: 'none' })).toEqual(['web', 'none']);
  expect(after({ clean: 'channel', case: 'upper', default: 'none' })).toBeUndefined();
});

test('a default is a number that a row may hold', () => {
  expect(codes({ clean: 'amount', default: 1e16 })).toEqual(['error number-size changes.0.default']);
  expect(codes({ clean: 'amount', default: 1e-16 })).toEqual(['error number-size changes.0.default']);
});

test('settings that nobody knows say nothing of the field', () => {
  expect(made('x', set('x', plus, { min: 1, positive: true }))).not.toHaveProperty('min');
});

test('numbers that grow from field to field are followed, and refused before they overflow', () => {
  const squares = Array.from({ length: 7 }, (_, step) => ({
    set: { name: `f${step}` },
    to: { logic: { '*': [{ var: step === 0 ? 'amount' : `f${step - 1}` }, { var: step === 0 ? 'amount' : `f${step - 1}` }] } },
  }));
  expect(codes(...squares.slice(0, 4))).toEqual([]);
  expect(codes(...squares)).toContain('error too-large changes.4.to');
});

test('texts that grow from field to field are followed too, and refused before they fill the memory', () => {
  const doubled = Array.from({ length: 8 }, (_, step) => {
    const before = field(step === 0 ? 'country' : `t${step - 1}`);
    return set(`t${step}`, call('concat', before, before));
  });
  expect(codes(...doubled.slice(0, 6))).toEqual([]);
  expect(codes(...doubled)).toContain('error text-too-long changes.6.to');
  expect(made('t0', set('t0', call('concat', field('country'), text('-'))))?.magnitude?.most).toBeCloseTo(Math.log2(1_000_001), 6);
  expect(made('t0', set('t0', call('left', field('country'), number(3))))?.magnitude).toBeUndefined();
});
