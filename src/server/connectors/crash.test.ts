import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { generate } from '../../data/generate/generate.ts';
import { presetNamed } from '../../data/generate/presets.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { systemClock } from '../clock.ts';
import { connectionsOf } from '../connections/configured.ts';
import { serving } from '../http-testing.ts';
import { decodeEntry } from '../runs/entries.ts';
import { openRun } from '../runs/run.ts';
import type { LiveRun } from '../runs/contract.ts';
import { chosenConnector } from './registry.ts';
import { supervise } from './supervise.ts';
import type { Supervised } from './supervise.ts';

/** Connectors and runs together: a process that ends at any moment, also between storing a delivery and hearing of it. */

const { plan } = compile(examples.find(({ id }) => id === 'card-fraud')?.document ?? never());
const source = plan.steps.find((step): step is SourceStep => step.op === 'source') ?? never();

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ruleloom-crash-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs that are left as they are, as a killed process leaves them: closed only when the test is over. */
async function killedOften(connector: string, settings: object, kills: number, rows: number, connections: Parameters<typeof connectionsOf>[0] = {}): Promise<readonly unknown[]> {
  const left: LiveRun[] = [];
  const ghosts: { readonly at: Supervised; readonly end: () => void }[] = [];
  const chosen = chosenConnector({ connector, settings });
  if ('why' in chosen) throw new Error(chosen.why.en);
  let stored: unknown[] = [];
  for (let life = 0; life <= kills; life += 1) {
    const run = await openRun({ folder: join(folder, 'run'), plans: () => ({ plan }), first: 1, results: { keep: () => undefined, secure: () => undefined }, now: Date.now, ahead: Infinity, snapshotBytes: 20_000 });
    left.push(run);
    let taken = 0;
    let killed = (): void => undefined;
    const death = new Promise<void>((resolve) => (killed = resolve));
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const at: Supervised = supervise({
      ...chosen, clock: systemClock(), position: () => run.position(source.id),
      context: {
        graph: 'g', source, connections: connectionsOf(connections),
        deliver: async (delivery) => {
          const receipt = await run.accept({ ...delivery, source: source.id });
          taken += 1;
          // The connector never hears that its rows are stored.
          if (taken === 1 + (life % 3) && life < kills) {
            killed();
            await ended;
          }
          return receipt;
        },
      },
    });
    await (life < kills ? death : untilStored(run, rows));
    ghosts.push({ at, end });
    if (life < kills) continue;
    await at.stop();
    stored = await storedIn(run);
  }
  for (const { at, end } of ghosts) {
    const stopped = at.stop();
    end();
    await stopped;
  }
  for (const run of left) await run.close();
  return stored;
}

async function untilStored(run: LiveRun, rows: number): Promise<void> {
  while ((await storedIn(run)).length < rows) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function storedIn({ journal }: LiveRun): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { entry } of journal.read(journal.oldest())) {
    const decoded = decodeEntry(entry);
    if (decoded.type !== 'rows') continue;
    for (const line of Buffer.from(decoded.body).toString('utf8').split('\n')) if (line !== '') rows.push((JSON.parse(line) as { payment_id: unknown }).payment_id);
  }
  return rows;
}

const payments = (from: number, to: number): string => Array.from({ length: to - from }, (_, at) => `${JSON.stringify({ payment_id: `p${from + at}` })}\n`).join('');
const names = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, at) => `p${from + at}`);

test('a log file is read once from end to end', async () => {
  await writeFile(join(folder, 'app.log'), payments(0, 10_000));
  setTimeout(() => void appendFile(join(folder, 'app.log'), payments(10_000, 11_000)), 100);
  expect(await killedOften('tail', { path: 'app.log' }, 5, 11_000, { logs: { type: 'files', folder } })).toEqual(names(0, 11_000));
}, 60_000);

test('pages of an address are taken once', async () => {
  const server = await serving((request, response) => {
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'));
    response.end(JSON.stringify(Array.from({ length: Math.min(100, 2000 - after) }, (_, at) => ({ payment_id: `p${after + at}`, nth: after + at + 1 }))));
  });
  const settings = { path: '/', every: '20ms', cursor: 'nth', parameter: 'after', start: '0', full: 100 };
  expect(await killedOften('http-poll', settings, 5, 2000, { bank: { type: 'http', base: server.url } })).toEqual(names(0, 2000));
  await server.close();
}, 60_000);

test('the generator makes each event once', async () => {
  const ids = await killedOften('generator', { preset: 'payments', rate: 1000 }, 5, 1500);
  const made = generate(presetNamed('payments') ?? never(), { events: ids.length, seed: 1 });
  expect(ids).toEqual(Array.from(made, ({ row }) => row['payment_id']));
}, 60_000);

function never(): never {
  throw new Error('no example');
}
