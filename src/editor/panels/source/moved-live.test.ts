import { expect, test } from 'vitest';
import { movedLive } from './moved-live.ts';

test('a connection goes along to a connector that takes one of the same type, and nothing else does', () => {
  const poll = { connector: 'http-poll', settings: { connection: 'bank', path: '/x' } };
  expect(movedLive(poll, 'sse')).toEqual({ connector: 'sse', settings: { connection: 'bank' } });
  expect(movedLive(poll, 'kafka')).toEqual({ connector: 'kafka', settings: {} });
  expect(movedLive(undefined, 'webhook')).toEqual({ connector: 'webhook', settings: {} });
});
