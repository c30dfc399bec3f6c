import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openInputs } from '../../src/cli/inputs.ts';
import { compile } from '../../src/compile/compile.ts';
import { valueAt } from '../../src/data/columns.ts';
import type { Batch } from '../../src/data/columns.ts';
import type { Field } from '../../src/data/field.ts';
import type { ReadNote, Reading } from '../../src/data/read/reading.ts';
import { readingOf } from '../../src/data/read/rows.ts';
import type { Alert, Statistics } from '../../src/engine/contract.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { inOrder } from '../../src/lab/in-order.ts';
import { replay } from '../../src/lab/replay.ts';
import type { Plan, SourceStep } from '../../src/plan/plan.ts';
import type { Arrival } from '../reference/arrive.ts';
import { runReference } from '../reference/run.ts';
import { examples } from '../support/examples.ts';
import type { Example } from '../support/examples.ts';

/** The samples of every example, from file to alert: what the engine tells is what the plain one does. */

/** The plain engine looks at all rows for each: so many of a source are enough. */
const most = 1000;

type Records = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

const recordsOf = ({ length, columns }: Batch, fields: readonly Field[]): Readonly<Record<string, unknown>>[] =>
  Array.from({ length }, (_, row) => Object.fromEntries(columns.map((column, index) => [fields[index]?.name ?? '', valueAt(column, row)])));

const sourcesOf = (plan: Plan): readonly SourceStep[] => plan.steps.filter((step) => step.op === 'source');

async function samplesOf({ document, folder, id }: Example, plan: Plan): Promise<Records> {
  const { sources } = await openInputs(document, plan, [], { path: join(folder, `${id}.rules.json`), cwd: folder, lang: 'en' }, () => []);
  const records = new Map<string, Readonly<Record<string, unknown>>[]>();
  for (const { id: source, fields } of sourcesOf(plan)) {
    const rows: Readonly<Record<string, unknown>>[] = [];
    for await (const { batch, rejected } of sources.get(source)?.input ?? []) {
      expect(rejected).toEqual([]);
      rows.push(...recordsOf(batch, fields));
    }
    records.set(source, rows.slice(0, most));
  }
  return records;
}

async function run(plan: Plan, records: Records, size: number): Promise<{ alerts: readonly Alert[]; statistics: Statistics }> {
  const alerts: Alert[] = [];
  const ordered = inOrder(plan, (alert) => alerts.push(alert));
  const engine = createEngine(plan, { listener: { alert: ordered.take } });
  const inputs = new Map(sourcesOf(plan).map(({ id, fields }) => [id, cut(records.get(id) ?? [], fields, size)]));
  await replay(plan, engine, inputs, { released: ordered.release });
  return { alerts, statistics: engine.statistics() };
}

async function* cut(rows: readonly Readonly<Record<string, unknown>>[], fields: readonly Field[], size: number): AsyncGenerator<Reading, readonly ReadNote[]> {
  for (let from = 0; from < rows.length; from += size) yield await Promise.resolve(readingOf(rows.slice(from, from + size), fields));
  return [];
}

describe.each(examples)('$id', (example) => {
  const { plan } = compile(example.document);

  test('alerts and counts, however the samples are cut', async () => {
    const records = await samplesOf(example, plan);
    const arrivals: readonly Arrival[] = [...records].flatMap(([source, rows]) => rows.map((row) => ({ source, row })));
    const reference = runReference(plan, arrivals);
    expect(reference.alerts.length).toBeGreaterThan(0);
    for (const size of [97, 8192]) {
      const { alerts, statistics } = await run(plan, records, size);
      expect(alerts.map(({ row: _row, channels: _channels, ...alert }) => alert), `${size} in a batch`).toEqual(reference.alerts);
      expect(statistics.rows).toEqual(reference.counts);
    }
  });
});
