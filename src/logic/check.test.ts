import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import type { Field, FlowField } from '../data/field.ts';
import { anyRow, testScope, wellTyped } from './arbitrary.ts';
import { check } from './check.ts';
import { boolean, call, duration, element, field, list, missing, now, number, numbers, text, time } from './expr.ts';
import type { Expr } from './expr.ts';
import { anyExpr } from './formula/arbitrary.ts';
import { evaluate } from './interpret.ts';
import { beyondSources } from './magnitude.ts';
import type { Scope } from './scope.ts';
import { fromStored } from './stored.ts';

const flow = (one: Field & { tainted?: boolean }): FlowField => ({ optional: one.required !== true, tainted: false, origins: [], ...one });

const scope: Scope = {
  fields: [
    flow({ name: 'amount', type: 'number', required: true, label: { en: 'amount', zh: '金额' } }),
    flow({ name: 'average', type: 'number' }),
    flow({ name: 'rate', type: 'number', min: 0.5, max: 2, required: true }),
    flow({ name: 'country', type: 'text', label: { en: 'country', zh: '国家' } }),
    flow({ name: 'channel', type: 'text', values: ['online', 'store', 'phone'], label: { en: 'channel', zh: '渠道' } }),
    flow({ name: 'at', type: 'time', required: true }),
    flow({ name: 'trusted', type: 'boolean', label: { en: 'trusted', zh: '可信' } }),
    flow({ name: 'tags', type: 'list' }),
    flow({ name: 'fraud', type: 'boolean', tainted: true, label: { en: 'fraud', zh: '欺诈' } }),
  ],
  sets: [
    { id: 'risky', name: 'Risky countries', type: 'text', values: ['XX'] },
    { id: 'odd', name: 'Odd numbers', type: 'number', values: [1, 3] },
  ],
  time: 'at',
};

const codes = (expr: Expr, options = {}): readonly string[] => check(expr, scope, undefined, options).problems.map((problem) => problem.code);
const typeOf = (expr: Expr): string => {
  const { type, optional, problems } = check(expr, scope);
  return problems.length > 0 ? problems.map((each) => each.code).join() : `${type}${optional ? '?' : ''}`;
};

describe('types', () => {
  test.each<[string, Expr]>([
    ['number', field('amount')],
    ['number?', field('average')],
    ['number?', call('add', field('amount'), field('average'))],
    ['number?', call('divide', number(1), field('amount'))],
    ['number', call('divide', number(1), field('rate'))],
    ['number', call('divide', field('amount'), number(3))],
    ['number', call('if', call('gt', field('average'), number(0)), call('divide', field('amount'), field('average')), number(0))],
    ['number', call('if', call('eq', field('amount'), number(0)), number(0), call('divide', number(1), field('amount')))],
    ['number?', call('if', call('ge', field('average'), number(0)), call('divide', field('amount'), field('average')), number(0))],
    ['number', call('coalesce', field('average'), number(0))],
    ['number?', call('if', field('trusted'), number(1))],
    ['number', call('if', field('trusted'), number(1), number(0))],
    ['number', call('if', call('isPresent', field('average')), field('average'), number(0))],
    ['number', call('if', call('isMissing', field('average')), number(0), field('average'))],
    ['boolean', call('gt', field('average'), number(8))],
    ['boolean', call('in', field('country'), { kind: 'set', id: 'risky' })],
    ['boolean', call('in', field('amount'), { kind: 'set', id: 'odd' })],
    ['boolean', call('in', field('country'), numbers([]))],
    ['boolean', call('any', field('tags'), call('startsWith', element, text('a')))],
    ['time', call('add', field('at'), duration(1000))],
    ['time', call('subtract', now, duration(1000))],
    ['number', call('subtract', now, field('at'))],
    ['number', call('hour', field('at'), text('Asia/Shanghai'))],
    ['number?', call('hour', call('add', field('at'), number(1)), text('UTC'))],
    ['number', call('difference', field('at'), now, text('hours'))],
    ['number?', call('toNumber', text('5'))],
    ['list?', call('merge', field('tags'), list(['a']))],
    ['time', call('max', field('at'), time(0))],
    ['number', call('round', field('amount'), number(2))],
    ['undefined?', missing],
    ['undefined?', { kind: 'raw', logic: {} }],
    ['boolean', call('and', { kind: 'raw', logic: { '!!': [1] } }, boolean(true))],
  ])('%s: %j', (type, expr) => {
    expect(typeOf(expr)).toBe(type);
  });
});

