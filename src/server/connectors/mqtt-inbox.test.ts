import { expect, test } from 'vitest';
import { mostUnacknowledged, openInbox } from './mqtt-inbox.ts';

const put = (inbox: ReturnType<typeof openInbox>, id: number, text: string, again = false): boolean => inbox.put({ id, again, payload: Buffer.from(text) });

test('knows what is sent again after it was stored, and nothing else', () => {
  const inbox = openInbox('t', undefined);
  put(inbox, 1, '{"a":1}');
  put(inbox, 2, '{"a":2}');
  const { body, position, ids } = inbox.take();
  expect([body.toString(), ids]).toEqual(['{"a":1}\n{"a":2}\n', [1, 2]]);
  const later = openInbox('t', position);
  expect(put(later, 2, '{"a":2}', true)).toBe(false);
  // Another message of the same number, and the same one as a new message.
  expect([put(later, 1, '{"b":1}', true), put(later, 2, '{"a":2}')]).toEqual([true, true]);
  expect(later.size()).toBe(2);
});

test('remembers as many as the broker may not know of', async () => {
  const inbox = openInbox('t', undefined);
  for (let id = 1; id <= mostUnacknowledged + 10; id += 1) put(inbox, id, '{}');
  await inbox.filled();
  const { position } = inbox.take();
  expect(position.stored).toHaveLength(mostUnacknowledged);
  expect(position.stored[0]?.[0]).toBe(11);
});
