import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { Field, FieldType } from '../../data/field.ts';
import { anyRow, testScope, wellTyped } from '../../logic/arbitrary.ts';
import { call, field, list, number, time } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { setsOf } from '../../logic/walk.ts';
import type { Change, ProjectStep, SourceStep } from '../../plan/plan.ts';
import { rowsOfSteps } from '../../plan/rows.ts';
import { plan, rowsOf, source } from '../../../test/reference/testing.ts';
import { runReference } from '../../../test/reference/run.ts';
import { columnOf } from '../expressions/vector.ts';
import { lazy, made, rowOf } from '../flow/flow.ts';
import type { Flow, LazyColumn } from '../flow/flow.ts';
import { contextOf, flowOf, shown } from '../testing.ts';
import type { TestRow } from '../testing.ts';
import { createProject } from './project.ts';
import { stagesOf } from './project-stages.ts';

const fields: readonly Field[] = [{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }, { name: 'name', type: 'text' }];
const from = source('s', { fields, time: undefined, key: undefined });
const project = (...changes: readonly Change[]): ProjectStep => ({ op: 'project', id: 'p', node: 'p', input: ['s.events'], changes });
const n = (name: string): Field => ({ name, type: 'number' });

/** What the rows are after the changes. */
function changed(rows: readonly TestRow[], ...changes: readonly Change[]): readonly unknown[] {
  const step = project(...changes);
  const [flow] = createProject(step, contextOf([from, step]).context).run([flowOf(fields, rows)], 0);
  return shown(flow).map(({ row }) => row);
}

describe('changes', () => {
  const row = { t: 0, a: 2, b: 3, name: 'x' };

  test('see those before them, and none after', () => {
    const swapped = changed([row], { rename: 'a', field: n('tmp') }, { rename: 'b', field: n('a') }, { rename: 'tmp', field: n('b') });
    expect(swapped).toEqual([{ a: 3, b: 2, name: 'x' }]);
    const counted = changed([row], { set: n('a'), to: call('add', field('a'), number(1)) }, { set: n('c'), to: call('multiply', field('a'), field('b')) }, { drop: 'b' }, { set: n('a'), to: field('c') });
    expect(counted).toEqual([{ a: 9, name: 'x', c: 9 }]);
  });

  test('that need nothing of one another are computed together', () => {
    const step = project(
      { set: n('c'), to: call('add', field('a'), number(1)) }, { set: n('d'), to: call('add', field('b'), number(1)) },
      { set: n('a'), to: call('add', field('c'), field('d')) }, { set: n('e'), to: call('negate', field('b')) }, { set: n('f'), to: field('e') },
    );
    const { stages } = stagesOf(step, rowsOfSteps([from]).get('s.events') ?? { fields: [], time: undefined });
    expect(stages.map(({ exprs }) => exprs.length)).toEqual([3, 1]);
  });

  test('put into a field only what it takes', () => {
    const t: Field = { name: 'at', type: 'time' };
    const at = (to: Expr): unknown => changed([row], { set: t, to }, { drop: 'a' }, { drop: 'b' }, { drop: 'name' })[0];
    expect(at(call('add', time(1000), number(0.75)))).toEqual({ at: 1000 });
    expect(at(call('add', time(-1), number(0.25)))).toEqual({ at: -1 });
    expect(at(call('add', time(253_402_300_799_999), number(1)))).toEqual({ at: null });
    expect(at({ kind: 'raw', logic: { '+': [{ var: 'a' }, 0.5] } })).toEqual({ at: 2 });
    expect(at({ kind: 'raw', logic: { var: 'name' } })).toEqual({ at: null });
    const [negated] = changed([{ ...row, a: 0 }], { set: n('a'), to: call('negate', field('a')) }) as readonly { readonly a: number }[];
    expect(Object.is(negated?.a, 0)).toBe(true);
  });

  test('leave the columns alone that they only move', () => {
    const step = project({ rename: 'a', field: n('c') }, { set: n('d'), to: field('b') }, { drop: 'b' });
    const flow = flowOf(fields, [row]);
    const [out] = createProject(step, contextOf([from, step]).context).run([flow], 0);
    expect(out?.fields.map(({ name }) => name)).toEqual(['c', 'name', 'd']);
    expect(out?.columns).toEqual([flow.columns[0], flow.columns[2], flow.columns[1]]);
    expect(out?.columns[2]).toBe(flow.columns[1]);
  });

  test('compute nothing that nobody looks at, but count each division by zero', () => {
    const watched = (to: Expr): { readonly looked: number; readonly zeroDivisions: number | undefined } => {
      const step = project({ set: n('c'), to });
      const operator = createProject(step, contextOf([from, step]).context);
      let looked = 0;
      const column: LazyColumn = lazy(() => ((looked += 1), columnOf('number', [0, 1, 0])));
      const flow: Flow = { ...flowOf(fields, [row, row, row], { here: [1, 2] }), columns: [column, made(columnOf('number', [1, 1, 1])), made(columnOf('text', ['', '', '']))] };
      operator.run([flow], 0);
      const snapshot = operator.snapshot?.();
      const other = createProject(step, contextOf([from, step]).context);
      if (snapshot !== undefined) other.restore?.(snapshot);
      other.run([flow], 1);
      return { looked, zeroDivisions: other.counts?.().zeroDivisions };
    };
    expect(watched(call('add', field('a'), number(1)))).toEqual({ looked: 0, zeroDivisions: undefined });
    expect(watched(call('divide', field('b'), field('a')))).toEqual({ looked: 1, zeroDivisions: 2 });
  });
});

