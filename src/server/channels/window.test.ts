import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import { roomIn } from './window.ts';

test('whenever one asks, no period sees more than its limit', () => {
  const limits = [{ messages: 5, per: 1000 }, { messages: 12, per: 10_000 }];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 20, maxLength: 120 }), (pauses) => {
      const sent: number[] = [];
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        const { now: room, at } = roomIn(limits, sent, now);
        if (room > 0) sent.push(now);
        else {
          expect(at).toBeGreaterThan(now);
          expect(roomIn(limits, sent, at).now).toBeGreaterThan(0);
        }
      }
      for (const { messages, per } of limits) {
        for (const from of sent) expect(sent.filter((each) => each >= from && each < from + per).length).toBeLessThanOrEqual(messages);
      }
    }),
    runs(100),
  );
});

test('only the longest limit says that some have to go together', () => {
  const limits = [{ messages: 5, per: 1000 }, { messages: 100, per: 60_000 }];
  expect(roomIn(limits, [0, 0, 0, 0, 0], 10)).toEqual({ now: 0, tokens: 95, at: 1000 });
  expect(roomIn([], [], 10)).toMatchObject({ now: Number.POSITIVE_INFINITY });
});
