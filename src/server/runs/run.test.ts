import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { compile } from '../../compile/compile.ts';
import { valueAt } from '../../data/columns.ts';
import { nameInData } from '../../data/field.ts';
import { readTable } from '../../data/read/table-file.ts';
import { createEngine } from '../../engine/engine.ts';
import type { SourceStep } from '../../plan/plan.ts';
import { openStore } from '../store/database.ts';
import { keptResults } from '../store/results.ts';
import { openRun } from './run.ts';
import type { LiveRun, RunOptions } from './contract.ts';

const example = examples.find(({ id }) => id === 'card-fraud');
if (example === undefined) throw new Error('no example');
const { plan } = compile(example.document);
const source = plan.steps.find((step): step is SourceStep => step.op === 'source');
if (source === undefined) throw new Error('no source');

let root = '';
let lines: string[] = [];
let expected: string[] = [];
let lastTime = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ruleloom-run-'));
  const bytes = await readFile(join(example.folder, 'data/payments.csv'));
  const alerts: string[] = [];
  const engine = createEngine(plan, { listener: { alert: (alert) => alerts.push(JSON.stringify(alert)) } });
  for await (const reading of readTable([bytes], source.fields)) {
    for (let row = 0; row < reading.batch.length; row += 1) {
      const values = source.fields.map((field, at) => {
        const column = reading.batch.columns[at];
        const value = column === undefined ? null : valueAt(column, row);
        if (field.name === source.time) lastTime = Math.max(lastTime, Number(value));
        return [nameInData(field), value] as const;
      });
      lines.push(JSON.stringify(Object.fromEntries(values)));
    }
    engine.push(source.id, reading);
  }
  lines = lines.slice(0, 3000);
  engine.finish();
  expected = alerts;
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = (folder: string, more: Partial<RunOptions> = {}): Promise<LiveRun> => {
  const store = openStore(join(folder, 'ruleloom.sqlite'));
  const results = keptResults(store, { graph: 'g', run: 'r', now: () => lastTime, print: (alert) => JSON.stringify(alert) });
  return openRun({ folder, plans: () => ({ plan }), first: 1, results, now: () => lastTime, ...more });
};

const stored = (folder: string): string[] => {
  const store = openStore(join(folder, 'ruleloom.sqlite'));
  const found = store.prepare('select body from alerts order by seq').pluck().all().map(String);
  store.close();
  return found;
};

const body = (from: number, to: number): Uint8Array => Buffer.from(lines.slice(from, to).join('\n'));

test('raises the alerts of a simulation, to the byte, whatever is cut and wherever it crashes', async () => {
  expect(expected.length).toBeGreaterThan(5);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ rows: fc.integer({ min: 1, max: 500 }), next: fc.constantFrom('goes on', 'is killed', 'is closed', 'takes a snapshot', 'is sent again') }), { minLength: 4, maxLength: 10 }),
      async (steps) => {
        runs += 1;
        const folder = join(root, `run-${runs}`);
        const small = { segmentBytes: 100_000, snapshotBytes: 150_000 };
        let run = await open(folder, small);
        const killed: LiveRun[] = [];
        let at = 0;
        for (const { rows, next } of [...steps, { rows: lines.length, next: 'goes on' }]) {
          const delivery = { source: source.id, body: body(at, at + rows), key: `from ${at}`, position: Math.min(lines.length, at + rows) };
          const receipt = await run.accept(delivery);
          if (next === 'is sent again') expect(await run.accept(delivery)).toMatchObject({ number: receipt.number, accepted: receipt.accepted });
          at = Math.min(lines.length, at + rows);
          if (next === 'takes a snapshot') await run.snapshot();
          if (next === 'is closed') await run.close();
          // What was on its way when it was killed is behind what is durable.
          if (next === 'is killed') await appendFile(join(folder, 'journal', (await readdir(join(folder, 'journal'))).sort().at(-1) ?? ''), body(at, at + 5));
          if (next !== 'is closed' && next !== 'is killed') continue;
          if (next === 'is killed') killed.push(run);
          run = await open(folder, small);
          expect(run.position(source.id)).toBe(at);
          expect(await run.accept(delivery)).toMatchObject({ accepted: receipt.accepted });
        }
        await run.finish();
        for (const each of [...killed, run]) await each.close();
        expect(stored(folder)).toEqual(expected);
      },
    ),
    { seed: 5, numRuns: 6 },
  );
}, 120_000);
