import { describe, expect, test } from 'vitest';
import type { Lang } from '../data/text.ts';
import { explain } from './explain.ts';
import { WrongUse } from './io.ts';
import { simulate } from './simulate.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();
const graph = 'large.rules.json';

const rows = [
  row('p1', 0, { card: 'c-1', amount: 150, country: 'DE' }),
  row('p2', 1, { card: 'c-1', amount: 20 }),
  row('p3', 2, { card: 'c-1', amount: 175.5 }),
  row('p4', 3600, { card: 'c-1', amount: 300 }),
  row('late', 1, { card: 'c-2', amount: 500 }),
  row('p2', 3601, { card: 'c-\u001B[31m', amount: 30 }),
  { id: 'bad', at: 'tomorrow' },
];
const write = (): Promise<void> => folder.write(graph, largePayments({ type: 'rows', rows }));

async function run(args: readonly string[], lang: Lang = 'en'): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = listen(folder.path(), lang);
  const code = await explain([graph, ...args], io);
  return { code, out: out(), err: err() };
}

async function alerts(): Promise<readonly string[]> {
  const { io, out, sink } = listen(folder.path());
  await simulate([graph], io, sink, () => []);
  return out()
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id);
}

describe('an alert', () => {
  test('is found by its id, or the beginning of it, and explained in either language', async () => {
    await write();
    const [first = ''] = await alerts();
    const { code, out } = await run(['--alert', first]);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      'High alert “warn”: Large payment on c-1',
      'Card c-1, 1 March 2026 09:00 UTC',
      'large: amount is more than € 100 (here € 150).',
      'It would have stayed silent with: amount is at most € 100.',
      'After it, 1 more payment of the same card came this far and was held back, until 10:00:00.',
    ]);
    expect(out).toContain('  3. warn\n     sent\n');
    const chinese = await run(['--alert', first.slice(0, 8), '--lang', 'zh']);
    expect(chinese.out).toContain('若 amount 最多为 € 100，就不会有这条预警。');
  });

  test('as data, with the words of both languages', async () => {
    await write();
    const [first = ''] = await alerts();
    const { explanations } = JSON.parse((await run(['--alert', first, '--json'])).out) as {
      explanations: readonly Record<string, unknown>[];
    };
    expect(explanations).toMatchObject([
      {
        about: { type: 'alert', alert: { id: first, key: 'c-1' }, after: { held: 1 } },
        nodes: [
          { node: 'pay', state: 'led' },
          { node: 'large', state: 'led', ports: ['match'] },
          { node: 'warn', state: 'led', ports: ['sent'] },
          { node: 'small', state: 'unreached' },
        ],
        words: {
          en: { cards: { large: 'amount is more than € 100 (here € 150)' } },
          zh: { title: '预警（高）“warn”：Large payment on c-1' },
        },
      },
    ]);
  });

  test('without what is sensitive, as text and as data', async () => {
    const fields = (name: string): object => (name === 'card' ? { roles: ['key', 'sensitive'] } : {});
    const document = largePayments({ type: 'rows', rows });
    const [source] = document.nodes;
    const all = source?.config['fields'] as readonly { readonly name: string }[];
    const marked = all.map((field) => ({ ...field, ...fields(field.name) }));
    const nodes = document.nodes.map((node, at) => (at === 0 ? { ...node, config: { ...node.config, fields: marked } } : node));
    await folder.write(graph, { ...document, nodes });
    const [first = ''] = await alerts();
    expect((await run(['--alert', first])).out).toContain('Large payment on c-1');
    const { out } = await run(['--alert', first, '--mask']);
    expect(out).toContain('Large payment on •••');
    expect(out).toContain('Card •••, 1 March 2026 09:00 UTC');
    for (const each of [out, (await run(['--alert', first, '--mask', '--json'])).out]) expect(each).not.toContain('c-1');
    expect((await run(['--event', 'pay:bad', '--mask'])).out).not.toContain('tomorrow');
  });

  test('that is not there: how many there are, and how to list them', async () => {
    await write();
    const { code, err, out } = await run(['--alert', 'nothing']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^None of the 2 alerts has the id “nothing”; they are such as [0-9a-f]{32}, [0-9a-f]{32}. List them: ruleloom simulate large.rules.json\n$/,
    );
  });
});

describe('an event', () => {
  test('that raised none: the condition that stopped it, and what it would have taken', async () => {
    await write();
    const { out } = await run(['--event', 'pay:p2']);
    expect(out).toContain('Payment p2 (1 of 2 with this id)\n1 March 2026 09:00:01 UTC\nIt raised no alert.\n');
    expect(out).toContain('No alert “warn”: “large” asks for: amount is more than € 100 (here € 20).');
    expect(out).toContain('Payment p2 (2 of 2 with this id)');
    expect(out).not.toContain('\u001B');
  });

  test('that was held back, and by which', async () => {
    await write();
    const { out } = await run(['--event', 'pay:p3']);
    expect(out).toContain(
      'No alert “warn”: held back, as the same card had been warned of at 09:00:00, and is not again before 10:00:00.',
    );
  });

  test('that raised one', async () => {
    await write();
    expect((await run(['--event', 'pay:p4'])).out).toContain(
      'It led to the high alert “Large payment on c-1”, 1 March 2026 10:00 UTC.',
    );
  });

  test('that no rule saw', async () => {
    await write();
    expect((await run(['--event', 'pay:late'])).out).toContain('Came too late, so no rule saw it');
    expect((await run(['--event', 'pay:bad'], 'zh')).out).toContain('不符合数据源约定，被拒收，没有进入任何规则');
  });

  test('that is not there', async () => {
    await write();
    const { code, err } = await run(['--event', 'pay:p9']);
    expect(code).toBe(1);
    expect(err).toBe('“pay” has no event “p9” among its 7. Its ids are such as p1, p2, p3, p4, p2.\n');
  });
});

test.each([
  [[], '--alert ID'],
  [['--alert', 'a', '--event', 'pay:1'], '--alert ID'],
  [['--event', 'p2'], 'SOURCE:ID'],
  [['--event', 'pai:p2'], 'Did you mean “pay”?'],
  [['--alert', 'a', '--source', 'pay=-'], 'standard input'],
])('wrong use: %j', async (args, said) => {
  await write();
  await expect(run(args)).rejects.toThrow(WrongUse);
  await expect(run(args)).rejects.toThrow(said);
});
