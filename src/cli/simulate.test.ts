import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Lang } from '../data/text.ts';
import { simulate } from './simulate.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();
const graph = 'large.rules.json';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function run(args: readonly string[], { lang = 'en', stdin = '' }: { lang?: Lang; stdin?: string } = {}): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err, sink } = listen(folder.path(), lang);
  const code = await simulate(args, io, sink, () => [bytes(stdin)]);
  return { code, out: out(), err: err() };
}

const rows = [
  row('p1', 0, { card: 'c-1', amount: 150, country: 'DE' }),
  row('p2', 1, { card: 'c-1', amount: 20 }),
  row('p3', 2, { card: 'c-1', amount: 175.5 }),
  row('p4', 3600, { card: 'c-1', amount: 300, fraud: true }),
  row('p5', 3601, { card: '刷卡, "2"', amount: 101 }),
];
const write = (more: object = {}): Promise<void> => folder.write(graph, largePayments({ type: 'rows', rows }, more));

describe('alerts on standard output', () => {
  test('one a line, with the event as the data writes it', async () => {
    await write();
    const { code, out } = await run([graph]);
    expect(code).toBe(0);
    const alerts = out.trimEnd().split('\n').map((line): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>);
    expect(alerts.map(({ key, heldBack }) => [key, heldBack])).toEqual([['c-1', undefined], ['c-1', 1], ['刷卡, "2"', undefined]]);
    expect(Object.keys(alerts[1] ?? {})).toEqual(['id', 'node', 'severity', 'time', 'key', 'title', 'message', 'event', 'heldBack', 'channels']);
    expect(alerts[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      node: 'warn',
      severity: 'high',
      time: '2026-03-01T09:00:00.000Z',
      key: 'c-1',
      title: 'Large payment on c-1',
      message: '150.00 EUR',
      event: { id: 'p1', at: '2026-03-01T09:00:00.000Z', card: 'c-1', amount: 150, country: 'DE', fraud: null, reasons: ['large'] },
      channels: ['desk'],
    });
  });

  test('as one list, also of none', async () => {
    await write();
    const lines = (await run([graph])).out.trimEnd().split('\n').map((line): unknown => JSON.parse(line));
    expect(JSON.parse((await run([graph, '--format', 'json'])).out)).toEqual(lines);
    expect((await run([graph, '--json', '--source', 'pay=-'], { stdin: 'id,at\n' })).out).toBe('[]\n');
  });

  test('as CSV, the event in columns of its own', async () => {
    await write();
    const [head, first, , last] = (await run([graph, '--format', 'csv'])).out.split('\n');
    expect(head).toBe('id,node,severity,time,key,title,message,heldBack,channels,event.id,event.at,event.card,event.amount,event.country,event.fraud,event.reasons');
    expect(first).toMatch(/^[0-9a-f]{32},warn,high,2026-03-01T09:00:00.000Z,c-1,Large payment on c-1,150.00 EUR,0,"\[""desk""\]",p1,2026-03-01T09:00:00.000Z,c-1,150.00,DE,,"\[""large""\]"$/);
    expect(last).toContain('"刷卡, ""2"""');
  });

  test('a cell of CSV is no formula of a spreadsheet, and telephone numbers stay', async () => {
    const texts = ['=1+1', '@SUM(1)', '+cmd|x', '-2+3+cmd', '\tx', '+49 (30) 123-4', '-12.5', 'a=b'];
    await folder.write(graph, largePayments({ type: 'rows', rows: texts.map((card, index) => row(`p${index}`, index, { card, amount: 200 })) }));
    const [, ...lines] = (await run([graph, '--format', 'csv'])).out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(',')[4])).toEqual(["'=1+1", "'@SUM(1)", "'+cmd|x", "'-2+3+cmd", "'\tx", '+49 (30) 123-4', '-12.5', 'a=b']);
    expect((await run([graph])).out).toContain('"key":"=1+1"');
  });

  test('as a table for the terminal, in columns also with Chinese in them', async () => {
    await write();
    expect((await run([graph, '--format', 'table'], { lang: 'zh' })).out.split('\n')).toEqual([
      '时间                      级别  键         标题                        说明',
      '2026-03-01T09:00:00.000Z  高    c-1        Large payment on c-1        150.00 EUR',
      '2026-03-01T10:00:00.000Z  高    c-1        Large payment on c-1        300.00 EUR（抑制 1 条）',
      '2026-03-01T10:00:01.000Z  高    刷卡, "2"  Large payment on 刷卡, "2"  101.00 EUR',
      '',
    ]);
  });

  test('what a cell holds cannot command the terminal', async () => {
    const unruly = row('p1', 0, { card: '\u001b[31mred', amount: 150 });
    await folder.write(graph, largePayments({ type: 'rows', rows: [unruly] }));
    const { out } = await run([graph, '--format', 'table']);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\\u001b[31mred');
  });

  test('it stops when nobody reads any more', async () => {
    await write();
    const { io, err } = listen(folder.path());
    expect(await simulate([graph], io, () => Promise.resolve(false))).toBe(0);
    expect(err()).toBe('');
  });
});

