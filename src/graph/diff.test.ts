import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { diffInWords } from './diff-words.ts';
import { diffDocuments, isLayoutOnly } from './diff.ts';
import type { RuleDocument } from './document.ts';
import type { EditArgs, EditName } from './edits/edits.ts';
import { edit, edits } from './edits/edits.ts';
import { parseDocument, printDocument } from './serialise.ts';
import { anyEdit, start } from './testing-edits.ts';
import { fakeMeaning } from './testing-meaning.ts';

function after<Name extends EditName>(document: RuleDocument, name: Name, args: EditArgs<Name>): RuleDocument {
  const outcome = edit(document, name, args, fakeMeaning);
  if (outcome.problem !== undefined) throw new Error(outcome.problem.message.en);
  return outcome.document;
}

const english = (before: RuleDocument, next: RuleDocument): string[] => diffInWords(diffDocuments(before, next), 'en').map(({ text }) => text);
const chinese = (before: RuleDocument, next: RuleDocument): string[] => diffInWords(diffDocuments(before, next), 'zh').map(({ text }) => text);
const configured = (config: object): RuleDocument => ({ ...start, nodes: start.nodes.map((node) => (node.id === 'm' ? { ...node, config: { ...config } } : node)) });

describe('in words', () => {
  test('what was set, from what to what', () => {
    const before = configured({ within: '10m', key: ['card'], features: [{ name: 'n', fn: 'count' }, { name: 's', fn: 'sum' }] });
    const next = configured({ within: '1h', key: ['card', 'shop'], features: [{ name: 's', fn: 'average' }], late: true });
    expect(english(before, next)).toEqual([
      '“m”: within changed from 10 minutes to 1 hour',
      '“m”: key changed from card to card, shop',
      '“m”: features › “n” removed',
      '“m”: features › “s” › fn changed from “sum” to “average”',
      '“m”: late added: yes',
    ]);
    expect(chinese(before, next)[0]).toBe('“m”：within 由 10 分钟改为 1 小时');
  });

  test('another order of named items', () => {
    const before = configured({ features: [{ name: 'n' }, { name: 's' }] });
    const next = configured({ features: [{ name: 's' }, { name: 'n' }] });
    expect(english(before, next)).toEqual(['“m”: features changed from n, s to s, n']);
  });

  test('kinds give the words for places, values and nodes', () => {
    const before = configured({ when: { logic: { '>': [{ var: 'a' }, 1] } } });
    const next = configured({ when: { logic: { '>': [{ var: 'a' }, 2] } } });
    const diff = diffDocuments(before, next);
    expect(diff.changes).toMatchObject([{ what: 'node', how: 'changed', details: [{ at: ['config', 'when'] }] }]);
    const words = { label: () => 'condition', value: (_: unknown, __: unknown, value: unknown) => `a > ${JSON.stringify(value).includes('2') ? 2 : 1}` };
    expect(diffInWords(diff, 'en', words)[0]).toEqual({ text: '“m”: condition changed from a > 1 to a > 2', node: 'm', layout: false });
  });

  test('what came, went, and was joined', () => {
    const added = after(start, 'addNode', { node: { kind: 'filter', name: { en: 'Large', zh: '大额' }, at: [0, 0], config: {} }, after: 'a.rejected' });
    expect(english(start, added)).toEqual(['Added “Large”', 'Connected “a” (rejected) to “Large”']);
    expect(chinese(start, added)).toEqual(['新增“大额”', '连接“a”（rejected）与“大额”']);
    expect(english(added, start)).toEqual(['Removed “Large”', 'Disconnected “a” (rejected) from “Large”']);
    expect(english(start, after(start, 'renameNode', { node: 'w', name: 'Ring' }))).toEqual(['Renamed “w” to “Ring”']);
    expect(english(start, after(start, 'renameTest', { test: 0, name: 'U' }))).toEqual(['Renamed the test “T” to “U”']);
    expect(english(start, after(start, 'setLang', { lang: 'zh' }))).toEqual(['Alerts are now written in Chinese']);
    expect(english(start, { ...start, nodes: start.nodes.toReversed() })).toEqual(['Changed the order of the nodes, and so of the reasons']);
  });

  test('a node under another id is the same node', () => {
    expect(english(start, after(start, 'changeNodeId', { from: 'f', to: 'large' }))).toEqual(['Changed the id of “f” to “large”']);
  });

  test('layout is told apart, last, and in one line', () => {
    const moved = after(start, 'moveNodes', { nodes: { a: [5, 5], f: [9, 9] }, notes: { n: [1, 1] } });
    const diff = diffDocuments(start, moved);
    expect(isLayoutOnly(diff)).toBe(true);
    expect(english(start, moved)).toEqual(['Moved the note “N”', 'Moved 2 nodes']);
    const both = after(moved, 'renameNode', { node: 'a', name: 'Pay' });
    expect(isLayoutOnly(diffDocuments(start, both))).toBe(false);
    expect(english(start, both)).toEqual(['Renamed “a” to “Pay”', 'Moved the note “N”', 'Moved “f”']);
    expect(english(start, after(start, 'addToGroup', { group: 'g', nodes: ['w'] }))).toEqual(['The group “G” now holds “f”, “m”, “w”']);
  });
});

test('there is a difference exactly where documents print differently, and words for each', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 8 }), (steps) => {
      let document = start;
      for (const { name, args } of steps) document = edits[name].run(document, args(document), fakeMeaning).document ?? document;
      const diff = diffDocuments(start, document);
      const same = JSON.stringify(sorted(document)) === JSON.stringify(sorted(start));
      if ((diff.changes.length === 0) !== same) throw new Error(JSON.stringify(diff.changes));
      const lines = (['en', 'zh'] as const).map((lang) => diffInWords(diff, lang));
      expect(lines.flat().filter(({ text }) => text === '' || text.includes('undefined'))).toEqual([]);
      expect(lines.map((each) => each.length > 0)).toEqual([!same, !same]);
    }),
    runs(400),
  );
});

test('a document read from its own print is no different', () => {
  const { document } = parseDocument(printDocument(start));
  expect(document === undefined ? undefined : diffDocuments(start, document).changes).toEqual([]);
});

/** The order of edges, groups, notes, sets, tables and tests means nothing; that of nodes does. */
function sorted(document: RuleDocument): unknown {
  const byText = (items: readonly unknown[]): string[] => items.map((item) => JSON.stringify(deep(item))).toSorted();
  const { nodes, edges, groups, notes, sets, tables, tests, ...rest } = document;
  return [deep(rest), nodes.map(deep), [edges, groups, notes, sets, tables, tests].map(byText)];
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, each]) => [key, deep(each)]).toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}
