import { afterEach, expect, test, vi } from 'vitest';
import { testScope } from '../../logic/arbitrary.ts';
import { call, field, list, number, text } from '../../logic/expr.ts';
import type { Expr } from '../../logic/expr.ts';
import { compileExpressions } from './program.ts';
import type { Typed } from './program.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The names of the functions that are compiled for them. */
function functionsFor(...exprs: readonly Typed[]): readonly string[] {
  const compiling = vi.spyOn(WebAssembly, 'Module');
  compileExpressions(exprs, testScope);
  const codes = compiling.mock.calls.map(([code]) => code);
  compiling.mockRestore();
  return codes.flatMap((code) => WebAssembly.Module.exports(new WebAssembly.Module(code)).map(({ name }) => name));
}

const large = call('gt', field('n'), number(100));
const known = call('in', field('t'), list(['a', 'b']));
const rule: Typed = {
  type: 'condition',
  expr: call('and', large, call('or', known, call('lt', field('m'), field('n')))),
};
const score: Typed = {
  type: 'number',
  expr: call('add', ...[large, known, field('b')].map((when, at) => call('if', when, number(at + 1), number(0)))),
};
const cell = (n: number): readonly Expr[] => [call('ge', field('n'), number(n)), number(n)];
const table: Typed = { type: 'number', expr: call('if', ...[9, 8, 7, 6, 5].flatMap(cell)) };
const word: Typed = { type: 'text', expr: call('if', large, text('a'), text('b')) };

test('rules, scores and choices go four rows at a time, and the rows left over one by one', () => {
  expect(functionsFor(rule, score, word)).toEqual(['quads', 'rest']);
});

test('only what has no such form goes row by row', () => {
  expect(functionsFor(rule, table)).toEqual(['quads', 'rest', 'rows']);
  expect(functionsFor(table)).toEqual(['rows']);
});

test('an engine without instructions on 128 bits goes row by row', () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(functionsFor(rule, score)).toEqual(['rows']);
});
