import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileOnDisk } from './file-on-disk.ts';
import { testFolder } from './testing.ts';

const folder = testFolder();

test('parts of a file, counted', async () => {
  await folder.write('a.bin', Uint8Array.from({ length: 100 }, (_, index) => index));
  const counts: number[] = [];
  const file = fileOnDisk(join(folder.path(), 'a.bin'), 100, (bytes) => counts.push(bytes));
  expect([...new Uint8Array(await file.slice(90, 93))]).toEqual([90, 91, 92]);
  expect([...new Uint8Array(await file.slice(0, 2))]).toEqual([0, 1]);
  expect(counts).toEqual([3, 2]);
  await file.close();
});

test('a file that became shorter ends where it ends', async () => {
  await folder.write('a.bin', Uint8Array.of(1, 2, 3));
  const file = fileOnDisk(join(folder.path(), 'a.bin'), 10, () => undefined);
  expect([...new Uint8Array(await file.slice(1, 10))]).toEqual([2, 3]);
  await file.close();
});

test('what was never asked for is never opened', async () => {
  const file = fileOnDisk(join(folder.path(), 'gone'), 10, () => undefined);
  await file.close();
  const other = fileOnDisk(join(folder.path(), 'gone'), 10, () => undefined);
  await expect(other.slice(0, 1)).rejects.toThrow('ENOENT');
  await other.close();
});
