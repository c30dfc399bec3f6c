import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import type { Column } from '../../data/columns.ts';
import type { FieldType, Value } from '../../data/field.ts';
import { columnOf } from '../expressions/vector.ts';
import { part, picked, present, taken } from './gather.ts';

const values: Readonly<Record<FieldType, fc.Arbitrary<Value>>> = {
  number: fc.constantFrom(null, 0, 1.5, -2),
  time: fc.constantFrom(null, 0, 86_400_000),
  boolean: fc.constantFrom(null, true, false),
  text: fc.oneof(fc.constant(null), fc.string({ maxLength: 2 })),
  list: fc.oneof(fc.constant(null), fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 })),
};

const valuesIn = (column: Column, length: number): readonly Value[] => Array.from({ length }, (_, row) => valueAt(column, row));

test.each(['number', 'time', 'boolean', 'text', 'list'] as const)('rows of columns of %s are as they were there', (type) => {
  const lists = fc.array(fc.array(values[type], { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 });
  const places = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 });
  fc.assert(
    fc.property(lists, places, fc.nat(), (all, chosen, missing) => {
      const columns = all.map((each) => columnOf(type, each));
      const from = chosen.map(([which, row]) => ({ which: which % all.length, row: row % (all[which % all.length]?.length ?? 1) }));
      const which = Int32Array.from(from, (each) => each.which);
      const rows = Int32Array.from(from, (each) => each.row);
      const expected = from.map((each) => all[each.which]?.[each.row] ?? null);
      expect(valuesIn(picked(type, columns, which, rows), from.length)).toEqual(expected);
      const lacking = missing % all.length;
      const some = columns.map((column, index) => (index === lacking ? undefined : column));
      expect(valuesIn(picked(type, some, which, rows), from.length)).toEqual(expected.map((value, index) => (which[index] === lacking ? null : value)));

      const [first] = columns;
      const own = all[0] ?? [];
      if (first === undefined) return;
      const within = rows.map((row) => row % own.length);
      expect(valuesIn(taken(first, within), within.length)).toEqual(Array.from(within, (row) => own[row] ?? null));
      const middle = own.length >> 1;
      expect(valuesIn(part(first, middle, own.length), own.length - middle)).toEqual(own.slice(middle));
      own.forEach((value, row) => expect(present(first, row)).toBe(value !== null));
    }),
    runs(60),
  );
});
