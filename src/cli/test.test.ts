import { describe, expect, test } from 'vitest';
import type { Lang } from '../data/text.ts';
import { test as run } from './test.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();

async function call(args: readonly string[], lang: Lang = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = listen(folder.path(), lang);
  const code = await run(args, io);
  return { code, out: out(), err: err() };
}

const given = { pay: [row('p2', 60, { card: 'c-2', amount: 300 }), row('p1', 0, { card: 'c-1', amount: 150 })] };
const saved = (name: string, match: string, expected: readonly object[], rows: object = given): object => ({ name, given: rows, match, expect: expected });

const passing = [
  saved('both', 'exact', [{ alert: 'warn', key: 'c-1' }, { alert: 'warn', key: 'c-2' }]),
  saved('the second', 'subset', [{ alert: 'warn', key: 'c-2' }]),
  saved('nobody else', 'none', [{ alert: 'warn', key: 'c-3' }]),
  saved('small ones', 'none', [], { pay: [row('p1', 0, { card: 'c-1', amount: 100 })] }),
];
const failing = [
  saved('another card', 'exact', [{ alert: 'warn', key: 'c-1' }, { alert: 'warn', key: 'c-9' }]),
  saved('one too many & <more>', 'exact', [{ alert: 'warn', key: 'c-1' }]),
  saved('not there', 'subset', [{ alert: 'warn', key: 'c-9' }]),
  saved('none at all', 'none', []),
  saved('a row that breaks the contract', 'exact', [], { pay: [row('p1', 0), { id: 'p2', at: 'soon' }] }),
];
const write = (tests: readonly object[], name = 'a.rules.json'): Promise<void> => folder.write(name, largePayments({ type: 'rows', rows: [] }, { tests }));

describe('text', () => {
  test('tests that pass', async () => {
    await write(passing);
    expect(await call(['a.rules.json'])).toEqual({
      code: 0,
      out: 'a.rules.json\n  ✓ both\n  ✓ the second\n  ✓ nobody else\n  ✓ small ones\n',
      err: '4 tests of 1 graph, all passed\n',
    });
  });

  test('tests that fail say how', async () => {
    await write(failing);
    const { code, out, err } = await call(['.']);
    expect(out.split('\n')).toEqual([
      'a.rules.json',
      '  ✗ another card',
      '      The alert “warn” came for “c-2”, not for “c-9”',
      '  ✗ one too many & <more>',
      '      The alert “warn” came for “c-2” and was not expected: Large payment on c-2',
      '  ✗ not there',
      '      The alert “warn” did not come for “c-9”; it came for “c-1” and “c-2”',
      '  ✗ none at all',
      '      The alert “warn” came for “c-1”, and should not: Large payment on c-1',
      '      The alert “warn” came for “c-2”, and should not: Large payment on c-2',
      '  ✗ a row that breaks the contract',
      '      Row 2 of “pay” does not keep the contract: at is not a time: “soon”',
      '',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '5 tests of 1 graph, 5 failed\n' });
  });

  test('in Chinese too', async () => {
    await write(failing);
    const { out, err } = await call(['.'], 'zh');
    expect(out).toContain('      预警“warn”应针对“c-9”发出，实际却针对“c-2”发出\n');
    expect(out).toContain('      没有针对“c-9”发出预警“warn”，只针对“c-1”和“c-2”发出了\n');
    expect(out).toContain('      “pay”的第 2 行不符合约定：');
    expect(err).toBe('1 个图，5 个测试，5 个未通过\n');
  });

  test('graphs without tests, and graphs with problems', async () => {
    await write([], 'a.rules.json');
    const sound = largePayments({ type: 'rows', rows: [] }, { tests: passing });
    const broken = sound.nodes.map((node) => (node.id === 'large' ? { ...node, config: { when: { logic: { '>': [{ var: 'nothing' }, 1] } } } } : node));
    await folder.write('b.rules.json', { ...sound, nodes: broken });
    await folder.write('c.rules.json', '{');
    const { code, out, err } = await call(['.']);
    expect(out).toMatch(/^a\.rules\.json: no tests\nb\.rules\.json\n {2}✗ large: .*\[unknown-field\]\n/);
    expect(out).toContain('  ✗ both\n      “warn” does not run: mend what is wrong with the graph, or change the test\n  ✗ the second\n');
    expect(out).toMatch(/\nc\.rules\.json\n {2}✗ .*\[bad-json\]\n$/);
    expect({ code, err }).toEqual({ code: 1, err: '4 tests of 3 graphs, 3 failed, 2 graphs have problems\n' });
  });

  test('a reference table that is not there', async () => {
    const sound = largePayments({ type: 'rows', rows: [] }, { tests: passing });
    const watch = { id: 'watch', kind: 'lookup', name: 'watch', at: [0, 0] as [number, number], config: { table: 'cards', on: [{ field: 'card', column: 'card' }], add: [], found: 'watched' } };
    await folder.write('a.rules.json', {
      ...sound,
      nodes: [...sound.nodes, watch],
      edges: [...sound.edges, { from: 'pay', to: 'watch' }],
      tables: [{ id: 'cards', name: 'Cards', columns: [{ name: 'card', type: 'text' }], data: { file: 'cards.csv' } }],
    });
    const { code, out } = await call(['a.rules.json']);
    expect(code).toBe(1);
    expect(out).toContain('  ✗ There is no file “cards.csv”. The node “watch” looks things up in it');
  });
});

