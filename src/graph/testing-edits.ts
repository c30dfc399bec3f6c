import fc from 'fast-check';
import type { RuleDocument } from './document.ts';
import { copy } from './edits/clipboard.ts';
import type { EditName } from './edits/edits.ts';
import { fakeMeaning, sketch } from './testing-meaning.ts';

/** Edits made at random: most make sense, some do not. */

/** Takes one of some things, or now and then something that is not there. */
interface Dice {
  number(below: number): number;
  one<Item>(items: readonly Item[], otherwise: Item): Item;
  some<Item>(items: readonly Item[]): Item[];
}

type Make = (document: RuleDocument, dice: Dice) => unknown;

const node = ({ nodes }: RuleDocument, dice: Dice): string => dice.one(nodes.map(({ id }) => id), 'gone');
const someNodes = ({ nodes }: RuleDocument, dice: Dice): string[] => dice.some(nodes.map(({ id }) => id));
const someNotes = ({ notes }: RuleDocument, dice: Dice): string[] => dice.some(notes.map(({ id }) => id));
const group = ({ groups }: RuleDocument, dice: Dice): string => dice.one(groups.map(({ id }) => id), 'gone');
const note = ({ notes }: RuleDocument, dice: Dice): string => dice.one(notes.map(({ id }) => id), 'gone');
const set = ({ sets }: RuleDocument, dice: Dice): string => dice.one(sets.map(({ id }) => id), 'gone');
const table = ({ tables }: RuleDocument, dice: Dice): string => dice.one(tables.map(({ id }) => id), 'gone');
const edge = ({ edges }: RuleDocument, dice: Dice): unknown => dice.one<unknown>(edges, { from: 'gone', to: 'gone' });
const name = (dice: Dice): unknown => dice.one<unknown>(['Velocity', '频次', { en: 'Both', zh: '两者' }, '', 'Velocity'], 7);
const id = (dice: Dice): string => dice.one(['a', 'b', 'new-one', 'b_2'], 'Not an id');
const field = (dice: Dice): string => dice.one(['amount', 'card', 'total', 'x', '金额'], '__proto__');
const point = (dice: Dice): unknown => dice.one<unknown>([[0, 0], [10.6, -0.4], [-300, 20]], [NaN, 0]);
const end = (document: RuleDocument, dice: Dice): string =>
  node(document, dice) + dice.one(['', '', '', '', '', '', '', '.rest', '.right', '.rejected', '.b'], '.Bad Port');

const kind = (dice: Dice): { kind: string; config: object } =>
  dice.one<{ kind: string; config: object }>(
    [
      { kind: 'source', config: { fields: ['amount', 'card'] } },
      { kind: 'source', config: { fields: ['card', 'total'], more: { deep: [1, { x: null }] } } },
      { kind: 'filter', config: { when: field(dice), set: 'black' } },
      { kind: 'make', config: { name: field(dice), of: field(dice) } },
      { kind: 'join', config: { on: 'card', with: 'card' } },
      { kind: 'lookup', config: { table: 'cards', on: 'card' } },
      { kind: 'switch', config: { branches: dice.some(['a', 'b', 'c']) } },
      { kind: 'alert', config: { when: field(dice), like: 'a' } },
    ],
    { kind: 'unheard-of', config: { 7: 1, b: 2 } },
  );

const newNode = (dice: Dice): object => ({ ...kind(dice), name: name(dice), at: point(dice) });
const aTest = (document: RuleDocument, dice: Dice): object => ({
  name: name(dice),
  given: { [node(document, dice)]: [{ card: 'x', amount: 1 }] },
  match: 'subset',
  expect: [{ alert: node(document, dice) }],
});

