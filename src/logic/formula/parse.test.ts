import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { call, field, list, number, numbers, text } from '../expr.ts';
import type { Expr } from '../expr.ts';
import { parse, rangeAt } from './parse.ts';
import { print } from './print.ts';

/** What people type, beside the canonical way to write it. */
const readings: readonly (readonly [typed: string, canonical: string])[] = [
  ['amount > 3 * avg_30d AND country NOT IN ("CN", "HK")', 'amount > 3 * avg_30d AND country NOT IN ("CN", "HK")'],
  ['=amount>3', 'amount > 3'],
  ['a == b', 'a = b'],
  ['a <> b', 'a != b'],
  ['a≥1 and b≤2 and c≠3', 'a >= 1 AND b <= 2 AND c != 3'],
  ['金额＞１００ 且 国家 IN （“CN”，“HK”）', '金额 > 100 AND 国家 IN ("CN", "HK")'],
  ['非 新设备 或 国家 不属于 （‘CN’、‘HK’）', 'NOT 新设备 OR 国家 NOT IN ("CN", "HK")'],
  ['（金额＋手续费）＊２－１／３％４ ＜＝ ５', '(金额 + 手续费) * 2 - 1 / 3 % 4 <= 5'],
  ['金额！＝1 ＡＮＤ b＝2', '金额 != 1 AND b = 2'],
  ['round（金额；2）', 'round(金额, 2)'],
  ['【Customer id】 = 1', '[Customer id] = 1'],
  ['[a]]b] = 1', '[a]]b] = 1'],
  ['1_000.50 + .5 + 1e3', '1000.5 + 0.5 + 1000'],
  ['since < 1h30m', 'since < 90m'],
  ['since < 5分钟 OR since > 2天', 'since < 5m OR since > 2d'],
  ['1.5h', '90m'],
  ['x is not missing', 'x IS PRESENT'],
  ['x IS NOT PRESENT', 'x IS MISSING'],
  ['NOT(a) AND AND(b, c)', 'NOT a AND (b AND c)'],
  ['"a" & name', 'concat("a", name)'],
  ['STARTS_WITH(x, "a")', 'startsWith(x, "a")'],
  ['Len(x) > ceiling(2.5)', 'length(x) > ceil(2.5)'],
  ['"say ""hi"""', "'say \"hi\"'"],
  ["'it''s'", '"it\'s"'],
  ['“金额”', '"金额"'],
  ['国家 = ”CN”', '国家 = "CN"'],
  ['x IN ("CN")', 'x IN ("CN")'],
  ['x IN (tags)', 'x IN tags'],
  ['x IN ["a", "b"]', 'x IN ("a", "b")'],
  ['x IN ()', 'x IN {}'],
  ['x NOT IN @high_risk', 'x NOT IN @high_risk'],
  ['x IN @高风险国家', 'x IN @高风险国家'],
  ['time("2024-03-01T08:00:00+08:00")', 'time("2024-03-01")'],
  ['time("2024-03-01 08:00")', 'time("2024-03-01T08:00Z")'],
  ['TRUE = False', 'true = false'],
  ['a\n  AND\u3000b', 'a AND b'],
  ['device.country = x', 'device.country = x'],
  ['a - –5', 'a - -5'],
];

test.each(readings)('%s', (typed, canonical) => {
  const { expr, problems } = parse(typed);
  expect(problems).toEqual([]);
  expect(expr && print(expr)).toBe(canonical);
});

test('lists are texts or numbers', () => {
  expect(parse('x IN ("a", "b")').expr).toEqual(call('in', field('x'), list(['a', 'b'])));
  expect(parse('x IN (-1, 2)').expr).toEqual(call('in', field('x'), numbers([-1, 2])));
  expect(parse('x = "a"').expr).toEqual(call('eq', field('x'), text('a')));
  expect(parse('-0').expr).toStrictEqual(number(0));
});

