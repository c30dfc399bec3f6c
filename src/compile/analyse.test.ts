import { describe, expect, test } from 'vitest';
import type { RuleDocument } from '../graph/document.ts';
import { analyse } from './analyse.ts';
import { above, documentOf, paymentFields, payments } from './testing.ts';

const codes = (document: RuleDocument): readonly string[] =>
  analyse(document)
    .problems.filter((problem) => problem.severity === 'error')
    .map((problem) => `${problem.node ?? ''} ${problem.code}`);

const fields = (document: RuleDocument, node: string, port: string): readonly string[] =>
  analyse(document).nodes.get(node)?.outputs[port]?.fields.map((field) => field.name) ?? [];

const double = { logic: { '*': [{ var: 'amount' }, 2] } };
const triple = { logic: { '*': [{ var: 'amount' }, 3] } };
const set = (name: string, to: unknown): Record<string, unknown> => ({ changes: [{ set: { name }, to }] });

describe('fields along the graph', () => {
  test('are those of the source, and those that nodes add', () => {
    const document = documentOf([payments('pay'), ['twice', 'compute', set('doubled', double)]], ['pay > twice']);
    expect(codes(document)).toEqual([]);
    expect(fields(document, 'twice', 'rows')).toEqual([...paymentFields.map((field) => field.name), 'doubled']);
    const doubled = analyse(document).nodes.get('twice')?.outputs['rows']?.fields.at(-1);
    expect(doubled).toMatchObject({ type: 'number', optional: true, origins: [{ node: 'twice', field: 'doubled' }] });
  });

  test('of several paths are pooled; what one path lacks can be missing', () => {
    const document = documentOf(
      [payments('pay'), ['large', 'filter', { when: above('amount', 100) }], ['twice', 'compute', set('doubled', double)], ['all', 'filter', { when: above('amount', 0) }]],
      ['pay > large', 'large > twice', 'twice > all', 'large.rest > all'],
    );
    expect(codes(document)).toEqual([]);
    const into = analyse(document).nodes.get('all')?.around.inputs['in'];
    expect(into?.fields.find((field) => field.name === 'doubled')?.optional).toBe(true);
    expect(into?.fields.find((field) => field.name === 'id')?.optional).toBe(false);
    expect(into?.bases).toEqual(['pay']);
  });

  test('computed differently on two paths of one row are a problem', () => {
    const document = documentOf(
      [payments('pay'), ['twice', 'compute', set('more', double)], ['thrice', 'compute', set('more', triple)], ['all', 'filter', { when: above('more', 0) }]],
      ['pay > twice', 'pay > thrice', 'twice > all', 'thrice > all'],
    );
    expect(codes(document)).toEqual(['all field-clash']);
  });

  test('computed differently on two paths are a problem, whatever else meets them', () => {
    const document = documentOf(
      [payments('pay'), payments('other'), ['none', 'compute', set('more', double)], ['twice', 'compute', set('more', double)], ['thrice', 'compute', set('more', triple)], ['all', 'filter', { when: above('more', 0) }]],
      ['other > none', 'pay > twice', 'pay > thrice', 'none > all', 'twice > all', 'thrice > all'],
    );
    expect(codes(document)).toEqual(['all field-clash']);
  });

  test('of late and rejected rows can go to one output', () => {
    const target = { type: 'file', settings: { path: 'aside.csv' } };
    expect(codes(documentOf([payments('pay'), ['aside', 'output', { target }]], ['pay.late > aside', 'pay.rejected > aside']))).toEqual([]);
  });

  test('of different types cannot meet', () => {
    const textAmount = paymentFields.map((field) => (field.name === 'amount' ? ({ name: 'amount', type: 'text' } as const) : field));
    const document = documentOf(
      [payments('a'), payments('b', textAmount), ['all', 'filter', { when: { logic: { '===': [{ var: 'card' }, 'x'] } } }]],
      ['a > all', 'b > all'],
    );
    expect(codes(document)).toEqual(['all field-clash']);
  });
});

describe('a broken node', () => {
  const document = documentOf(
    [payments('pay'), ['bad', 'filter', { when: above('amont', 100) }], ['after', 'filter', { when: above('amount', 1) }], ['beside', 'filter', { when: above('amount', 1) }]],
    ['pay > bad', 'bad > after', 'pay > beside'],
  );

  test('says what is wrong, names the field and mends it', () => {
    const [problem] = analyse(document).problems;
    expect(problem).toMatchObject({ node: 'bad', code: 'unknown-field', severity: 'error' });
    expect(problem?.message.en).toContain('amont');
    expect(problem?.message.zh).toContain('amont');
    expect(problem?.fix?.value).toEqual(above('amount', 100));
  });

  test('stops what is after it, and nothing else', () => {
    const { nodes } = analyse(document);
    const states = [...nodes.values()].map(({ node, state }) => `${node.id} ${state}`);
    expect(states).toEqual(['pay sound', 'bad broken', 'after blocked', 'beside sound']);
  });
});

describe('how nodes stand together', () => {
  const filter = { when: above('amount', 1) };

  test.each([
    ['nothing leads in', documentOf([['lone', 'filter', filter]], []), ['lone not-connected']],
    ['an unknown kind', documentOf([['odd', 'teleport', {}]], []), ['odd unknown-kind']],
    ['a kind named like a member of every object', documentOf([['odd', 'constructor', {}]], []), ['odd unknown-kind']],
    ['settings that cannot be read', documentOf([payments('pay'), ['f', 'filter', { when: 7 }]], ['pay > f']), ['f bad-config']],
    ['an output that is not there', documentOf([payments('pay'), ['f', 'filter', filter]], ['pay.nope > f']), ['f unknown-port']],
    ['an input that is not there', documentOf([payments('pay'), ['f', 'filter', filter]], ['pay > f', 'pay > f.nope']), ['f unknown-port']],
    ['rows set aside', documentOf([payments('pay'), ['f', 'filter', filter]], ['pay.rejected > f']), ['f side-only-to-output']],
    ['an edge to nowhere', documentOf([payments('pay')], ['pay > gone']), ['pay lost-edge']],
  ])('%s', (_, document, expected) => {
    expect(codes(document)).toEqual(expected);
  });

  test('a cycle is named once and breaks only those on it and after it', () => {
    const document = documentOf(
      [payments('pay'), ['a', 'filter', filter], ['b', 'filter', filter], ['c', 'filter', filter]],
      ['pay > a', 'a > b', 'b > a', 'pay > c'],
    );
    expect(codes(document)).toEqual(['a cycle']);
    const { nodes } = analyse(document);
    expect([...nodes.values()].map(({ node, state }) => `${node.id} ${state}`).sort()).toEqual(['a broken', 'b broken', 'c sound', 'pay sound']);
  });

  test('a thousand nodes in a row, or ten thousand at random, are no trouble', () => {
    const row = Array.from({ length: 1000 }, (_, at) => [`f${at}`, 'filter', filter] as const);
    const chain = row.slice(1).map((_, at) => `f${at} > f${at + 1}`);
    expect(codes(documentOf([payments('pay'), ...row], ['pay > f0', ...chain]))).toEqual([]);
    const many = Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 'filter', filter] as const);
    const random = many.map((_, at) => `f${(at * 7919) % 10_000} > f${(at * 104_729 + 1) % 10_000}`);
    expect(analyse(documentOf(many, random)).nodes.size).toBe(10_000);
  });
});
