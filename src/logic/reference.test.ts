import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionTables } from './reference.ts';

const page = new URL('../../docs/expressions.md', import.meta.url);
const [begin, end] = ['<!-- functions: written by npm run docs -->', '<!-- end of functions -->'];

test('the page on expressions lists the functions there are (write it anew with npm run docs)', () => {
  const text = readFileSync(page, 'utf8');
  const [before = '', after = ''] = [text.split(begin)[0], text.split(end)[1]];
  const wanted = `${before}${begin}\n\n${functionTables()}\n\n${end}${after}`;
  if (process.env['RULELOOM_WRITE'] === '1') writeFileSync(page, wanted);
  expect(readFileSync(page, 'utf8')).toBe(wanted);
});
