import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { FlowField, Row } from '../../data/field.ts';
import { anyRow, testScope, wellTyped } from '../../logic/arbitrary.ts';
import { boolean, call, field, list, number, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { holds } from '../../logic/interpret.ts';
import type { Scope } from '../../logic/scope.ts';
import { needsFor } from './needs.ts';
import type { Definition, Place } from './place.ts';
import { truthOf } from './truth.ts';
import type { Truth } from './truth.ts';

const flow = (each: Omit<FlowField, 'origins' | 'optional' | 'tainted'>): FlowField => ({
  ...each,
  origins: [],
  optional: true,
  tainted: false,
});
const scope: Scope = {
  fields: [
    flow({ name: 'amount', type: 'number', currency: 'EUR', decimals: 2 }),
    flow({ name: 'usual', type: 'number', currency: 'EUR' }),
    flow({
      name: 'payments',
      type: 'number',
      decimals: 0,
      label: { en: 'payments in 10 minutes', zh: '近10分钟笔数' },
    }),
    flow({ name: 'country', type: 'text', label: { en: 'country', zh: '国家' } }),
    flow({ name: 'phone', type: 'text', roles: ['sensitive'] }),
    flow({ name: 'fresh', type: 'boolean', label: { en: 'new device', zh: '新设备' } }),
    flow({ name: 'level', type: 'text' }),
    flow({ name: 'overdue', type: 'number', unit: 'days', decimals: 0 }),
  ],
  sets: [{ id: 'far', name: { en: 'far away', zh: '远方' }, type: 'text', values: ['CN', 'HK'] }],
};
const at = (row: Row, defined: Readonly<Record<string, Definition>> = {}): Place => ({
  row,
  scope,
  defined: (name) => defined[name],
});
const above = (name: string, value: number): Expr => call('gt', field(name), number(value));

describe('truth', () => {
  test('is told part by part, with what was compared', () => {
    const expr = call(
      'and',
      above('amount', 1000),
      call('or', call('in', field('country'), list(['CN', 'HK'])), field('fresh')),
    );
    const truth = truthOf(expr, at({ amount: 1200.5, country: 'NL', fresh: true }));
    expect(brief(truth)).toEqual([
      '+all',
      ['+amount is more than € 1,000 [€ 1,200.50]', '+any', ['-country is in “far away” [NL]', '+new device [yes]']],
    ]);
    expect(truth.text.zh).toBe('全部满足');
  });

  test('shows computed sides in their measure, and marks what is sensitive', () => {
    const truth = truthOf(
      call('gt', field('amount'), call('multiply', number(3), field('usual'))),
      at({ amount: 500, usual: 125.5 }),
    );
    expect(truth.compared.map(({ shown }) => shown.en)).toEqual(['€ 500', '€ 376.50']);
    const [phone] = truthOf(call('eq', field('phone'), text('1')), at({ phone: '5' })).compared;
    expect(phone).toMatchObject({ value: '5', sensitive: true });
  });

  test('looks through what a rule gave, one step far', () => {
    const before = at({ overdue: 40 });
    const to = call('if', above('overdue', 60), text('stop'), above('overdue', 30), text('warn'), text('fine'));
    const truth = truthOf(
      call('eq', field('level'), text('stop')),
      at({ level: 'warn' }, { level: { to, place: before } }),
    );
    expect(truth.because).toMatchObject({ kind: 'test', holds: false, text: { en: 'overdue is more than 60 days' } });
  });

  test('adds up, whatever the condition', () => {
    fc.assert(
      fc.property(wellTyped(4, 'boolean'), anyRow, (expr, row) => {
        const place: Place = { row, scope: testScope, defined: () => undefined };
        const truth = truthOf(expr, place);
        expect(truth.holds).toBe(holds(expr, row, testScope));
        expect(sound(truth)).toBe(true);
        expect(JSON.parse(JSON.stringify(truth))).toEqual(truth);
        for (const wanted of [true, false]) {
          const needs = needsFor(expr, place, wanted);
          if (truth.holds === wanted) expect(needs).toEqual([]);
          else expect(needs?.length).not.toBe(0);
        }
      }),
      runs(300),
    );
  });
});

function sound({ kind, holds: is, parts }: Truth): boolean {
  if (!parts.every(sound)) return false;
  if (kind === 'all') return is === parts.every((part) => part.holds);
  if (kind === 'any') return is === parts.some((part) => part.holds);
  return kind === 'test' || is === !parts[0]?.holds;
}

function brief({ kind, text: { en }, holds: is, compared, parts }: Truth): unknown[] {
  const sign = is ? '+' : '-';
  if (kind === 'test') return [`${sign}${en} [${compared.map(({ shown }) => shown.en).join(', ')}]`];
  return [`${sign}${kind}`, parts.flatMap(brief)];
}

describe('what would have had to be different', () => {
  const said = (expr: Expr, place: Place, wanted = true) => needsFor(expr, place, wanted)?.map((need) => need.text.en);

  test('of and all that fails, of or the nearest', () => {
    const both = call('and', above('amount', 1000), call('eq', field('country'), text('CN')), field('fresh'));
    expect(said(both, at({ amount: 800, country: 'NL', fresh: true }))).toEqual([
      'amount is more than € 1,000',
      'country is CN',
    ]);
    const any = call('or', both, call('ge', field('payments'), number(4)), above('payments', 90));
    expect(said(any, at({ amount: 800, country: 'NL', fresh: true, payments: 3 }))).toEqual([
      'at least 4 payments in 10 minutes',
    ]);
    expect(said(any, at({ amount: 1001, country: 'CN', fresh: false, payments: 0 }))).toEqual(['new device']);
  });

  test('says by how much a number fell short, from either side', () => {
    const [need] = needsFor(call('lt', number(1000), field('amount')), at({ amount: 800 }), true) ?? [];
    expect(need).toMatchObject({
      text: { zh: 'amount 大于 € 1,000' },
      bound: { field: 'amount', relation: 'gt', value: 1000, by: 200, shown: { en: '€ 1,000' } },
    });
    const [other] =
      needsFor(
        call('gt', field('amount'), call('multiply', number(3), field('usual'))),
        at({ amount: 300, usual: 150 }),
        true,
      ) ?? [];
    expect(other?.bound).toMatchObject({ value: 450, by: 150 });
  });

  test('of what held, what would have undone it', () => {
    expect(said(call('and', above('payments', 3), field('fresh')), at({ payments: 4, fresh: true }), false)).toEqual([
      'at most 3 payments in 10 minutes',
    ]);
    expect(said(call('not', above('payments', 3)), at({ payments: 9 }))).toEqual(['at most 3 payments in 10 minutes']);
  });

  test('a missing value is named as such', () => {
    const [need] = needsFor(above('amount', 5), at({ amount: null }), true) ?? [];
    expect(need).toMatchObject({
      text: { en: 'amount is more than € 5' },
      compared: [{ value: null, shown: { en: 'missing', zh: '缺失' } }],
    });
    expect(need?.bound).not.toHaveProperty('by');
  });

  test('what nothing can change has no answer', () => {
    expect(needsFor(boolean(false), at({}), true)).toBe(undefined);
    expect(needsFor(call('and', boolean(false), field('fresh')), at({}), true)).toBe(undefined);
  });

  test('what another change brings about is not asked for', () => {
    const between = call('and', call('ge', field('overdue'), number(1)), call('le', field('overdue'), number(30)));
    expect(said(call('and', call('not', between), above('overdue', 60)), at({ overdue: 10 }))).toEqual([
      'overdue is more than 60 days',
    ]);
  });

  test('through a table: the row to hit, and that no row above it does', () => {
    const to = call(
      'if',
      above('amount', 5000),
      number(1),
      call('eq', field('country'), text('CN')),
      number(2),
      above('overdue', 60),
      number(3),
    );
    const level = call(
      'if',
      call('in', field('payments'), { kind: 'constant', type: 'numbers', value: [3] }),
      text('stop'),
      text('fine'),
    );
    const seen = at({ amount: 6000, country: 'NL', overdue: 61 });
    const defined: Record<string, Definition> = {};
    defined['level'] = { to: level, place: at({ payments: 1 }, { payments: { to, place: seen } }) };
    expect(said(call('eq', field('level'), text('stop')), at({ level: 'fine' }, defined))).toEqual([
      'amount is at most € 5,000',
    ]);
  });
});
