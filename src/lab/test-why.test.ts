import { expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { above, documentOf, payments } from '../compile/testing.ts';
import type { SavedTest } from '../graph/document.ts';
import { whyDiffers } from './test-why.ts';

const compilation = compile(documentOf([payments('pay'), ['big', 'condition', { when: above('amount', 500) }], ['warn', 'alert', { severity: 'high', key: ['card'], title: 't', message: 'm', channels: [] }]], ['pay > big', 'big.match > warn']));
const rows = [900, 400, 20].map((amount, at) => ({ id: `p${at}`, at: `2026-03-01T09:0${at}:00Z`, card: at === 0 ? 'c0' : 'c1', amount, country: 'DE' }));
// As somebody wrote them, not as they came.
const given: SavedTest['given'] = { pay: rows.toReversed() };

test('an alert that came and should not have is explained as any alert is', async () => {
  const why = await whyDiffers({ name: 't', given, match: 'none', expect: [] }, 0, compilation, new Map());
  expect(why?.found?.[0]?.about).toMatchObject({ type: 'alert', alert: { node: 'warn', key: 'c0' } });
});

test('an alert that did not come is explained by a row of its key, and what would have raised it', async () => {
  const absent: SavedTest = { name: 't', given, match: 'subset', expect: [{ alert: 'warn', key: 'c1' }] };
  const explanation = (await whyDiffers(absent, 0, compilation, new Map()))?.found?.[0];
  expect(explanation?.about).toMatchObject({ type: 'event', event: 'p2' });
  expect(explanation?.silences).toMatchObject([{ alert: 'warn', stops: [{ node: 'big' }] }]);
  expect(explanation?.nodes.map(({ node, state }) => [node, state])).toEqual([['pay', 'visited'], ['big', 'visited'], ['warn', 'unreached']]);
  expect(await whyDiffers(absent, 1, compilation, new Map())).toBeUndefined();
});
