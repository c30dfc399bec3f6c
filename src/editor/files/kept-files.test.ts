import { expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { forgetStrays } from './forget-strays.ts';
import { keptFiles } from './kept-files.ts';
import type { FileInFolder, Folder } from './kept-files.ts';

class MemoryFolder implements Folder {
  readonly folders = new Map<string, MemoryFolder>();
  readonly files = new Map<string, Blob>();

  getDirectoryHandle(name: string): Promise<Folder> {
    const folder = this.folders.get(name) ?? new MemoryFolder();
    this.folders.set(name, folder);
    return Promise.resolve(folder);
  }

  getFileHandle(name: string, { create = false } = {}): Promise<FileInFolder> {
    if (!create && !this.files.has(name)) return Promise.reject(new Error('NotFoundError'));
    return Promise.resolve({
      getFile: () => Promise.resolve(this.files.get(name) ?? new Blob([])),
      createWritable: () => {
        const parts: (Blob | string)[] = [];
        return Promise.resolve({
          write: (data: Blob | string) => Promise.resolve(void parts.push(data)),
          close: () => Promise.resolve(void this.files.set(name, new Blob(parts))),
          abort: () => Promise.resolve(),
        });
      },
    });
  }

  removeEntry(name: string): Promise<void> {
    return this.files.delete(name) ? Promise.resolve() : Promise.reject(new Error('NotFoundError'));
  }

  async *keys(): AsyncIterable<string> {
    yield* await Promise.resolve([...this.files.keys()]);
  }
}

const made = (): { root: MemoryFolder; kept: ReturnType<typeof keptFiles>; contents: () => number } => {
  const root = new MemoryFolder();
  return { root, kept: keptFiles(() => Promise.resolve(root)), contents: () => root.folders.get('files')?.files.size ?? 0 };
};

test('a file that was given is there under its path, and only in its graph', async () => {
  const { kept } = made();
  await kept.keep('a', 'payments.csv', new Blob(['id\n1\n']));
  expect(await (await kept.open('a', 'payments.csv'))?.text()).toBe('id\n1\n');
  expect(await kept.open('b', 'payments.csv')).toBeUndefined();
  expect(await kept.missing('a', ['payments.csv', 'logins.csv'])).toEqual(['logins.csv']);
});

test('a file is there as soon as it was given, kept or not, and the same file as before once it is', async () => {
  const { kept, contents } = made();
  const file = new File(['id\n1\n'], 'payments.csv', { lastModified: 1_760_000_000_000 });
  kept.give('given', 'payments.csv', file);
  expect(await kept.open('given', 'payments.csv')).toBe(file);
  expect(await kept.missing('given', ['payments.csv'])).toEqual([]);
  expect(contents()).toBe(0);
  await kept.keep('given', 'payments.csv', file);
  const again = await kept.open('given', 'payments.csv');
  expect(again).not.toBe(file);
  expect(again instanceof File && again.lastModified).toBe(1_760_000_000_000);
  expect(await again?.text()).toBe('id\n1\n');
});

test('what cannot be kept is there until the page is left', async () => {
  const kept = keptFiles(() => Promise.reject(new Error('no room')));
  await expect(kept.keep('refused', 'payments.csv', new Blob(['id\n1\n']))).rejects.toThrow('no room');
  expect(await (await kept.open('refused', 'payments.csv'))?.text()).toBe('id\n1\n');
});

test('the same content is kept once, and goes with the last graph that has it', async () => {
  const { kept, contents } = made();
  await kept.keep('a', 'one.csv', new Blob(['same']));
  await kept.keep('b', 'two.csv', new Blob(['same']));
  await kept.copy('a', 'c');
  expect(contents()).toBe(1);
  await kept.forget('a');
  await kept.forget('b');
  expect(await (await kept.open('c', 'one.csv'))?.text()).toBe('same');
  await kept.forget('c');
  expect(contents()).toBe(0);
});

test('files go when no graph on the shelf reads them any more, and stay for copies', async () => {
  const { kept, contents } = made();
  await kept.keep('orders', 'one.csv', new Blob(['one']));
  await kept.keep('orders-of-may', 'two.csv', new Blob(['two']));
  await forgetStrays(kept, ['orders-2', 'other']);
  expect(await kept.graphs()).toEqual(['orders']);
  expect(contents()).toBe(1);
  expect(await (await kept.open('orders', 'one.csv'))?.text()).toBe('one');
});

test('what is given anew takes the place of what was there', async () => {
  const { kept, contents } = made();
  await kept.keep('a', 'one.csv', new Blob(['old']));
  await kept.keep('a', 'one.csv', new Blob(['new']));
  expect(await (await kept.open('a', 'one.csv'))?.text()).toBe('new');
  expect(contents()).toBe(1);
  expect(await kept.listed('a')).toHaveLength(1);
});

test('a file that was only written in part, or a list that is damaged, is asked for again', async () => {
  const { kept, root } = made();
  const { hash } = await kept.keep('a', 'one.csv', new Blob(['whole']));
  root.folders.get('files')?.files.set(hash, new Blob(['who']));
  expect(await kept.missing('a', ['one.csv'])).toEqual(['one.csv']);
  root.folders.get('graphs')?.files.set('a.json', new Blob(['[{"path"']));
  expect(await kept.missing('a', ['one.csv'])).toEqual(['one.csv']);
  await kept.keep('a', 'one.csv', new Blob(['whole']));
  expect(await kept.missing('a', ['one.csv'])).toEqual([]);
});

test('content is known by all of it, however large', async () => {
  const large = new Uint8Array(8_388_609);
  const hash = await contentHash(new Blob([large]));
  large[8_388_608] = 1;
  expect(await contentHash(new Blob([large]))).not.toBe(hash);
  expect(await contentHash(new Blob([]))).toMatch(/^[0-9a-f]{64}$/);
});
