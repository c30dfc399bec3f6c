import fc from 'fast-check';
import type { Compilation } from '../../compile/compile.ts';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, paymentFields, payments } from '../../compile/testing.ts';
import type { Row, Value } from '../../data/field.ts';
import type { Reading } from '../../data/read/reading.ts';
import { readingOf } from '../../data/read/rows.ts';
import type { Alert } from '../../engine/contract.ts';
import { countOf, rowOf } from '../../engine/flow/flow.ts';
import type { StreamRef } from '../../plan/plan.ts';
import { replay } from '../replay.ts';
import { ledgerRun } from './collect.ts';
import type { LedgerOptions } from './collect.ts';
import type { Ledger } from './ledger.ts';

/** Runs for tests: what a ledger says, beside the rows and alerts themselves. */

export interface Payment {
  readonly id: string;
  readonly at: number;
  readonly card: string | null;
  readonly amount: number | null;
  readonly fraud: boolean | null;
}

export interface Ran {
  readonly compilation: Compilation;
  readonly ledger: Ledger;
  readonly alerts: readonly Alert[];
  readonly streams: ReadonlyMap<StreamRef, readonly Row[]>;
}

/** Large payments and card testing, each with an alert of its own; the second is sent once a card and hour. */
export function twoRules(limit = 50, many = 3): Compilation {
  const fields = paymentFields.map((field) => (field.name === 'amount' ? { ...field, roles: ['amount' as const] } : field));
  const alert = { severity: 'high', key: ['card'], title: 'x', message: 'x', channels: [] };
  const compilation = compile(
    documentOf(
      [
        payments('payments', fields),
        ['habits', 'rolling', { key: ['card'], features: [{ name: 'recent', fn: 'count', within: '1h' }] }],
        ['large', 'condition', { when: above('amount', limit) }],
        ['often', 'condition', { when: above('recent', many) }],
        ['warn-large', 'alert', alert],
        ['warn-often', 'alert', { ...alert, once: '1h' }],
      ],
      ['payments > habits', 'habits > large', 'habits > often', 'large.match > warn-large', 'often.match > warn-often'],
    ),
  );
  const errors = compilation.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message.en).join('; '));
  return compilation;
}

export async function ranOver(compilation: Compilation, rows: Readonly<Record<string, readonly object[]>>, options: LedgerOptions = {}): Promise<Ran> {
  const alerts: Alert[] = [];
  const streams = new Map<StreamRef, Row[]>();
  const run = ledgerRun(compilation, {
    ...options,
    listener: {
      alert: (alert) => alerts.push(alert),
      watch: (stream) => (flow) => {
        const own = streams.get(stream) ?? [];
        streams.set(stream, own);
        for (let at = 0; at < countOf(flow); at += 1) own.push(rowOf(flow, flow.rows?.[at] ?? at));
      },
    },
  });
  const inputs = compilation.plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, inputOf(readingOf([...(rows[step.id] ?? [])], step.fields))] as const] : []));
  await replay(compilation.plan, run.engine, new Map(inputs));
  return { compilation, ledger: run.ledger(), alerts, streams };
}

async function* inputOf(reading: Reading): AsyncGenerator<Reading, readonly []> {
  yield await Promise.resolve(reading);
  return [];
}

const start = Date.UTC(2026, 2, 1);
const hour = 3_600_000;

/** Payments of some days, in order of time, no two at once. */
export const somePayments = (most = 60, days = 6): fc.Arbitrary<readonly Payment[]> =>
  fc
    .array(
      fc.record({
        at: fc.nat(days * 24 * 4),
        card: fc.constantFrom('a', 'b', 'c', 'd', null),
        amount: fc.constantFrom(1, 20, 49.5, 50, 51, 80, 300, null),
        fraud: fc.constantFrom(true, false, false, false, null),
      }),
      { minLength: 1, maxLength: most, size: 'max' },
    )
    .map((all) => all.toSorted((a, b) => a.at - b.at).map(({ at, ...each }, index) => ({ ...each, id: `p-${index}`, at: start + at * (hour / 4) + index })));

export const values = (rows: readonly Row[] | undefined, name: string): readonly Value[] => (rows ?? []).map((row) => row[name] ?? null);
