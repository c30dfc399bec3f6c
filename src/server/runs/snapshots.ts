import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { frameAt, frameHead } from '../journal/frames.ts';
import { syncFolder } from '../journal/segments.ts';

/** What an engine held, and its host with it, before this entry of the journal. */
export interface Snapshot {
  readonly before: number;
  readonly host: unknown;
  readonly engine: Uint8Array;
}

const kept = 2;
const digits = 16;
const suffix = '.snapshot';

const nameOf = (before: number): string => `${String(before).padStart(digits, '0')}${suffix}`;

/** Appears whole or not at all. Older ones go, but for the one before it. */
export async function writeSnapshot(folder: string, { before, host, engine }: Snapshot): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${nameOf(before)}.draft`);
  const head = Buffer.from(JSON.stringify(host));
  const handle = await open(draft, 'w');
  try {
    for (const part of [frameHead(head, 0, false), head, frameHead(engine, 0, true), engine]) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, join(folder, nameOf(before)));
  await syncFolder(folder);
  for (const old of (await places(folder)).slice(0, -kept)) await rm(join(folder, nameOf(old)));
}

/** Those that are whole, the latest first. Of one that isn't the journal makes up for what it lacks, from an older one on. */
export async function* snapshotsIn(folder: string): AsyncGenerator<Snapshot> {
  for (const before of (await places(folder)).reverse()) {
    const bytes = await readFile(join(folder, nameOf(before)));
    const head = frameAt(bytes, 0);
    const engine = head === undefined ? undefined : frameAt(bytes, head.end);
    if (head === undefined || engine === undefined) continue;
    yield { before, host: JSON.parse(Buffer.from(head.entry).toString('utf8')) as unknown, engine: engine.entry };
  }
}

/** What the journal is to keep: entries from here on are needed to go on from the oldest snapshot. */
export async function oldestNeeded(folder: string): Promise<number> {
  const all = await places(folder);
  return all.length < kept ? 0 : (all[0] ?? 0);
}

async function places(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith(suffix)).map((name) => Number(name.slice(0, digits))).sort((a, b) => a - b);
}
