import { expect, test } from 'vitest';
import { curlLine, exampleEvent } from './example-event.ts';

test('an event to send is the first of the sample, or made up of what the fields ask for', () => {
  expect(exampleEvent({ sample: { type: 'rows', rows: [{ card: 'c-1' }] }, fields: [] }, 0)).toEqual({ card: 'c-1' });
  const fields = [
    { name: 'id', type: 'text' as const },
    { name: 'fraud', type: 'boolean' as const, roles: ['label' as const] },
    { name: 'amount', type: 'number' as const, from: 'payment.amount', min: 5 },
    { name: 'time', type: 'time' as const },
    { name: 'channel', type: 'text' as const, values: ['chip'] },
  ];
  expect(exampleEvent({ fields }, 0)).toEqual({ id: 'id-1', 'payment.amount': 5, time: '1970-01-01T00:00:00.000Z', channel: 'chip' });
});

test('the line can be given to a shell as it is', () => {
  expect(curlLine('http://h/x', { name: "O'Neill" }, true)).toBe(
    String.raw`curl -X POST http://h/x \
  -H 'content-type: application/json' \
  -H "authorization: Bearer $RULELOOM_TOKEN" \
  -d '{"name":"O'\''Neill"}'`,
  );
});
