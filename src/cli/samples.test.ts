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

test('a file is read as a run reads it: its encoding, what stands before the head, any format', async () => {
  await writeFile(join(folder, 'c.csv'), Buffer.from('\ufeffStatement,,,,,\r\n,,,,March,\r\nid,at,card,amount,country,fraud\r\n1,2026-03-01,c,1,DE,\r\n', 'utf16le'));
  expect(await told('c.csv')).toEqual([]);
  await writeFile(join(folder, 'd.ndjson'), '{"id":"1"}\n');
  expect(await told('d.ndjson')).toEqual([]);
  await writeFile(join(folder, 'e.xlsx'), 'PK\u0003\u0004');
  expect(await told('e.xlsx')).toEqual(['unreadable']);
});

test('what a source has to say of how its file is written is told, ready to be put there', async () => {
  await writeFile(join(folder, 'f.csv'), 'id;at;card;amount;country;fraud\n1;13.03.2026 08:00;c;1.234,56;DE;\n2;14.03.2026;c;NULL;DE;\n');
  const [id, kind, config] = payments('pay');
  const problemsWith = (options: object): ReturnType<typeof checkFiles> =>
    checkFiles(documentOf([[id, kind, { ...config, sample: { type: 'file', path: 'f.csv', options } }]], []), join(folder, 'graph.rules.json'));
  const [problem, ...more] = await problemsWith({ separator: ';' });
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'unsaid-form', severity: 'warning', node: 'pay', at: ['sample', 'options'] });
  const said = /"sample": (\{.*\})/.exec(problem?.message.en ?? '')?.[1] ?? '{}';
  const { options }: { options: Record<string, unknown> } = JSON.parse(said);
  expect(options).toEqual({
    separator: ';',
    missing: ['NULL'],
    forms: { at: { type: 'time', order: 'day-first' }, amount: { type: 'number', decimal: ',', group: '.' } },
  });
  expect(problem?.message.zh).toContain(said);
  expect(await problemsWith(options)).toEqual([]);
});