describe('mistakes', () => {
  test.each<[string, Expr]>([
    ['unknown-field', field('amuont')],
    ['bad-field-name', field('__proto__.x')],
    ['wrong-type', call('gt', field('amount'), text('high'))],
    ['wrong-type', call('and', field('amount'))],
    ['wrong-type', call('lower', field('amount'))],
    ['wrong-type', call('add', field('at'), field('at'))],
    ['wrong-type', call('subtract', number(5), field('at'))],
    ['wrong-type', call('in', field('country'), numbers([1]))],
    ['wrong-type', call('if', field('trusted'), number(1), text('a'))],
    ['wrong-type', call('lt', field('trusted'), number(1))],
    ['unknown-set', call('in', field('country'), { kind: 'set', id: 'nope' })],
    ['element-outside', element],
    ['field-in-list', call('any', field('tags'), call('eq', element, field('country')))],
    ['bad-zone', call('hour', field('at'), text('Mars/Olympus'))],
    ['bad-zone', call('hour', field('at'), field('country'))],
    ['bad-unit', call('difference', field('at'), now, text('fortnights'))],
    ['bad-digits', call('round', field('amount'), number(10))],
    ['argument-count', call('not')],
    ['raw-inside', call('add', { kind: 'raw', logic: 1 }, number(1))],
    ['compared-with-missing', call('eq', field('country'), missing)],
    ['number-size', number(1e16)],
  ])('%s: %j', (code, expr) => {
    expect(codes(expr)).toEqual([code]);
  });

  test('are said in labels, in both languages, with what would mend them', () => {
    const [problem] = check(call('gt', field('amount'), text('12')), scope).problems;
    expect(problem?.message).toEqual({ en: 'amount is a number, but “12” is text', zh: '金额是数字，但“12”是文本' });
    expect(problem?.path).toEqual([1]);
    expect(problem?.fix?.expr).toEqual(call('gt', field('amount'), number(12)));
    expect(check(field('amuont'), scope).problems[0]?.fix?.expr).toEqual(field('amount'));
    expect(check(call('gt', field('country'), number(5)), scope).problems[0]?.fix?.expr).toEqual(call('gt', field('country'), text('5')));
    expect(check(call('eq', field('country'), missing), scope).problems[0]?.fix?.expr).toEqual(call('isMissing', field('country')));
  });

  test('the whole must be of the type that is asked for', () => {
    const [problem] = check(field('amount'), scope, 'boolean').problems;
    expect(problem).toMatchObject({ code: 'wrong-type', message: { zh: '这里得到的是数字，但需要是/否' } });
    expect(check(missing, scope, 'boolean').problems).toEqual([]);
  });

  test('a label in a rule is an error, elsewhere only noted', () => {
    const expr = call('and', field('fraud'), boolean(true));
    expect(codes(expr, { forRule: true })).toEqual(['tainted-field']);
    expect(check(expr, scope)).toMatchObject({ tainted: true, problems: [] });
  });
});

describe('values that the contract never gives', () => {
  test('are told, with the one that was probably meant', () => {
    const [problem] = check(call('eq', field('channel'), text('onlin')), scope).problems;
    expect(problem).toMatchObject({
      code: 'value-not-allowed',
      severity: 'warning',
      message: { en: 'channel is never “onlin”: did you mean “online”?', zh: '渠道不会是“onlin”：是不是“online”？' },
    });
    expect(problem?.fix?.expr).toEqual(call('eq', field('channel'), text('online')));
  });

  test('in lists each by itself, or with what the values are', () => {
    const { problems } = check(call('notIn', field('channel'), list(['phone', 'stoer', 'xyz'])), scope);
    expect(problems.map(({ message }) => message.en)).toEqual([
      'channel is never “stoer”: did you mean “store”?',
      'channel is never “xyz”; it is “online”, “store” or “phone”',
    ]);
    expect(problems[0]?.fix?.expr).toEqual(call('notIn', field('channel'), list(['phone', 'store', 'xyz'])));
    expect(codes(call('in', field('channel'), list(['phone', 'store'])))).toEqual([]);
  });
});

