import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JournalDamaged, JournalStopped, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function all(journal: Journal, from = 0): Promise<string[]> {
  const found: string[] = [];
  for await (const { number, entry } of journal.read(from)) {
    expect(number).toBe(from + found.length);
    found.push(new TextDecoder().decode(entry));
  }
  return found;
}

const files = async (): Promise<string[]> => (await readdir(folder)).sort();
const onlyFile = async (): Promise<string> => join(folder, (await files())[0] ?? '');

test('gives back what it was given, in order, also after it was closed', async () => {
  const journal = await openJournal(folder);
  expect(await Promise.all(['one', '', 'three'].map((each) => journal.append(bytes(each))))).toEqual([0, 1, 2]);
  expect(await all(journal)).toEqual(['one', '', 'three']);
  expect(await all(journal, 2)).toEqual(['three']);
  await journal.close();

  const again = await openJournal(folder);
  expect(again.next()).toBe(3);
  expect(await again.append(bytes('four'))).toBe(3);
  expect(await all(again)).toEqual(['one', '', 'three', 'four']);
  await again.close();
});

test('goes over to new segments, and forgets whole ones', async () => {
  const journal = await openJournal(folder, { segmentBytes: 100 });
  const texts = Array.from({ length: 20 }, (_, index) => `entry ${index} ${'x'.repeat(40)}`);
  for (const text of texts) await journal.append(bytes(text));
  expect((await files()).length).toBeGreaterThan(5);
  expect(await all(journal)).toEqual(texts);
  await journal.forget(11);
  expect(journal.oldest()).toBeLessThanOrEqual(11);
  expect(journal.oldest()).toBeGreaterThan(7);
  expect(await all(journal, 11)).toEqual(texts.slice(11));
  await journal.close();
  const again = await openJournal(folder, { segmentBytes: 100 });
  expect(again.next()).toBe(20);
  expect(await all(again, 12)).toEqual(texts.slice(12));
  await again.close();
});

test('an entry far longer than what is read at a time', async () => {
  const journal = await openJournal(folder);
  const long = new Uint8Array(5_000_000).map((_, index) => index % 251);
  await journal.append(bytes('before'));
  await journal.append(long);
  await journal.append(bytes('after'));
  const found: Uint8Array[] = [];
  for await (const { entry } of journal.read(0)) found.push(Uint8Array.from(entry));
  expect(found.map(({ length }) => length)).toEqual([6, 5_000_000, 5]);
  expect(Buffer.from(found[1] ?? []).equals(Buffer.from(long))).toBe(true);
  await journal.close();
});

describe('after a crash', () => {
  test('wherever the file was cut, all that was durable by then is there, and it goes on', async () => {
    const journal = await openJournal(folder);
    const durable: { readonly size: number; readonly entries: number }[] = [];
    const texts = ['a', 'bb', '', 'dddddd'];
    for (const text of texts) {
      await journal.append(bytes(text));
      durable.push({ size: (await readFile(await onlyFile())).length, entries: durable.length + 1 });
    }
    await journal.close();
    const whole = await readFile(await onlyFile());
    const cuts = Array.from({ length: whole.length + 1 }, (_, index) => index);
    for (const cut of cuts) {
      const crashed = join(folder, `cut-${cut}`);
      await mkdir(crashed);
      await writeFile(join(crashed, '0000000000000000.journal'), whole.subarray(0, cut));
      const opened = await openJournal(crashed);
      const kept = durable.filter(({ size }) => size <= cut).length;
      expect(await all(opened)).toEqual(texts.slice(0, kept));
      expect(await opened.append(bytes('more'))).toBe(kept);
      expect(await all(opened)).toEqual([...texts.slice(0, kept), 'more']);
      await opened.close();
    }
  });

  test('garbage behind the last entry is what was never durable', async () => {
    const journal = await openJournal(folder);
    await journal.append(bytes('kept'));
    await journal.close();
    const path = await onlyFile();
    const whole = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (tail) => {
        await writeFile(path, Buffer.concat([whole, tail]));
        const opened = await openJournal(folder);
        expect(await all(opened)).toEqual(['kept']);
        await opened.close();
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('a new segment without its head holds nothing', async () => {
    const journal = await openJournal(folder, { segmentBytes: 20 });
    await journal.append(bytes('in the first'));
    await journal.append(bytes('in the second'));
    await journal.close();
    const second = join(folder, (await files())[1] ?? '');
    await truncate(second, 5);
    const opened = await openJournal(folder);
    expect(await all(opened)).toEqual(['in the first']);
    expect(await opened.append(bytes('anew'))).toBe(1);
    await opened.close();
  });
});

describe('damage', () => {
  test('to anything that was durable is told, never cut off', async () => {
    const journal = await openJournal(folder);
    for (const text of ['one', 'two', 'three', 'four']) await journal.append(bytes(text));
    await journal.close();
    const path = await onlyFile();
    const whole = await readFile(path);
    const copy = `${path}.copy`;
    await copyFile(path, copy);
    const lastTwo = whole.length - (12 + 4) - (12 + 5);
    for (let at = 0; at < lastTwo; at += 1) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x40, at);
      await writeFile(path, damaged);
      await expect(openJournal(folder)).rejects.toThrow(JournalDamaged);
      expect((await readFile(path)).equals(damaged)).toBe(true);
    }
  });

  test('in an older segment is told when it is read', async () => {
    const journal = await openJournal(folder, { segmentBytes: 20 });
    for (const text of ['one', 'two', 'three']) await journal.append(bytes(text));
    const first = await onlyFile();
    const whole = await readFile(first);
    whole.writeUInt8(whole.readUInt8(whole.length - 1) ^ 1, whole.length - 1);
    await writeFile(first, whole);
    await expect(all(journal)).rejects.toThrow(first);
    expect(await all(journal, 1)).toEqual(['two', 'three']);
    await journal.close();
  });
});

test('a closed journal takes nothing, and what it was given before is durable', async () => {
  const journal = await openJournal(folder);
  const given = Array.from({ length: 50 }, (_, index) => journal.append(bytes(`${index}`)));
  const closing = journal.close();
  expect(await Promise.all(given)).toHaveLength(50);
  await closing;
  await expect(journal.append(bytes('too late'))).rejects.toThrow(JournalStopped);
  const again = await openJournal(folder);
  expect(again.next()).toBe(50);
  await again.close();
});
