import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.ts';
import type { RuleDocument } from '../document.ts';
import { printDocument } from '../serialise.ts';
import { checkStructure } from '../structure.ts';
import { fakeMeaning, sketch } from '../testing-meaning.ts';
import { anyDocument } from '../testing.ts';
import { copy, printClipboard } from './clipboard.ts';
import type { EditArgs, EditName } from './edits.ts';
import { edit, edits } from './edits.ts';
import { renamedFields } from './fields.ts';
import { parseClipboard } from './read-clipboard.ts';

function after<Name extends EditName>(document: RuleDocument, name: Name, args: EditArgs<Name>): RuleDocument {
  const outcome = edit(document, name, args, fakeMeaning);
  if (outcome.problem !== undefined) throw new Error(outcome.problem.message.en);
  return outcome.document;
}

function refusal<Name extends EditName>(document: RuleDocument, name: Name, args: EditArgs<Name>): string | undefined {
  return edit(document, name, args, fakeMeaning).problem?.code;
}

const configs = (document: RuleDocument): Record<string, unknown> =>
  Object.fromEntries(document.nodes.map(({ id, config }) => [id, config]));
const edges = (document: RuleDocument): string[] => document.edges.map(({ from, to }) => `${from} > ${to}`);

const line = sketch(
  {
    pay: { kind: 'source', fields: ['amount', 'card'] },
    big: { kind: 'filter', when: 'amount' },
    sum: { kind: 'make', name: 'total', of: 'amount' },
    warn: { kind: 'alert', when: 'total' },
  },
  ['pay > big', 'big > sum', 'sum > warn'],
);

describe('renaming a field', () => {
  test('every config downstream follows, and rows of saved tests', () => {
    const tested = { ...line, tests: [{ name: 'T', given: { pay: [{ card: 'x', amount: 1 }] }, match: 'exact' as const, expect: [] }] };
    const renamed = after(tested, 'renameField', { node: 'pay', from: 'amount', to: 'sum' });
    expect(configs(renamed)).toEqual({
      pay: { fields: ['sum', 'card'] },
      big: { when: 'sum' },
      sum: { name: 'total', of: 'sum' },
      warn: { when: 'total' },
    });
    expect(renamed.tests[0]?.given).toEqual({ pay: [{ card: 'x', sum: 1 }] });
  });

  test('a name that a node makes follows too', () => {
    expect(configs(after(line, 'renameField', { node: 'sum', from: 'total', to: 'all' }))['warn']).toEqual({ when: 'all' });
  });

  test('where another stream still brings the old name, it stays', () => {
    const merged = sketch(
      {
        a: { kind: 'source', fields: ['value'] },
        b: { kind: 'source', fields: ['value'] },
        only: { kind: 'filter', when: 'value' },
        both: { kind: 'filter', when: 'value' },
      },
      ['a > only', 'only > both', 'b > both'],
    );
    const renamed = configs(after(merged, 'renameField', { node: 'a', from: 'value', to: 'v' }));
    expect(renamed['only']).toEqual({ when: 'v' });
    expect(renamed['both']).toEqual({ when: 'value' });
  });

  test('a name that a node made up because two clashed is followed when they clash no more', () => {
    const joined = sketch(
      {
        a: { kind: 'source', fields: ['card', 'value'] },
        b: { kind: 'source', fields: ['card', 'value'] },
        both: { kind: 'join', on: 'card', with: 'card' },
        check: { kind: 'filter', when: 'right_value' },
      },
      ['a > both', 'b > both.right', 'both > check'],
    );
    const renamed = configs(after(joined, 'renameField', { node: 'b', from: 'value', to: 'worth' }));
    expect(renamed['check']).toEqual({ when: 'worth' });
    expect(configs(after(joined, 'renameField', { node: 'b', from: 'card', to: 'pan' }))['both']).toEqual({ on: 'card', with: 'pan' });
  });

  test('two names can change places', () => {
    const swapped = after(line, 'replaceSourceData', {
      node: 'pay',
      config: { fields: ['card', 'amount'] },
      fields: { amount: 'card', card: 'amount' },
    });
    expect(configs(swapped)['big']).toEqual({ when: 'card' });
  });

  test('a name that is taken, here or downstream, is refused', () => {
    expect(refusal(line, 'renameField', { node: 'pay', from: 'amount', to: 'card' })).toBe('name-taken');
    expect(refusal(line, 'renameField', { node: 'pay', from: 'card', to: 'total' })).toBe('name-taken');
    expect(refusal(line, 'renameField', { node: 'pay', from: 'amount', to: 'constructor' })).toBe('bad-name');
    expect(refusal(line, 'renameField', { node: 'pay', from: 'gone', to: 'x' })).toBe('unknown-part');
    const late = after(line, 'connect', { from: 'pay.rejected', to: 'warn' });
    expect(refusal(late, 'renameField', { node: 'pay', from: 'reason', to: 'why' })).toBe('fixed-name');
    expect(refusal(line, 'renameField', { node: 'big', from: 'amount', to: 'x' })).toBe('unknown-part');
  });
});

