import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inLanguage } from '../../src/data/text.ts';
import { readCsv } from '../../src/data/read/csv.ts';
import type { SavedTest } from '../../src/graph/document.ts';
import type { Batch } from '../../src/data/columns.ts';
import { runSavedTest } from '../../src/lab/saved-tests.ts';
import type { Tables } from '../../src/lab/saved-tests.ts';
import { tableFrom } from '../../src/lab/tables.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { runReference } from '../reference/run.ts';
import type { ReferenceRun } from '../reference/run.ts';
import { examples } from '../support/examples.ts';
import type { Example } from '../support/examples.ts';

/** Every saved test of every example holds, by the engine and by the reference engine alike. */

type Records = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

function byReference(plan: Plan, given: SavedTest['given'], tables: Records): ReferenceRun {
  const order = plan.steps.flatMap((step) => (step.op === 'source' ? [step.id] : []));
  const arrivals = order.flatMap((source) => (given[source] ?? []).map((row) => ({ source, row })));
  // Rows of a test are all in time, in whatever order somebody wrote them.
  const patient: Plan = { ...plan, steps: plan.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step)) };
  return runReference(patient, arrivals, { tables });
}

interface Told {
  readonly alert: string;
  readonly key: string | undefined;
}

/** What was expected and did not come, and what came and was not expected. Each alert stands for one expectation. */
function compare(expected: readonly Told[], got: readonly Told[]): { readonly absent: readonly Told[]; readonly extra: readonly Told[] } {
  const extra = [...got];
  const absent = expected.filter(({ alert, key }) => {
    const at = extra.findIndex((each) => each.alert === alert && (key === undefined || each.key === key));
    if (at >= 0) extra.splice(at, 1);
    return at < 0;
  });
  return { absent, extra };
}

/** The files beside an example that its reference tables are in. */
function filesOf({ document, folder }: Example): readonly { readonly name: string; readonly text: string; readonly columns: Example['document']['tables'][number]['columns'] }[] {
  return document.tables.flatMap(({ data, columns }) => {
    if (!('file' in data) || !existsSync(join(folder, data.file))) return [];
    return [{ name: data.file, text: readFileSync(join(folder, data.file), 'utf8'), columns }];
  });
}

async function asTables(example: Example): Promise<Tables> {
  const tables = new Map<string, Batch>();
  for (const { name, text, columns } of filesOf(example)) {
    const { batch } = await tableFrom(readCsv([new TextEncoder().encode(text)], columns), columns);
    tables.set(name, batch);
  }
  return tables;
}

function asRecords(example: Example): Records {
  return new Map(
    filesOf(example).map(({ name, text, columns }) => {
      const [head = '', ...lines] = text.trim().split('\n');
      const names = head.split(',');
      const numbers = new Set(columns.filter((column) => column.type === 'number').map((column) => column.name));
      const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => {
        const column = names[index] ?? '';
        return [column, cell === '' ? null : numbers.has(column) ? Number(cell) : cell];
      })));
      return [name, rows] as const;
    }),
  );
}

describe.each(examples)('$id', (example) => {
  const { document } = example;
  const compilation = compile(document);
  const records = asRecords(example);

  test('has saved tests', () => {
    expect(document.tests.length).toBeGreaterThan(0);
  });

  describe.each(document.tests.map((saved) => ({ saved, name: inLanguage(saved.name, 'en') })))('$name', ({ saved }) => {
    const reference = byReference(compilation.plan, saved.given, records);

    test('by the reference engine', () => {
      for (const [port, count] of Object.entries(reference.counts)) if (port.endsWith('.rejected')) expect(count, port).toBe(0);
      const named = saved.expect.map(({ alert, key }) => ({ alert, key }));
      const got = reference.alerts.map(({ node, key }) => ({ alert: node, key: key ?? undefined }));
      const { absent, extra } = compare(named, got);
      if (saved.match === 'exact') expect({ absent, extra }).toEqual({ absent: [], extra: [] });
      if (saved.match === 'subset') expect(absent).toEqual([]);
      // Of what is named nothing may come; where nothing is named, nothing at all.
      if (saved.match === 'none') expect(named.length === 0 ? got : named.filter((each) => !absent.includes(each))).toEqual([]);
    });

    test('by the engine, with the same alerts to the last letter', async () => {
      const { differences, came } = runSavedTest(saved, compilation, await asTables(example));
      expect(differences.map(({ message }) => message.en)).toEqual([]);
      expect(came.map(({ row: _row, channels: _channels, ...alert }) => alert)).toEqual(reference.alerts);
    });
  });
});