describe('words on standard error', () => {
  test('what was read, what each node did, and what was raised', async () => {
    await write();
    expect((await run([graph])).err.replace(/in \d.*/, 'in no time')).toBe(
      [
        'pay: 5 payments read, 5 accepted',
        '  large  match: 4; rest: 1',
        '  warn   3 sent, 1 held back',
        '  small  1',
        '3 alerts: 3 high; 1 held back',
        '5 rows in no time',
        '',
      ].join('\n'),
    );
    expect((await run([graph], { lang: 'zh' })).err).toContain('3 条预警：高 3；抑制 1 条\n5 行，用时');
  });

  test('the first rows that were rejected, with their lines, and how many more', async () => {
    await write();
    const broken = Array.from({ length: 6 }, (_, index) => `p${index + 2},2026-03-01T09:00:00Z,c-1,many\n`).join('');
    const { err, code } = await run([graph, '--source', 'pay=-'], { stdin: `id,at,card,amount,country,fraud,extra\np1,2026-03-01T09:00:00Z,c-1,1,,,\n${broken.replaceAll('many', 'many,,,')}p9,2026-03-01T08:00:00Z,c-1,1,,,\n` });
    expect(err).toContain('pay: 8 payments read, 1 accepted, 1 late, 6 rejected\n  line 3: amount is not a number: “many”\n  line 4: ');
    expect(err).toContain('\n  and 3 more\n');
    expect(err).toContain('pay: not read, as no field has it: “extra”\n');
    expect(code).toBe(0);
  });

  test('how the source says the way in which a file is written, where rows of it were rejected', async () => {
    await write();
    await folder.write('de.csv', 'id;at;card;amount\n1;13.03.2026 08:00;c-1;1.234,50\n');
    const { err } = await run([graph, '--source', 'pay=de.csv']);
    const said = /"sample": (\{.*\}) Times count as UTC/.exec(err)?.[1] ?? '{}';
    await folder.write(graph, largePayments(JSON.parse(said)));
    const next = await run([graph]);
    expect(next.err).toContain('1 payment read, 1 accepted');
    expect(next.err).not.toContain('"sample"');
    expect(next.out).toContain('"amount":1234.50');
  });

  test('columns that are not there, named together, and briefly', async () => {
    await write();
    const { err } = await run([graph, '--source', 'pay=-'], { stdin: `id,at,${'x'.repeat(60)}\n1,2026-03-01,2\n` });
    expect(err).toContain('pay: there are no columns for “card”, “amount”, “country” and “fraud”: they are missing in every row\n');
    expect(err).toContain(`pay: not read, as no field has it: “${'x'.repeat(39)}…”\n`);
    expect((await run([graph, '--source', 'pay=-'], { lang: 'zh' })).err).toContain('没有“id”、“at”、“card”、“amount”、“country”和“fraud”对应的列');
  });

  test('how often each rule of a node matched', async () => {
    const sound = largePayments({ type: 'rows', rows });
    const at = (limit: number): object => ({ label: `above ${limit}`, when: { logic: { '>': [{ var: 'amount' }, limit] } }, points: 10 });
    const score = { id: 'score', kind: 'scorecard', name: 'score', at: [0, 0] as [number, number], config: { items: [at(100), at(160)], score: 'points', band: 'level', bands: [{ id: 'low', name: 'low' }, { id: 'high', name: 'high', from: 20 }] } };
    await folder.write(graph, { ...sound, nodes: [...sound.nodes, score], edges: [...sound.edges, { from: 'pay', to: 'score' }] });
    const { err } = await run([graph]);
    expect(err.replaceAll(/ +/g, ' ')).toContain(' score high, 20 and up: 2; low: 3\n above 100 (+10) 4\n above 160 (+10) 2\n');
  });

  test('a source without rows', async () => {
    await folder.write(graph, largePayments(undefined));
    expect((await run([graph])).err).toContain('“pay” has no sample: give it rows with --source pay=PATH\n');
  });

  test('--stats ends with all counts in one line', async () => {
    await write();
    const last = (await run([graph, '--stats'])).err.trimEnd().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({
      sources: { pay: { read: 5, accepted: 5, late: 0, rejected: 0 } },
      rows: { 'pay.events': 5, 'large.match': 4, 'large.rest': 1, 'warn.sent': 3, 'warn.held': 1, 'small.rows': 1 },
      alerts: { total: 3, bySeverity: { high: 3 }, byNode: { warn: 3 } },
      notRun: [],
      elapsed: expect.any(Number) as unknown,
    });
  });
});