test('which fields a new config renames is seen where they stay in place', () => {
  const renamed = (fields: string[]): object => renamedFields(line, 'pay', { fields }, fakeMeaning);
  expect(renamed(['sum', 'card'])).toEqual({ amount: 'sum' });
  expect(renamed(['a', 'b'])).toEqual({ amount: 'a', card: 'b' });
  expect(renamed(['card', 'amount'])).toEqual({});
  expect(renamed(['sum'])).toEqual({});
  expect(renamedFields(line, 'sum', { name: 'all', of: 'amount' }, fakeMeaning)).toEqual({ total: 'all' });
});

describe('ports', () => {
  const split = sketch(
    { pay: { kind: 'source', fields: [] }, fork: { kind: 'switch', branches: ['a', 'b'] }, x: { kind: 'alert' }, y: { kind: 'alert' } },
    ['pay > fork', 'fork > x', 'fork.b > y'],
  );

  test('edges keep to their port when the order changes, and go with a port that goes', () => {
    expect(edges(after(split, 'configureNode', { node: 'fork', config: { branches: ['b', 'a'] } }))).toEqual(['pay > fork', 'fork.a > x', 'fork.b > y']);
    expect(edges(after(split, 'configureNode', { node: 'fork', config: { branches: ['b'] } }))).toEqual(['pay > fork', 'fork.b > y']);
  });

  test('an edge that still means what it says stays as it was written', () => {
    const said = { ...split, edges: split.edges.map((edge) => (edge.from === 'fork' ? { ...edge, from: 'fork.a' } : edge)) };
    expect(after(said, 'configureNode', { node: 'fork', config: { branches: ['a', 'b', 'c'] } }).edges).toBe(said.edges);
  });

  test('edges follow a port that gets another name', () => {
    const renamed = after(split, 'renamePort', { node: 'fork', side: 'outputs', from: 'b', to: 'c', config: { branches: ['a', 'c'] } });
    expect(edges(renamed)).toEqual(['pay > fork', 'fork > x', 'fork.c > y']);
  });
});