describe('reasons of changes', () => {
  const rows = [{ t: 0, a: 5, b: 1, name: 'x' }, { t: 1, a: 1, b: 1, name: 'y' }];
  const large: Change = { reason: ['large: ', { field: 'a' }], when: call('gt', field('a'), number(2)) };

  test('are told in the words of the moment, and counted by change', () => {
    const step = project(large, { set: n('a'), to: number(0) }, { reason: ['now ', { field: 'a' }, ' after ', { field: 'reasons' }], when: call('eq', field('a'), number(0)) });
    const operator = createProject(step, contextOf([from, step]).context);
    const [flow] = operator.run([flowOf(fields, rows)], 0);
    expect(shown(flow).map(({ row }) => row['reasons'])).toEqual([['large: 5', 'now 0 after large: 5'], ['now 0 after ']]);
    expect(operator.counts?.().reasons).toEqual([1, 0, 2]);
    expect(flow?.reasons?.given.map(({ step: at, index, has }) => [at, index, [...has]])).toEqual([[1, 0, [1, 0]], [1, 2, [1, 1]]]);
  });

  test('end where the list is dropped, renamed or set, and go on from what it is then', () => {
    const why: Field = { name: 'why', type: 'list' };
    expect(changed(rows, large, { drop: 'reasons' }, { drop: 'name' })).toEqual([{ a: 5, b: 1 }, { a: 1, b: 1 }]);
    expect(changed(rows, large, { rename: 'reasons', field: why }, large, { drop: 'b' }, { drop: 'name' })).toEqual([
      { a: 5, why: ['large: 5'], reasons: ['large: 5'] },
      { a: 1, why: [], reasons: [] },
    ]);
    const set: Change = { set: { name: 'reasons', type: 'list' }, to: call('if', call('lt', field('a'), number(2)), list(['small'])) };
    expect(changed(rows, set, { drop: 'b' }, { drop: 'name' })).toEqual([{ a: 5, reasons: null }, { a: 1, reasons: ['small'] }]);
    expect(changed(rows, set, large, { drop: 'b' }, { drop: 'name' })).toEqual([{ a: 5, reasons: ['large: 5'] }, { a: 1, reasons: ['small'] }]);
  });
});

describe('any changes', () => {
  const typed = (type: FieldType): fc.Arbitrary<Expr> => wellTyped(3, type).filter((expr) => setsOf(expr).length === 0);
  /** Numbers stay such that no later change can leave the finite doubles. */
  const small = (expr: Expr): Expr => call('round', call('min', call('max', expr, number(-1e6)), number(1e6)), number(3));
  const set = fc.constantFrom<readonly [string, FieldType]>(['n', 'number'], ['m', 'number'], ['t', 'text'], ['b', 'boolean'], ['seen', 'time'], ['l', 'list'], ['new', 'number'], ['fresh', 'text'])
    .chain(([name, type]) => typed(type).map((to): readonly Change[] => [{ set: { name, type }, to: type === 'number' ? small(to) : to }]));
  const swapped = fc.constantFrom<readonly [string, string, FieldType]>(['n', 'm', 'number'], ['t', 'deep.text', 'text']).map(([one, other, type]): readonly Change[] => [
    { rename: one, field: { name: 'spare', type } }, { rename: other, field: { name: one, type } }, { rename: 'spare', field: { name: other, type } },
  ]);
  const reason = typed('boolean').map((when): readonly Change[] => [{ reason: ['saw ', { field: 't' }, ' ', { field: 'seen' }], when }]);
  const raw = fc.constantFrom<unknown>({ '+': [{ var: 'n' }, 1] }, { var: [{ cat: ['', 'm'] }] }, { if: [{ missing: ['t'] }, 1, { '-': [{ var: 'n' }, { var: 'm' }] }] })
    .map((logic): readonly Change[] => [{ set: { name: 'n', type: 'number' }, to: { kind: 'raw', logic } }]);
  const told = fc.constantFrom<readonly Change[]>(
    [{ reason: ['first'], when: field('c') }, { set: { name: 'l', type: 'list' }, to: call('merge', field('reasons'), list(['more'])) }],
    [{ reason: ['kept'], when: field('b') }, { rename: 'reasons', field: { name: 'why', type: 'list' } }],
    [{ set: { name: 'reasons', type: 'list' }, to: field('l') }],
  );
  const changes = fc.array(fc.oneof({ weight: 4, arbitrary: set }, swapped, reason, raw, told), { minLength: 1, maxLength: 6 }).map((all) => all.flat());

  test('give what the plain engine says', () => {
    const first: SourceStep = source('s', { fields: testScope.fields.map(({ name, type }) => ({ name, type })), time: undefined, key: undefined });
    fc.assert(
      fc.property(changes, fc.array(anyRow, { minLength: 1, maxLength: 5 }), (some, rows) => {
        const step = project(...some);
        const reference = runReference(plan(first, step), rows.map((row) => ({ source: 's', row })));
        const flow: Flow = { ...flowOf(first.fields, rows.map((_, t) => ({ t }))), columns: first.fields.map(({ name, type }) => made(columnOf(type, rows.map((row) => row[name] ?? null)))) };
        const [out] = createProject(step, contextOf([first, step]).context).run([flow], 0);
        const names = out?.fields.map(({ name }) => name) ?? [];
        expect(rows.map((_, row) => names.map((name) => (out === undefined ? null : rowOf(out, row)[name])))).toEqual(rowsOf(reference, 'p', ...names));
      }),
      runs(200),
    );
  });
});
