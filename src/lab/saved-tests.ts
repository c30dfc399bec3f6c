import type { Compilation } from '../compile/compile.ts';
import type { Batch } from '../data/columns.ts';
import { closest } from '../data/closest.ts';
import { isRecord } from '../data/contract.ts';
import type { Reading } from '../data/read/reading.ts';
import { readingOf } from '../data/read/rows.ts';
import type { Text, Words } from '../data/text.ts';
import { createEngine } from '../engine/engine.ts';
import type { Alert } from '../engine/contract.ts';
import type { SavedTest } from '../graph/document.ts';
import type { Plan, SourceStep } from '../plan/plan.ts';
import { compareAlerts } from './expectations.ts';
import type { Expectation } from './expectations.ts';
import { inOrder } from './in-order.ts';
import { inReadingOrder } from './feed.ts';
import * as say from './test-words.ts';

/** A saved test that was run: what it expected, what came, and how the two differ. */
export interface TestResult {
  readonly name: Text;
  readonly match: SavedTest['match'];
  readonly passed: boolean;
  readonly expected: readonly Expectation[];
  /** Every alert, in order. */
  readonly came: readonly Alert[];
  /** None where the test passed. */
  readonly differences: readonly TestDifference[];
}

export interface TestDifference {
  readonly code: 'absent' | 'other-key' | 'unexpected' | 'unwanted' | 'rejected' | 'no-field' | 'not-run';
  /** The node that it is about: an alert or a source. */
  readonly node: string;
  readonly message: Words;
  /** The id of the alert that came and should not have. */
  readonly came?: string | undefined;
  /** Of an alert that is absent: for which key it was expected. */
  readonly key?: string | undefined;
}

export type Tables = ReadonlyMap<string, Batch>;

/** Runs every saved test of a document. `tables` are those that its plan only names. */
export function runSavedTests(compilation: Compilation, tables: Tables = new Map()): readonly TestResult[] {
  return compilation.analysis.document.tests.map((test) => runSavedTest(test, compilation, tables));
}

export function runSavedTest(test: SavedTest, compilation: Compilation, tables: Tables): TestResult {
  const { plan, analysis } = compilation;
  const expected = test.expect.map(({ alert, key }) => ({ alert, key }));
  const nameOf = say.namesOf(analysis.document);
  const { came, rejected } = alertsOf(test, plan, tables, nameOf);
  const strange = strangeNames(test, plan).map(({ node, row, name, meant }) => say.noField(node, nameOf(node), row, name, meant));
  const running = new Set(plan.steps.flatMap((step) => (step.op === 'alert' || step.op === 'source' ? [step.node] : [])));
  const named = new Set([...Object.keys(test.given), ...expected.map(({ alert }) => alert)]);
  const notRun = [...named].filter((node) => !running.has(node)).map((node) => say.notRun(node, nameOf(node)));
  const told = differ(test.match, expected, came, nameOf).filter(({ code, node }) => code !== 'absent' || running.has(node));
  const differences = [...notRun, ...strange, ...rejected, ...told];
  return { name: test.name, match: test.match, passed: differences.length === 0, expected, came, differences };
}

interface StrangeName {
  readonly node: string;
  readonly row: number;
  readonly name: string;
  readonly meant: string | undefined;
}

/** Names in the rows of a test that are no field of their source: mistyped, they would make a test pass for nothing. */
function strangeNames({ given }: SavedTest, plan: Plan): readonly StrangeName[] {
  return plan.steps.flatMap((step) => {
    if (step.op !== 'source') return [];
    const names = step.fields.map(({ name }) => name);
    const known = new Set(names.flatMap((name) => [name, name.split('.')[0] ?? name]));
    const found = new Map<string, number>();
    for (const [index, row] of (given[step.id] ?? []).entries()) {
      for (const name of isRecord(row) ? Object.keys(row) : []) if (!known.has(name) && !found.has(name)) found.set(name, index + 1);
    }
    return [...found].map(([name, row]) => ({ node: step.node, row, name, meant: closest(name, names) }));
  });
}

/** The plan as tests run it: their rows are all in time, in whatever order somebody wrote them. */
export const patient = (plan: Plan): Plan => ({ ...plan, steps: plan.steps.map((step) => (step.op === 'source' ? { ...step, lateness: Infinity } : step)) });

/** What a test gives to a source, each row on the line that it has in the test. */
export function givenReading({ given }: Pick<SavedTest, 'given'>, step: SourceStep): Reading {
  const rows = given[step.id] ?? [];
  return readingOf(rows, step.fields, { lines: rows.map((_, index) => index + 1) });
}

/** The alerts that the rows of a test raise. */
export function alertsFrom(test: Pick<SavedTest, 'given'>, plan: Plan, tables: Tables): readonly Alert[] {
  return alertsOf(test, plan, tables, () => ({ en: '', zh: '' })).came;
}

function alertsOf(test: Pick<SavedTest, 'given'>, plan: Plan, tables: Tables, nameOf: (node: string) => Words): { came: readonly Alert[]; rejected: readonly TestDifference[] } {
  const came: Alert[] = [];
  const ordered = inOrder(plan, (alert) => came.push(alert));
  const engine = createEngine(patient(plan), { tables, listener: { alert: ordered.take } });
  const rejected = inReadingOrder(plan).flatMap((step) => {
    const reading = givenReading(test, step);
    engine.push(step.id, reading);
    return reading.rejected.map(({ line, faults }) => say.rejected(step.node, nameOf(step.node), line ?? 0, faults));
  });
  engine.finish();
  ordered.release(Infinity);
  return { came, rejected };
}

function differ(match: SavedTest['match'], expected: readonly Expectation[], came: readonly Alert[], nameOf: (node: string) => Words): readonly TestDifference[] {
  const { absent, extra, found } = compareAlerts(expected, came);
  if (match === 'none') {
    // Of what is named nothing may come; where nothing is named, nothing at all.
    const unwanted = expected.length === 0 ? came : found;
    return unwanted.map((alert) => say.unwanted(alert, nameOf(alert.node)));
  }
  const paired = new Set<Alert>();
  const missed = absent.map((expectation) => {
    const alike = extra.filter(({ node }) => node === expectation.alert);
    const instead = match === 'exact' ? alike.find((alert) => !paired.has(alert)) : undefined;
    if (instead === undefined) return say.absent(expectation, nameOf(expectation.alert), match === 'exact' ? [] : alike);
    paired.add(instead);
    return say.otherKey(expectation, instead, nameOf(expectation.alert));
  });
  if (match === 'subset') return missed;
  return [...missed, ...extra.filter((alert) => !paired.has(alert)).map((alert) => say.unexpected(alert, nameOf(alert.node)))];
}
