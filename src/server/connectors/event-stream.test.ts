import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventStreamParser } from './event-stream.ts';

const stream = [
  '\ufeff: a comment\n', 'data: one\n\n', 'event: trade\r\nid: 7\r\ndata: {"a":1}\r\n\r\n', 'data:two\rdata: lines\r\r', 'data\n\n',
  'id\ndata: no id\n\n', 'id: a\0b\ndata: kept\n\n', 'retry: 250\nretry: soon\n\n', 'event: lonely\n\n', 'id: 卡\nunknown: x\n: ping\ndata:  two spaces\n\n', 'data: never ended',
].join('');

const expected = [
  ['message', 'one'], ['trade', '{"a":1}'], ['message', 'two\nlines'], ['message', ''], ['message', 'no id'], ['message', 'kept'], ['message', ' two spaces'],
];

test('reads a stream as browsers do, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 20 }), (places) => {
      const parser = eventStreamParser('before');
      const cuts = [0, ...[...places].sort((a, b) => a - b), stream.length];
      const events = cuts.slice(1).flatMap((end, at) => parser.push(stream.slice(cuts[at], end)));
      expect(events.map(({ type, data }) => [type, data])).toEqual(expected);
      expect([parser.lastId(), parser.retry()]).toEqual(['卡', 250]);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('an id counts once its event has ended', () => {
  const parser = eventStreamParser('1');
  parser.push('id: 2\ndata: x\n');
  expect(parser.lastId()).toBe('1');
  parser.push('\n');
  expect(parser.lastId()).toBe('2');
});