describe('nodes', () => {
  test('ids read like the name and are new', () => {
    const added = after(line, 'addNode', { node: { kind: 'filter', name: { en: 'Big!', zh: '大' }, at: [1.4, -0.2], config: {} }, after: 'pay' });
    expect(added.nodes.at(-1)).toEqual({ id: 'big-2', kind: 'filter', name: { en: 'Big!', zh: '大' }, at: [1, 0], config: {} });
    expect(edges(added).at(-1)).toBe('pay > big-2');
    const chinese = after(line, 'addNode', { node: { kind: 'filter', name: '大额', at: [0, 0], config: {} } });
    expect(chinese.nodes.at(-1)?.id).toBe('filter');
    expect(after(line, 'addNode', { node: { kind: 'x', name: 'Constructor', at: [0, 0], config: {} } }).nodes.at(-1)?.id).toBe('constructor-2');
  });

  test('removing heals where it is plain how', () => {
    expect(edges(after(line, 'removeNodes', { nodes: ['big', 'sum'], heal: true }))).toEqual(['pay > warn']);
    const said = (document: RuleDocument, nodes: string[]): string | undefined => {
      const outcome = edit(document, 'removeNodes', { nodes, heal: true }, fakeMeaning);
      return outcome.problem === undefined ? outcome.words.en : undefined;
    };
    expect(said(line, ['big'])).toBe('Remove “big” and close the line');
    expect(said(line, ['big', 'sum'])).toBe('Remove 2 nodes and close the line');
    expect(said(line, ['warn'])).toBe('Remove “warn”');
    expect(edges(after(line, 'removeNodes', { nodes: ['big'] }))).toEqual(['sum > warn']);
    const forked = after(line, 'connect', { from: 'big.rest', to: 'warn' });
    expect(edges(after(forked, 'removeNodes', { nodes: ['big'], heal: true }))).toEqual(['sum > warn']);
  });

  test('a new id is followed by edges, groups, tests and configs', () => {
    const document: RuleDocument = {
      ...sketch({ pay: { kind: 'source', fields: [] }, warn: { kind: 'alert', like: 'pay' } }, ['pay.rejected > warn']),
      groups: [{ id: 'g', name: 'G', nodes: ['warn', 'pay'] }],
      tests: [{ name: 'T', given: { pay: [] }, match: 'exact', expect: [{ alert: 'warn' }] }],
    };
    const renamed = after(after(document, 'changeNodeId', { from: 'pay', to: 'buy' }), 'changeNodeId', { from: 'warn', to: 'ring' });
    expect(edges(renamed)).toEqual(['buy.rejected > ring']);
    expect(renamed.groups[0]?.nodes).toEqual(['ring', 'buy']);
    expect(renamed.tests[0]).toMatchObject({ given: { buy: [] }, expect: [{ alert: 'ring' }] });
    expect(configs(renamed)['ring']).toEqual({ like: 'buy' });
    expect(refusal(document, 'changeNodeId', { from: 'pay', to: 'warn' })).toBe('id-taken');
    expect(refusal(document, 'changeNodeId', { from: 'pay', to: 'Pay' })).toBe('bad-id');
  });

  test('inserting on an edge keeps what led in and out', () => {
    const node = { kind: 'filter', name: 'New', at: [0, 0] as [number, number], config: {} };
    expect(edges(after(line, 'insertOnEdge', { edge: { from: 'big.match', to: 'sum' }, node }))).toEqual([
      'pay > big', 'sum > warn', 'big > new', 'new > sum',
    ]);
    expect(refusal(line, 'insertOnEdge', { edge: { from: 'big', to: 'sum' }, node: { existing: 'pay' } })).toBe('no-input');
  });
});

describe('edges', () => {
  test('what cannot be connected is refused, and says why', () => {
    expect(refusal(line, 'connect', { from: 'sum', to: 'big' })).toBe('cycle');
    expect(refusal(line, 'connect', { from: 'big', to: 'big' })).toBe('cycle');
    expect(refusal(line, 'connect', { from: 'pay.events', to: 'big.in' })).toBe('already-connected');
    expect(refusal(line, 'connect', { from: 'warn', to: 'big' })).toBe('no-output');
    expect(refusal(line, 'connect', { from: 'big', to: 'pay' })).toBe('no-input');
    expect(refusal(line, 'connect', { from: 'pay.gone', to: 'sum' })).toBe('unknown-part');
    expect(refusal(line, 'connect', { from: 'pay', to: 'nowhere' })).toBe('unknown-part');
  });

  test('an input that takes one edge gives up the one it has', () => {
    const joined = sketch({ a: { kind: 'source', fields: [] }, b: { kind: 'source', fields: [] }, j: { kind: 'join' } }, ['a > j']);
    expect(edges(after(joined, 'connect', { from: 'b', to: 'j.left' }))).toEqual(['b > j']);
  });

  test('an edge can be led elsewhere and taken away', () => {
    expect(edges(after(line, 'reconnect', { edge: { from: 'pay', to: 'big.in' }, to: 'sum' }))).toEqual(['pay > sum', 'big > sum', 'sum > warn']);
    expect(edges(after(line, 'disconnect', { edges: [{ from: 'big.match', to: 'sum' }] }))).toEqual(['pay > big', 'sum > warn']);
  });
});

