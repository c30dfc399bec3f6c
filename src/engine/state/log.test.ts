import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import type { TextColumn } from '../../data/columns.ts';
import { idFromSeed, made } from '../flow/flow.ts';
import type { Flow } from '../flow/flow.ts';
import { flowOf } from '../testing.ts';
import { createKeySpace } from './keys.ts';
import { createLog, keysIn } from './log.ts';
import { createTextStore } from './texts.ts';

const kept = [{ name: 'text', type: 'text' as const }, { name: 'lists', type: 'list' as const }];

interface Round {
  readonly size: number;
  /** How many entries the dictionary has, and every how manieth of the rows is kept. */
  readonly entries: number;
  readonly every: number;
  readonly forget: number;
  readonly next: 'nothing' | 'sweep' | 'restore';
}

const rounds: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 60 }), entries: fc.integer({ min: 1, max: 80 }), every: fc.integer({ min: 1, max: 9 }), forget: fc.nat(80), next: fc.constantFrom('nothing', 'sweep', 'restore') }),
  { maxLength: 12, size: 'max' },
);

/** Every third row has no text; events have texts, numbers, nothing, and some rows only an id. */
function flowFor({ size, entries }: Round, first: number): Flow {
  const rows = Array.from({ length: size }, (_, row) => first + row);
  const dictionary = Array.from({ length: entries }, (_, entry) => `text ${first} ${entry % 50} of many`);
  const column: TextColumn = { type: 'text', codes: Int32Array.from(rows, (row) => (row % 3 === 0 ? 0 : 1 + (row % entries))), dictionary };
  const flow = flowOf(kept, rows.map((t) => ({ t, lists: t % 4 === 0 ? null : ['x', String(t % 7)] })), { first });
  const seedOf = (row: number) => (rows[row] === undefined || rows[row] % 5 === 0 ? undefined : { node: 's', event: [null, rows[row] / 4, `event ${rows[row]}`][rows[row] % 3] ?? null, ordinal: row });
  const idOf = (row: number): string => (first + row).toString(16).padStart(32, 'f');
  return { ...flow, frame: { ...flow.frame, seedOf, idOf }, columns: [made(column), ...flow.columns.slice(1)] };
}

test('a log holds texts, lists and ids, wherever their texts are kept, through sweeps and snapshots', () => {
  fc.assert(
    fc.property(rounds, (all) => {
      let texts = createTextStore();
      let log = createLog(kept, texts);
      const model: { readonly t: number; readonly text: unknown; readonly list: unknown; readonly id: string }[] = [];
      let first = 0;
      for (const round of all) {
        const flow = flowFor(round, first);
        const rows = Int32Array.from({ length: round.size }, (_, row) => row).filter((row) => row % round.every === 0);
        log.shelf.room(rows.length);
        const at = log.shelf.span.to;
        for (const row of rows) {
          const [text, list] = flow.columns.map((column) => valueAt(column.get(), row));
          const seed = flow.frame.seedOf?.(row);
          log.add(first + row, row % 10);
          model.push({ t: first + row, text, list, id: seed === undefined ? flow.frame.idOf(row) : idFromSeed(seed, first + row) });
        }
        log.fill(flow, rows, at);
        first += round.size;
        log.forget(first - round.forget);
        while (model[0] !== undefined && model[0].t <= first - round.forget) model.shift();
        if (round.next === 'sweep') texts.sweep((live) => log.markTexts(live));
        if (round.next === 'restore') {
          const [storedTexts, stored] = structuredClone([texts.snapshot(), log.snapshot()] as const);
          texts = createTextStore();
          texts.restore(storedTexts);
          log = createLog(kept, texts);
          log.restore(stored);
        }
        const { from, to } = log.shelf.span;
        const indexes = Int32Array.from({ length: 2 * (to - from) + 1 }, (_, row) => (row === 0 ? -1 : from + ((row - 1) >> 1)));
        const [text, list] = [log.column(0, indexes), log.column(1, indexes)];
        const held = Array.from({ length: to - from }, (_, row) => ({
          t: log.times.values[from + row], text: valueAt(text, 2 * row + 1), list: valueAt(list, 2 * row + 2), id: log.idAt(from + row),
        }));
        expect(held).toEqual(model);
        expect([valueAt(text, 0), valueAt(list, 0)]).toEqual([null, null]);
      }
      expect(keysIn([log, log], { ...createKeySpace(), limit: () => 10 })).toBe(new Set(log.keys.values.subarray(log.shelf.span.from, log.shelf.span.to)).size);
    }),
    runs(150),
  );
});

test('a dictionary goes with its rows, and a snapshot holds only what they need', () => {
  const log = createLog(kept.slice(0, 1), createTextStore());
  const take = (first: number): void => {
    const flow = flowFor({ size: 60, entries: 60, every: 1, forget: 0, next: 'nothing' }, first);
    log.shelf.room(60);
    const at = log.shelf.span.to;
    for (let row = 0; row < 60; row += 1) log.add(first + row, 0);
    log.fill(flow, Int32Array.from({ length: 60 }, (_, row) => row), at);
  };
  take(0);
  const one = log.size() - log.shelf.size();
  take(60);
  expect(log.size() - log.shelf.size()).toBeGreaterThan(1.9 * one);
  log.forget(109);
  take(120);
  expect(log.size() - log.shelf.size()).toBeLessThan(2.1 * one);
  log.forget(169);
  log.snapshot();
  expect(log.size() - log.shelf.size()).toBeLessThan(0.4 * one);
});
