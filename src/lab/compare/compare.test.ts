import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examples } from '../../../test/support/examples.ts';
import { runs } from '../../../test/support/runs.ts';
import { compile } from '../../compile/compile.ts';
import type { Field } from '../../data/field.ts';
import { readCsv } from '../../data/read/csv.ts';
import type { Alert } from '../../engine/contract.ts';
import { createEngine } from '../../engine/engine.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { documentSchema } from '../../graph/document.ts';
import type { Input } from '../feed.ts';
import { replay } from '../replay.ts';
import { compareGraphs } from './compare.ts';
import type { CompareOptions, ComparedRuns } from './compare.ts';
import type { Side } from './model.ts';
import { rowsBehindHits, rowsKnown, rowsOnlyIn } from './rows-behind.ts';

const [cardFraud] = examples.filter(({ id }) => id === 'card-fraud');
if (cardFraud === undefined) throw new Error('there is an example of card fraud');
const bytes = readFileSync(join(cardFraud.folder, 'data/payments.csv'));

async function* payments(fields: readonly Field[]): Input {
  yield* readCsv([bytes], fields);
  return [];
}

/** The document with some texts of its file exchanged for others. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): RuleDocument {
  let text = JSON.stringify(cardFraud?.document);
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the example has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return documentSchema.parse(JSON.parse(text));
}

const compared = (before: RuleDocument, after: RuleDocument, options?: CompareOptions): Promise<ComparedRuns> =>
  compareGraphs({ before: { compilation: compile(before) }, after: { compilation: compile(after) } }, (_, __, fields) => payments(fields), options);

/** The alerts of one graph, by a run of its own. */
async function alertsOf(document: RuleDocument): Promise<readonly Alert[]> {
  const { plan } = compile(document);
  const alerts: Alert[] = [];
  const engine = createEngine(plan, { listener: { alert: (alert) => alerts.push(alert) } });
  await replay(plan, engine, new Map(plan.steps.flatMap((step) => (step.op === 'source' ? [[step.id, payments(step.fields)] as const] : []))));
  return alerts;
}

const idsOf = ({ comparison }: ComparedRuns, side: Side, places: Iterable<number>): readonly string[] => [...places].map((at) => comparison.alerts[side][at]?.id ?? '?').sort();

const lower = ['"from":70', '"from":60'] as const;
const fewer = ['[{"var":"small_10m"},4]', '[{"var":"small_10m"},3]'] as const;

test('a lower limit on the example: figures as counted by hand from two runs', async () => {
  const { comparison } = await compared(changed(), changed(lower, fewer), { capacity: 1 });
  expect(structuredClone(comparison)).toEqual(comparison);
  const { graphs, only, shared, moved, raisedBy, labels, capacity } = comparison;
  expect([graphs.before.alerts, graphs.after.alerts, graphs.after.rows]).toEqual([9, 11, 1700]);
  // One is the same, eight come earlier for their card, and two are new.
  expect([shared.before, only.before, only.after, moved.before].map(({ length }) => length)).toEqual([1, 0, 2, 8]);
  expect(raisedBy.map(({ nodes, alerts, only: alone, changed: other, moved: elsewhere }) => [nodes.after, alerts.before, alerts.after, alone.before, alone.after, other, elsewhere])).toEqual([
    ['fraud-alert', 5, 7, 0, 2, 0, 4],
    ['testing-alert', 4, 4, 0, 0, 0, 4],
  ]);
  expect(labels.map(({ known, positive, caught, alarmed, newlyCaught, newlyLost, heldBack }) => ({ known, positive, caught, alarmed, newlyCaught: newlyCaught.length, newlyLost: newlyLost.length, heldBack }))).toEqual([
    { known: 1700, positive: 49, caught: { before: 7, after: 9 }, alarmed: { before: 0, after: 1 }, newlyCaught: 7, newlyLost: 5, heldBack: { newlyCaught: 1, newlyLost: 5 } },
  ]);
  expect(capacity).toEqual({ perDay: 1, daysOver: { before: 3, after: 3 }, tooMany: { before: 5, after: 7 } });
});

