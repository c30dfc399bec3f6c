import { expect, test } from 'vitest';
import { ingestBody } from './ingest-body.ts';

const limits = { longest: 2 * 1024 * 1024 };
const taken = (text: string, type?: string): string | number => {
  const found = ingestBody(Buffer.from(text), type, limits);
  return found.type === 'rows' ? Buffer.from(found.body).toString() : found.status;
};

test.each<[string, string | undefined, string | number]>([
  ['{"a":1}', undefined, '{"a":1}'],
  ['[{"a":1},\n{"a":2}]', 'application/json', '[{"a":1},\n{"a":2}]'],
  ['{"a":1}\n{"a":2}\n', 'application/x-ndjson; charset=UTF-8', '{"a":1}\n{"a":2}\n'],
  ['{"a":1}\n{"a":2}', 'application/json', '{"a":1}\n{"a":2}'],
  ['{\r\n  "a": "x\\ny"\n}', 'application/json', '{   "a": "x\\ny" }'],
  ['\ufeff{"a":1}', 'application/cloudevents+json', '{"a":1}'],
  ['{"a":1}', 'text/plain', 415],
  ['{"a":1}', 'application/json; charset=gbk', 415],
  [' \n', 'application/json', 400],
])('takes %j as %s', (text, type, expected) => {
  expect(taken(text, type)).toEqual(expected);
});

test('says what it can’t take', () => {
  expect(ingestBody(Uint8Array.of(0x7b, 0xff, 0x7d), undefined, limits)).toMatchObject({ status: 400, why: { en: 'This is not UTF-8' } });
  expect(ingestBody(new Uint8Array(limits.longest + 1), undefined, limits)).toMatchObject({ status: 413, why: { en: 'This is more than 2 MB at once: send it in several parts' } });
});
