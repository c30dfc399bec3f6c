import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inLanguage } from '../../src/data/text.ts';
import type { SavedTest } from '../../src/graph/document.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { runReference } from '../reference/run.ts';
import { examples } from '../support/examples.ts';

/** Every saved test of every example is true by the reference engine. */

interface Told {
  readonly alert: string;
  readonly key: string | undefined;
}

function alertsOf(plan: Plan, given: SavedTest['given'], tables: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>): readonly Told[] {
  const order = plan.steps.flatMap((step) => (step.op === 'source' ? [step.id] : []));
  const arrivals = order.flatMap((source) => (given[source] ?? []).map((row) => ({ source, row })));
  // Rows of a test are all in time, in whatever order somebody wrote them.
  const patient: Plan = { ...plan, steps: plan.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step)) };
  const { alerts, counts } = runReference(patient, arrivals, { tables });
  for (const [port, count] of Object.entries(counts)) if (port.endsWith('.rejected')) expect(count, port).toBe(0);
  return alerts.map(({ node, key }) => ({ alert: node, key: key ?? undefined }));
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

describe.each(examples)('$id', ({ document, folder }) => {
  const { plan } = compile(document);
  const tables = new Map(
    document.tables.flatMap(({ data, columns }) => {
      if (!('file' in data) || !existsSync(join(folder, data.file))) return [];
      const [head = '', ...lines] = readFileSync(join(folder, data.file), 'utf8').trim().split('\n');
      const names = head.split(',');
      const numbers = new Set(columns.filter((column) => column.type === 'number').map((column) => column.name));
      const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => {
        const name = names[index] ?? '';
        return [name, cell === '' ? null : numbers.has(name) ? Number(cell) : cell];
      })));
      return [[data.file, rows] as const];
    }),
  );

  test('has saved tests', () => {
    expect(document.tests.length).toBeGreaterThan(0);
  });

  test.each(document.tests.map((saved) => ({ saved, name: inLanguage(saved.name, 'en') })))('$name', ({ saved }) => {
    const named = saved.expect.map(({ alert, key }) => ({ alert, key }));
    const got = alertsOf(plan, saved.given, tables);
    const { absent, extra } = compare(named, got);
    if (saved.match === 'exact') expect({ absent, extra }).toEqual({ absent: [], extra: [] });
    if (saved.match === 'subset') expect(absent).toEqual([]);
    // Of what is named nothing may come; where nothing is named, nothing at all.
    if (saved.match === 'none') expect(named.length === 0 ? got : named.filter((each) => !absent.includes(each))).toEqual([]);
  });
});