describe('negations of what can be missing', () => {
  test('get a hint, and a fix where an operator of its own says it', () => {
    const [problem] = check(call('not', call('eq', field('country'), text('CN'))), scope).problems;
    expect(problem).toMatchObject({ code: 'not-of-missing', severity: 'hint', message: { en: 'This also holds where country is missing' } });
    expect(problem?.fix?.expr).toEqual(call('ne', field('country'), text('CN')));
    expect(codes(call('not', field('trusted')))).toEqual(['not-of-missing']);
  });

  test('but none where nothing can be missing', () => {
    expect(codes(call('not', call('gt', field('amount'), number(1))))).toEqual([]);
    expect(codes(call('not', call('isMissing', field('country'))))).toEqual([]);
    expect(codes(call('and', call('isPresent', field('country')), call('not', call('eq', field('country'), text('CN')))))).toEqual([]);
  });
});

describe('numbers that could leave the doubles are refused', () => {
  const power = (base: Expr, count: number): Expr => call('multiply', ...Array.from({ length: count }, () => base));

  test('by growing, by shrinking, and by dividing by what is left of a subtraction', () => {
    expect(codes(power(field('amount'), 19))).toEqual([]);
    expect(codes(power(field('amount'), 30))).toEqual(['too-large']);
    expect(codes(power(field('rate'), 900))).toEqual([]);
    const least = call('subtract', field('amount'), field('average'));
    expect(codes(power(least, 9))).toEqual([]);
    expect(codes(power(least, 12))).toEqual(['too-large']);
    expect(codes(call('divide', power(field('amount'), 19), power(least, 4)))).toEqual(['too-large']);
  });

  test('every number that comes out lies within the sizes foretold', () => {
    fc.assert(
      fc.property(wellTyped(5, 'number'), anyRow, (expr, row) => {
        const { magnitude } = check(expr, testScope);
        const value = evaluate(expr, row, testScope);
        if (typeof value !== 'number' || value === 0 || magnitude === undefined) return;
        expect(Math.log2(Math.abs(value))).toBeLessThanOrEqual(magnitude.most);
        expect(Math.log2(Math.abs(value))).toBeGreaterThanOrEqual(magnitude.least);
      }),
      runs(3000),
    );
  });

  test('a field that holds a time far off remembers how far', () => {
    const far = check(call('add', field('at'), power(field('amount'), 19)), scope).magnitude;
    const fields = scope.fields.map((each) => (each.name === 'at' ? { ...each, magnitude: beyondSources('time', far) } : each));
    const apart = call('subtract', field('at'), time(0));
    expect(codes(power(apart, 2))).toEqual([]);
    expect(check(power(apart, 2), { ...scope, fields }).problems.map(({ code }) => code)).toEqual(['too-large']);
  });

  test('the size is told, for fields that hold the result', () => {
    const { magnitude } = check(call('multiply', field('rate'), number(4)), scope);
    expect(magnitude?.most).toBeCloseTo(3, 3);
    expect(magnitude?.least).toBeCloseTo(1, 3);
  });
});

