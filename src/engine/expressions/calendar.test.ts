import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { valueAt } from '../../data/columns.ts';
import { earliestTime, latestTime } from '../../data/time.ts';
import { zoneNames } from '../../data/zones.ts';
import { testScope } from '../../logic/arbitrary.ts';
import { call, field, number, text } from '../../logic/expr.ts';
import { datePart } from '../../logic/primitives.ts';
import { compileExpressions } from './program.ts';
import { columnOf } from './vector.ts';

const parts = ['year', 'month', 'day', 'hour', 'minute', 'weekday'] as const;
const anyTime = fc.oneof(
  fc.integer({ min: earliestTime, max: latestTime }),
  fc.integer({ min: 0, max: 2_000_000_000_000 }),
  fc.constantFrom(0, -1, earliestTime, latestTime, 951_782_400_000),
);

test('parts of dates are those of the calendar, in any zone and any year', () => {
  const times = fc.array(anyTime, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.constantFrom(...zoneNames()), times, fc.constantFrom(0, 0.5, 86_400_000), (zone, some, later) => {
      const columns = testScope.fields.map(({ name, type }) =>
        columnOf(
          type,
          some.map((time) => (name === 'at' ? time : null)),
        ),
      );
      const at = call('add', field('at'), number(later));
      const found = compileExpressions(
        parts.map((part) => ({ expr: call(part, at, text(zone)), type: 'number' })),
        testScope,
      ).run({ length: some.length, columns });
      const expected = parts.map((part) => some.map((time) => datePart(part, time + later, zone)));
      expect(found.map((column) => some.map((_, row) => valueAt(column, row)))).toEqual(expected);
    }),
    runs(500),
  );
});
