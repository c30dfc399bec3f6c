import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { Unreadable } from './unreadable.ts';
import { accessTo, zipOf } from './zip-testing.ts';
import { tableIn, unzip, zipEntries } from './zip.ts';

async function contents(bytes: Uint8Array): Promise<Record<string, string>> {
  const file = accessTo(bytes);
  const found: [string, string][] = [];
  for (const entry of await zipEntries(file)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of unzip(file, entry)) chunks.push(chunk);
    found.push([entry.name, Buffer.concat(chunks).toString()]);
  }
  return Object.fromEntries(found);
}

const files = { 'a.csv': 'x,y\n1,2\n'.repeat(9000), '茶/b.txt': '', 'c.csv': 'z' };

test('files come out as they went in, packed or not', async () => {
  expect(await contents(zipOf(files))).toEqual(files);
  expect(await contents(zipOf(files, { pack: deflateRawSync }))).toEqual(files);
});

const chosen = async (names: readonly string[]): Promise<string> => {
  const entries = await zipEntries(accessTo(zipOf(Object.fromEntries(names.map((name) => [name, ''])))));
  return tableIn(entries).name;
};

test('the one table is found beside what systems and people put there', async () => {
  expect(await chosen(['data/', 'data/rows.dat'])).toBe('data/rows.dat');
  expect(await chosen(['__MACOSX/._a.csv', 'readme.txt', '.DS_Store', 'x/a.csv.gz'])).toBe('x/a.csv.gz');
  await expect(chosen(['a.csv', 'b.parquet'])).rejects.toThrow('There are 2 files in this ZIP file, and a source reads one: unpack it, and choose one of a.csv, b.parquet');
  await expect(chosen(['a.txt', 'b.txt'])).rejects.toThrow('There are 2 files');
  await expect(chosen(['x/'])).rejects.toThrow('There is no file in this ZIP file');
});

test('a password is told', async () => {
  await expect(contents(zipOf(files, { flags: 1 }))).rejects.toThrow('“a.csv” in this ZIP file is locked with a password');
});

test('damage anywhere is told, or does not matter', async () => {
  const archives = [zipOf({ 'a.csv': 'x,y\n1,2\n', 'b.csv': 'longer, longer, longer, longer' }, { pack: deflateRawSync }), zipOf({ 'a.csv': 'x,y' })];
  await fc.assert(
    fc.asyncProperty(fc.nat(1), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.option(fc.nat(400)), async (which, changes, cut) => {
      const bytes = (archives[which] ?? new Uint8Array(0)).slice(0, cut ?? undefined);
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      try {
        for (const text of Object.values(await contents(bytes))) expect(['x,y\n1,2\n', 'longer, longer, longer, longer', 'x,y']).toContain(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable);
      }
    }),
    runs(500),
  );
});