test('what only one has, both have, or has changed: as set operations on two plain runs say', async () => {
  const edits = [
    lower, fewer,
    ['"points":60', '"points":20'], ['"severity":"critical"', '"severity":"high"'], ['"once":"1d"', '"once":"10m"'],
    ['Block the card before', 'Stop the card before'], ['"channels":["fraud desk"]', '"channels":["fraud desk","boss"]'], ['"threshold":4', '"threshold":3'],
    ['[{"var":"countries_2h"},2]', '[{"var":"countries_2h"},3]'], ['"within":"10m"', '"within":"30m"'],
  ] as const;
  await fc.assert(
    fc.asyncProperty(fc.subarray([...edits]), fc.subarray([...edits]), async (first, second) => {
      const documents = { before: changed(...first), after: changed(...second) };
      const ran = await compared(documents.before, documents.after);
      const { comparison } = ran;
      const plain = { before: await alertsOf(documents.before), after: await alertsOf(documents.after) };
      const byId = new Map(plain.before.map((alert) => [alert.id, alert]));
      const afterIds = new Set(plain.after.map(({ id }) => id));
      const said = ({ severity, title, message, channels }: Alert): string => JSON.stringify([severity, title, message, channels]);
      expect(idsOf(ran, 'before', [...comparison.only.before, ...comparison.moved.before])).toEqual(plain.before.flatMap(({ id }) => (afterIds.has(id) ? [] : [id])).sort());
      expect(idsOf(ran, 'after', [...comparison.only.after, ...comparison.moved.after])).toEqual(plain.after.flatMap(({ id }) => (byId.has(id) ? [] : [id])).sort());
      expect(idsOf(ran, 'before', comparison.shared.before)).toEqual(plain.before.flatMap(({ id }) => (afterIds.has(id) ? [id] : [])).sort());
      expect(idsOf(ran, 'after', comparison.shared.after)).toEqual(idsOf(ran, 'before', comparison.shared.before));
      for (const [index, place] of comparison.moved.before.entries()) {
        const [one, other] = [comparison.alerts.before[place], comparison.alerts.after[comparison.moved.after[index] ?? -1]];
        expect([one?.node, one?.key]).toEqual([other?.node, other?.key]);
        expect(Math.abs((one?.time ?? 0) - (other?.time ?? 0))).toBeLessThanOrEqual(86_400_000);
      }
      const different = plain.after.flatMap((alert) => { const other = byId.get(alert.id); return other === undefined || said(other) === said(alert) ? [] : [alert.id]; });
      expect(idsOf(ran, 'after', comparison.changed.map(({ after }) => after))).toEqual(different.sort());

      const frauds = (alerts: readonly Alert[]): ReadonlySet<string> => new Set(alerts.flatMap(({ event }) => (event['is_fraud'] === true ? [String(event['payment_id'])] : [])));
      const [caughtBefore, caughtAfter] = [frauds(plain.before), frauds(plain.after)];
      const [labels] = comparison.labels;
      const names = (rows: Int32Array | undefined): readonly string[] => [...(rows ?? [])].map((row) => ran.ran.ledgers.after.sources[0]?.ids.get(row) ?? '?');
      expect(names(labels?.newlyCaught).toSorted()).toEqual([...caughtAfter].filter((id) => !caughtBefore.has(id)).sort());
      expect(names(labels?.newlyLost).toSorted()).toEqual([...caughtBefore].filter((id) => !caughtAfter.has(id)).sort());
      expect(labels?.caught).toEqual({ before: caughtBefore.size, after: caughtAfter.size });
      const source = { before: 'payments', after: 'payments' };
      expect(names(rowsKnown(ran.ran, source, 'caught', 'before', {})).toSorted()).toEqual([...caughtBefore].sort());
      const missed = rowsKnown(ran.ran, source, 'missed', 'after', {});
      expect(names(missed).filter((id) => caughtAfter.has(id))).toEqual([]);
      expect(missed).toHaveLength((labels?.positive ?? 0) - caughtAfter.size);
      expect(rowsKnown(ran.ran, source, 'alarmed', 'after', {})).toHaveLength(labels?.alarmed.after ?? -1);
      for (const rule of comparison.rules) expect(rowsBehindHits(ran.ran, rule, source, 'after')).toHaveLength(rule.hits.after ?? 0);

      const perDay = new Map<number, number>();
      for (const { time } of plain.after) perDay.set(Math.floor((time ?? 0) / 86_400_000), (perDay.get(Math.floor((time ?? 0) / 86_400_000)) ?? 0) + 1);
      expect(comparison.days.filter(({ alerts }) => alerts.after > 0).map(({ day, alerts }) => [day, alerts.after])).toEqual([...perDay].sort((a, b) => a[0] - b[0]));
    }),
    runs(6),
  );
}, 120_000);

