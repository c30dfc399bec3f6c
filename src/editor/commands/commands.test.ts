import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument } from '../../graph/serialise.ts';
import { kindNames } from '../../kinds/registry.ts';
import { testEditor } from '../state/testing.ts';
import { freePlace } from './find-room.ts';
import type { Command, Scope } from './command.ts';
import { labelOf } from './command.ts';
import type { KeyPress } from './keys.ts';
import { commandFor } from './shortcuts.ts';
import { commandNamed, commands, perform } from './table.ts';

const text = readFileSync(new URL('../../../rules-examples/consumer-group/consumer-group.rules.json', import.meta.url), 'utf8');

function started() {
  const { document } = parseDocument(text);
  if (document === undefined) throw new Error('no graph');
  const { editor, preferences, runs, open } = testEditor(document);
  const scope: Scope = { editor, preferences };
  return { editor, scope, runs, open, document, now: () => editor.document.getState(), session: () => editor.session.getState() };
}

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key, code: '', keyCode: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, ...held,
});

test('every command has a name of its own, words in both languages, and keys of its own', () => {
  const { scope } = started();
  const all: readonly Command[] = commands;
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const keys = all.flatMap((command) => command.keys);
  expect(new Set(keys).size).toBe(keys.length);
  for (const command of all) {
    const { en, zh } = labelOf(command, scope);
    expect(en).toMatch(/^[A-Z]/);
    expect(zh).toMatch(/\p{Script=Han}/u);
  }
  for (const lang of ['en', 'zh'] as const) expect(new Set(all.map((command) => labelOf(command, scope)[lang])).size).toBe(all.length);
});

test('Ctrl and Enter run, also while typing, and not while a run goes on', () => {
  const { scope, runs } = started();
  const enter = press('Enter', { ctrlKey: true });
  commandFor(commands, enter, 'text', scope)?.run(scope);
  expect(runs.started).toBe(1);
  expect(commandFor(commands, enter, 'text', scope)).toBeUndefined();
  perform('stop', scope);
  expect(runs.stopped).toBe(1);
});

test('under a sheet nothing is removed or moved that cannot be seen', () => {
  const { scope, session } = started();
  perform('select-all', scope);
  session().showSheet('spending');
  for (const [key, held] of [['Delete', {}], ['d', { ctrlKey: true }], ['g', { ctrlKey: true }], ['/', {}]] as const) {
    expect(commandFor(commands, press(key, held), 'canvas', scope)).toBeUndefined();
  }
  expect(commandFor(commands, press('Enter', { ctrlKey: true }), 'elsewhere', scope)?.id).toBe('run');
  expect(commandFor(commands, press('k', { ctrlKey: true }), 'elsewhere', scope)?.id).toBe('commands');
});

test('keys that a text field needs are left to it, and a dialog has all of them', () => {
  const { scope, session } = started();
  session().select({ nodes: new Set(['spending']) });
  perform('select-all', scope);
  expect(commandFor(commands, press('Delete'), 'canvas', scope)?.id).toBe('remove');
  expect(commandFor(commands, press('Backspace'), 'text', scope)).toBeUndefined();
  expect(commandFor(commands, press('Delete'), 'elsewhere', scope)).toBeUndefined();
  expect(commandFor(commands, press('?', { shiftKey: true }), 'text', scope)).toBeUndefined();
  expect(commandFor(commands, press('k', { metaKey: true }), 'dialog', scope)).toBeUndefined();
  expect(commandFor(commands, press('k', { metaKey: true }), 'text', scope)?.id).toBe('commands');
});

test('undo says what it undoes', () => {
  const { scope, now } = started();
  expect(commandNamed('undo').enabled(scope)).toBe(false);
  now().apply({ edit: 'setName', args: { name: 'Other' } });
  expect(labelOf(commandNamed('undo'), scope).en).toBe('Undo: Rename the graph to “Other”');
  perform('undo', scope);
  expect(labelOf(commandNamed('redo'), scope).zh).toBe('重做：将规则图重命名为“Other”');
});

test('what is removed from a line leaves the line closed', () => {
  const { scope, document, now, session } = started();
  const middle = document.nodes.find((node) => document.edges.some(({ to }) => to === node.id) && document.edges.some(({ from }) => from === node.id));
  session().select({ nodes: new Set([middle?.id ?? '']) });
  perform('remove', scope);
  expect(now().document.nodes).toHaveLength(document.nodes.length - 1);
  expect(now().document.edges).toHaveLength(document.edges.length - 1);
  expect(session().selection.nodes.size).toBe(0);
  expect(now().at).toBe(1);
});

test('a copy is selected, beside what it was made of', () => {
  const { scope, document, now, session } = started();
  perform('select-all', scope);
  perform('duplicate', scope);
  expect(now().document.nodes).toHaveLength(2 * document.nodes.length);
  expect(now().document.edges).toHaveLength(2 * document.edges.length);
  expect(session().selection.nodes.size).toBe(document.nodes.length);
  expect([...session().selection.nodes].some((id) => document.nodes.some((node) => node.id === id))).toBe(false);
});

test('a group is made of what is selected, and dissolved', () => {
  const { scope, document, now, session } = started();
  session().select({ nodes: new Set(document.nodes.map(({ id }) => id)) });
  perform('group', scope);
  expect(now().document.groups.at(-1)?.nodes).toEqual(document.nodes.map(({ id }) => id));
  perform('ungroup', scope);
  expect(now().document.groups).toHaveLength(0);
});

test.each(kindNames)('%s is added beside the selected source, connected and covering nothing', (kind) => {
  const { scope, document, now, session } = started();
  const source = document.nodes.find((node) => node.kind === 'source');
  session().select({ nodes: new Set([source?.id ?? '']) });
  perform(`add-${kind}`, scope);
  const [made] = session().selection.nodes;
  const node = now().document.nodes.find(({ id }) => id === made);
  expect(node).toMatchObject({ kind });
  const led = now().document.edges.some(({ from, to }) => from.split('.')[0] === source?.id && to.split('.')[0] === made);
  expect(led).toBe(kind !== 'source');
  const covered = document.nodes.filter(({ at }) => Math.abs(at[0] - (node?.at[0] ?? 0)) < 200 && Math.abs(at[1] - (node?.at[1] ?? 0)) < 120);
  expect(covered.map(({ id }) => id)).toEqual([]);
  const [x, y] = node?.at ?? [0, 0];
  const papers = document.notes.filter(({ at, size }) => at[0] < x + 172 && at[0] + size[0] > x && at[1] < y + 100 && at[1] + size[1] > y);
  expect(papers.map(({ id }) => id)).toEqual([]);
  expect(now().compilation.problems.filter(({ code }) => code === 'bad-config')).toEqual([]);
  expect(now().at).toBe(1);
});

test('a second one of a kind has a name of its own', () => {
  const { scope, now } = started();
  perform('add-scorecard', scope);
  perform('add-scorecard', scope);
  expect(now().document.nodes.slice(-2).map(({ name }) => name)).toEqual([{ en: 'Scorecard', zh: '评分卡' }, { en: 'Scorecard 2', zh: '评分卡 2' }]);
});

test('where a card is, another one goes below it or above', () => {
  const { document } = started();
  const [first] = document.nodes;
  const [x = 0, y = 0] = first?.at ?? [];
  const [freeX, freeY] = freePlace(document, [x, y]);
  expect(freeX).toBe(x);
  expect(Math.abs(freeY - y)).toBeGreaterThanOrEqual(154);
});
