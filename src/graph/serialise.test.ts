import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { parseDocument, printDocument } from './serialise.ts';
import { anyDocument } from './testing.ts';

const small = {
  format: 'ruleloom/graph',
  version: 1,
  id: 'card-velocity',
  name: { en: 'Card velocity', zh: '刷卡频次' },
  nodes: [
    { id: 'payments', kind: 'source', name: 'Payments', at: [0, 0], config: {} },
    { id: 'large', kind: 'condition', name: 'Large', at: [200, 0], config: { when: { logic: { '>': [{ var: 'amount' }, 1000] } } } },
  ],
  edges: [{ from: 'payments', to: 'large' }],
};

const codes = (input: unknown): string[] => parseDocument(input).problems.map(({ code }) => code);
const withChange = (change: object): string => JSON.stringify({ ...small, ...change });

describe('printing', () => {
  test('puts what fits on one line, and leaves empty lists out', () => {
    const { document } = parseDocument({ ...small, groups: [], notes: [] });
    expect(document === undefined ? '' : printDocument(document)).toBe(`{
  "format": "ruleloom/graph",
  "version": 1,
  "id": "card-velocity",
  "name": { "en": "Card velocity", "zh": "刷卡频次" },
  "nodes": [
    { "id": "payments", "kind": "source", "name": "Payments", "at": [0, 0], "config": {} },
    {
      "id": "large",
      "kind": "condition",
      "name": "Large",
      "at": [200, 0],
      "config": { "when": { "logic": { ">": [{ "var": "amount" }, 1000] } } }
    }
  ],
  "edges": [
    { "from": "payments", "to": "large" }
  ]
}
`);
  });

  test('a printed document parses to itself, and prints to the same bytes', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const printed = printDocument(document);
        const parsed = parseDocument(printed).document;
        expect(parsed).toEqual(document);
        expect(parsed === undefined ? '' : printDocument(parsed)).toBe(printed);
      }),
      runs(300),
    );
  });

  test('what this version does not know is kept, after what it knows', () => {
    const text = withChange({ future: { a: 1 }, nodes: [{ red: 1, ...small.nodes[0] }] });
    const { document } = parseDocument(text);
    const printed = document === undefined ? '' : printDocument(document);
    expect(printed).toContain('"config": {}, "red": 1 }');
    expect(printed.trimEnd().endsWith('"future": { "a": 1 }\n}')).toBe(true);
  });
});

