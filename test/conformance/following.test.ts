import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compile/analyse.ts';
import { meaning } from '../../src/compile/meaning.ts';
import { above as aboveLimit, documentOf, payments } from '../../src/compile/testing.ts';
import type { NodeSketch } from '../../src/compile/testing.ts';
import type { RuleDocument } from '../../src/graph/document.ts';
import type { EditArgs, EditName } from '../../src/graph/edits/edits.ts';
import { edit } from '../../src/graph/edits/edits.ts';

/** Names that kinds make up (from a port, from a node's id, from a column) are followed when that changes. */

const after = <Name extends EditName>(document: RuleDocument, name: Name, args: EditArgs<Name>): RuleDocument => {
  const outcome = edit(document, name, args, meaning);
  if (outcome.problem !== undefined) throw new Error(outcome.problem.message.en);
  return outcome.document;
};
const refusal = <Name extends EditName>(document: RuleDocument, name: Name, args: EditArgs<Name>): string | undefined =>
  edit(document, name, args, meaning).problem?.code;
const errors = (document: RuleDocument): string[] =>
  analyse(document).problems.flatMap(({ severity, node, message }) => (severity === 'error' ? [`${node ?? ''}: ${message.en}`] : []));
const configOf = (document: RuleDocument, id: string): unknown => document.nodes.find((node) => node.id === id)?.config;
const above = (field: string): NodeSketch[2] => ({ when: aboveLimit(field, 0) });
const alertConfig = { severity: 'high', key: ['card'], title: 'Large', message: 'Large', channels: ['desk'] };

describe('a step of a sequence gets another port', () => {
  const step = (id: string) => ({ id, name: id, key: ['card'] });
  const steps = (...ids: string[]): NodeSketch[2] => ({ steps: ids.map(step), within: '1h' });
  const document = documentOf(
    [
      payments('p'), payments('q'),
      ['s', 'sequence', steps('login', 'pay')],
      ['f', 'filter', above('login.amount')],
      ['al', 'alert', alertConfig],
    ],
    ['p > s', 'q > s.pay', 's > f', 'f > al'],
  );

  test('what stands under the step follows', () => {
    expect(errors(document)).toEqual([]);
    const renamed = after(document, 'renamePort', { node: 's', side: 'inputs', from: 'login', to: 'signin', config: steps('signin', 'pay') });
    expect(errors(renamed)).toEqual([]);
    expect(configOf(renamed, 'f')).toEqual(above('signin.amount'));
  });

  test('a name taken downstream is refused', () => {
    const set = { changes: [{ set: { name: 'signin.amount' }, to: { logic: { '+': [{ var: 'login.amount' }, 1] } } }] };
    const taken = { ...document, nodes: [...document.nodes, { id: 'c', kind: 'compute', name: 'c', at: [0, 0] as [number, number], config: set }], edges: [...document.edges, { from: 's', to: 'c' }] };
    expect(refusal(taken, 'renamePort', { node: 's', side: 'inputs', from: 'login', to: 'signin', config: steps('signin', 'pay') })).toBe('name-taken');
  });
});

describe('the name that a table gives its row number', () => {
  const table = { inputs: [{ field: 'amount' }], outputs: [{ name: 'n', type: 'number' }], rows: [{ when: ['-'], set: [1] }], hit: 'first' };
  const nodes: NodeSketch[] = [payments('p'), ['t', 'table', table], ['f', 'filter', above('row')], ['al', 'alert', { ...alertConfig, message: 'row {row} of {n}' }]];
  const document = documentOf(nodes, ['p > t', 't > f', 'f > al']);

  test('does not hang on the id of the node', () => {
    expect(errors(document)).toEqual([]);
    const renamed = after(document, 'changeNodeId', { from: 't', to: 'decide' });
    expect(errors(renamed)).toEqual([]);
    expect(configOf(renamed, 'f')).toEqual(above('row'));
  });

  test('holds for a copy', () => {
    const twice = after(after(document, 'duplicate', { nodes: ['t', 'f', 'al'] }), 'connect', { from: 'p', to: 't-2' });
    expect(errors(twice)).toEqual([]);
    expect(configOf(twice, 'f-2')).toEqual(above('row'));
  });
});

describe('columns of a reference table', () => {
  const columns = (...names: string[]) => names.map((name) => ({ name, type: name === 'card' || name === 'pan' ? 'text' as const : 'number' as const }));
  const document = documentOf(
    [
      payments('p'),
      ['l', 'lookup', { table: 'w', on: [{ field: 'card', column: 'card' }], add: [{ column: 'risk' }, { column: 'age', name: 'years' }] }],
      ['f', 'filter', above('risk')],
      ['g', 'filter', above('years')],
      ['al', 'alert', alertConfig],
    ],
    ['p > l', 'l > f', 'f > g', 'g > al'],
    { tables: [{ id: 'w', name: 'W', columns: columns('card', 'risk', 'age', 'old'), data: { rows: [['x', 1, 2, 3]] } }] },
  );
  const data = { rows: [['x', 1, 2]] };

  test('lookups and all downstream follow a new name', () => {
    expect(errors(document)).toEqual([]);
    const renamed = after(document, 'changeTable', { table: 'w', columns: columns('pan', 'score', 'age'), data, renamed: { card: 'pan', risk: 'score' } });
    expect(errors(renamed)).toEqual([]);
    expect(configOf(renamed, 'l')).toMatchObject({ on: [{ field: 'card', column: 'pan' }], add: [{ column: 'score' }, { column: 'age', name: 'years' }] });
    expect(configOf(renamed, 'f')).toEqual(above('score'));
    expect(configOf(renamed, 'g')).toEqual(above('years'));
    expect(renamed.tables[0]).toMatchObject({ columns: columns('pan', 'score', 'age'), data });
  });

  test('a field that the lookup names itself keeps its name', () => {
    const renamed = after(document, 'changeTable', { table: 'w', columns: columns('card', 'risk', 'months'), data, renamed: { age: 'months' } });
    expect(configOf(renamed, 'l')).toMatchObject({ add: [{ column: 'risk' }, { column: 'months', name: 'years' }] });
    expect(errors(renamed)).toEqual([]);
  });

  test('a name that the rows have already, or that is no column, is refused', () => {
    expect(refusal(document, 'changeTable', { table: 'w', columns: columns('card', 'amount', 'age'), data, renamed: { risk: 'amount' } })).toBe('name-taken');
    expect(refusal(document, 'changeTable', { table: 'w', columns: columns('card', 'score', 'age'), data, renamed: { gone: 'score' } })).toBe('unknown-part');
    expect(refusal(document, 'changeTable', { table: 'w', columns: columns('card', 'risk', 'age'), data, renamed: { risk: 'score' } })).toBe('unknown-part');
  });
});