test('nodes that were renamed or made again keep their alerts', async () => {
  const renamed = changed(['"fraud-alert"', '"blocked"'], ['"habits"', '"features"']);
  const { comparison } = await compared(changed(), renamed);
  expect(comparison.only.before).toHaveLength(0);
  expect(comparison.only.after).toHaveLength(0);
  expect(comparison.raisedBy.map(({ nodes }) => nodes)).toContainEqual({ before: 'fraud-alert', after: 'blocked' });
  const source = changed(['"payments"', '"cards"']);
  const moved = await compared(changed(), source);
  expect(moved.comparison.shared.before).toHaveLength(moved.comparison.alerts.before.length);
  expect(moved.comparison.labels).toHaveLength(1);
});

test('a field that only one of them reads is no obstacle; rows that only one accepts are', async () => {
  const document = changed(lower);
  const more = changed(['{"name":"device","type":"text"', '{"name":"terminal","type":"text"},{"name":"device","type":"text"']);
  const { comparison, ran } = await compared(document, more);
  expect(comparison.notes).toEqual([]);
  expect(comparison.labels).toHaveLength(1);
  expect(comparison.shared.before.length).toBeGreaterThan(0);
  const rule = comparison.rules.find(({ nodes, port }) => nodes.after === 'score' && port === 'block');
  if (rule === undefined) throw new Error('the score blocks');
  expect(rowsOnlyIn(ran, rule, { before: 'payments', after: 'payments' }, 'before')).toHaveLength(rule.only?.before ?? -1);
  expect(rule.only).toEqual({ before: (rule.hits.before ?? 0) - (rule.hits.after ?? 0), after: 0 });

  const strict = changed(['"max":20000', '"max":500']);
  const refused = await compared(document, strict);
  expect(refused.comparison.labels).toEqual([]);
  expect(refused.comparison.notes.map(({ en }) => en)).toEqual(['The two graphs accept different rows of “Card payments”, so labels and hits of rules cannot be compared row by row']);
});

test('labels that are too young, or of the beginning, are of neither; a second file says what is one', async () => {
  const young = await compared(changed(), changed(lower), { maturity: 5 * 86_400_000 });
  const { comparison: { basis, labels: [old] } } = young;
  expect([basis.young > 0, basis.unknown]).toEqual([true, basis.young]);
  expect([old?.known, old?.positive]).toEqual([basis.yes + basis.no, basis.yes]);
  const late = await compared(changed(), changed(lower), { warmUp: 10 * 86_400_000 });
  expect(late.comparison.labels[0]?.known).toBe(1700 - late.comparison.basis.early);
  expect(late.comparison.alerts.after).toHaveLength(young.comparison.alerts.after.length);
  const says = new Map([['p-00000793', true], ['p-00000001', true]]);
  const file = await compared(changed(), changed(lower), { labels: { type: 'ids', field: 'payment_id', says } });
  expect(file.comparison.basis).toMatchObject({ assumed: true, yes: 2, no: 1698 });
  expect(file.comparison.labels[0]).toMatchObject({ positive: 2, known: 1700 });
});

test('a graph against itself differs in nothing, and one that is stopped says so', async () => {
  const { comparison } = await compared(changed(), changed());
  expect([comparison.only.before.length, comparison.only.after.length, comparison.changed.length]).toEqual([0, 0, 0]);
  expect(comparison.notes).toEqual([]);
  expect(comparison.rules.every(({ only }) => only?.before === 0 && only.after === 0)).toBe(true);
  const stop = new AbortController();
  stop.abort();
  const stopped = await compared(changed(), changed(), { signal: stop.signal });
  expect(stopped.comparison.notes.map(({ zh }) => zh)).toContain('在数据结束前被停止');
});
