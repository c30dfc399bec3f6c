import fc from 'fast-check';
import { functionNames } from '../expr.ts';
import type { Constant, Expr, FunctionName } from '../expr.ts';
import { functions } from '../functions.ts';

/** Trees that are well formed, whether or not their types fit: what every face of an expression must carry. For tests. */

const finite = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, 1, -1, 0.1, 1e15, -1e-15, 1e300))
  .map((n) => (n === 0 ? 0 : n));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', '"', "'", '"\'', '”', '“x”', ']', '[', 'CN', '中国', 'a\nb', '\ud800', '{', '%', '\\', '）', 'and', '0'),
);

const anyName = fc.oneof(
  fc.constantFrom(
    'amount', 'avg_30d', 'device.country', '金额', '近10分钟笔数', 'Customer id', 'and', 'IT', 'Missing', '且', 'ＡＮＤ', 'round', 'now', '30d',
    'a]b', ']', '"quoted"', ' “x', '”x', '’', 'a.', '.a', 'a..b', 'a.1', '𠮷', 'é', 'e\u0301', 'x-y', '', '@x', '1', 'ﬁ', 'K', '属于',
  ),
  anyText,
);

const constants: fc.Arbitrary<Constant> = fc.oneof(
  finite.map((value): Constant => ({ kind: 'constant', type: 'number', value })),
  anyText.map((value): Constant => ({ kind: 'constant', type: 'text', value })),
  fc.boolean().map((value): Constant => ({ kind: 'constant', type: 'boolean', value })),
  fc
    .oneof(fc.integer({ min: -62135596800000, max: 253402300799999 }), fc.integer({ min: -20000, max: 30000 }).map((day) => day * 86_400_000), finite)
    .map((value): Constant => ({ kind: 'constant', type: 'time', value })),
  fc
    .oneof(fc.integer({ min: 0, max: 500 }).chain((n) => fc.constantFrom(1, 1000, 60_000, 3_600_000, 86_400_000).map((unit) => n * unit)), finite)
    .map((value): Constant => ({ kind: 'constant', type: 'duration', value })),
  fc.array(anyText, { maxLength: 4 }).map((value): Constant => ({ kind: 'constant', type: 'list', value })),
  fc.array(finite, { maxLength: 4 }).map((value): Constant => ({ kind: 'constant', type: 'numbers', value })),
  fc.constant<Constant>({ kind: 'constant', type: 'missing', value: null }),
);

const leaves: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 4, arbitrary: anyName.map((name): Expr => ({ kind: 'field', name })) },
  { weight: 4, arbitrary: constants },
  fc.constant<Expr>({ kind: 'element' }),
  fc.constant<Expr>({ kind: 'now' }),
  fc.oneof(fc.constantFrom('high_risk', 'a-1', 'x'), anyText).map((id): Expr => ({ kind: 'set', id })),
  fc.jsonValue({ maxDepth: 2 }).map((json): Expr => ({ kind: 'raw', logic: JSON.parse(JSON.stringify(json)) as unknown })),
);

/** The operators come up more often than the named functions: their brackets are what goes wrong. */
const operators = [
  'and', 'or', 'not', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'in', 'notIn', 'isMissing', 'isPresent',
  'add', 'subtract', 'multiply', 'divide', 'modulo', 'negate',
] as const satisfies readonly FunctionName[];

function calls(argument: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc.oneof(fc.constantFrom(...operators), fc.constantFrom(...functionNames)).chain((fn) => {
    const { least, most } = functions[fn];
    return fc
      .array(argument, { minLength: least, maxLength: Math.min(most, least + 2) })
      .map((args): Expr => ({ kind: 'call', fn, args }));
  });
}

export const anyExpr: fc.Arbitrary<Expr> = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof({ depthSize: 'large', withCrossShrink: true }, leaves, { weight: 2, arbitrary: calls(tie('expr')) }),
})).expr;