describe('copies', () => {
  const set = { id: 'black', name: 'Black', type: 'text' as const, values: ['x'] };
  const document: RuleDocument = {
    ...sketch({ pay: { kind: 'source', fields: ['a'] }, big: { kind: 'filter', when: 'a', set: 'black', like: 'pay' } }, ['pay.rejected > big']),
    groups: [{ id: 'g', name: 'G', nodes: ['pay', 'big'] }],
    sets: [set],
  };

  test('duplicates get ids, names and places of their own', () => {
    const twice = after(document, 'duplicate', { nodes: ['pay', 'big'] });
    expect(twice.nodes.slice(2).map(({ id, name, at }) => [id, name, at])).toEqual([['pay-2', 'pay 2', [40, 40]], ['big-2', 'big 2', [240, 40]]]);
    expect(edges(twice)).toEqual(['pay.rejected > big', 'pay-2.rejected > big-2']);
    expect(configs(twice)['big-2']).toEqual({ when: 'a', set: 'black', like: 'pay-2' });
    expect(twice.groups[1]).toEqual({ id: 'g-2', name: 'G', nodes: ['pay-2', 'big-2'] });
    expect(twice.sets).toEqual([set]);
    expect(after(twice, 'duplicate', { nodes: ['pay-2'] }).nodes.at(-1)).toMatchObject({ id: 'pay-3', name: 'pay 3' });
  });
});

describe('pasting elsewhere', () => {
  const document: RuleDocument = {
    ...sketch({ big: { kind: 'filter', when: 'a', set: 'black' } }),
    sets: [{ id: 'black', name: 'Black', type: 'text', values: ['x'] }],
  };
  const clipboard = copy(document, ['big'], [], fakeMeaning);

  test('sets come along where they are not there', () => {
    const pasted = after(sketch({}), 'paste', { clipboard });
    expect(pasted.sets).toEqual(document.sets);
    expect(configs(pasted)['big']).toEqual({ when: 'a', set: 'black' });
  });

  test('a set of the same id that holds something else is left alone', () => {
    const other = { ...sketch({}), sets: [{ id: 'black', name: 'Black', type: 'text' as const, values: ['y'] }] };
    const pasted = after(other, 'paste', { clipboard });
    expect(pasted.sets.map(({ id, values }) => [id, values])).toEqual([['black', ['y']], ['black-2', ['x']]]);
    expect(configs(pasted)['big']).toEqual({ when: 'a', set: 'black-2' });
  });

  test('a set of the same id and values is used, though it has another name there', () => {
    const other = { ...sketch({}), sets: [{ id: 'black', name: 'Blocked', type: 'text' as const, values: ['x'] }] };
    const pasted = after(other, 'paste', { clipboard });
    expect(pasted.sets).toEqual(other.sets);
    expect(configs(pasted)['big']).toEqual({ when: 'a', set: 'black' });
  });

  test('what was copied is read from text, and nothing else is', () => {
    const read = parseClipboard(printClipboard(clipboard));
    expect(read.problem === undefined ? read.clipboard : undefined).toEqual(clipboard);
    expect(parseClipboard('hello').problem?.code).toBe('not-a-clipboard');
    expect(parseClipboard('['.repeat(100_000)).problem?.code).toBe('not-a-clipboard');
    expect(parseClipboard('[]').problem?.code).toBe('not-a-clipboard');
    expect(parseClipboard('{"format":"ruleloom/clipboard","version":2}').problem?.code).toBe('newer-version');
  });

  test('a whole graph is read as well, and nodes that someone wrote down', () => {
    const whole = parseClipboard(printDocument(document));
    expect(whole.problem === undefined ? whole.clipboard : undefined).toEqual(clipboard);
    const [node] = document.nodes;
    const listed = parseClipboard(JSON.stringify([node, node]));
    expect(listed.problem === undefined ? listed.clipboard.nodes : undefined).toEqual([node]);
    const line = parseClipboard(JSON.stringify({ nodes: [node, { ...node, id: 'more' }], edges: [{ from: 'big', to: 'more' }] }));
    expect(line.problem === undefined ? line.clipboard.edges : undefined).toEqual([{ from: 'big', to: 'more' }]);
  });
});