/** The part that is marked, and what is said of it. */
const faults: readonly (readonly [typed: string, marked: string, code: string, en: string, zh: string])[] = [
  ['', '', 'formula-empty', 'There is no formula yet', '还没有公式'],
  ['amount >', '>', 'missing-value', 'Something is missing after >', '> 后面缺少内容'],
  ['amount > > 5', '>', 'missing-value', 'Something is missing between > and >', '> 和 > 之间缺少内容'],
  ['AND b', 'AND', 'missing-value', 'Something is missing before AND', 'AND 前面缺少内容'],
  ['()', '()', 'missing-value', 'There is nothing between these brackets', '这对括号里没有内容'],
  ['round(x, )', ',', 'missing-value', 'Something is missing after ,', ', 后面缺少内容'],
  ['a + (b * c', '(', 'missing-bracket', 'The bracket ( is never closed. Add )', '括号 ( 没有配对，请补上 )'],
  ['round（x', '（', 'missing-bracket', 'The bracket （ is never closed. Add )', '括号 （ 没有配对，请补上 )'],
  ['a)', ')', 'stray-bracket', 'There is no opening bracket for this )', '这个 ) 没有对应的左括号'],
  ['(a}', '}', 'wrong-bracket', '( must be closed with ), not with }', '( 应该用 ) 收尾，而不是 }'],
  ['"abc', '"abc', 'unclosed-text', 'The text that starts here has no end. Close it with "', '这里开始的文本没有结束，请用 " 收尾'],
  ['x = “abc', '“abc', 'unclosed-text', 'The text that starts here has no end. Close it with ”', '这里开始的文本没有结束，请用 ” 收尾'],
  ['[abc = 1', '[abc = 1', 'unclosed-name', 'The field name that starts here has no end. Close it with ]', '这里开始的字段名没有结束，请用 ] 收尾'],
  ['a # b', '#', 'stray-character', '# has no meaning here', '# 在这里没有意义'],
  ['!a', '!', 'stray-character', 'For “not” write NOT', '要表示“非”，请写 NOT'],
  ['a => b', '=>', 'reversed-sign', 'Write >=', '请写成 >='],
  ['amount 5', 'amount 5', 'missing-operator', 'amount and 5 stand side by side. Put a sign such as =, > or AND between them', 'amount 和 5 之间缺少运算符，例如 =、> 或 AND'],
  ['金额>100且国家="CN"', '且国家', 'glued-word', 'Put a space after 且, or else 且国家 is read as one name', '请在“且”后面加空格，否则“且国家”会被当成一个名称'],
  ['1 < x < 5', '<', 'chained-comparison', 'Compare two things at a time: join comparisons with AND, or use BETWEEN', '一次只能比较两个值：请用 AND 连接多个比较，或改用 BETWEEN'],
  ['x BETWEEN 1', 'BETWEEN', 'between-without-and', 'BETWEEN needs two ends: BETWEEN 1 AND 5', 'BETWEEN 需要两端：BETWEEN 1 AND 5'],
  ['x NOT BETWEEN 1 AND 2', 'NOT', 'not-between', 'Write NOT before the whole comparison: NOT amount BETWEEN 1 AND 5', '请把 NOT 写在整个比较之前：NOT 金额 BETWEEN 1 AND 5'],
  ['a NOT b', 'NOT', 'stray-not', 'NOT can’t stand here. For “is not” write !=', 'NOT 不能放在这里；要表示“不是”，请写 !='],
  ['x IS "a"', 'IS', 'is-without-missing', 'After IS comes MISSING or PRESENT. To compare, write =', 'IS 后面只能是 MISSING 或 PRESENT；要比较请写 ='],
  ['x IN', 'IN', 'in-without-list', 'After IN comes a list: IN ("CN", "HK") or IN @set', 'IN 后面要有列表：IN ("CN", "HK") 或 IN @集合'],
  ['(a, b)', ',', 'stray-comma', 'A comma may only part the values of a function or a list', '逗号只能用来分隔函数的参数或列表的值'],
  ['rond(x)', 'rond', 'unknown-function', 'There is no function rond. Did you mean round?', '没有“rond”这个函数，是不是想写 round？'],
  ['frobnicate(x)', 'frobnicate', 'unknown-function', 'There is no function frobnicate', '没有“frobnicate”这个函数'],
  ['lower()', 'lower()', 'argument-count', 'lower takes 1 value, but here it has none', 'lower 需要 1 个值，这里一个也没有'],
  ['round(1, 2, 3)', 'round(1, 2, 3)', 'argument-count', 'round takes 1 to 2 values, but here it has 3', 'round 需要 1 到 2 个值，这里有 3 个'],
  ['concat(a)', 'concat(a)', 'argument-count', 'concat takes at least 2 values, but here it has 1', 'concat 需要至少 2 个值，这里有 1 个'],
  ['x IN ("a", 1)', '1', 'list-of-constants', 'A list can hold only texts, or only numbers', '列表里只能全是文本，或全是数字'],
  ['x IN (a, b)', 'a', 'list-of-constants', 'A list can hold only texts, or only numbers', '列表里只能全是文本，或全是数字'],
  ['1e999', '1e999', 'number-too-large', 'This number is too large', '这个数太大了'],
  ['x IN @', '@', 'nameless-set', 'After @ comes the name of a set: @high_risk', '@ 后面要写集合的名称：@high_risk'],
  ['time("2024-02-30")', 'time("2024-02-30")', 'bad-time', 'Write the time as in time("2024-03-01T08:00:00+08:00") or time("2024-03-01")', '时间请写成 time("2024-03-01T08:00:00+08:00") 或 time("2024-03-01")'],
  ['jsonlogic("{")', 'jsonlogic("{")', 'bad-jsonlogic', 'The text in jsonlogic(…) is not valid JSON', 'jsonlogic(…) 里的文本不是有效的 JSON'],
];

