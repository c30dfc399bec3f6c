import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { createClient, RefusedByServer } from '../../src/api/client.ts';
import type { Client } from '../../src/api/client.ts';
import type { RuleDocument } from '../../src/graph/document.ts';

export const home = fileURLToPath(new URL('../..', import.meta.url));
export const bin = join(home, 'src/cli/bin.mjs');

export const ruleloom = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [bin, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });

/** `ruleloom serve` as a process of its own, that can be killed. */
export interface ServerProcess {
  readonly client: Client;
  /** As if the power went: nothing is finished. */
  readonly kill: () => Promise<void>;
  /** As whoever stops it does. */
  readonly stop: () => Promise<void>;
  readonly said: () => string;
}

export async function startServer(folder: string, preload: readonly string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...preload.flatMap((each) => ['--import', each]), bin, 'serve', folder, '--port', '0', '--log', 'warn'], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const base = await addressOf(child, () => said);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { client: createClient({ base }), kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), said: () => said };
}

function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [address] = /http:\/\/[^\s/]+/.exec(out) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said()}`)));
  });
}

export async function deploy(client: Client, document: RuleDocument): Promise<void> {
  await client.ask('deploy', { params: { id: document.id }, body: { document: { ...document, format: 'ruleloom/graph' }, note: '' } });
}

/** What is sent at once, with the name that it is sent under however often. */
export interface Delivery {
  readonly key: string;
  readonly lines: readonly string[];
}

/** Whether it was acknowledged. Not to be heard, or to be told to come again, is no acknowledgement. */
export async function send(client: Client, graph: string, { key, lines }: Delivery): Promise<boolean> {
  try {
    await client.ask('ingest', { params: { graph, source: 'payments' }, body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': key } });
    return true;
  } catch (error) {
    if (error instanceof RefusedByServer && error.status !== 503 && error.status !== 404) throw error;
    return false;
  }
}

/** What is stored once all has been worked through: the alerts, in the order they were raised. */
export async function storedAlerts(folder: string): Promise<readonly string[]> {
  const store = new Database(join(folder, '.ruleloom/ruleloom.sqlite'), { readonly: true });
  try {
    return store.prepare('select body from alerts order by seq').pluck().all().map(String);
  } finally {
    store.close();
  }
}

/** All but the last event has been released to the rules. */
export async function settled(client: Client, graph: string, events: number): Promise<void> {
  for (;;) {
    const view = await client.ask('run', { params: { id: graph } }).then(({ value }) => value, () => undefined);
    const [source] = view?.sources ?? [];
    if (view?.state === 'failed') throw new Error(view.problem?.en);
    if (source !== undefined && source.accepted === events && source.waiting <= 1) return;
    await pause(100);
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
