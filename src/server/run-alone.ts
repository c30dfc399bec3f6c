import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deployment } from '../api/runs.ts';
import type { Words } from '../data/text.ts';
import type { RuleDocument } from '../graph/document.ts';
import { printDocument } from '../graph/serialise.ts';
import { Trouble } from './connections/trouble.ts';
import { lockFolder } from './lock.ts';
import { openHost } from './runs/host.ts';
import type { HostEvent, HostOptions, HostView, RunHost } from './runs/host.ts';
import { hasRecord, readRecord, versionOf, writeRecord, writeVersion } from './runs/run-folder.ts';
import { openStore } from './store/database.ts';

/** One graph live, without a server: it goes on where it was when it was run last. */
export interface RunAlone extends Pick<RunHost, 'accept' | 'finish'> {
  /** What of this version begins empty, where another one ran before. */
  readonly notes: readonly Words[];
  readonly view: () => Promise<HostView>;
  /** The alerts behind this one, as they are stored, in the order they were raised. */
  readonly alertsAfter: (seq: number, most: number) => readonly StoredAlert[];
  /** The place of an alert among all. */
  readonly placeOf: (id: string) => number | undefined;
  readonly close: () => Promise<void>;
}

export interface StoredAlert {
  readonly seq: number;
  readonly body: string;
}

export interface RunAloneOptions extends Pick<HostOptions, 'graphs' | 'connections' | 'ahead' | 'keep'> {
  /** Keeps the journal, snapshots and results of this graph. */
  readonly folder: string;
  readonly document: RuleDocument;
  readonly tell: (event: HostEvent) => void;
}

export async function runAlone({ folder, document, tell, ...shared }: RunAloneOptions): Promise<RunAlone> {
  await mkdir(folder, { recursive: true });
  const closing: (() => unknown)[] = [lockFolder(folder)];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const path = join(folder, 'ruleloom.sqlite');
    const store = openStore(path);
    closing.push(() => store.close());
    const next = await recorded(folder, printDocument(document));
    const host = await openHost({ ...shared, graph: document.id, folder, store: path, paused: next !== undefined }, tell);
    closing.push(host.close);
    const notes = next === undefined ? [] : await change(folder, host, next);
    const after = store.prepare('select seq, body from alerts where seq > ? order by seq limit ?');
    const place = store.prepare('select seq from alerts where id = ?');
    return {
      notes,
      accept: host.accept,
      finish: async () => {
        await host.finish();
        await writeRecord(folder, { ...(await readRecord(folder)), wanted: 'stopped' });
      },
      view: host.view,
      alertsAfter: (seq, most) => after.all(seq, most) as StoredAlert[],
      placeOf: (id) => (place.all(id) as { readonly seq: number }[])[0]?.seq,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The deployment that has yet to be changed to; undefined where this version is what ran before, or where none did. */
async function recorded(folder: string, text: string): Promise<Deployment | undefined> {
  const record = (await hasRecord(folder)) ? await readRecord(folder) : undefined;
  if (record?.wanted === 'stopped') {
    throw new Trouble({ en: `It has run to its end before, with all its alerts. To run it anew, delete ${folder}`, zh: `它已运行结束，预警已全部输出。要重新运行，请删除 ${folder}` });
  }
  const last = record?.deployments.at(-1);
  if (last?.version === versionOf(text)) return undefined;
  const deployment: Deployment = { number: (last?.number ?? 0) + 1, version: await writeVersion(folder, text), at: Date.now(), note: '', notes: [] };
  if (last !== undefined) return deployment;
  await writeRecord(folder, { wanted: 'running', since: Date.now(), first: 1, halted: [], deployments: [deployment] });
  return undefined;
}

async function change(folder: string, host: RunHost, next: Deployment): Promise<readonly Words[]> {
  const before = await readRecord(folder);
  await writeRecord(folder, { ...before, deployments: [...before.deployments, next] });
  try {
    const notes = await host.deploy(next.number);
    await host.goOn();
    return notes;
  } catch (error) {
    await writeRecord(folder, before);
    throw error;
  }
}
