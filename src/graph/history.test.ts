import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/support/runs.ts';
import { documentSchema } from './document.ts';
import { edit, edits, perform } from './edits/edits.ts';
import type { History } from './history.ts';
import { begin, goTo, listSteps, record, redo, squash, undo } from './history.ts';
import { parseDocument, printDocument } from './serialise.ts';
import { anyEdit, makers, start } from './testing-edits.ts';
import { fakeMeaning } from './testing-meaning.ts';

const bytes = ({ document }: History): string => JSON.stringify(document);
const rename = (history: History, name: string, gesture?: string): History => {
  const { history: next } = perform(history, 'renameNode', { node: 'f', name }, fakeMeaning, gesture);
  if (next === undefined) throw new Error('refused');
  return next;
};

describe('any sequence of edits', () => {
  const sequence = fc.array(fc.tuple(anyEdit, fc.constantFrom(undefined, undefined, 'drag')), { minLength: 1, maxLength: 25 });

  test('leaves a document that is sound; what is refused leaves it as it was', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(sequence, (steps) => {
        let document = start;
        for (const [{ name, args }] of steps) {
          const before = JSON.stringify(document);
          const outcome = edits[name].run(document, args(document), fakeMeaning);
          expect(JSON.stringify(document)).toBe(before);
          if (outcome.problem !== undefined) continue;
          tried.add(name);
          document = outcome.document;
          expect(documentSchema.safeParse(document).error).toBeUndefined();
        }
        const { document: again, problems } = parseDocument(printDocument(document));
        expect(again).toEqual(document);
        expect(problems.filter(({ code }) => !['lost-test-node'].includes(code))).toEqual([]);
      }),
      runs(600),
    );
    expect([...tried].toSorted()).toEqual(Object.keys(makers).toSorted());
  });

  test('is undone to the first byte and redone to the last', () => {
    fc.assert(
      fc.property(sequence, (steps) => {
        const first = begin(start);
        let last = first;
        for (const [{ name, args }, gesture] of steps) {
          const outcome = edits[name].run(last.document, args(last.document), fakeMeaning);
          if (outcome.problem === undefined) last = record(last, outcome.document, outcome.words, gesture);
        }
        const undone = goTo(last, 0);
        expect(bytes(undone)).toBe(bytes(first));
        expect(printDocument(undone.document)).toBe(printDocument(start));
        expect(bytes(goTo(undone, last.past.length))).toBe(bytes(last));
      }),
      runs(600, 2),
    );
  });
});

describe('steps', () => {
  test('typing makes one step, until something else is done', () => {
    const typed = rename(rename(rename(begin(start), 'V', 'name'), 'Ve', 'name'), 'Vel', 'name');
    expect(typed.past.length).toBe(1);
    expect(bytes(undo(typed))).toBe(bytes(begin(start)));
    expect(rename(typed, 'x', 'other').past.length).toBe(2);
    expect(rename(redo(undo(typed)), 'Velo', 'name').past.length).toBe(2);
  });

  test('typing on after an undo is a step of its own', () => {
    const undone = undo(rename(rename(begin(start), 'V', 'name'), 'W', 'other'));
    expect(rename(undone, 'Ve', 'name').past.length).toBe(2);
  });

  test('typing back to where it began leaves no step', () => {
    expect(rename(rename(begin(start), 'V', 'name'), 'f', 'name').past).toEqual([]);
  });

  test('a change that changes nothing keeps what can be redone', () => {
    const undone = undo(rename(begin(start), 'V'));
    expect(rename(undone, 'f')).toBe(undone);
    expect(rename(undone, 'W').future).toEqual([]);
  });

  test('what followed a mark becomes one step', () => {
    const mark = rename(begin(start), 'one');
    const later = rename(rename(mark, 'two'), 'three');
    const squashed = squash(later, mark, { en: 'Both', zh: '两步' });
    expect(squashed.past.length).toBe(2);
    expect(bytes(squashed)).toBe(bytes(later));
    expect(bytes(undo(squashed))).toBe(bytes(mark));
  });

  test('the list tells what was done and what was undone', () => {
    const history = undo(rename(rename(begin(start), 'one'), 'two'));
    expect(listSteps(history).map(({ words, done }) => [words.en, words.zh, done])).toEqual([
      ['Rename “f”', '重命名“f”', true],
      ['Rename “one”', '重命名“one”', false],
    ]);
  });
});

test('an edit of a large graph touches only what it changes', () => {
  const nodes = Array.from({ length: 1000 }, (_, index) => ({ id: `n${index}`, kind: 'filter', name: `N${index}`, at: [index, 0] as [number, number], config: {} }));
  const large = { ...start, nodes, edges: [], groups: [], tests: [] };
  const outcome = edit(large, 'moveNodes', { nodes: { n500: [7, 7] } }, fakeMeaning);
  const moved = outcome.document?.nodes.filter((node, index) => node !== nodes[index]);
  expect(moved?.map(({ id }) => id)).toEqual(['n500']);
  const { history } = perform(begin(large), 'moveNodes', { nodes: { n500: [7, 7] } }, fakeMeaning);
  expect(history?.past[0]?.patch.length).toBe(2);
});