describe('hostile input', () => {
  test('bad JSON is told with its place and a remedy', () => {
    const [problem] = parseDocument('{\n  "a": 1,\n}').problems;
    expect(problem?.message.en).toBe('Line 3, column 1: There is a comma too many before }');
    expect(problem?.message.zh).toBe('第 3 行第 1 列：} 之前多了一个逗号');
    expect(parseDocument('').problems[0]?.message.en).toContain('The file is empty');
    expect(parseDocument('{"a": [1').problems[0]?.message.en).toContain('ends too early');
    expect(parseDocument(`{'a': 1}`).problems[0]?.message.en).toContain('straight double quotes');
    expect(parseDocument(`{"a": "${'x'.repeat(10_000_000)}`).problems[0]?.code).toBe('bad-json');
  });

  test('other formats and newer versions are refused', () => {
    expect(codes('[]')).toEqual(['not-a-graph']);
    expect(codes('{}')).toEqual(['not-a-graph']);
    expect(codes(null)).toEqual(['not-a-graph']);
    expect(codes(undefined)).toEqual(['not-json']);
    expect(codes(withChange({ version: 999 }))).toEqual(['newer-version']);
    expect(codes(withChange({ version: '1' }))).toEqual(['no-version']);
  });

  test('depth, cycles and foreign values are refused', () => {
    const depth = 100_000;
    expect(codes(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toEqual(['too-deep']);
    let deep: unknown = 1;
    for (let level = 0; level < depth; level++) deep = { deep };
    expect(codes({ ...small, deep })).toEqual(['too-deep']);
    const round: Record<string, unknown> = { ...small };
    round['round'] = round;
    expect(codes(round)).toEqual(['cyclic']);
    expect(codes({ ...small, name: Symbol('x') })).toEqual(['not-json']);
    expect(codes({ ...small, at: new Date() })).toEqual(['not-json']);
    expect(codes({ ...small, nodes: [{ ...small.nodes[0], at: [NaN, 0] }] })).toEqual(['not-json']);
    const trap = new Proxy({}, { ownKeys: () => { throw new Error('trap'); } });
    expect(codes(trap)).toEqual(['not-json']);
  });

  test('an object that shares a part so often that it would never end is refused', () => {
    let shared: unknown = 1;
    for (let level = 0; level < 60; level++) shared = [shared, shared];
    expect(codes({ ...small, shared })).toEqual(['too-large']);
  });

  test('the deepest config that is let in can be printed and read again', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 1490; level++) deep = level % 2 === 0 ? { deep } : [deep];
    const { document } = parseDocument({ ...small, nodes: [{ ...small.nodes[0], config: { deep } }] });
    const printed = document === undefined ? '' : printDocument(document);
    expect(parseDocument(printed).document).toEqual(document);
  });

  test('names that every object has are refused', () => {
    expect(codes(withChange({}).replace('"config":{}', '"config":{"__proto__":{}}'))).toEqual(['reserved-name']);
    expect(codes(withChange({ nodes: [{ ...small.nodes[0], id: 'constructor' }], edges: [] }))).toEqual(['reserved-name']);
  });

  test('what the schema refuses is told with the node', () => {
    const { document, problems } = parseDocument(withChange({ nodes: [{ ...small.nodes[0], at: [0], kind: 7 }] }));
    expect(document).toBeUndefined();
    expect(problems.map(({ node, message }) => [node, message.en])).toEqual([
      ['payments', 'Node “Payments”: kind must be a text, but is 7'],
      ['payments', 'Node “Payments”: at has too few entries: at least 2'],
    ]);
  });

  test('large graphs and long texts are read', () => {
    const nodes = Array.from({ length: 50_000 }, (_, index) => ({ ...small.nodes[0], id: `n${index}`, config: { index } }));
    const edges = nodes.slice(1).map(({ id }, index) => ({ from: `n${index}`, to: id }));
    const { document, problems } = parseDocument(withChange({ nodes, edges, description: 'x'.repeat(10_000_000) }));
    expect(problems).toEqual([]);
    expect(document?.nodes.length).toBe(50_000);
  });
});

describe('a graph that is wrong as a graph still opens', () => {
  const open = (change: object): [boolean, string[]] => {
    const { document, problems } = parseDocument(withChange(change));
    return [document !== undefined, problems.map(({ code }) => code)];
  };

  test('edges to nowhere, twice, or in a circle', () => {
    expect(open({ edges: [{ from: 'payments', to: 'gone' }] })).toEqual([true, ['lost-edge']]);
    expect(open({ edges: [...small.edges, ...small.edges] })).toEqual([true, ['duplicate-edge']]);
    expect(open({ edges: [...small.edges, { from: 'large.match', to: 'payments' }] })).toEqual([true, ['cycle']]);
  });

  test('duplicate ids', () => {
    expect(open({ nodes: [...small.nodes, ...small.nodes] })).toEqual([true, ['duplicate-id', 'duplicate-id']]);
  });

  test('groups and tests that name what is not there', () => {
    expect(open({ groups: [{ id: 'g', name: 'G', nodes: ['gone'] }] })).toEqual([true, ['lost-member']]);
    const lost = { name: 'T', given: { gone: [] }, match: 'exact', expect: [{ alert: 'away' }] };
    expect(open({ tests: [lost] })).toEqual([true, ['lost-test-node', 'lost-test-node']]);
  });
});
