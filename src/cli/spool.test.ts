import { expect, test } from 'vitest';
import { putText } from '../data/write/bytes.ts';
import { createSpool } from './spool.ts';

const decoder = new TextDecoder();

test('hands on all that was written, once and in order, however much it is', async () => {
  let got = '';
  const spool = createSpool((chunk) => {
    got += decoder.decode(chunk);
    return Promise.resolve(true);
  });
  let all = '';
  for (let line = 0; line < 60_000; line += 1) {
    const text = `line ${line} of what an engine tells while nobody can wait\n`;
    all += text;
    putText(spool.bytes(), text);
  }
  expect(spool.isWaiting()).toBe(true);
  expect(await spool.handOn()).toBe(true);
  expect(got === all).toBe(true);
  expect(spool.isWaiting()).toBe(false);
  putText(spool.bytes(), 'more');
  await spool.handOn();
  expect(got.slice(all.length)).toBe('more');
});

test('says when nobody reads any more', async () => {
  const spool = createSpool(() => Promise.resolve(false));
  putText(spool.bytes(), 'x');
  expect(await spool.handOn()).toBe(false);
});
