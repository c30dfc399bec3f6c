import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { StreamPort } from '../state/contract/sample.ts';
import { aroundAsked, basisOf, distributionAsked } from './questions.ts';

const alert = { severity: 'high', key: [], title: 'x', message: '', channels: [] };
const document = documentOf(
  [payments('pay'), ['large', 'filter', { when: above('amount', 100) }], ['huge', 'filter', { when: above('amount', 900) }], ['rule', 'condition', { when: above('amount', 5), reason: '' }], ['warn', 'alert', alert]],
  ['pay > large', 'pay > huge', 'large.match > rule', 'huge.match > rule', 'rule.match > warn'],
);

const into = (node: string): StreamPort => ({ node, port: 'in', side: 'in' });
const withConfig = (id: string, config: object): RuleDocument => ({ ...document, nodes: document.nodes.map((node) => (node.id === id ? { ...node, config: { ...node.config, ...config } } : node)) });

/** Whether what is known of a place stays when a node is changed. */
function staysAfter(id: string, config: object, at: StreamPort | string): boolean {
  const before = compile(document);
  const [one, other] = [basisOf(before, at), basisOf(compile(withConfig(id, config), before), at)];
  return one !== undefined && other !== undefined && one.length === other.length && one.every((part, index) => part === other[index]);
}

test('what is known holds for as long as nothing upstream changes', () => {
  expect(staysAfter('rule', { when: above('amount', 6) }, into('rule'))).toBe(true);
  expect(staysAfter('warn', { severity: 'low' }, into('rule'))).toBe(true);
  expect(staysAfter('large', { when: above('amount', 6) }, into('rule'))).toBe(false);
  expect(staysAfter('pay', { sample: { type: 'rows', rows: [{ id: '1', at: '2026-03-01T09:00:00Z' }] } }, into('rule'))).toBe(false);
  expect(staysAfter('rule', { when: above('amount', 6) }, 'rule')).toBe(false);
  expect(staysAfter('warn', { severity: 'low' }, 'large')).toBe(true);
});

test('a worker is told of what leads to the rows, and no more', () => {
  const compilation = compile(document);
  expect(distributionAsked(compilation, into('large'), 'amount')?.plan.steps.map(({ id }) => id)).toEqual(['pay']);
  expect(distributionAsked(compilation, into('warn'), 'amount')?.plan.steps.map(({ id }) => id)).toEqual(['pay', 'large', 'huge', 'rule']);
  expect(aroundAsked(compilation, 'large')?.asked).toMatchObject({ same: true, hits: ['large.match'] });
  expect(aroundAsked(compilation, 'warn')?.asked).toMatchObject({ same: true, hits: ['warn.sent'], after: [{ port: 'sent', stream: 'warn.sent' }, { port: 'held', stream: 'warn.held' }] });
  expect(aroundAsked(compilation, 'pay')?.asked).toMatchObject({ same: false, before: undefined, hits: ['large.match', 'huge.match'] });
});
