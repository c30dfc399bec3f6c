import { expect, test } from 'vitest';
import type { Lang } from '../data/text.ts';
import { coverage } from './coverage.ts';
import { test as runTests } from './test.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();

async function call(run: typeof coverage, args: readonly string[], lang: Lang = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = listen(folder.path(), lang);
  const code = await run(args, io);
  return { code, out: out(), err: err() };
}

const small = row('p1', 0, { card: 'c-1', amount: 50 });
const large = row('p2', 1, { card: 'c-2', amount: 150 });
const saved = { name: 'small ones raise nothing', given: { pay: [small] }, match: 'none', expect: [] };

test('what no row of the data comes to is told', async () => {
  await folder.write('a.rules.json', largePayments({ type: 'rows', rows: [small, small] }));
  expect(await call(coverage, ['a.rules.json'])).toEqual({
    code: 0,
    out: '1 of 1 rule and 1 of 4 outputs were never reached\n  No row left “large” by “match”\n  No row came to “warn”\n',
    err: '',
  });
  expect((await call(coverage, ['a.rules.json', '--lang', 'zh'])).out).toBe('1 条规则中有 1 条、4 个输出中有 1 个从未到达\n  没有数据从“large”的“命中”离开\n  没有数据到达“warn”\n');
  await folder.write('b.json', JSON.stringify([small, large]));
  expect((await call(coverage, ['a.rules.json', '--source', 'pay=b.json'])).out).toBe('Every rule and output was reached\n');
});

test('as JSON, with the rows of each part', async () => {
  await folder.write('a.rules.json', largePayments({ type: 'rows', rows: [small] }));
  const { out } = await call(coverage, ['a.rules.json', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    parts: 5, reached: 3,
    groups: [{ group: 'rule', parts: 1, missed: 1 }, { group: 'output', parts: 4, missed: 1 }],
    nodes: [
      { node: 'pay', rows: 1 },
      { node: 'large', rows: 1, parts: [{ type: 'port', id: 'match', label: 'match', rows: 0 }, { type: 'port', id: 'rest', label: 'rest', rows: 1 }] },
      { node: 'warn', rows: 0 },
      { node: 'small', rows: 1 },
    ],
  });
});

test('saved tests say what they reach where that is asked for', async () => {
  await folder.write('a.rules.json', largePayments({ type: 'rows', rows: [large] }, { tests: [saved] }));
  const missed = ['1 of 1 rule and 1 of 4 outputs were never reached', '  No row left “large” by “match”', '  No row came to “warn”'];
  expect((await call(runTests, ['a.rules.json', '--coverage'])).out).toBe(['a.rules.json', '  ✓ small ones raise nothing', ...missed.map((line) => `  ${line}`), ''].join('\n'));
  const junit = await call(runTests, ['a.rules.json', '--coverage', '--reporter', 'junit']);
  expect(junit.out).not.toContain('never reached');
  expect(junit.err).toContain(`${missed.join('\n')}\n1 test of 1 graph`);
  expect(JSON.parse((await call(runTests, ['a.rules.json', '--coverage', '--json'])).out)).toMatchObject({ graphs: [{ coverage: { parts: 5, reached: 3 } }] });
  expect(JSON.parse((await call(runTests, ['a.rules.json', '--json'])).out)).not.toHaveProperty('graphs.0.coverage');
});