describe('texts and lists that could grow without end are refused', () => {
  const joined = (fn: 'concat' | 'merge', part: Expr, count: number): Expr => call(fn, ...Array.from({ length: count }, () => part));

  test('beyond 64 of the longest of a source', () => {
    expect(codes(joined('concat', field('country'), 64))).toEqual([]);
    expect(codes(joined('concat', field('country'), 65))).toEqual(['text-too-long']);
    expect(codes(joined('concat', joined('concat', field('country'), 9), 9))).toEqual(['text-too-long']);
    expect(codes(joined('merge', field('tags'), 64))).toEqual([]);
    expect(codes(joined('merge', field('tags'), 65))).toEqual(['list-too-long']);
  });

  test('unless they are known to be short', () => {
    expect(codes(joined('concat', text('-'), 400))).toEqual([]);
    expect(codes(joined('concat', call('toText', field('amount')), 400))).toEqual([]);
    expect(codes(joined('concat', call('left', field('country'), number(1000)), 400))).toEqual([]);
    expect(codes(joined('concat', call('left', field('country'), field('amount')), 400))).toEqual(['text-too-long']);
  });

  test('a number beside a text tells nothing of its length', () => {
    expect(codes(joined('concat', call('if', call('gt', call('length', field('country')), number(2)), text('long'), text('short')), 400))).toEqual([]);
  });

  test('over fields that each hold the text before, joined with itself', () => {
    let fields = scope.fields;
    const found = Array.from({ length: 8 }, () => {
      const { magnitude, problems } = check(call('concat', field('country'), field('country')), { ...scope, fields });
      const kept = beyondSources('text', magnitude);
      fields = fields.map((each) => (each.name === 'country' && kept !== undefined ? { ...each, magnitude: kept } : each));
      return problems.length;
    });
    expect(found.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(found[6]).toBe(1);
  });

  test('every text that comes out is no longer than foretold', () => {
    fc.assert(
      fc.property(wellTyped(5, 'text'), anyRow, (expr, row) => {
        const { magnitude } = check(expr, testScope);
        const value = evaluate(expr, row, testScope);
        if (typeof value === 'string' && magnitude !== undefined) expect(value.length).toBeLessThanOrEqual(Math.ceil(2 ** magnitude.most + 1e-6));
      }),
      runs(2000),
    );
  });
});

describe('nothing makes it throw', () => {
  test('arbitrary trees, well typed or not', () => {
    fc.assert(fc.property(anyExpr, (expr) => void check(expr, scope, 'boolean', { forRule: true })), runs(3000));
  });

  test('arbitrary JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (logic) => void check(fromStored({ logic }).expr, scope)), runs(2000));
  });

  test('depth has a limit, and it is said', () => {
    const nested = (depth: number): Expr => {
      let expr: Expr = field('trusted');
      for (let level = 1; level < depth; level += 1) expr = call('and', expr);
      return expr;
    };
    expect(codes(nested(500))).toEqual([]);
    expect(codes(nested(501))).toEqual(['too-deep']);
    expect(codes(nested(100_000))).toEqual(['too-deep']);
  });
});

describe('raw JsonLogic', () => {
  const raw = (logic: unknown): Expr => ({ kind: 'raw', logic });

  test.each<[string, unknown, readonly string[]]>([
    ['reads fields of the row', { '>': [{ var: 'amount' }, { var: ['average', 0] }] }, []],
    ['sees an element inside a list operation', { some: [{ var: 'tags' }, { '==': [{ var: '' }, 'vip'] }] }, []],
    ['reads a field that is not there', { '>': [{ var: 'amont' }, 1] }, ['unknown-field']],
    ['asks whether one is missing', { missing: ['amount', 'nowhere'] }, ['unknown-field']],
    ['asks for an operation that is not there', { '>': [{ var: 'amount' }, { nope: [1] }] }, ['unknown-operation']],
    ['reads the label', { '==': [{ var: 'fraud' }, true] }, ['tainted-field']],
    ['reads the whole row, label and all', { '!!': [{ var: '' }] }, ['tainted-field']],
    ['makes up the name of the label', { var: { cat: ['fr', 'aud'] } }, ['tainted-field']],
    ['asks whether the label is missing', { '!': { missing: ['fraud'] } }, ['tainted-field']],
    ['starts a reduction with the label', { reduce: [[1], { var: 'accumulator' }, { var: 'fraud' }] }, ['tainted-field']],
    ['asks whether some of several are missing', { missing_some: [1, ['amount', 'fraud']] }, ['tainted-field']],
    ['names a field by a number', { var: 1 }, ['unknown-field']],
  ])('that %s', (_, logic, expected) => {
    expect(codes(raw(logic), { forRule: true })).toEqual(expected);
  });

  test('that is one object in two places is read in both', () => {
    const label = { var: 'fraud' };
    expect(codes(raw({ or: [label, { map: [[1], label] }] }), { forRule: true })).toEqual(['tainted-field']);
    expect(codes(raw({ or: [{ map: [[1], label] }, label] }), { forRule: true })).toEqual(['tainted-field']);
  });

  test('that reads the label passes its taint on', () => {
    expect(check(raw({ var: 'fraud' }), scope).tainted).toBe(true);
    expect(check(raw({ var: 'amount' }), scope).tainted).toBe(false);
  });
});
