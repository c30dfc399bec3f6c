import { expect, test } from 'vitest';
import { compile } from '../../compile/compile.ts';
import { above, documentOf, payments } from '../../compile/testing.ts';
import { readingOf } from '../../data/read/rows.ts';
import { createEngine } from '../../engine/engine.ts';
import { listenForSilence, rulesIn } from './silence.ts';
import { silenceInWords } from './words.ts';

test('fields that a rule looks at and that are never there, or always the same, are found and called by their labels', () => {
  const [id, kind, config] = payments('payments', [
    { name: 'id', type: 'text', roles: ['id'] },
    { name: 'at', type: 'time', roles: ['time'] },
    { name: 'amount', type: 'number' },
    { name: 'country', type: 'text', label: { en: 'land', zh: '国家' } },
    { name: 'till', type: 'text' },
    { name: 'unused', type: 'text' },
  ]);
  const when = { logic: { and: [above('amount', 1).logic, { '===': [{ var: 'country' }, 'DE'] }, { '===': [{ var: 'till' }, 't'] }] } };
  const compilation = compile(documentOf([[id, kind, config], ['large', 'condition', { when }]], ['payments > large']));
  expect(compilation.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const listening = listenForSilence(compilation.plan, rulesIn(compilation));
  const rows = [1, 2, 3].map((n) => ({ id: `p${n}`, at: n, amount: n, country: n === 2 ? null : 'DE', till: null, unused: 'x' }));
  const source = compilation.plan.steps.find((step) => step.op === 'source');
  if (source?.op !== 'source') throw new Error('there is a source');
  const engine = createEngine(compilation.plan, { listener: listening });
  engine.push(source.id, readingOf(rows, source.fields));
  engine.finish();
  expect(listening.silent()).toEqual([{ node: 'large', field: 'country', seen: true }, { node: 'large', field: 'till', seen: false }]);
  expect(listening.silent().map((each) => silenceInWords(each, compilation).en)).toEqual(['“large” looks at “land”, which is the same in every row', '“large” looks at “till”, which is missing in every row']);
  expect(silenceInWords({ node: 'large', field: 'country', seen: true }, compilation).zh).toBe('“large”用到的字段“国家”，每一行都相同');
});
