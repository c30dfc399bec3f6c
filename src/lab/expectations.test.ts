import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { compareAlerts } from './expectations.ts';
import type { Expectation } from './expectations.ts';

const told = (node: string, key: string | null): { node: string; key: string | null } => ({ node, key });

test('each alert stands for one expectation', () => {
  const came = [told('a', 'k'), told('a', 'k'), told('b', null)];
  expect(compareAlerts([{ alert: 'a', key: 'k' }, { alert: 'b', key: 'x' }], came)).toEqual({
    absent: [{ alert: 'b', key: 'x' }],
    extra: [told('a', 'k'), told('b', null)],
    found: [told('a', 'k')],
  });
});

test('an expectation without a key leaves to the others what they ask for', () => {
  const expected = [{ alert: 'a', key: undefined }, { alert: 'a', key: 'k' }];
  expect(compareAlerts(expected, [told('a', 'k'), told('a', 'j')])).toMatchObject({ absent: [], extra: [] });
});

const letter = fc.constantFrom('a', 'b');
const expectations: fc.Arbitrary<Expectation[]> = fc.array(fc.record({ alert: letter, key: fc.constantFrom(undefined, 'x', 'y') }), { maxLength: 5 });
const alerts = fc.array(fc.record({ node: letter, key: fc.constantFrom(null, 'x', 'y') }), { maxLength: 5 });

/** The most expectations that can be met at once, by trying every way. */
function most([first, ...others]: readonly Expectation[], came: readonly { node: string; key: string | null }[]): number {
  if (first === undefined) return 0;
  const fits = came.filter((each) => each.node === first.alert && (first.key === undefined || first.key === each.key));
  return Math.max(most(others, came), ...fits.map((taken) => 1 + most(others, came.filter((each) => each !== taken))));
}

test('as many expectations are met as can be, whatever their order', () => {
  fc.assert(
    fc.property(expectations, alerts, (expected, came) => {
      const { absent, extra, found } = compareAlerts(expected, came);
      expect(expected.length - absent.length).toBe(most(expected, came));
      expect(found.length).toBe(expected.length - absent.length);
      expect(extra.length + found.length).toBe(came.length);
    }),
    runs(300),
  );
});
