import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { WrongUse } from './io.ts';
import { largePayments, listen, row, testFolder } from './testing.ts';

const folder = testFolder();
const rows = [row('a', 1, { card: 'c1', amount: 90 }), row('b', 2, { card: 'c2', amount: 150 }), row('c', 3, { card: 'c3', amount: 120 })];

async function written(): Promise<void> {
  const sample = { type: 'rows', rows };
  const document = largePayments(sample);
  await folder.write('before.rules.json', document);
  await folder.write('after.rules.json', JSON.stringify(document).replace('"amount"},100]', '"amount"},130]'));
  await folder.write('seldom.rules.json', JSON.stringify(document).replace('"once":"1h"', '"once":"2h"').replace('"key":["card"]', '"key":["id"]'));
  await folder.write('louder.rules.json', JSON.stringify(document).replace('"severity":"high"', '"severity":"critical"'));
}

async function told(args: readonly string[], lang: 'en' | 'zh' = 'en'): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const listening = listen(folder.path(), lang);
  const code = await compare(args, listening.io);
  return { code, out: listening.out(), err: listening.err() };
}

test('a graph against itself is the same; against another it is told what differs, in both languages', async () => {
  await written();
  expect(await told(['before.rules.json', 'before.rules.json'])).toMatchObject({ code: 0, err: '' });
  const { code, out } = await told(['before.rules.json', 'after.rules.json', '--capacity', '1']);
  expect(code).toBe(1);
  expect(out.split('\n')).toEqual([
    'The new version raises 1 alert instead of 2: none is new, 1 is gone. At 1 alert a day the team would be over its capacity on 0 of 1 day instead of 1.',
    '',
    'Alert  Before  After  Change  Only before  Another event  Says something else  Only after',
    'warn        2      1      −1            1              0                    0           0',
    '',
    'Rule   Hits before  Hits after  Rows only before  Rows only after',
    'large            2           1                 1                0',
    '',
  ]);
  expect((await told(['before.rules.json', 'after.rules.json'], 'zh')).out).toContain('新版本发出 1 条预警，之前为 2 条：新增 0 条，消失 1 条。');
});

test('as JSON, with the alerts that differ', async () => {
  await written();
  const { out } = await told(['before.rules.json', 'after.rules.json', '--json']);
  expect(JSON.parse(out)).toMatchObject({ alerts: { onlyBefore: [{ node: 'warn', key: 'c3', about: 'c' }], onlyAfter: [], same: 1 }, rules: [{ port: 'match', hits: { before: 2, after: 1 }, only: { before: 1, after: 0 } }] });
  const louder = await told(['before.rules.json', 'louder.rules.json', '--json']);
  expect(louder.code).toBe(1);
  expect(JSON.parse(louder.out)).toMatchObject({ alerts: { same: 0, changed: [{ parts: ['severity'], before: { severity: 'high' }, after: { severity: 'critical' } }, {}] } });
});

test('rows are held against a second file as well, and only as far as its labels count', async () => {
  await written();
  await folder.write('frauds.csv', 'id\nc\n');
  const labelled = async (...args: readonly string[]) => (JSON.parse((await told(['before.rules.json', 'after.rules.json', '--label', 'frauds.csv', '--on', 'id', '--json', ...args])).out) as { readonly labels: readonly object[] }).labels;
  expect(await labelled()).toMatchObject([{ known: 3, positive: 1, caught: { before: 1, after: 0 }, newlyCaught: [], newlyLost: ['c'] }]);
  expect(await labelled('--warm-up', '1s')).toMatchObject([{ known: 2, positive: 1 }]);
  expect(await labelled('--maturity', '1s')).toEqual([]);
});

test('a report says what was changed, in words; other data for both by --source', async () => {
  await written();
  await folder.write('more.csv', 'id,at,card,amount\nd,2026-03-01T09:00:00Z,c4,110\n');
  const { code, out } = await told(['before.rules.json', 'after.rules.json', '--source', 'pay=more.csv', '--report', 'out.html', '--alerts', '3']);
  expect(code).toBe(1);
  expect(out).toContain('raises 0 alerts instead of 1');
  const page = await readFile(join(folder.path(), 'out.html'), 'utf8');
  expect(page).toContain('condition changed from amount is more than € 100 to amount is more than € 130');
  expect(page).toMatch(/<td>c4<\/td><td>d<\/td>/);
  await told(['before.rules.json', 'seldom.rules.json', '--report', 'seldom.html']);
  const seldom = await readFile(join(folder.path(), 'seldom.html'), 'utf8');
  for (const words of ['at most once in changed from 1 hour to 2 hours', 'for each changed from card to id']) expect(seldom).toContain(words);
});

test('what cannot be done is said', async () => {
  await written();
  for (const [args, words] of [
    [['before.rules.json'], 'Name two graph files'],
    [['before.rules.json', 'after.rules.json', '--capacity', 'many'], '--capacity takes a whole number'],
    [['before.rules.json', 'after.rules.json', '--zone', 'Mars'], 'There is no time zone'],
    [['before.rules.json', 'after.rules.json', '--catch', 'all'], '--catch takes lineage or key'],
    [['before.rules.json', 'after.rules.json', '--source', 'pay=-'], 'cannot be standard input'],
    [['before.rules.json', 'after.rules.json', '--source', 'paid=x.csv'], 'There is no source “paid”'],
    [['before.rules.json', 'after.rules.json', '--report', 'no/such/out.html'], 'cannot be written'],
  ] as const) await expect(told(args)).rejects.toThrow(words);
  await expect(told(['before.rules.json'])).rejects.toBeInstanceOf(WrongUse);
});