export const makers = {
  setName: (_, dice) => ({ name: name(dice) }),
  setDescription: (_, dice) => dice.one<object>([{}, { description: name(dice) }], { description: 1 }),
  setLang: (_, dice) => ({ lang: dice.one(['en', 'zh'], 'fr') }),
  addNode: (document, dice) => ({ node: newNode(dice), ...dice.one<object>([{}, { after: end(document, dice) }], { before: end(document, dice) }) }),
  removeNodes: (document, dice) => ({ nodes: someNodes(document, dice), notes: someNotes(document, dice), heal: dice.number(2) === 0 }),
  moveNodes: (document, dice) => ({ nodes: Object.fromEntries(someNodes(document, dice).map((each) => [each, point(dice)])) }),
  align: (document, dice) => ({ how: dice.one(['left', 'middle', 'across'], 'sideways'), nodes: Object.fromEntries(someNodes(document, dice).map((each) => [each, point(dice)])) }),
  tidy: (document, dice) => ({ nodes: Object.fromEntries(someNodes(document, dice).map((each, index) => [each, [index, index]])) }),
  renameNode: (document, dice) => ({ node: node(document, dice), name: name(dice) }),
  changeNodeId: (document, dice) => ({ from: node(document, dice), to: id(dice) }),
  insertOnEdge: (document, dice) => ({
    edge: edge(document, dice),
    node: dice.one<object>([newNode(dice), newNode(dice)], { existing: node(document, dice) }),
  }),
  configureNode: (document, dice) => ({ node: node(document, dice), config: kind(dice).config }),
  renameField: (document, dice) => ({ node: node(document, dice), from: field(dice), to: field(dice) }),
  renamePort: (document, dice) => ({ node: node(document, dice), side: 'outputs', from: 'b', to: 'd', config: { branches: ['a', 'd'] } }),
  replaceSourceData: (document, dice) => ({
    node: node(document, dice),
    config: { fields: ['card', 'amount', 'extra'] },
    fields: { [field(dice)]: field(dice) },
  }),
  connect: (document, dice) => ({ from: end(document, dice), to: end(document, dice) }),
  disconnect: (document, dice) => ({ edges: [edge(document, dice)] }),
  reconnect: (document, dice) => ({ edge: edge(document, dice), to: end(document, dice) }),
  addPart: (document, dice) => ({ part: copy(document, someNodes(document, dice), [], fakeMeaning) }),
  duplicate: (document, dice) => ({ nodes: someNodes(document, dice), notes: someNotes(document, dice) }),
  paste: (document, dice) => ({ clipboard: copy(document, someNodes(document, dice), someNotes(document, dice), fakeMeaning), offset: [7, 7] }),
  group: (document, dice) => ({ nodes: someNodes(document, dice), name: name(dice) }),
  ungroup: (document, dice) => ({ group: group(document, dice) }),
  renameGroup: (document, dice) => ({ group: group(document, dice), name: name(dice) }),
  toggleGroup: (document, dice) => ({ group: group(document, dice) }),
  addToGroup: (document, dice) => ({ group: group(document, dice), nodes: someNodes(document, dice) }),
  removeFromGroup: (document, dice) => ({ nodes: someNodes(document, dice) }),
  addNote: (_, dice) => ({ text: name(dice), at: point(dice), size: [240, 80] }),
  editNote: (document, dice) => ({ note: note(document, dice), text: name(dice) }),
  moveNote: (document, dice) => ({ note: note(document, dice), at: point(dice) }),
  resizeNote: (document, dice) => ({ note: note(document, dice), size: point(dice) }),
  removeNote: (document, dice) => ({ note: note(document, dice) }),
  addSet: (_, dice) => ({ set: { name: name(dice), type: 'text', values: ['x'], ...dice.one<object>([{}], { id: id(dice) }) } }),
  changeSet: (document, dice) => ({ set: set(document, dice), type: 'number', values: [1, 2] }),
  renameSet: (document, dice) => ({ set: set(document, dice), name: name(dice) }),
  changeSetId: (document, dice) => ({ from: set(document, dice), to: id(dice) }),
  removeSet: (document, dice) => ({ set: set(document, dice) }),
  addTable: (_, dice) => ({ table: { name: name(dice), columns: [{ name: field(dice), type: 'text' }], data: { rows: [['x']] } } }),
  changeTable: (document, dice) => ({ table: table(document, dice), columns: [], data: { file: 'cards.csv' } }),
  renameTable: (document, dice) => ({ table: table(document, dice), name: name(dice) }),
  changeTableId: (document, dice) => ({ from: table(document, dice), to: id(dice) }),
  removeTable: (document, dice) => ({ table: table(document, dice) }),
  addTest: (document, dice) => ({ test: aTest(document, dice) }),
  changeTest: (document, dice) => ({ test: dice.number(3), to: aTest(document, dice) }),
  renameTest: (_, dice) => ({ test: dice.number(3), name: name(dice) }),
  removeTest: (_, dice) => ({ test: dice.number(3) }),
  returnTo: (document, dice) => ({ version: dice.number(3), document: { ...document, name: name(dice), edges: dice.some(document.edges), id: 'other' } }),
  mend: () => ({}),
} satisfies Record<EditName, Make>;

export interface RandomEdit {
  readonly name: EditName;
  readonly args: (document: RuleDocument) => unknown;
}

const editNames = Object.keys(makers) as EditName[];

export const anyEdit: fc.Arbitrary<RandomEdit> = fc
  .record({ name: fc.constantFrom(...editNames), throws: fc.array(fc.nat({ max: 9999 }), { minLength: 25, maxLength: 25 }) })
  .map(({ name: editName, throws }) => ({ name: editName, args: (document) => makers[editName](document, dice(throws)) }));

function dice(throws: readonly number[]): Dice {
  let at = 0;
  const next = (): number => throws[at++ % throws.length] ?? 0;
  return {
    number: (below) => next() % below,
    one: (items, otherwise) => (next() % 12 === 0 ? otherwise : (items[next() % Math.max(1, items.length)] ?? otherwise)),
    some: (items) => items.filter(() => next() % 2 === 0),
  };
}

/** Something to begin with. */
export const start: RuleDocument = {
  ...sketch(
    {
      a: { kind: 'source', fields: ['amount', 'card'] },
      b: { kind: 'source', fields: ['amount', 'card', 'x'] },
      f: { kind: 'filter', when: 'amount', set: 'black' },
      m: { kind: 'make', name: 'total', of: 'amount' },
      j: { kind: 'join', on: 'card', with: 'card' },
      w: { kind: 'alert', when: 'total', like: 'a' },
    },
    ['a > f', 'f > m', 'm > j', 'b > j.right', 'j > w', 'f.rest > w'],
  ),
  groups: [{ id: 'g', name: 'G', nodes: ['f', 'm'], collapsed: false, later: 1 }],
  notes: [{ id: 'n', text: 'N', at: [0, -100], size: [200, 80] }],
  sets: [{ id: 'black', name: 'Black', type: 'text', values: ['x', 'y'] }],
  tables: [{ id: 'cards', name: 'Cards', columns: [{ name: 'card', type: 'text' }], data: { rows: [['x']] } }],
  tests: [{ name: 'T', given: { a: [{ amount: 1, card: 'x' }] }, match: 'exact', expect: [{ alert: 'w' }] }],
  later: { unknown: true },
};