describe('a formula that can’t be read says why, and where', () => {
  test.each(faults)('%s', (typed, marked, code, en, zh) => {
    const { expr, problems } = parse(typed);
    const [first] = problems;
    expect(expr).toBeUndefined();
    expect(first && { marked: typed.slice(...first.range), code: first.code, message: first.message }).toEqual({ marked, code, message: { en, zh } });
  });

  test('each wrong part is told, not only the first', () => {
    expect(parse('rond(x) > lenght(y)').problems.map((problem) => problem.fix?.formula)).toEqual(['round(x) > lenght(y)', 'rond(x) > length(y)']);
  });
});

test('every code is explained in docs/formulas.md', () => {
  const sources = readFileSync(new URL('messages.ts', import.meta.url), 'utf8');
  const page = readFileSync(new URL('../../../docs/formulas.md', import.meta.url), 'utf8');
  const codes = [...sources.matchAll(/says\(\s*'([a-z-]+)'/g)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(30);
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

test('each part knows its place in the text', () => {
  const formula = 'amount > 3 * (avg + fee) AND x';
  const { located } = parse(formula);
  const marked = (...path: number[]): string => (located ? formula.slice(...rangeAt(located, path)) : '');
  expect(marked()).toBe(formula);
  expect(marked(0)).toBe('amount > 3 * (avg + fee)');
  expect(marked(0, 1, 1)).toBe('avg + fee');
  expect(marked(0, 1, 1, 0)).toBe('avg');
  expect(marked(1)).toBe('x');
  expect(marked(1, 7)).toBe('x');
});

describe('hostile text', () => {
  const pieces = ['a', '金额', '(', ')', '[', ']', '{', '}', '"', "'", '“', '1', '.', '@', ',', 'NOT ', ' AND ', ' OR ', 'IN', ' IS ', '-', '+', '*', '=', '<', 'if(', 'BETWEEN ', ' ', '5m', '\u0000', '\ud800', '，', '！'];

  test('never throws, and always gives either an expression or a problem', () => {
    const anything = fc.oneof(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(anything, (typed) => {
        const { expr, problems } = parse(typed);
        expect(expr === undefined).toBe(problems.length > 0);
        for (const { range } of problems) {
          expect(range[0]).toBeGreaterThanOrEqual(0);
          expect(range[1]).toBeLessThanOrEqual(typed.length);
        }
      }),
      runs(1500, 3),
    );
  });

  const codeOf = (typed: string): string => parse(typed).problems[0]?.code ?? 'fine';
  const n = 40_000;

  test.each([
    ['open brackets', '('.repeat(n), 'formula-too-deep'],
    ['nested brackets', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`, 'formula-too-deep'],
    ['negations', `${'NOT '.repeat(n)}a`, 'formula-too-deep'],
    ['signs', `${'-'.repeat(n)}a`, 'formula-too-deep'],
    ['calls', `${'abs('.repeat(n)}a${')'.repeat(n)}`, 'formula-too-deep'],
    ['closing brackets', ')'.repeat(n), 'missing-value'],
    ['stray characters', '#'.repeat(n), 'stray-character'],
    ['words', 'a '.repeat(n), 'missing-operator'],
    ['quotes', '"'.repeat(n + 1), 'unclosed-text'],
    ['a very long text', 'x'.repeat(2_000_000), 'formula-too-long'],
    ['operators', '+ '.repeat(n), 'missing-value'],
  ])('many %s', (_, typed, code) => {
    expect(codeOf(typed)).toBe(code);
  });

  test('what is long but flat is no problem', () => {
    expect(codeOf(Array.from({ length: 3000 }, () => '[a(] > 1').join(' OR '))).toBe('fine');
    expect(codeOf(Array.from({ length: 3000 }, () => 'a = "({["').join(' OR '))).toBe('fine');
    const { expr } = parse(Array.from({ length: 5000 }, (_, i) => `a${i} > ${i}`).join(' OR '));
    expect(expr?.kind === 'call' && expr.args.length).toBe(5000);
    const { expr: among } = parse(`x IN (${Array.from({ length: 20_000 }, (_, i) => `"${i}"`).join(',')})`);
    expect(among?.kind === 'call' && among.args[1]).toMatchObject({ kind: 'constant', type: 'list' });
  });

  test('an expression is at most 500 deep', () => {
    const nested = (depth: number): Expr => {
      let expr: Expr = field('a');
      for (let i = 1; i < depth; i += 1) expr = i % 2 === 0 ? call('and', expr, field('b')) : call('or', field('c'), expr);
      return expr;
    };
    expect(parse(print(nested(500))).expr).toEqual(nested(500));
    expect(codeOf(print(nested(501)))).toBe('formula-too-deep');
    const deepest = ['if(', 'round('].flatMap((open) => [`${open.repeat(499)}a${(open === 'if(' ? ', b)' : ')').repeat(499)}`]);
    expect(deepest.map(codeOf)).toEqual(['fine', 'fine']);
  });
});