describe('groups, sets and tests', () => {
  test('a node stands in one group; an empty group goes', () => {
    const grouped = after(line, 'group', { nodes: ['pay', 'big'], name: 'First' });
    const regrouped = after(grouped, 'group', { nodes: ['big', 'pay'], name: 'Second' });
    expect(regrouped.groups).toEqual([{ id: 'second', name: 'Second', nodes: ['big', 'pay'] }]);
    expect(after(regrouped, 'removeNodes', { nodes: ['big', 'pay'] }).groups).toEqual([]);
    expect(after(grouped, 'toggleGroup', { group: 'first' }).groups[0]?.collapsed).toBe(true);
  });

  test('sets are followed by those who speak of them, and not taken from under them', () => {
    const document = { ...sketch({ f: { kind: 'filter', set: 'black' } }), sets: [{ id: 'black', name: 'B', type: 'text' as const, values: [] }] };
    const renamed = after(document, 'changeSetId', { from: 'black', to: 'dark' });
    expect(configs(renamed)['f']).toEqual({ set: 'dark' });
    expect(refusal(renamed, 'removeSet', { set: 'dark' })).toBe('in-use');
  });
});

test('mending leaves one of two edges that only are written differently', () => {
  const twice = sketch({ pay: { kind: 'source', fields: [] }, big: { kind: 'filter' } }, ['pay > big', 'pay.events > big', 'pay > big.in', 'pay.rejected > big']);
  expect(edges(after(twice, 'mend', {}))).toEqual(['pay > big', 'pay.rejected > big']);
});

test('mending leaves nothing wrong but circles and tests, and no sound graph changed', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const twice = { ...document, nodes: [...document.nodes, ...document.nodes] };
      const mended = after(twice, 'mend', {});
      const codes = checkStructure(mended).map(({ code }) => code);
      expect(codes.filter((code) => code !== 'cycle' && code !== 'lost-test-node')).toEqual([]);
      expect(after(mended, 'mend', {})).toBe(mended);
    }),
    runs(200),
  );
});

test('every edit has words in both languages', () => {
  const outcome = edit(line, 'removeNodes', { nodes: ['big'] }, fakeMeaning);
  expect(outcome.problem === undefined ? outcome.words : undefined).toEqual({ en: 'Remove “big”', zh: '删除“big”' });
});

test('arguments that make no sense are refused, whatever they are', () => {
  const round: Record<string, unknown> = {};
  round['node'] = round;
  const trap = new Proxy({}, { ownKeys: () => { throw new Error('trap'); } });
  const odd = [undefined, null, 7, [], round, { node: '__proto__', at: [NaN, 0] }, { nodes: ['gone'] }, trap];
  const done = (Object.keys(edits) as EditName[]).flatMap((name) =>
    odd.flatMap((args) => edits[name].run(line, args, fakeMeaning).document ?? []),
  );
  expect(done.filter((document) => document !== line && JSON.stringify(document) !== JSON.stringify(line))).toEqual([]);
});
