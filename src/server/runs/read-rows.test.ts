import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueAt } from '../../data/columns.ts';
import type { Reading } from '../../data/read/reading.ts';
import { deployable } from './deployable.ts';
import { cardGraph, payment } from '../testing-graph.ts';
import type { RowsEntry } from './entries.ts';
import { readRows, rowsReader } from './read-rows.ts';

const made = deployable(cardGraph());
const source = 'plan' in made ? made.plan.steps.find((step) => step.op === 'source') : undefined;
if (source?.op !== 'source') throw new Error('no source');

const now = Date.UTC(2026, 2, 1);
const ahead = 60_000;

const line = fc.oneof(
  fc.integer({ min: -5, max: 2 }).map((minutes) => payment(`p${minutes}`, now + minutes * ahead)),
  fc.constantFrom('{"id":"broken","at":"never"}', 'not json', '', '[1]', '{"id":"half"', '{"at": 5}'),
);
const body = fc.oneof(
  fc.array(line, { maxLength: 5 }).chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n').map((end) => lines.join(end))),
  fc.array(fc.integer({ min: -5, max: 2 }), { maxLength: 4 }).map((all) => `[${all.map((minutes) => payment(`l${minutes}`, now + minutes * ahead)).join(',\n')}]`),
  fc.constantFrom('[', ' [ {"id":1} ', '[{"id":', '\uFEFF{}'),
);
const entry = fc.record({ text: body, later: fc.integer({ min: 0, max: 90_000 }) }).map(({ text, later }): RowsEntry => ({ type: 'rows', at: now + later, source: source.id, body: Buffer.from(text) }));

const rowsOf = (readings: readonly Reading[]): readonly unknown[] =>
  readings.flatMap(({ batch, lines }) => Array.from({ length: batch.length }, (_, row) => [...batch.columns.map((column) => valueAt(column, row)), lines?.[row]]));
const asideOf = (readings: readonly Reading[]): readonly unknown[] => readings.flatMap(({ rejected }) => rejected.map(({ text, line: on, faults }) => [text, on, faults.map(({ code }) => code)]));

test('deliveries that are read together give what each gives by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.array(entry, { minLength: 1, maxLength: 6 }), { maxLength: 4 }), (groups) => {
      // One reader for all, as a run has.
      const read = rowsReader(source, ahead);
      for (const entries of groups) {
        const { readings, deliveries } = read(entries);
        const alone = entries.map((each) => readRows(each, source, ahead));
        expect(rowsOf(readings)).toEqual(rowsOf(alone.flat()));
        expect(deliveries.map(({ accepted }) => accepted)).toEqual(alone.map((each) => each.reduce((sum, { batch }) => sum + batch.length, 0)));
        expect(deliveries.map(({ rejected }) => asideOf([{ batch: { length: 0, columns: [] }, rejected }]))).toEqual(alone.map(asideOf));
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
