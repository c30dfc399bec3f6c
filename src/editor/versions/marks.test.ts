import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diffDocuments } from '../../graph/diff.ts';
import { parseDocument } from '../../graph/serialise.ts';
import { marksOf } from './marks.ts';

const { document: fraud } = parseDocument(readFileSync('rules-examples/card-fraud/card-fraud.rules.json', 'utf8'));
if (fraud === undefined) throw new Error('no example');
const [first, second, ...others] = fraud.notes;
const [group, ...groups] = fraud.groups;
if (first === undefined || second === undefined || group === undefined) throw new Error('too little to change');

test('notes and groups are marked by what became of them', () => {
  const after = {
    ...fraud,
    notes: [{ ...first, at: [first.at[0] + 40, first.at[1]] as [number, number] }, { ...second, text: 'Something else' }, ...others.slice(1), { ...first, id: 'fresh' }],
    groups: [{ ...group, name: 'Another name' }, ...groups.map((each) => ({ ...each, collapsed: true }))],
  };
  const { papers, nodes } = marksOf(diffDocuments(fraud, after));
  expect(nodes.size).toBe(0);
  expect(papers).toEqual(
    expect.arrayContaining([
      { what: 'note', id: first.id, how: 'moved', from: { x: first.at[0], y: first.at[1] } },
      { what: 'note', id: second.id, how: 'changed', from: undefined },
      { what: 'note', id: 'fresh', how: 'added', from: undefined },
      { what: 'note', how: 'removed', note: others[0] },
      { what: 'group', id: group.id, how: 'changed', from: undefined },
    ]),
  );
  expect(papers).toHaveLength(5);
});

test('a group that is no more is kept as it was', () => {
  const { papers } = marksOf(diffDocuments(fraud, { ...fraud, groups }));
  expect(papers).toEqual([{ what: 'group', how: 'removed', group }]);
});
