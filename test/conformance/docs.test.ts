import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeReference } from '../../src/kinds/reference.ts';

const page = new URL('../../docs/nodes.md', import.meta.url);

test('the node reference says what the contracts say (write it anew with npm run docs)', () => {
  const reference = nodeReference();
  if (process.env['RULELOOM_WRITE'] === '1') writeFileSync(page, reference);
  expect(readFileSync(page, 'utf8')).toBe(reference);
});
