import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentOf, payments } from '../compile/testing.ts';
import { checkFiles } from './samples.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-'));
});
afterEach(() => rm(folder, { recursive: true }));

const told = async (file: string): Promise<readonly string[]> => {
  const [id, kind, config] = payments('pay');
  const document = documentOf([[id, kind, { ...config, sample: { type: 'file', path: file } }]], []);
  const problems = await checkFiles(document, join(folder, 'graph.rules.json'));
  return problems.map((problem) => `${problem.code} ${problem.field ?? ''}`.trim());
};

test('a sample that is not there is told', async () => {
  expect(await told('gone.csv')).toEqual(['no-file']);
});

test('a column that the contract names and the file lacks is told', async () => {
  await writeFile(join(folder, 'a.csv'), '\uFEFFid;at;"card";sum;country;fraud\r\n');
  expect(await told('a.csv')).toEqual(['no-column amount']);
});

test('a file with all columns is fine', async () => {
  await writeFile(join(folder, 'b.csv'), 'id,at,card,amount,country,fraud,more\n');
  expect(await told('b.csv')).toEqual([]);
});
