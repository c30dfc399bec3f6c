import { appendFile, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionsOf } from '../connectors/testing.ts';
import { file } from './file.ts';
import { openedOutput, sentRow } from './testing.ts';
import type { OpenOutput, SentRow } from './output.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (path: string): Promise<OpenOutput> => openedOutput(file, { path }, connectionsOf({ out: { type: 'files', folder } }));
const text = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
const rows = (from: number, to: number, card?: string): SentRow[] => Array.from({ length: to - from }, (_, at) => sentRow(from + at, card));

async function written(path: string, ...groups: readonly (readonly SentRow[])[]): Promise<void> {
  const output = await open(path);
  for (const group of groups) await output.send(group);
  await output.close();
}

test('adds JSON lines, or CSV where the name ends so, with times as text', async () => {
  await written('a/b/offers.jsonl', rows(1, 2), rows(2, 3));
  expect((await text('a/b/offers.jsonl')).split('\n')[1]).toBe(
    `{"id":"${sentRow(2).id}","row":{"card":"c2","seen":"2025-10-09T08:53:20.002Z","amount":2.00},"outcome":{"type":"discount","values":{"percent":2}}}`,
  );
  await written('offers.csv', rows(1, 3));
  await written('offers.csv', rows(3, 4));
  expect(await text('offers.csv')).toBe(
    ['card,seen,amount,outcome,outcome.percent,row_id', ...rows(1, 4).map(({ id }, at) => `c${at + 1},2025-10-09T08:53:20.00${at + 1}Z,${at + 1}.00,discount,${at + 1},${id}`), ''].join('\n'),
  );
});

test.each(['rows.jsonl', 'rows.csv'])('after a crash at any byte of a group the same group gives the same file: %s', async (name) => {
  const awkward = 'a "b",\nc 卡';
  const groups = [rows(1, 4, awkward), rows(4, 8, awkward)] as const;
  await written(`whole-${name}`, ...groups);
  const whole = await readFile(join(folder, `whole-${name}`));
  await written(`first-${name}`, groups[0]);
  const first = (await readFile(join(folder, `first-${name}`))).length;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (cut) => {
      const path = `cut-${(runs += 1)}-${name}`;
      await writeFile(join(folder, path), whole.subarray(0, cut));
      await written(path, ...(cut < first ? groups : [groups[1]]));
      expect((await readFile(join(folder, path))).equals(whole)).toBe(true);
    }),
    { seed: 3, numRuns: 150 },
  );
});

test('a row that is there already is not written again, were it opened anew or not', async () => {
  const output = await open('twice.jsonl');
  await output.send(rows(1, 5));
  await output.send(rows(3, 7));
  await output.close();
  await written('twice.jsonl', rows(1, 8));
  expect((await text('twice.jsonl')).trimEnd().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(rows(1, 8).map(({ id }) => id));
});

test('goes on in a new file where the old one was moved away, and after what others added or cut', async () => {
  const output = await open('moved.csv');
  await output.send(rows(1, 3));
  await rename(join(folder, 'moved.csv'), join(folder, 'moved.1.csv'));
  await output.send(rows(3, 4));
  expect((await text('moved.csv')).split('\n')).toHaveLength(3);
  await truncate(join(folder, 'moved.csv'), 60);
  await output.send(rows(4, 5));
  expect((await text('moved.csv')).split('\n').map((line) => line.split(',')[0])).toEqual(['card', 'c4', '']);
  await output.close();
});

test('touches no file that has another form, and none that another output writes', async () => {
  await writeFile(join(folder, 'mine.csv'), 'name,age\nAda,36\n');
  await expect(open('mine.csv')).rejects.toThrow('other columns');
  await writeFile(join(folder, 'notes.jsonl'), 'remember the milk');
  await expect(open('notes.jsonl')).rejects.toThrow('not written here');
  expect([await text('mine.csv'), await text('notes.jsonl')]).toEqual(['name,age\nAda,36\n', 'remember the milk']);
  const first = await open('shared.jsonl');
  await expect(open('shared.jsonl')).rejects.toThrow('Another output');
  await first.close();
  await (await open('shared.jsonl')).close();
});

test('stays in its folder', async () => {
  await symlink(tmpdir(), join(folder, 'way-out'));
  for (const path of ['../x.csv', '/tmp/x.csv', 'a/../../x.csv', 'way-out/x.csv', 'a\\b.csv', '']) {
    await expect(async () => open(path)).rejects.toThrow(/does not lie in|path/);
  }
  await appendFile(join(folder, 'real.jsonl'), '');
  await symlink(join(folder, 'real.jsonl'), join(folder, 'link.jsonl'));
  await written('link.jsonl', rows(1, 2));
  expect((await text('real.jsonl')).length).toBeGreaterThan(10);
});