test('a reference table that a server keeps is given from a file', async () => {
  const lookup = { id: 'watch', kind: 'lookup', name: 'watch', at: [0, 0], config: { table: 'cards', on: [{ field: 'card', column: 'card' }], add: [{ column: 'limit', name: 'limit' }] } };
  const sound = largePayments({ type: 'rows', rows: [] });
  const nodes = sound.nodes.map((node) => (node.id === 'large' ? { ...node, config: { when: { logic: { '>': [{ var: 'amount' }, { var: 'limit' }] } } } } : node));
  const edges = [{ from: 'pay', to: 'watch' }, { from: 'watch', to: 'large' }, { from: 'large.match', to: 'warn' }];
  const columns = [{ name: 'card', type: 'text' }, { name: 'limit', type: 'number' }];
  const tables = [{ id: 'cards', name: 'Limits', columns, data: { managed: 'limits' } }];
  const tests = [saved('the first', 'exact', [{ alert: 'warn', key: 'c-1' }])];
  await folder.write('a.rules.json', JSON.stringify({ ...sound, nodes: [...nodes.filter(({ id }) => id !== 'small'), lookup], edges, tables, tests }));
  await write(passing, 'b.rules.json');
  await folder.write('limits.csv', 'card,limit\nc-1,100\nc-2,500\n');
  const without = await call(['.']);
  expect(without.code).toBe(1);
  expect(without.err).toContain('a.rules.json: The table “Limits” is kept by a server');
  expect(await call(['.', '--table', 'cards=limits.csv'])).toMatchObject({ code: 0, err: '5 tests of 2 graphs, all passed\n' });
  await expect(call(['.', '--table', 'card=limits.csv'])).rejects.toThrow('There is no table “card”; there is cards. Did you mean “cards”?');
});

test('JSON has what was expected, what came, and the differences', async () => {
  await write([passing[0] ?? {}, failing[0] ?? {}]);
  const { out } = await call(['a.rules.json', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    tests: 2,
    failed: 1,
    graphs: [
      {
        file: 'a.rules.json',
        name: 'Sketch',
        passed: false,
        problems: [],
        tests: [
          { name: 'both', match: 'exact', passed: true, differences: [] },
          {
            name: 'another card',
            passed: false,
            expected: [{ alert: 'warn', key: 'c-1' }, { alert: 'warn', key: 'c-9' }],
            came: [{ alert: 'warn', key: 'c-1', title: 'Large payment on c-1' }, { alert: 'warn', key: 'c-2' }],
            differences: [{ code: 'other-key', node: 'warn' }],
          },
        ],
      },
    ],
  });
});

test('JUnit counts, and escapes what XML may not hold', async () => {
  await write([passing[0] ?? {}, failing[1] ?? {}, saved('bell \u0007 and \ud800', 'none', [], {})]);
  await folder.write('b.rules.json', '{');
  const { code, out } = await call(['.', '--reporter', 'junit']);
  const timeless = out.replaceAll(/ time="\d+\.\d{3}"/g, '').split('\n');
  expect(timeless.slice(0, 8)).toEqual([
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="ruleloom" tests="4" failures="1" errors="1">',
    '  <testsuite name="a.rules.json" tests="3" failures="1" errors="0">',
    '    <testcase classname="a.rules.json" name="both"/>',
    '    <testcase classname="a.rules.json" name="one too many &amp; &lt;more&gt;">',
    '      <failure message="The alert “warn” came for “c-2” and was not expected: Large payment on c-2" type="unexpected">The alert “warn” came for “c-2” and was not expected: Large payment on c-2</failure>',
    '    </testcase>',
    '    <testcase classname="a.rules.json" name="bell \\u0007 and \\ud800"/>',
  ]);
  expect(timeless.slice(8, 12)).toEqual([
    '  </testsuite>',
    '  <testsuite name="b.rules.json" tests="1" failures="0" errors="1">',
    '    <testcase classname="b.rules.json" name="The graph itself">',
    expect.stringMatching(/^ {6}<error message=".*\[bad-json\]" type="bad-json">/) as unknown,
  ]);
  expect(timeless.at(-2)).toBe('</testsuites>');
  expect(code).toBe(1);
});

test.each([
  [[], 'Name a graph file'],
  [['a.rules.json', '--reporter', 'tap'], '--reporter takes text, junit, json, not “tap”'],
  [['nowhere'], 'There is no file or folder “nowhere”.'],
])('wrong use: %j', async (args, message) => {
  await write(passing);
  await expect(call(args)).rejects.toThrow(message);
});
