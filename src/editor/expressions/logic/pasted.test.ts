import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/runs.ts';
import { testScope, wellTyped } from '../../../logic/arbitrary.ts';
import { toJsonLogic } from '../../../logic/guard.ts';
import { toStored } from '../../../logic/stored.ts';
import { readPasted } from './pasted.ts';

describe('JsonLogic that is pasted', () => {
  const read = (logic: unknown) => readPasted(JSON.stringify(logic), testScope, 'boolean');

  test('is typed where that answers the same', () => {
    expect(read({ '>': [{ var: 'n' }, 5] })).toMatchObject({ kind: 'typed', stored: { logic: { '>': [{ var: 'n' }, 5] } } });
  });

  test('stays as it is where it may not, with a row that shows it', () => {
    const logic = { '<': [{ var: 'n' }, 5] };
    expect(read(logic)).toMatchObject({
      kind: 'raw',
      stored: { raw: logic },
      candidate: { stored: { logic } },
      difference: { fields: [['n', null]], raw: true, typed: false },
    });
  });

  test('stays as it is where there is no word for it, and says why', () => {
    const pasted = read({ map: [{ var: 'l' }, { cat: ['x', { var: '' }] }] });
    expect(pasted).toMatchObject({ kind: 'raw', candidate: undefined });
    expect(pasted.kind === 'raw' && pasted.why?.en).toBeTruthy();
  });

  test('may be unfinished', () => {
    expect(readPasted('{"<": [', testScope, 'boolean')).toEqual({ kind: 'broken' });
    expect(readPasted('  ', testScope, 'boolean')).toEqual({ kind: 'empty' });
  });

  test('is the same expression again where it was stored here, whatever it asks', () => {
    fc.assert(
      fc.property(wellTyped(3), (expr) => {
        const stored = toStored(expr);
        expect(readPasted(JSON.stringify(stored), testScope, 'boolean')).toMatchObject({ kind: 'typed', stored });
      }),
      runs(500),
    );
  });

  test('is never dropped: what is exported to others comes back, typed or as it is', () => {
    fc.assert(
      fc.property(wellTyped(3, 'boolean'), (expr) => {
        const { logic } = toJsonLogic(expr, testScope);
        const pasted = readPasted(JSON.stringify(logic), testScope, 'boolean');
        expect(['typed', 'raw']).toContain(pasted.kind);
        if (pasted.kind === 'raw') expect(pasted.stored).toEqual({ raw: logic });
      }),
      runs(500),
    );
  });
});