describe('graphs with errors', () => {
  test('what is sound runs, the rest is named, and the exit says so', async () => {
    const sound = largePayments({ type: 'rows', rows });
    const small = sound.nodes.map((node) => (node.id === 'small' ? { ...node, config: { ...node.config, fields: ['nothing'] } } : node));
    await folder.write(graph, { ...sound, nodes: small });
    const { code, out, err } = await run([graph]);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    expect(err).toMatch(/^large\.rules\.json: small: .*\[unknown-field\]\nNot run: “small”\n/);
  });

  test('what is no graph at all', async () => {
    await folder.write(graph, 'not json');
    expect(await run([graph])).toMatchObject({ code: 1, out: '' });
  });
});

describe('rows of output nodes', () => {
  test('as CSV and as lines of JSON', async () => {
    await write();
    await run([graph, '--output', 'small=small.csv']);
    await run([graph, '--output', 'small=small.ndjson']);
    const read = (name: string): Promise<string> => readFile(join(folder.path(), name), 'utf8');
    expect(await read('small.csv')).toMatch(/^id,amount,outcome,outcome.half,row_id\np2,20.00,tag,10,[0-9a-f]{32}\n$/);
    expect(JSON.parse(await read('small.ndjson'))).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      row: { id: 'p2', amount: 20 },
      outcome: { type: 'tag', values: { half: 10 } },
    });
  });
});

describe('wrong use', () => {
  test.each([
    [[], 'Name one graph file'],
    [['nope.rules.json'], 'There is no file or folder “nope.rules.json”.'],
    [[graph, '--format', 'xml'], '--format takes ndjson, json, csv, table, not “xml”'],
    [[graph, '--source', 'x=a.csv'], 'There is no source “x”'],
    [[graph, '--output', 'smal=a.csv'], 'No output node “smal” runs; there is small. Did you mean “small”?'],
    [[graph, '--output', 'small'], '--output takes NODE=PATH, such as small=rows.csv'],
    [[graph, '--output', 'small=a.csv', '--output', 'small=b.csv'], '--output names “small” twice'],
    [[graph, '--output', 'small=folder'], '“folder” cannot be written: '],
  ])('%j', async (args, message) => {
    await write();
    await mkdir(join(folder.path(), 'folder'));
    await expect(run(args)).rejects.toThrow(message);
  });
});

