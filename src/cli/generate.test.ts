import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import type { Io } from './io.ts';
import { WrongUse } from './io.ts';

async function run(...args: string[]): Promise<{ data: string; words: string; code: number }> {
  const decoder = new TextDecoder();
  let data = '';
  let words = '';
  const io: Io = { out: (text) => (data += text), err: (text) => (words += text), cwd: '.', lang: 'en', interactive: false };
  const code = await generate(args, io, (chunk) => {
    data += decoder.decode(chunk, { stream: true });
    return Promise.resolve(true);
  });
  return { data, words, code };
}

test('CSV with a head, as many events as asked for, the same each time', async () => {
  const { data, words, code } = await run('payments', '--events', '9_000', '--seed', '3');
  const lines = data.split('\n');
  expect(lines).toHaveLength(9002);
  expect(lines[0]).toMatch(/^payment_id,time,card,/);
  expect(lines[1]).toMatch(/^p-00000001,2026-03-01T\d\d:\d\d:\d\d\.\d{3}Z,c-\d{6},/);
  expect({ words, code }).toEqual({ words: '', code: 0 });
  expect((await run('payments', '--events', '9000', '--seed', '3')).data).toBe(data);
});

test('several streams come as NDJSON that names the stream, one alone as CSV', async () => {
  const { data } = await run('consumers', '--events', '50');
  const streams = data.trim().split('\n').map((line) => (JSON.parse(line) as { stream: string }).stream);
  expect(streams).toHaveLength(50);
  expect(new Set(streams).size).toBeGreaterThan(5);
  expect((await run('consumers', '--stream', 'consumer-02', '--events', '1')).data).toMatch(/^id,time,value\n02-00000001,/);
});

test('late events come after later ones', async () => {
  const lines = (await run('payments', '--events', '2000', '--late', '0.1')).data.trim().split('\n').slice(1);
  const times = lines.map((line) => line.split(',')[1] ?? '');
  expect(lines).toHaveLength(2000);
  expect(times).not.toEqual([...times].sort());
});

test('--json means lines of JSON', async () => {
  expect(JSON.parse((await run('payments', '--events', '1', '--json')).data)).toMatchObject({ payment_id: 'p-00000001' });
});

test('no events are a head alone', async () => {
  expect((await run('payments', '--events', '0')).data).toMatch(/^payment_id,[^\n]*\n$/);
  expect((await run('payments', '--events', '0', '--format', 'ndjson')).data).toBe('');
});

test('it stops when nobody reads any more', async () => {
  let chunks = 0;
  const io: Io = { out: () => undefined, err: () => undefined, cwd: '.', lang: 'en', interactive: false };
  const code = await generate(['payments', '--events', '10000000'], io, () => Promise.resolve((chunks += 1) < 3));
  expect({ code, chunks }).toEqual({ code: 0, chunks: 3 });
});

test('the list of presets, for people and for machines', async () => {
  expect((await run('--list')).data).toMatch(/^payments +Payments by card/m);
  expect((await run('--list', '--lang', 'zh')).data).toContain('银行卡付款');
  const listed = JSON.parse((await run('--list', '--json')).data) as { id: string; streams: { fields: unknown[] }[] }[];
  expect(listed.find((each) => each.id === 'payments')?.streams[0]?.fields.length).toBeGreaterThan(5);
});

test.each([
  [[], 'name a preset'],
  [['nope'], 'no preset “nope”'],
  [['payments', 'consumers'], 'one preset at a time'],
  [['payments', '--events', '-1'], ''],
  [['payments', '--events', '1.5'], '--events takes a whole number'],
  [['payments', '--start', 'soon'], '--start takes a time'],
  [['payments', '--format', 'xml'], '--format takes csv or ndjson'],
  [['payments', '--stream', 'x'], 'no stream “x”'],
  [['payments', '--consumers', '0'], '--consumers takes a whole number of at least 1'],
  [['consumers', '--format', 'csv'], 'CSV holds one stream'],
  [['payments', '--consumers', '6000000'], '--consumers takes at most'],
  [['consumers', '--consumers', '11'], 'always has 10 consumers'],
  [['payments', '--start', '9999-01-01'], '--start takes a time from 1970 to 9000'],
  [['payments', '--late', '2'], '--late takes a share'],
  [['payments', '--wrong'], ''],
])('wrong use: %j', async (args, message) => {
  const failure = await run(...args).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(WrongUse);
  expect(String(failure)).toContain(message);
});
