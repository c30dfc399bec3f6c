import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { printDocument } from '../graph/serialise.ts';
import { cardGraph, payment } from '../server/testing-graph.ts';
import { main } from './main.ts';
import { run } from './run.ts';

const base = Date.UTC(2026, 2, 1);
const never = new Promise<void>(() => undefined);

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ruleloom-run-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'cards.rules.json'), printDocument(cardGraph()));
  return folder;
}

interface Asked {
  readonly args: readonly string[];
  readonly stdin?: Iterable<Uint8Array> | undefined;
  readonly printed?: string | undefined;
  readonly stop?: Promise<void> | undefined;
}

async function ruleloom(cwd: string, { args, stdin = [], printed = '', stop = never }: Asked) {
  let [out, err] = ['', ''];
  const sink = (chunk: Uint8Array): Promise<boolean> => {
    out += Buffer.from(chunk).toString('utf8');
    return Promise.resolve(true);
  };
  const code = await run(args, { out: () => undefined, err: (text) => (err += text), cwd, lang: 'en', interactive: false }, () => ({ sink, printed, stdin: () => stdin, stop }));
  return { code, out, err };
}

const rows = (from: number, count: number): string => Array.from({ length: count }, (_, at) => payment(`p${from + at}`, base + (from + at) * 1000, `c${at % 2}`)).join('\n');

async function simulated(folder: string, file: string): Promise<string> {
  let out = '';
  const { simulate } = await import('./simulate.ts');
  await simulate(['cards.rules.json', '--source', `payments=${file}`], { out: () => undefined, err: () => undefined, cwd: folder, lang: 'en', interactive: false }, (chunk) => {
    out += Buffer.from(chunk).toString('utf8');
    return Promise.resolve(true);
  });
  return out;
}

test('runs a graph over a file to its end, prints what a simulation prints, and does not do so twice', async () => {
  const folder = await folderOf();
  await writeFile(join(folder, 'a.ndjson'), `${rows(0, 9)}\n`);
  const first = await ruleloom(folder, { args: ['cards.rules.json', '--source', 'payments=a.ndjson'] });
  expect(first).toMatchObject({ code: 0, out: await simulated(folder, 'a.ndjson') });
  expect(first.out.trim().split('\n')).toHaveLength(5);
  expect(first.err).toContain('“Cards” is running');
  const again = await ruleloom(folder, { args: ['cards.rules.json', '--source', 'payments=a.ndjson'] });
  expect([again.code, again.out]).toEqual([1, '']);
  expect(again.err).toContain('It has run to its end before');
});

test('reads standard input, and goes on with what its windows held', async () => {
  const folder = await folderOf();
  const args = ['cards.rules.json', '--source', 'payments=-', '--data', 'kept'];
  // Stopped while it waits for more.
  let asked = false;
  const waiting = { async *[Symbol.asyncIterator]() { yield Buffer.from(`${rows(0, 4)}\n${rows(4, 1).slice(0, 9)}`); asked = true; await never; } };
  const stop = (async () => {
    while (!asked) await new Promise((resolve) => setTimeout(resolve, 20));
  })();
  const first = await ruleloom(folder, { args, stdin: waiting as never, stop });
  expect([first.code, first.out]).toEqual([0, '']);
  const second = await ruleloom(folder, { args, stdin: [Buffer.from(rows(4, 5))] });
  await writeFile(join(folder, 'all.ndjson'), rows(0, 9));
  expect(second).toMatchObject({ code: 0, out: await simulated(folder, 'all.ndjson') });
});

test('goes on behind what is in the file already, in the middle of a line if need be', async () => {
  const folder = await folderOf();
  await writeFile(join(folder, 'a.ndjson'), rows(0, 9));
  const whole = await simulated(folder, 'a.ndjson');
  const args = ['cards.rules.json', '--source', `payments=${join(folder, 'a.ndjson')}`];
  const alone = join(folder, '.ruleloom/alone/cards');
  for (const cut of [0, whole.indexOf('\n') + 1, whole.indexOf('\n') + 30, whole.length - 1, whole.length]) {
    const { out, code } = await ruleloom(folder, { args, printed: whole.slice(0, cut) });
    expect([code, whole.slice(0, cut) + out]).toEqual([0, whole]);
    // As a crash leaves it: printed, and not yet known to be.
    await rm(join(alone, 'printed'), { force: true });
    const record = join(alone, 'run.json');
    await writeFile(record, (await readFile(record, 'utf8')).replace('"stopped"', '"running"'));
  }
});

test('says what it can’t do', async () => {
  const folder = await folderOf();
  const told = async (...args: readonly string[]) => {
    let err = '';
    const code = await main(['run', ...args], { out: () => undefined, err: (text) => (err += text), cwd: folder, lang: 'en', interactive: false });
    return { code, err };
  };
  expect(await told('cards.rules.json')).toMatchObject({ code: 2, err: expect.stringContaining('--source payments=PATH') as string });
  expect(await told('cards.rules.json', '--source', 'others=a.ndjson')).toMatchObject({ code: 2, err: expect.stringContaining('with the id of a source') as string });
  expect(await told('cards.rules.json', '--source', 'payments=-', '--config', 'nowhere.json')).toMatchObject({ code: 2, err: expect.stringContaining('nowhere.json') as string });
});
