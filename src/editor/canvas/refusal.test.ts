import { describe, expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { examples } from '../../../test/support/examples.ts';
import { facesOf } from './faces.ts';
import { impossible, refusal } from './refusal.ts';

const found = examples.find(({ id }) => id === 'card-fraud');
if (found === undefined) throw new Error('card-fraud is gone');
const { document } = found;
const faces = facesOf(document, compile(document), 'en');
const why = (from: string, fromPort: string, to: string) => refusal(document, faces, { node: from, port: fromPort }, { node: to, port: 'in' })?.en;

describe('an edge is refused', () => {
  test.each([
    ['it would close a circle', 'action', 'hit', 'habits', /circle/],
    ['it is there already', 'habits', 'rows', 'testing', /already/],
    ['nothing leads into a source', 'habits', 'rows', 'payments', /lead into/],
    ['rows set aside go only to outputs', 'payments', 'late', 'habits', /only lead to an output/],
  ])('where %s', (_, from, port, to, reason) => {
    const known = faces.get(from)?.outputs.map(({ id }) => id) ?? [];
    expect(why(from, known.includes(port) ? port : (known[0] ?? ''), to)).toMatch(reason);
  });

  test('and not where it can be', () => {
    expect(why('testing', 'rest', 'score')).toBeUndefined();
    expect(why('payments', 'late', 'review-list')).toBeUndefined();
  });
});

test('what cannot be reached is known before anything is pointed at', () => {
  const fromHabits = impossible(document, faces, { node: 'habits', port: 'rows' }, 'outputs');
  expect([...fromHabits].sort()).toEqual(['habits', 'known-devices', 'payments']);
  const late = impossible(document, faces, { node: 'payments', port: 'late' }, 'outputs');
  expect(document.nodes.filter(({ id }) => !late.has(id)).map(({ kind }) => kind)).toEqual(['output', 'output']);
  const intoHabits = impossible(document, faces, { node: 'habits', port: 'in' }, 'inputs');
  expect(document.nodes.filter(({ id }) => !intoHabits.has(id)).map(({ id }) => id)).toEqual(['payments', 'known-devices']);
});

test('a card without an input says that nothing leads into it', () => {
  expect(refusal(document, faces, { node: 'habits', port: 'rows' }, { node: 'payments', port: '' })?.zh).toBe('此节点没有输入');
});