describe('reference tables', () => {
  const lookup = (data: object): object => {
    const sound = largePayments({ type: 'rows', rows });
    const watch = { id: 'watch', kind: 'lookup', name: 'watch', at: [0, 0], config: { table: 'cards', on: [{ field: 'card', column: 'card' }], add: [{ column: 'risk', name: 'risk' }] } };
    const edges = [{ from: 'pay', to: 'watch' }, { from: 'watch', to: 'large' }, { from: 'large.match', to: 'warn' }];
    const columns = [{ name: 'card', type: 'text' }, { name: 'risk', type: 'number' }];
    return { ...sound, nodes: [...sound.nodes.filter(({ id }) => id !== 'small'), watch], edges, tables: [{ id: 'cards', name: 'Cards', columns, data }] };
  };
  const risks = (out: string): unknown => out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { event: { risk: unknown } }).event.risk);

  test('from a file beside the graph', async () => {
    await folder.write(graph, JSON.stringify(lookup({ file: 'cards.csv' })));
    await folder.write('cards.csv', 'card,risk\nc-1,7\nc-1,8\n');
    expect(risks((await run([graph])).out)).toEqual([7, 7, null]);
  });

  test('a file that is not there is wrong use', async () => {
    await folder.write(graph, JSON.stringify(lookup({ file: 'cards.csv' })));
    await expect(run([graph])).rejects.toThrow('There is no file “cards.csv”. The node “watch” looks things up in it: put it there, or name another: --table cards=PATH');
  });

  test('what a server keeps is empty here, and said to be, but where it is named', async () => {
    await folder.write(graph, JSON.stringify(lookup({ managed: 'risky-cards' })));
    const { out, err } = await run([graph]);
    expect(risks(out)).toEqual([null, null, null]);
    expect(err).toContain('The table “Cards” is kept by a server: here it is empty. Put its rows into lists/risky-cards.csv beside the graph, or give them with --table cards=PATH');
    await folder.write('now.csv', 'card;risk\nc-1;7\n');
    await mkdir(join(folder.path(), 'lists'));
    await folder.write('lists/risky-cards.csv', 'card,risk\nc-1,3\n');
    const beside = await run([graph]);
    expect(risks(beside.out)).toEqual([3, 3, null]);
    expect(beside.err).not.toContain('server');
    const given = await run([graph, '--table', 'cards=now.csv']);
    expect(risks(given.out)).toEqual([7, 7, null]);
    expect(given.err).not.toContain('server');
  });

  test('another file instead', async () => {
    await folder.write(graph, JSON.stringify(lookup({ file: 'gone.csv' })));
    await folder.write('now.ndjson', '{"card":"c-1","risk":3}\n');
    expect(risks((await run([graph, '--table', 'cards=now.ndjson'])).out)).toEqual([3, 3, null]);
  });

  test('cells that do not fit, and columns that are not there, are told', async () => {
    await folder.write(graph, JSON.stringify(lookup({ file: 'cards.csv' })));
    await folder.write('cards.csv', 'card,risk\nc-1,high\n');
    expect((await run([graph])).err).toContain('“Cards”: 1 row has cells that do not fit, and are missing; the first in line 2: risk is not a number: “high”\n');
    await folder.write('cards.csv', 'card,level\nc-1,high\n');
    expect((await run([graph])).err).toContain('“Cards”: There is no column “risk”');
  });

  test('one file is one table', async () => {
    const document = lookup({ file: 'cards.csv' }) as { nodes: { id: string; config: object }[]; edges: object[]; tables: { id: string; columns: object[] }[] };
    const [cards] = document.tables;
    const tables = [cards, { ...cards, id: 'again', columns: cards?.columns.toReversed() }];
    const nodes = [...document.nodes, { ...document.nodes.find(({ id }) => id === 'watch'), id: 'watch2', config: { table: 'again', on: [{ field: 'card', column: 'card' }], add: [] } }];
    await folder.write(graph, JSON.stringify({ ...document, nodes, edges: [...document.edges, { from: 'pay', to: 'watch2' }], tables }));
    await folder.write('cards.csv', 'card,risk\nc-1,1\n');
    await expect(run([graph])).rejects.toThrow('Two tables are read from “cards.csv”');
  });

  test.each([
    ['cards', '--table takes ID=PATH, such as cards=rows.csv'],
    ['crads=a.csv', 'There is no table “crads”; there is cards. Did you mean “cards”?'],
    ['cards=gone.csv', 'There is no file “gone.csv”.'],
  ])('--table %s is wrong use', async (asked, message) => {
    await folder.write(graph, JSON.stringify(lookup({ managed: 'cards' })));
    await expect(run([graph, '--table', asked])).rejects.toThrow(message);
  });

  test('rows that stand in the graph are changed there', async () => {
    await folder.write(graph, JSON.stringify(lookup({ rows: [['c-1', 5]] })));
    await expect(run([graph, '--table', 'cards=a.csv'])).rejects.toThrow('stand in the graph itself');
  });
});
